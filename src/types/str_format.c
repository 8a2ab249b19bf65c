/* str_format.c: str.format and str.format_map.
 *
 * One native frame reads the format. A field goes through four stages, each of which may ask Python: its object (a
 * name, then attributes and items), its conversion, its spec (which may hold fields in turn, one level deep), and its
 * text by `__format__`. The two levels have a group of slots each; ranges are positions in the one format text.
 */
#include "base/unicode.h"
#include "object/table.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/format.h"
#include "types/str.h"

enum { FORMAT, ARGS_TUPLE, NAMED, KEY, AUTO, LEVELS };
enum { RESULT, OBJECT, SPEC, AT, END, NAME_AT, NAME_END, SPEC_AT, SPEC_END, CONVERSION, EXPAND, LEVEL_SLOTS };
enum { SLOTS = LEVELS + 2 * LEVEL_SLOTS };
enum { STAGE_BEGIN, STAGE_TEXT, STAGE_NAME, STAGE_CONVERT, STAGE_SPEC, STAGE_FORMAT };   /* what to do next */
enum { AUTO_UNKNOWN = -1, AUTO_MANUAL = -2 };
/* aux: the level. state: the stage; ASKING is added while `incoming` is to be the level's object, or its text. */
enum { ASKING = 16 };

static Value *level(Frame *f) { return frame_slots(f) + LEVELS + f->aux * LEVEL_SLOTS; }
static u32 number(Frame *f, u32 slot) { return (u32)int48_of(ref(level(f)[slot])); }
static void set_number(Frame *f, u32 slot, u32 n) { level(f)[slot] = value_u32(n); }
static const Text *format_of(Frame *f) { return text_of(ref(frame_slots(f)[FORMAT])); }

static bool begin_level(Frame *f, u32 depth, u32 at, u32 end) {
    Text *empty = text_from_ascii("", 0);
    if (!empty) return false;
    f->aux = depth;
    value_set(&level(f)[RESULT], value_of(empty));
    set_number(f, AT, at);
    set_number(f, END, end);
    f->state = STAGE_TEXT;
    return true;
}

static bool append(Frame *f, Text *t) {
    if (!t) return false;
    bool done = text_append(&level(f)[RESULT], t);
    object_release(t);
    return done;
}

/* ---- reading ---- */

typedef struct { u32 at, end; } Range;

static bool wrong(const char *what) { return RAISE_FALSE(ERR_VALUE, "%s", what); }

/* Behind '{': name, conversion and spec go to the level's slots. false: raised. */
static bool read_field(Frame *f, const Text *t, u32 at, u32 end) {
    u32 c = 0, name = at, depth = 1;
    while (at < end) {
        c = text_char(t, at++);
        if (c == '{') return wrong("unexpected '{' in field name");
        if (c == '[') while (at < end && text_char(t, at) != ']') at++;
        if (c == '}' || c == ':' || c == '!') break;
    }
    bool closed = c == '}' || c == ':' || c == '!';
    if (!closed) return wrong("expected '}' before end of string");
    set_number(f, NAME_AT, name);
    set_number(f, NAME_END, at - 1);
    set_number(f, CONVERSION, 0);
    set_number(f, EXPAND, 0);
    set_number(f, SPEC_AT, at);
    set_number(f, SPEC_END, at);
    set_number(f, AT, at);
    if (c == '}') return true;
    if (c == '!') {
        if (at == end) return wrong("end of string while looking for conversion specifier");
        set_number(f, CONVERSION, text_char(t, at++));
        set_number(f, AT, at);
        set_number(f, SPEC_AT, at);
        set_number(f, SPEC_END, at);
        if (at < end) {
            c = text_char(t, at++);
            set_number(f, AT, at);
            if (c == '}') return true;
            if (c != ':') return wrong("expected ':' after conversion specifier");
        }
    }
    set_number(f, SPEC_AT, at);
    for (; at < end; at++) {
        c = text_char(t, at);
        if (c == '{') depth++, set_number(f, EXPAND, 1);
        if (c != '}' || --depth) continue;
        set_number(f, SPEC_END, at);
        set_number(f, AT, at + 1);
        return true;
    }
    return wrong("unmatched '{' in format spec");
}

/* Text up to the next field. *field: there is one, and read_field has read it. */
static bool read_text(Frame *f, bool *field) {
    const Text *t = format_of(f);
    u32 at = number(f, AT), end = number(f, END), start = at;
    *field = false;
    while (at < end && text_char(t, at) != '{' && text_char(t, at) != '}') at++;
    if (at == end) {
        set_number(f, AT, at);
        return start == at || append(f, text_substring((Text *)(uintptr_t)t, start, at));
    }
    u32 c = text_char(t, at);
    bool doubled = at + 1 < end && text_char(t, at + 1) == c;
    if (!doubled && (c == '}' || at + 1 == end)) return wrong(c == '}' ? "Single '}' encountered in format string" : "Single '{' encountered in format string");
    if (!append(f, text_substring((Text *)(uintptr_t)t, start, at + doubled))) return false;
    set_number(f, AT, at + 1 + doubled);
    *field = !doubled;
    return doubled || read_field(f, t, at + 1, end);
}

/* All decimal digits: *n >= 0; else -1. false: raised. */
static bool read_index(const Text *t, Range r, i64 *n) {
    *n = -1;
    i64 value = 0;
    if (r.at == r.end) return true;
    for (u32 i = r.at; i < r.end; i++) {
        i32 digit = unicode_decimal(text_char(t, i));
        if (digit < 0) return true;
        if (value > (INT64_MAX - digit) / 10) return wrong("Too many decimal digits in format string");
        value = value * 10 + digit;
    }
    *n = value;
    return true;
}

/* ---- a field's object ---- */

/* Automatic or manual numbering, not both. */
static bool number_field(Frame *f, bool is_empty_name, i64 *index) {
    Value *slots = frame_slots(f);
    i64 next = int48_of(ref(slots[AUTO]));
    if (is_empty_name) {
        if (next == AUTO_MANUAL) return wrong("cannot switch from manual field specification to automatic field numbering");
        *index = next < 0 ? 0 : next;
        slots[AUTO] = value_int48(*index + 1);
    } else {
        if (next >= 0) return wrong("cannot switch from automatic field numbering to manual field specification");
        slots[AUTO] = value_int48(AUTO_MANUAL);
    }
    return true;
}

static bool positional(Frame *f, i64 index) {
    Value *slots = frame_slots(f);
    if (is_empty(ref(slots[ARGS_TUPLE]))) return wrong("Format string contains positional fields");
    Tuple *args = AS(Tuple, ref(slots[ARGS_TUPLE]));
    if (index >= (i64)args->count) return RAISE_FALSE(ERR_INDEX, "Replacement index %l out of range for positional args tuple", index);
    value_set(&level(f)[OBJECT], value_keep(ref(args->items[index])));
    return true;
}

typedef enum { GO_ON, ASKED, FAILED } Progress;

static Progress ask(Frame *f, u32 next_stage, Outcome question, Outcome *answer) {
    f->state = (u16)(next_stage | ASKING);
    *answer = question;
    return ASKED;
}

static bool set_key(Frame *f, Range r) {
    Text *key = text_substring((Text *)(uintptr_t)format_of(f), r.at, r.end);
    if (!key) return false;
    value_set(&frame_slots(f)[KEY], value_of(key));
    return true;
}

/* The keyword argument KEY, or that item of the mapping. */
static Progress named(Frame *f, Outcome *answer) {
    Value *slots = frame_slots(f);
    Text *key = AS(Text, ref(slots[KEY]));
    if (!is_empty(ref(slots[ARGS_TUPLE]))) {
        Ref found = is_empty(ref(slots[NAMED])) ? REF_EMPTY : dict_get_text(AS(Dict, ref(slots[NAMED])), key);
        if (is_empty(found)) return (void)raise_with(ERR_KEY, ref_of(key)), FAILED;
        value_set(&level(f)[OBJECT], value_keep(found));
        return GO_ON;
    }
    return ask(f, STAGE_NAME, op_getitem(ref(slots[NAMED]), ref(slots[KEY])), answer);
}

/* The name up to the first '.' or '['. */
static Progress begin_name(Frame *f, Outcome *answer) {
    const Text *t = format_of(f);
    u32 at = number(f, NAME_AT), end = number(f, NAME_END);
    Range first = {at, at};
    i64 index;
    while (first.end < end && text_char(t, first.end) != '.' && text_char(t, first.end) != '[') first.end++;
    set_number(f, NAME_AT, first.end);
    f->state = STAGE_NAME;
    if (!read_index(t, first, &index)) return FAILED;
    if (first.at == first.end || index >= 0) return number_field(f, first.at == first.end, &index) && positional(f, index) ? GO_ON : FAILED;
    return set_key(f, first) ? named(f, answer) : FAILED;
}

/* One ".attribute" or "[item]". */
static Progress go_on_name(Frame *f, Outcome *answer) {
    const Text *t = format_of(f);
    u32 at = number(f, NAME_AT), end = number(f, NAME_END);
    bool item = text_char(t, at) == '[';
    Range r = {at + 1, at + 1};
    i64 index = -1;
    while (r.end < end && (item ? text_char(t, r.end) != ']' : text_char(t, r.end) != '.' && text_char(t, r.end) != '[')) r.end++;
    if (item && r.end == end) return wrong("Missing ']' in format string"), FAILED;
    if (r.at == r.end) return wrong("Empty attribute in format string"), FAILED;
    u32 next = r.end + item;
    if (item && next < end && text_char(t, next) != '.' && text_char(t, next) != '[')
        return wrong("Only '.' or '[' may follow ']' in format field specifier"), FAILED;
    set_number(f, NAME_AT, next);
    if (item && !read_index(t, r, &index)) return FAILED;
    Ref object = ref(level(f)[OBJECT]);
    if (index >= 0) {
        Value key = value_from_i64(index);
        if (is_error(key)) return FAILED;
        value_set(&frame_slots(f)[KEY], key);
    } else if (!set_key(f, r)) {
        return FAILED;
    }
    Ref key = ref(frame_slots(f)[KEY]);
    return ask(f, STAGE_NAME, item ? op_getitem(object, key) : op_getattr(object, AS(Text, key)), answer);
}

/* ---- a field's text ---- */

static Progress convert(Frame *f, Outcome *answer) {
    u32 conversion = number(f, CONVERSION);
    Ref object = ref(level(f)[OBJECT]);
    switch (conversion) {
    case 0: return f->state = STAGE_SPEC, GO_ON;
    case 'r': return ask(f, STAGE_SPEC, op_repr(object), answer);
    case 's': return ask(f, STAGE_SPEC, op_str(object), answer);
    case 'a': return ask(f, STAGE_SPEC, op_ascii(object), answer);
    }
    if (conversion > 32 && conversion < 127) return (void)raise(ERR_VALUE, "Unknown conversion specifier %c", conversion), FAILED;
    TextBuilder b = {0};
    u32 digits = 1;
    while (conversion >> (digits * 4)) digits++;
    while (digits--) builder_char(&b, (u8)"0123456789abcdef"[conversion >> (digits * 4) & 15]);
    Text *hex = builder_finish(&b);
    if (hex) (void)raise(ERR_VALUE, "Unknown conversion specifier \\x%U", hex);
    if (hex) object_release(hex);
    return FAILED;
}

/* The spec as it stands, or a level of its own. */
static Progress spec(Frame *f) {
    u32 at = number(f, SPEC_AT), end = number(f, SPEC_END);
    f->state = STAGE_FORMAT;
    if (number(f, EXPAND)) {
        if (f->aux) return wrong("Max string recursion exceeded"), FAILED;
        return begin_level(f, 1, at, end) ? GO_ON : FAILED;
    }
    Text *t = text_substring((Text *)(uintptr_t)format_of(f), at, end);
    if (!t) return FAILED;
    value_set(&level(f)[SPEC], value_of(t));
    return GO_ON;
}

static Progress format_field(Frame *f, Outcome *answer) {
    Ref object = ref(level(f)[OBJECT]), how = ref(level(f)[SPEC]);
    Value made = try_format(object, AS(Text, how));
    if (is_error(made)) return FAILED;
    if (is_needs_python(made)) return ask(f, STAGE_TEXT, op_format(object, how), answer);
    f->state = STAGE_TEXT;
    Text *t = AS(Text, ref(made));
    return append(f, t) ? GO_ON : FAILED;
}

/* ---- the frame ---- */

/* Text, and the field behind it; at the end of the spec's level, back to the field whose spec it is. */
static Progress text_stage(Frame *f, bool *finished, Outcome *answer) {
    bool field;
    if (number(f, AT) == number(f, END)) {
        *finished = f->aux == 0;
        if (*finished) return GO_ON;
        Value made = value_take(&level(f)[RESULT]);
        f->aux = 0;
        value_set(&level(f)[SPEC], made);
        f->state = STAGE_FORMAT;
        return GO_ON;
    }
    if (!read_text(f, &field)) return FAILED;
    return field ? begin_name(f, answer) : GO_ON;
}

static bool take_answer(Frame *f, Value incoming) {
    u32 stage = f->state &= (u16)~ASKING;
    if (stage != STAGE_TEXT) return value_set(&level(f)[OBJECT], incoming), true;
    bool done = text_append(&level(f)[RESULT], text_of(ref(incoming)));
    value_release(incoming);
    return done;
}

static Outcome format_step(Frame *f, Value incoming) {
    Progress progress = GO_ON;
    Outcome answer = OUTCOME_ERROR;
    bool finished = false;
    if (is_error(incoming) || (f->state & ASKING && !take_answer(f, incoming))) return native_fail(f);
    while (progress == GO_ON && !finished) {
        switch (f->state) {
        case STAGE_BEGIN: progress = begin_level(f, 0, 0, format_of(f)->length) ? GO_ON : FAILED; break;
        case STAGE_TEXT: progress = text_stage(f, &finished, &answer); break;
        case STAGE_NAME:
            if (number(f, NAME_AT) < number(f, NAME_END)) progress = go_on_name(f, &answer);
            else f->state = STAGE_CONVERT;
            break;
        case STAGE_CONVERT: progress = convert(f, &answer); break;
        case STAGE_SPEC: progress = spec(f); break;
        case STAGE_FORMAT: progress = format_field(f, &answer); break;
        }
        fuel_charge(1);
        if (UNLIKELY(vm.fuel <= 0) && progress == GO_ON && !finished) return native_again(f);
    }
    if (progress == ASKED) return answer;
    return progress == FAILED ? native_fail(f) : native_done(f, value_take(&level(f)[RESULT]));
}

static const NativeFrameKind format_frame = {.name = "format", .step = format_step, .slots = SLOTS};

static Outcome begin(Ref self, Value args, Value named_args) {
    Frame *f = native_push(&format_frame);
    if (!f) {
        value_release(args);
        value_release(named_args);
        return OUTCOME_ERROR;
    }
    Value *slots = frame_slots(f);
    slots[FORMAT] = value_keep(ref_of(text_of(self)));
    slots[ARGS_TUPLE] = args;
    slots[NAMED] = named_args;
    slots[AUTO] = value_int48(AUTO_UNKNOWN);
    return OUTCOME_PUSHED;
}

Outcome str_format(Ref self, const Value *args, u32 n) {
    Value positional_args = is_empty(ref(args[0])) ? value_keep(ref(vm.empty_tuple)) : value_keep(ref(args[0]));
    return begin(self, positional_args, value_keep(ref(args[1])));
}

Outcome str_format_map(Ref self, Ref mapping) { return begin(self, EMPTY, value_keep(mapping)); }
