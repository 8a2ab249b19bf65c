/* traceback.c: traceback objects as Python sees them. Entries are made by frame/traceback.c. */
#include "frame/traceback.h"
#include "types/args.h"
#include "types/list.h"
#include "types/rows.h"

INLINE Traceback *traceback_of(Ref r) { return AS(Traceback, r); }
enum { UNIT_NONE = 0x7FFFFFFF }; /* tb_lasti of -1: no instruction */

/* A chain is as long as the stack was deep: each entry takes the next one apart here, not by recursion (the release queue
 * sees to that). */
static void traceback_clear(Object *self) {
    Traceback *t = (Traceback *)self;
    value_release(value_take(&t->next));
    FrameView *frame = t->frame;
    t->frame = NULL;
    if (frame) object_release(frame);
}

static void traceback_destroy(Object *self) {
    traceback_clear(self);
    object_free(self, sizeof(Traceback));
}

static void traceback_visit(Object *self, GcVisit *visit) {
    gc_visit(visit, ref(((Traceback *)self)->next));
    gc_visit_object(visit, ((Traceback *)self)->frame);
}

static void traceback_blank(Object *self) { ((Traceback *)self)->next = NONE; }

static bool check_next(Ref next) {
    return is_none(next) || is_exact(next, T_TRACEBACK) || RAISE_FALSE(ERR_TYPE, "expected traceback object or None, got '%T'", next);
}

static bool take_number(Ref r, i64 *out) {
    if (!is_integer(r)) return RAISE_FALSE(ERR_TYPE, "'%T' object cannot be interpreted as an integer", r);
    *out = integer_clamp(r);
    if (*out == (i32)*out) return true;
    return RAISE_FALSE(ERR_OVERFLOW, "Python int too large to convert to C int");
}

static Value traceback_new(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"tb_next", "tb_frame", "tb_lasti", "tb_lineno"};
    Construct c;
    Ref given[4];
    i64 unit, line;
    if (!construct_new(self, args, &c) || !args_construct(&c, "traceback", names, 4, given)) return VALUE_ERROR;
    for (u32 i = 0; i < 4; i++)
        if (is_empty(given[i])) return raise(ERR_TYPE, "traceback() missing required argument '%s' (pos %u)", names[i], i + 1);
    if (!is_exact(given[1], T_FRAME)) return raise(ERR_TYPE, "traceback() argument 'tb_frame' must be frame, not %T", given[1]);
    if (!take_number(given[2], &unit) || !take_number(given[3], &line) || !check_next(given[0])) return VALUE_ERROR;
    Value made = type_allocate(c.type);
    if (is_error(made)) return made;
    Traceback *t = traceback_of(ref(made));
    t->next = value_keep(given[0]);
    t->frame = AS(FrameView, given[1]);
    object_keep(t->frame);
    t->unit = unit < 0 ? UNIT_NONE : (u32)unit / 2;
    t->line = (u32)line; /* -1 is LINE_OF_UNIT, as it is in CPython */
    return made;
}

static Value get_next(Ref self) { return value_keep(ref(traceback_of(self)->next)); }

static bool set_next(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "can't delete tb_next attribute");
    if (!is_none(value) && !is_exact(value, T_TRACEBACK)) return RAISE_FALSE(ERR_TYPE, "expected traceback object, got '%T'", value);
    for (Ref at = value; !is_none(at); at = ref(traceback_of(at)->next))
        if (same(at, self)) return RAISE_FALSE(ERR_VALUE, "traceback loop detected");
    value_set(&traceback_of(self)->next, value_keep(value));
    return true;
}

static Value get_frame(Ref self) {
    FrameView *frame = traceback_of(self)->frame;
    return frame ? value_keep(ref_of(frame)) : NONE;
}
static Value get_lasti(Ref self) { return traceback_of(self)->unit == UNIT_NONE ? value_int48(-1) : value_u32(traceback_of(self)->unit * 2); }
static Value get_lineno(Ref self) {
    const Traceback *t = traceback_of(self);
    u32 line = traceback_line(t);
    return line || t->line != LINE_OF_UNIT ? value_int48((i32)line) : NONE;
}

static Value traceback_dir(Ref self) {
    static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
    Value list = list_new(0);
    for (u32 i = 0; i < 4 && !is_error(list); i++) {
        Text *name = text_intern_c(names[i]);
        if (name && list_append(ref(list), value_of(name))) continue;
        value_release(list);
        return VALUE_ERROR;
    }
    return list;
}

static const NativeRow traceback_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, traceback_new, NEW_DOC),
    METHOD("__dir__($self, /)", P0, traceback_dir, NULL),
};
static const GetSetRow traceback_getset[] = {
    MEMBER("tb_frame", get_frame, NULL, NULL),
    MEMBER("tb_lasti", get_lasti, NULL, NULL),
    ATTRIBUTE("tb_next", get_next, set_next, NULL),
    ATTRIBUTE("tb_lineno", get_lineno, NULL, NULL),
};

const TypeSpec traceback_spec = {
    .name = "traceback", .doc = "Create a new traceback object.", .signature = "(tb_next, tb_frame, tb_lasti, tb_lineno)",
    .size = sizeof(Traceback), .flags = TYPE_IMMUTABLE, METHODS(traceback_methods), GETSET(traceback_getset),
    .destroy = traceback_destroy, .visit = traceback_visit, .clear = traceback_clear, .blank = traceback_blank,
};
