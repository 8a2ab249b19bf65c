/* traceback_lines.c: the entries of a traceback as CPython's module of that name lays them out: file, line and function,
 * then the instruction's source without its indentation, with carets under it where they say more than the line does
 * (PEP 657). An entry that stands more than three times in a row is told once with a number.
 *
 * Columns come as bytes of UTF-8 and are turned into characters, and for the carets into columns of a terminal.
 */
#include "base/unicode.h"
#include "frame/traceback.h"
#include "types/traceback_text.h"

enum { REPEATS_SHOWN = 3, LINES_MOST = 500 };

/* An instruction's source: `count` lines, without what white space all of them begin with and all that ends them. */
typedef struct {
    Text *lines[LINES_MOST];
    u32 count;
    u32 start, end;       /* characters: in the first line, in the last */
    AnchorKind kind;
    u32 left_line, left, right_line, right; /* of the anchors, in their lines; columns of a terminal */
} Source;

u32 text_skip_space(const Text *t) {
    u32 i = 0;
    while (i < t->length && unicode_is_space(text_char(t, i))) i++;
    return i;
}

static u32 trimmed_length(const Text *t) {
    u32 n = t->length;
    while (n && unicode_is_space(text_char(t, n - 1))) n--;
    return n;
}

static u32 columns(const Text *t, u32 end) {
    u32 n = 0;
    for (u32 i = 0; i < end; i++) n += i < t->length && unicode_is_wide(text_char(t, i)) ? 2 : 1;
    return n;
}

static u32 utf8_size(u32 c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

static u32 character_at_byte(const Text *t, u32 byte) {
    u32 i = 0;
    for (u32 at = 0; i < t->length && at < byte; i++) at += utf8_size(text_char(t, i));
    return i;
}

/* ---- common indentation ---- */

static bool is_blank(const Text *t) { return text_skip_space(t) == t->length; }

static u32 shared_indent(Text *const *lines, u32 n) {
    const Text *first = NULL;
    u32 shared = 0;
    for (u32 i = 0; i < n; i++) {
        const Text *t = lines[i];
        if (is_blank(t)) continue;
        u32 k = 0;
        if (!first) {
            while (k < t->length && (text_char(t, k) == ' ' || text_char(t, k) == '\t')) k++;
            shared = k;
            first = t;
        } else {
            while (k < shared && k < t->length && text_char(t, k) == text_char(first, k)) k++;
            shared = k;
        }
    }
    return shared;
}

static bool cut_lines(Text **lines, u32 n, u32 indent) {
    for (u32 i = 0; i < n; i++) {
        Text *whole = lines[i];
        u32 end = trimmed_length(whole);
        lines[i] = text_substring(whole, u32_min(indent, end), end);
        if (!lines[i]) return lines[i] = whole, false;
        object_release(whole);
    }
    return true;
}

/* ---- the source ---- */

static void source_drop(Source *s) {
    for (u32 i = 0; i < s->count; i++) object_release(s->lines[i]);
    s->count = 0;
}

/* false: raised. A line that is not known is empty, as CPython takes it. */
static bool read_lines(Source *s, Text *filename, u32 line, u32 end_line) {
    for (s->count = 0; s->count <= end_line - line; s->count++) {
        Text *found = vm.hooks.source_line(filename, line + s->count);
        if (!found) found = text_from_ascii("", 0);
        if (!found) return false;
        s->lines[s->count] = found;
    }
    return true;
}

static Text *joined(const Source *s) {
    TextBuilder b = {0};
    for (u32 i = 0; i < s->count; i++) {
        const Text *t = s->lines[i];
        if (i) builder_char(&b, '\n');
        builder_slice(&b, t, i ? 0 : s->start, i + 1 == s->count ? u32_max(s->end, i ? 0 : s->start) : t->length);
    }
    return builder_finish(&b);
}

/* An offset in the segment as line and column. */
static void locate(const Source *s, u32 offset, u32 *line, u32 *column) {
    offset += s->start;
    *line = 0;
    while (*line + 1 < s->count && offset > s->lines[*line]->length) offset -= s->lines[(*line)++]->length + 1;
    *column = columns(s->lines[*line], offset);
}

static bool find_anchors(Source *s) {
    Text *segment = joined(s);
    if (!segment) return false;
    u32 left, right;
    s->kind = anchor_find(segment, &left, &right);
    object_release(segment);
    if (s->kind == ANCHOR_NONE) return true;
    locate(s, left, &s->left_line, &s->left);
    locate(s, right, &s->right_line, &s->right);
    return true;
}

/* 1: carets say something; 0: the instruction is all there is on its lines; -1: raised. */
static i32 wants_carets(const Source *s) {
    const Text *first = s->lines[0];
    Text *last = s->lines[s->count - 1];
    Text *before = text_substring(s->lines[0], 0, s->start), *after = before ? text_substring(last, s->end, last->length) : NULL;
    i32 wants = after ? 1 : -1;
    if (after && anchor_is_whole_statement(s->kind, before, after)) wants = 0;
    else if (after && s->kind == ANCHOR_NONE) wants = text_skip_space(first) < s->start || !is_blank(after);
    if (before) object_release(before);
    if (after) object_release(after);
    return wants;
}

/* ---- what is shown of it: rows, which are then laid under each other without their shared indentation ---- */

typedef struct { Text *at[32]; u32 count; bool failed; } Rows;

static void add_row(Rows *rows, Text *row) {
    if (!row || rows->count == COUNT_OF(rows->at)) {
        if (row) object_release(row);
        else rows->failed = true;
        return;
    }
    rows->at[rows->count++] = row;
}

static u32 caret(const Source *s, u32 line, u32 column) {
    if (s->kind == ANCHOR_NONE) return '^';
    bool behind_left = line > s->left_line || (line == s->left_line && column >= s->left);
    bool before_right = line < s->right_line || (line == s->right_line && column < s->right);
    return behind_left && before_right ? '^' : '~';
}

static Text *carets_under(const Source *s, u32 line) {
    const Text *t = s->lines[line];
    u32 indent = text_skip_space(t), start = line ? 0 : columns(t, s->start);
    u32 end = line + 1 == s->count ? columns(t, s->end) : columns(t, t->length);
    TextBuilder b = {0};
    for (u32 column = 0; column < end; column++) builder_char(&b, column < indent || column < start ? ' ' : caret(s, line, column));
    return builder_finish(&b);
}

static void show_line(Rows *rows, const Source *s, u32 line, bool carets) {
    object_keep(s->lines[line]);
    add_row(rows, s->lines[line]);
    if (carets) add_row(rows, carets_under(s, line));
}

static bool is_significant(const Source *s, u32 line) {
    if (line == 0 || line + 1 == s->count) return true;
    if (s->kind == ANCHOR_NONE) return false;
    return (line + 1 >= s->left_line && line <= s->left_line + 1) || (line + 1 >= s->right_line && line <= s->right_line + 1);
}

static void show_source(Rows *rows, const Source *s, bool carets) {
    for (u32 line = 0, last = 0; line < s->count; line++) {
        if (!is_significant(s, line)) continue;
        if (line == last + 2) show_line(rows, s, line - 1, carets);
        else if (line > last + 2) add_row(rows, text_format("...<%u lines>...", line - last - 1));
        show_line(rows, s, line, carets);
        last = line;
    }
}

static bool put_rows(TextBuilder *b, Rows *rows) {
    u32 indent = shared_indent(rows->at, rows->count);
    for (u32 i = 0; i < rows->count; i++) {
        Text *row = rows->at[i];
        builder_c(b, "    ");
        if (!is_blank(row)) builder_slice(b, row, indent, row->length);
        builder_char(b, '\n');
        object_release(row);
    }
    return !rows->failed;
}

static bool put_first_line(TextBuilder *b, const Text *line) {
    builder_c(b, "    ");
    builder_slice(b, line, text_skip_space(line), trimmed_length(line));
    builder_char(b, '\n');
    return true;
}

static bool put_with_carets(TextBuilder *b, Source *s, const Position *where) {
    u32 start = character_at_byte(s->lines[0], where->column - 1u), end = character_at_byte(s->lines[s->count - 1], where->end_column - 1u);
    u32 indent = shared_indent(s->lines, s->count);
    if (!cut_lines(s->lines, s->count, indent)) return false;
    s->start = u32_min(start > indent ? start - indent : 0, s->lines[0]->length);
    s->end = u32_min(end > indent ? end - indent : 0, s->lines[s->count - 1]->length);
    if (s->count == 1 && s->end < s->start) s->end = s->start;
    if (!find_anchors(s)) return false;
    i32 carets = wants_carets(s);
    if (carets < 0) return false;
    Rows rows = {.count = 0};
    show_source(&rows, s, carets);
    return put_rows(b, &rows);
}

static bool put_source(TextBuilder *b, Text *filename, u32 line, const Position *where) {
    Source s;
    s.count = 0;
    bool placed = where && where->column && where->end_column && where->end_line >= where->line
        && (where->end_line > where->line || where->end_column > where->column);
    u32 end_line = placed ? where->end_line : line;
    if (end_line - line >= LINES_MOST) end_line = line, placed = false;
    bool done = read_lines(&s, filename, line, end_line), known = false;
    for (u32 i = 0; i < s.count; i++) known = known || !is_blank(s.lines[i]);
    if (done && known) done = placed ? put_with_carets(b, &s, where) : put_first_line(b, s.lines[0]);
    source_drop(&s);
    return done;
}

/* ---- entries ---- */

typedef struct { const Text *file, *name; u32 line; const Position *where; Text *filename; } Entry;

static bool read_entry(const Traceback *t, Entry *out) {
    const Frame *f = t->frame ? t->frame->record : NULL;
    if (!f) return false; /* its record went without memory to keep it */
    const Code *code = f->code;
    *out = (Entry){.name = code->name, .file = code->filename, .filename = code->filename, .line = traceback_line(t)};
    out->where = t->unit < code->unit_count ? code_position(code, t->unit) : NULL;
    if (out->where && out->where->line) out->line = out->where->line;
    else out->where = NULL;
    return true;
}

static bool same_place(const Entry *a, const Entry *b) {
    return a->line == b->line && (a->file == b->file || text_equal(a->file, b->file)) && (a->name == b->name || text_equal(a->name, b->name));
}

static bool put_entry(TextBuilder *b, const Entry *e, bool carets) {
    builder_c(b, "  File \"");
    builder_text(b, e->file);
    builder_c(b, "\", line ");
    if (e->line) builder_i64(b, e->line);
    else builder_c(b, "None");
    builder_c(b, ", in ");
    builder_text(b, e->name);
    builder_char(b, '\n');
    return !e->line || put_source(b, e->filename, e->line, carets ? e->where : NULL);
}

static void put_repeats(TextBuilder *b, u32 count) {
    if (count <= REPEATS_SHOWN) return;
    builder_c(b, "  [Previous line repeated ");
    builder_i64(b, count - REPEATS_SHOWN);
    builder_c(b, count - REPEATS_SHOWN > 1 ? " more times]\n" : " more time]\n");
}

bool traceback_put_entries(TextBuilder *b, Ref traceback, bool carets) {
    Entry last = {.file = NULL}, entry;
    u32 count = 0;
    for (Ref at = traceback; is_exact(at, T_TRACEBACK); at = ref(AS(Traceback, at)->next)) {
        fuel_charge(1);
        if (!read_entry(AS(Traceback, at), &entry)) continue;
        if (!last.file || !same_place(&entry, &last)) {
            put_repeats(b, count);
            last = entry;
            count = 0;
        }
        if (++count <= REPEATS_SHOWN && !put_entry(b, &entry, carets)) return false;
    }
    put_repeats(b, count);
    return true;
}
