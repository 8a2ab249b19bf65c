/* traceback_text.c: see traceback_text.h. What is to be told is planned first, natively: the chain of causes and contexts,
 * oldest first, and the boxes of exception groups. Then a frame goes through the plan and asks each exception for its
 * text, its notes, and the names that a hint is looked for in.
 *
 * The plan is a list of pairs: what to do (an int, with the depth of the box), and with what.
 */
#include "types/traceback_text.h"
#include "base/unicode.h"
#include "frame/call.h"
#include "frame/generator.h"
#include "frame/probe.h"
#include "frame/traceback.h"
#include "object/tuple.h"
#include "types/exception.h"
#include "types/list.h"
#include "types/sequence.h"

enum { GROUP_WIDTH = 15, GROUP_DEPTH = 10 };
enum { DO_TEXT, DO_BARE /* text without a margin */, DO_STACK, DO_GROUP_STACK, DO_GROUP_STACK_TOP, DO_EXCEPTION };
#define ACTION(what, depth) value_u32((what) << 8 | (depth))

/* ---- the plan ---- */

typedef struct { Ref plan; Dict *seen; u32 depth; bool need_close; } Planner;

static bool add(Planner *p, u32 what, Value with) {
    if (is_error(with)) return false;
    if (!list_append(p->plan, ACTION(what, p->depth))) return value_release(with), false;
    return list_append(p->plan, with);
}

static bool add_text(Planner *p, u32 what, const char *s) {
    Text *t = text_from_c(s);
    return t && add(p, what, value_of(t));
}

static bool was_seen(Planner *p, Ref e) {
    TableCursor cursor = {.hash = (i64)object_id(e)};
    Value key = value_int48((i64)object_id(e));
    return table_find(&p->seen->table, ref(key), &cursor) == TABLE_FOUND;
}

static bool mark_seen(Planner *p, Ref e) {
    if (was_seen(p, e)) return true;
    return table_insert(&p->seen->table, value_int48((i64)object_id(e)), (i64)object_id(e), NONE);
}

static bool plan_exception(Planner *p, Ref exception);
static bool is_group(Ref r) { return type_is_subtype(type_of(r), vm.types[T_ERRORS + ERR_BASE_EXCEPTION_GROUP]); }

static bool plan_indent(Planner *p, const char *before, const char *title, u32 number, const char *after) {
    TextBuilder b = {0};
    builder_fill(&b, ' ', p->depth * 2);
    builder_c(&b, before);
    if (title) builder_c(&b, title);
    else if (number) builder_i64(&b, number);
    builder_c(&b, after);
    Text *made = builder_finish(&b);
    return made && add(p, DO_BARE, value_of(made));
}

static bool plan_member(Planner *p, const Tuple *members, u32 i, u32 shown) {
    bool last = i + 1 == shown, cut = i >= GROUP_WIDTH;
    if (last) p->need_close = true;
    if (!plan_indent(p, i ? "  +---------------- " : "+-+---------------- ", cut ? "..." : NULL, i + 1, " ----------------\n")) return false;
    p->depth++;
    if (cut) {
        u32 left = members->count - GROUP_WIDTH;
        Text *more = text_format("and %u more exception%s\n", left, left > 1 ? "s" : "");
        if (!more || !add(p, DO_TEXT, value_of(more))) return false;
    } else if (!plan_exception(p, ref(members->items[i]))) {
        return false;
    }
    if (last && p->need_close) {
        if (!plan_indent(p, "+------------------------------------\n", NULL, 0, "")) return false;
        p->need_close = false;
    }
    p->depth--;
    return true;
}

/* C depth is bounded: boxes nest GROUP_DEPTH deep at most. */
static bool plan_one(Planner *p, Ref exception) {
    if (!is_group(exception) || is_empty(ref(AS(ExceptionGroupObject, exception)->exceptions)))
        return add(p, DO_STACK, value_keep(exception)) && add(p, DO_EXCEPTION, value_keep(exception));
    if (p->depth > GROUP_DEPTH) return add_text(p, DO_TEXT, "... (max_group_depth is 10)\n");
    bool top = p->depth == 0;
    if (top) p->depth = 1;
    const Tuple *members = AS(Tuple, ref(AS(ExceptionGroupObject, exception)->exceptions));
    bool done = add(p, top ? DO_GROUP_STACK_TOP : DO_GROUP_STACK, value_keep(exception)) && add(p, DO_EXCEPTION, value_keep(exception));
    u32 shown = u32_min(members->count, GROUP_WIDTH + 1);
    p->need_close = false;
    for (u32 i = 0; done && i < shown; i++) done = plan_member(p, members, i, shown);
    if (top) p->depth = 0;
    return done;
}

/* The exception that goes before e; EMPTY: none. *how: what stands between the two. */
static Ref before(Planner *p, Ref e, const char **how) {
    const Exception *x = exception_of(e);
    *how = "\nThe above exception was the direct cause of the following exception:\n\n";
    if (is_pointer(ref(x->cause)) && !was_seen(p, ref(x->cause))) return ref(x->cause);
    *how = "\nDuring handling of the above exception, another exception occurred:\n\n";
    if (!x->suppress_context && is_pointer(ref(x->context)) && !was_seen(p, ref(x->context))) return ref(x->context);
    return REF_EMPTY;
}

static bool plan_exception(Planner *p, Ref exception) {
    Value chain = list_new(0), how = list_new(0);
    bool done = !is_error(chain) && !is_error(how);
    for (Ref e = exception; done && !is_empty(e);) {
        const char *between;
        fuel_charge(1);
        done = mark_seen(p, e) && list_append(ref(chain), value_keep(e));
        Ref next = done ? before(p, e, &between) : REF_EMPTY;
        done = done && list_append(ref(how), value_bool(between[1] == 'T'));
        e = next;
    }
    for (u32 i = done ? AS(ListObject, ref(chain))->count : 0; done && i-- > 0;) {
        bool oldest = i + 1 == AS(ListObject, ref(chain))->count;
        if (!oldest)
            done = add_text(p, DO_TEXT, is_true(ref(AS(ListObject, ref(how))->items[i])) ? "\nThe above exception was the direct cause of the following exception:\n\n"
                                                                                         : "\nDuring handling of the above exception, another exception occurred:\n\n");
        done = done && plan_one(p, ref(AS(ListObject, ref(chain))->items[i]));
    }
    value_release(chain);
    value_release(how);
    return done;
}

/* stderr's error handler is "backslashreplace". A new reference. */
Text *text_without_surrogates(Text *t) {
    bool any = false;
    for (u32 i = 0; t->kind > 1 && i < t->length && !any; i++) any = unicode_is_surrogate(text_char(t, i));
    if (!any) return object_keep(t), t;
    TextBuilder b = {0};
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        Text *escaped = unicode_is_surrogate(c) ? text_format("\\u%x", c) : NULL;
        if (escaped) builder_text(&b, escaped);
        else builder_char(&b, c);
        if (escaped) object_release(escaped);
    }
    return builder_finish(&b);
}

/* ---- text, each line of it behind the box's edge ---- */

static Text *with_margin(Text *text, u32 depth, u32 edge) {
    if (!depth) return object_keep(text), text;
    TextBuilder b = {0};
    for (u32 i = 0; i < text->length;) {
        u32 end = i;
        while (end < text->length && text_char(text, end) != '\n') end++;
        if (end < text->length) end++;
        builder_fill(&b, ' ', depth * 2);
        builder_char(&b, edge);
        builder_char(&b, ' ');
        builder_slice(&b, text, i, end);
        i = end;
    }
    return builder_finish(&b);
}

static bool put(Value *out, Text *text, u32 depth, u32 edge) {
    if (!text) return false;
    Text *whole = with_margin(text, depth, edge);
    object_release(text);
    if (!whole) return false;
    bool done = text_append(out, whole);
    object_release(whole);
    return done;
}

static bool put_stack(Value *out, u32 what, u32 depth, Ref exception) {
    Ref traceback = ref(exception_of(exception)->traceback);
    if (!is_pointer(traceback)) return true;
    Text *title = text_from_c(what == DO_STACK ? "Traceback (most recent call last):\n" : "Exception Group Traceback (most recent call last):\n");
    if (!put(out, title, depth, what == DO_GROUP_STACK_TOP ? '+' : '|')) return false;
    TextBuilder b = {0};
    if (!traceback_put_entries(&b, traceback, true)) return builder_drop(&b), false;
    return put(out, builder_finish(&b), depth, '|');
}

/* "module.QualName"; those of builtins and of the program itself bare. */
static void put_class(TextBuilder *b, Type *type) {
    Ref module = type_module(type);
    if (!is_kind(module, TYPE_IS_STR)) {
        builder_c(b, "<unknown>.");
    } else if (!text_is(text_of(module), "builtins") && !text_is(text_of(module), "__main__")) {
        builder_text(b, text_of(module));
        builder_char(b, '.');
    }
    builder_text(b, type->qualname);
}

static Text *final_line(Ref exception, const Text *said, const Text *hint) {
    TextBuilder b = {0};
    put_class(&b, type_of(exception));
    if (said->length || hint) {
        builder_c(&b, ": ");
        builder_text(&b, said);
        if (hint) builder_text(&b, hint);
    }
    builder_char(&b, '\n');
    return builder_finish(&b);
}

/* ---- SyntaxError: the place in the source, then the message ---- */

static bool is_syntax(Ref exception) { return type_is_subtype(type_of(exception), vm.types[T_ERRORS + ERR_SYNTAX]); }
static i64 number(Ref r, i64 otherwise) { return is_int48(r) ? int48_of(r) : otherwise; }

static void put_carets(TextBuilder *b, const SyntaxErrorObject *e, const Text *line, u32 from, u32 to) {
    i64 whole = to, spaces = from, offset = int48_of(ref(e->offset)), end = number(ref(e->end_offset), 0);
    const Text *given = text_of(ref(e->text));
    if (same(ref(e->lineno), ref(e->end_lineno))) end = end ? end : offset;
    else end = whole + 1;
    if (given->length && offset > given->length) {
        offset = (i64)given->length + 1;
        if (end < offset) end = offset + 1;
    }
    if (offset == end || end == -1) end = offset + 1;
    i64 column = offset - 1 - spaces;
    if (column < 0) return;
    builder_c(b, "    ");
    for (i64 i = 0; i < column; i++) {
        u32 c = from + i < to ? text_char(line, from + (u32)i) : ' ';
        if (from + i >= to) break;
        builder_char(b, c == '\t' || c == '\f' || c == '\v' || c == '\r' ? c : ' ');
    }
    for (i64 i = 0; i < end - 1 - spaces - column && i < 10000; i++) builder_char(b, '^');
    builder_char(b, '\n');
}

static void put_syntax_line(TextBuilder *b, const SyntaxErrorObject *e) {
    const Text *line = text_of(ref(e->text));
    u32 to = line->length, from = 0;
    while (to && text_char(line, to - 1) == '\n') to--;
    while (from < to && (text_char(line, from) == ' ' || text_char(line, from) == '\n' || text_char(line, from) == '\f')) from++;
    builder_c(b, "    ");
    builder_slice(b, line, from, to);
    builder_char(b, '\n');
    if (is_int48(ref(e->offset))) put_carets(b, e, line, from, to);
}

static Text *syntax_text(Ref exception) {
    const SyntaxErrorObject *e = AS(SyntaxErrorObject, exception);
    Ref file = ref(e->filename), msg = ref(e->msg);
    const Tuple *args = AS(Tuple, exception_args(exception));
    if (is_empty(msg) && args->count) msg = ref(args->items[0]);
    TextBuilder b = {0};
    bool named = is_kind(file, TYPE_IS_STR) && text_of(file)->length;
    if (is_int48(ref(e->lineno))) {
        builder_c(&b, "  File \"");
        if (named) builder_text(&b, text_of(file));
        else builder_c(&b, "<string>");
        builder_c(&b, "\", line ");
        builder_i64(&b, int48_of(ref(e->lineno)));
        builder_char(&b, '\n');
    }
    if (is_kind(ref(e->text), TYPE_IS_STR)) put_syntax_line(&b, e);
    put_class(&b, type_of(exception));
    builder_c(&b, ": ");
    if (is_kind(msg, TYPE_IS_STR) && text_of(msg)->length) builder_text(&b, text_of(msg));
    else builder_c(&b, "<no detail available>");
    if (!is_int48(ref(e->lineno)) && is_kind(file, TYPE_IS_STR)) {
        builder_c(&b, " (");
        builder_text(&b, text_of(file));
        builder_char(&b, ')');
    }
    builder_char(&b, '\n');
    return builder_finish(&b);
}

Text *traceback_last_line(Ref exception, const Text *said, const Text *hint) {
    return is_syntax(exception) ? syntax_text(exception) : final_line(exception, said, hint);
}

/* ---- hints ---- */

static bool is_error_class(Ref exception, ErrorId id) { return type_is_subtype(type_of(exception), vm.types[T_ERRORS + id]); }

/* The wrong name, if the exception is of a kind that gets a hint. */
static Ref wrong_name(Ref exception) {
    Ref name = REF_EMPTY;
    if (is_error_class(exception, ERR_IMPORT)) name = ref(AS(ImportErrorObject, exception)->name_from);
    else if (is_error_class(exception, ERR_NAME) || is_error_class(exception, ERR_ATTRIBUTE)) name = ref(exception_of(exception)->value);
    return is_kind(name, TYPE_IS_STR) ? name : REF_EMPTY;
}

static Frame *innermost_record(Ref exception) {
    Ref at = ref(exception_of(exception)->traceback);
    if (!is_exact(at, T_TRACEBACK)) return NULL;
    while (is_exact(ref(AS(Traceback, at)->next), T_TRACEBACK)) at = ref(AS(Traceback, at)->next);
    FrameView *view = AS(Traceback, at)->frame;
    return view ? view->record : NULL;
}

static Ref local_of(Frame *f, u32 i) {
    Ref held = ref(frame_locals(f)[i]);
    return f->code->local_kinds[i] != LOCAL_NAME && is_exact(held, T_CELL) ? ref(AS(Cell, held)->value) : held;
}

/* What `self` is in the frame; EMPTY: no such name. */
static Ref self_in(Frame *f) {
    for (u32 i = 0; f && f->code->flags & CODE_OPTIMIZED && i < f->code->nlocalsplus; i++)
        if (text_is(f->code->local_names[i], "self")) return local_of(f, i);
    return REF_EMPTY;
}

static bool add_keys(Ref list, Ref mapping) {
    if (!is_kind(mapping, TYPE_IS_DICT)) return true;
    u32 at = 0;
    for (Ref key, value; table_next(&AS(Dict, mapping)->table, &at, &key, &value);)
        if (is_kind(key, TYPE_IS_STR) && !list_append(list, value_keep(key))) return false;
    return true;
}

/* The names that the frame sees: locals, globals, builtins. */
static Value visible_names(Frame *f) {
    Value list = list_new(0);
    if (is_error(list)) return list;
    bool done = true;
    if (f->code->flags & CODE_OPTIMIZED) {
        for (u32 i = 0; done && i < f->code->nlocalsplus; i++)
            if (!is_empty(local_of(f, i))) done = list_append(ref(list), value_keep(ref_of(f->code->local_names[i])));
    } else {
        Ref locals = ref(frame_specials(f)[SPECIAL_LOCALS]);
        done = add_keys(ref(list), is_empty(locals) ? ref_of(f->function->globals) : locals);
    }
    if (done && add_keys(ref(list), ref_of(f->function->globals)) && add_keys(ref(list), ref_of(f->function->builtins))) return list;
    value_release(list);
    return VALUE_ERROR;
}

/* Only what is a str; without what begins with an underscore, unless the wrong name does so or the frame is the object's own. */
static Value plain_names(Ref names, const Text *wrong, bool all) {
    const Value *items;
    u32 n;
    Value list = list_new(0);
    if (is_error(list) || !sequence_items(names, &items, &n)) return list;
    bool hide = !all && !(wrong->length && text_char(wrong, 0) == '_');
    for (u32 i = 0; i < n; i++) {
        if (!is_kind(ref(items[i]), TYPE_IS_STR)) continue;
        const Text *name = text_of(ref(items[i]));
        if (hide && name->length && text_char(name, 0) == '_') continue;
        if (list_append(ref(list), value_keep(ref(items[i])))) continue;
        value_release(list);
        return VALUE_ERROR;
    }
    return list;
}

/* ". Did you mean: 'x'?" and what else is said of an unknown name. meant: EMPTY or a str. NULL: nothing is said, or raised. */
static Text *hint_text(Ref exception, Ref meant) {
    const Text *wrong = text_of(wrong_name(exception));
    bool library = is_error_class(exception, ERR_NAME) && hint_is_library(wrong);
    if (is_empty(meant)) return library ? text_format(". Did you forget to import '%U'?", wrong) : NULL;
    if (library) return text_format(". Did you mean: '%U'? Or did you forget to import '%U'?", text_of(meant), wrong);
    return text_format(". Did you mean: '%U'?", text_of(meant));
}

/* ---- the frame ---- */

enum { SUBJECT, PLAN, OUT, SAID, HINT, NOTES, NAMES, TEXT_SLOTS };
enum { NEXT_ACTION, SAID_IT, ASK_SELF, IMPORTED, GOT_NAMES, SORTED, GOT_NOTES, NOTES_FAILED, GOT_NOTE };
/* aux: the action; NAMES: also the number of the note */

static Outcome go_on(Frame *f);

static u32 depth_of(Frame *f) { return (u32)int48_of(ref(AS(ListObject, ref(frame_slots(f)[PLAN]))->items[f->aux])) & 255; }
static Ref subject(Frame *f) { return ref(AS(ListObject, ref(frame_slots(f)[PLAN]))->items[f->aux + 1]); }

static Outcome tell(Frame *f) {
    Value *slot = frame_slots(f);
    Ref e = subject(f);
    Text *hint = is_empty(ref(slot[HINT])) ? NULL : text_of(ref(slot[HINT]));
    Text *line = traceback_last_line(e, text_of(ref(slot[SAID])), hint);
    if (!put(&slot[OUT], line, depth_of(f), '|')) return native_fail(f);
    f->state = GOT_NOTES;
    return op_getattr_or(e, vm.names[N_NOTES], REF_NONE);
}

static Outcome hint_from(Frame *f, Ref names) {
    Value *slot = frame_slots(f);
    Value meant = hint_nearest(names, text_of(wrong_name(subject(f))));
    if (is_error(meant)) return native_fail(f);
    Text *hint = hint_text(subject(f), ref(meant));
    value_release(meant);
    if (!hint && !is_empty(ref(vm.raised))) return native_fail(f);
    if (hint) slot[HINT] = value_of(hint);
    return tell(f);
}

static Outcome ask_name_hint(Frame *f) {
    Frame *record = innermost_record(subject(f));
    Value names = record ? visible_names(record) : list_new(0);
    if (is_error(names)) return native_fail(f);
    Outcome answer = hint_from(f, ref(names));
    value_release(names);
    return answer;
}

static Outcome ask_names(Frame *f, Ref object);

static Outcome ask_hint(Frame *f) {
    Ref e = subject(f), wrong = wrong_name(e);
    if (is_empty(wrong) || is_syntax(e)) return tell(f);
    if (is_error_class(e, ERR_NAME)) {
        Ref self = self_in(innermost_record(e));
        if (is_empty(self)) return ask_name_hint(f);
        f->state = ASK_SELF;
        return op_getattr_or(self, text_of(wrong), REF_EMPTY);
    }
    Ref object = ref(exception_of(e)->extra);
    if (is_error_class(e, ERR_IMPORT)) {
        Ref importer = dict_get_text(vm.builtins, vm.names[N_IMPORT]), name = ref(AS(ImportErrorObject, e)->name);
        if (!is_kind(name, TYPE_IS_STR) || !is_pointer(importer)) return tell(f);
        f->state = IMPORTED;
        return op_call1(importer, name);
    }
    return ask_names(f, is_empty(object) ? REF_NONE : object);
}

static Outcome ask_names(Frame *f, Ref object) {
    value_set(&frame_slots(f)[SUBJECT], value_keep(object));
    f->state = GOT_NAMES;
    return is_kind(object, TYPE_IS_TYPE) ? op_call_dunder(object, N_DIR, NULL, 0) : op_call_method(object, vm.names[N_DIR], NULL, 0);
}

static Outcome said(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) {
        raised_clear();
        Text *failed = text_from_c("<exception str() failed>");
        if (!failed) return native_fail(f);
        incoming = value_of(failed);
    }
    value_set(&slot[SAID], incoming);
    return ask_hint(f);
}

static Outcome next_note(Frame *f) {
    const Value *notes;
    u32 n;
    Value *slot = frame_slots(f);
    u32 i = (u32)int48_of(ref(slot[NAMES]));
    if (!sequence_items(ref(slot[NOTES]), &notes, &n) || i >= n) {
        f->aux += 2;
        return go_on(f);
    }
    slot[NAMES] = value_u32(i + 1);
    f->state = GOT_NOTE;
    return op_str(ref(notes[i]));
}

static Outcome put_note(Frame *f, Value incoming, const char *otherwise) {
    Text *line;
    if (is_error(incoming)) {
        raised_clear();
        line = text_format("%s\n", otherwise);
    } else {
        line = text_format("%U\n", text_of(ref(incoming)));
        value_release(incoming);
    }
    return put(&frame_slots(f)[OUT], line, depth_of(f), '|') ? next_note(f) : native_fail(f);
}

static Outcome got_notes(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    const Value *items;
    u32 n;
    value_set(&slot[NAMES], value_u32(0));
    if (is_error(incoming)) {
        f->state = NOTES_FAILED;
        value_set(&slot[NOTES], raised_take());
        return op_repr(ref(slot[NOTES]));
    }
    value_set(&slot[NOTES], incoming);
    if (is_none(ref(incoming)) || sequence_items(ref(incoming), &items, &n)) return next_note(f);
    f->state = GOT_NOTE;
    return op_repr(ref(incoming));
}

static Outcome notes_failed(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    value_set(&slot[NOTES], EMPTY); /* none are left */
    if (is_error(incoming)) return put_note(f, incoming, "Ignored error getting __notes__: <__notes__ repr() failed>");
    Text *told = text_format("Ignored error getting __notes__: %U", text_of(ref(incoming)));
    value_release(incoming);
    return told ? put_note(f, value_of(told), "") : native_fail(f);
}

static Outcome go_on(Frame *f) {
    Value *slot = frame_slots(f);
    const ListObject *plan = AS(ListObject, ref(slot[PLAN]));
    for (; f->aux < plan->count; f->aux += 2) {
        u32 what = (u32)int48_of(ref(plan->items[f->aux])) >> 8, depth = depth_of(f);
        bool done = true;
        if (what == DO_EXCEPTION) {
            f->state = SAID_IT;
            value_set(&slot[HINT], EMPTY);
            return op_str(subject(f));
        }
        if (what == DO_TEXT || what == DO_BARE) {
            Text *text = text_of(subject(f));
            object_keep(text);
            done = put(&slot[OUT], text, what == DO_BARE ? 0 : depth, '|');
        } else {
            done = put_stack(&slot[OUT], what, depth, subject(f));
        }
        if (!done) return native_fail(f);
    }
    Text *told = text_without_surrogates(text_of(ref(slot[OUT])));
    return told ? native_done(f, value_of(told)) : native_fail(f);
}

static Outcome text_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    switch (f->state) {
    case NEXT_ACTION:
        return go_on(f);
    case SAID_IT:
        return said(f, incoming);
    case ASK_SELF:
        if (is_error(incoming)) raised_clear();
        else if (!is_empty(ref(incoming))) {
            value_release(incoming);
            Text *hint = text_format(". Did you mean: 'self.%U'?", text_of(wrong_name(subject(f))));
            if (!hint) return native_fail(f);
            slot[HINT] = value_of(hint);
            return tell(f);
        }
        return ask_name_hint(f);
    case IMPORTED: {
        if (is_error(incoming)) return raised_clear(), tell(f);
        Outcome asked = ask_names(f, ref(incoming));
        value_release(incoming);
        return asked;
    }
    case GOT_NAMES: {
        if (is_error(incoming)) return raised_clear(), tell(f);
        bool own = same(self_in(innermost_record(subject(f))), ref(slot[SUBJECT]));
        Value names = plain_names(ref(incoming), text_of(wrong_name(subject(f))), own);
        value_release(incoming);
        if (is_error(names)) return native_fail(f);
        value_set(&slot[NAMES], names);
        f->state = SORTED;
        return list_sort(ref(names), REF_EMPTY, false);
    }
    case SORTED:
        if (is_error(incoming)) return raised_clear(), tell(f);
        return hint_from(f, ref(slot[NAMES]));
    case GOT_NOTES:
        return got_notes(f, incoming);
    case NOTES_FAILED:
        return notes_failed(f, incoming);
    default:
        return put_note(f, incoming, is_none(ref(slot[NOTES])) ? "" : is_kind(ref(slot[NOTES]), TYPE_IS_LIST | TYPE_IS_TUPLE) ? "<note str() failed>" : "<__notes__ repr() failed>");
    }
}
static const NativeFrameKind text_frame = {"traceback", text_step, TEXT_SLOTS, 0, NULL};

/* SystemExit is no accident: only a code that is neither a number nor None is told, by its str(). slots: the code */
static Outcome exit_step(Frame *f, Value incoming) {
    if (f->state++ == 0) return op_str(ref(frame_slots(f)[0]));
    if (is_error(incoming)) {
        raised_clear();
        return native_done(f, value_keep(ref(vm.empty_text)));
    }
    Text *text = text_format("%U\n", text_of(ref(incoming)));
    value_release(incoming);
    return text ? native_done(f, value_of(text)) : native_fail(f);
}
static const NativeFrameKind exit_frame = {"traceback", exit_step, 1, 0, NULL};

static Outcome exit_text(Ref exception) {
    Ref code = ref(exception_of(exception)->value);
    if (is_empty(code) || is_none(code) || is_kind(code, TYPE_IS_INT)) return outcome(value_keep(ref(vm.empty_text)));
    Frame *f = native_push(&exit_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(code);
    return OUTCOME_PUSHED;
}

Outcome traceback_text_push(Ref exception) {
    return is_error_class(exception, ERR_SYSTEM_EXIT) ? exit_text(exception) : traceback_text_whole(exception);
}

Outcome traceback_text_whole(Ref exception) {
    Value plan = list_new(0);
    Dict *seen = dict_new();
    Planner p = {.plan = ref(plan), .seen = seen};
    bool planned = !is_error(plan) && seen && plan_exception(&p, exception);
    if (seen) object_release(seen);
    Frame *f = planned ? native_push(&text_frame) : NULL;
    if (!f) {
        if (!is_error(plan)) value_release(plan);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[PLAN] = plan;
    frame_slots(f)[OUT] = value_keep(ref(vm.empty_text));
    return OUTCOME_PUSHED;
}
