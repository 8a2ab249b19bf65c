/* os_error.c: OSError: errno chooses the class (PEP 3151), the text names up to two files. errno values are WASI's and
 * Linux's where programs see them: CPython's on Linux, as the oracle's.
 */
#include "types/compose.h"
#include "types/exception.h"
#include "types/rows.h"

static const struct { u16 number, id; } classes[] = {
    {11, ERR_BLOCKING_IO}, {114, ERR_BLOCKING_IO}, {115, ERR_BLOCKING_IO}, {32, ERR_BROKEN_PIPE}, {108, ERR_BROKEN_PIPE},
    {10, ERR_CHILD_PROCESS}, {103, ERR_CONNECTION_ABORTED}, {111, ERR_CONNECTION_REFUSED}, {104, ERR_CONNECTION_RESET},
    {17, ERR_FILE_EXISTS}, {2, ERR_FILE_NOT_FOUND}, {21, ERR_IS_A_DIRECTORY}, {20, ERR_NOT_A_DIRECTORY}, {4, ERR_INTERRUPTED},
    {13, ERR_PERMISSION}, {1, ERR_PERMISSION}, {3, ERR_PROCESS_LOOKUP}, {110, ERR_TIMEOUT},
};

static Type *class_of(i64 number) {
    for (u32 i = 0; i < COUNT_OF(classes); i++)
        if (classes[i].number == number) return vm.types[T_ERRORS + classes[i].id];
    return vm.types[T_ERRORS + ERR_OS];
}

INLINE OSErrorObject *os_error_of(Ref r) { return AS(OSErrorObject, r); }

/* A subclass that has an __init__ of its own and no __new__ gets its fields from __init__, which may change the arguments. */
static bool fills_in_init(const Type *type) {
    const Type *os = vm.types[T_ERRORS + ERR_OS];
    return type->dunder[N_INIT] != os->dunder[N_INIT] && type->dunder[N_NEW] == os->dunder[N_NEW];
}

static bool fill(Ref self, const Construct *c) {
    OSErrorObject *e = os_error_of(self);
    u32 kept = c->n;
    if (c->n >= 2 && c->n <= 5) {
        Ref filename = c->n >= 3 ? ref(c->args[2]) : REF_NONE, second = c->n == 5 ? ref(c->args[4]) : REF_NONE;
        value_set(&e->number, value_keep(ref(c->args[0])));
        value_set(&e->strerror, value_keep(ref(c->args[1])));
        if (!is_none(filename)) {
            if (type_of(self) == vm.types[T_ERRORS + ERR_BLOCKING_IO] && (is_int48(filename) || is_kind(filename, TYPE_IS_INT))) {
                value_set(&e->written, value_keep(filename));
            } else {
                value_set(&e->filename, value_keep(filename));
                if (!is_none(second)) value_set(&e->filename2, value_keep(second));
                kept = 2; /* the file names show in the text only */
            }
        }
    }
    return exception_set_args(self, c->args, kept);
}

static Value os_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    if (fills_in_init(c.type)) {
        c.n = 0;
        return exception_make(&c);
    }
    if (c.keywords) return raise(ERR_TYPE, "%N() takes no keyword arguments", c.type);
    if (c.type == vm.types[T_ERRORS + ERR_OS] && c.n >= 2 && c.n <= 5 && is_int48(ref(c.args[0]))) c.type = class_of(int48_of(ref(c.args[0])));
    Value made = type_allocate(c.type);
    if (is_error(made) || fill(ref(made), &c)) return made;
    value_release(made);
    return VALUE_ERROR;
}

static Value os_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (!fills_in_init(type_of(self))) return NONE;
    if (c.keywords) return raise(ERR_TYPE, "%T() takes no keyword arguments", self);
    return fill(self, &c) ? NONE : VALUE_ERROR;
}

static Outcome os_str(Ref self) {
    const OSErrorObject *e = os_error_of(self);
    Value parts[4] = {is_empty(ref(e->number)) ? NONE : e->number, is_empty(ref(e->strerror)) ? NONE : e->strerror, e->filename, e->filename2};
    if (!is_empty(ref(e->filename)))
        return is_empty(ref(e->filename2)) ? compose("[Errno %S] %S: %R", parts, 3) : compose("[Errno %S] %S: %R -> %R", parts, 4);
    if (!is_empty(ref(e->number)) && !is_empty(ref(e->strerror))) return compose("[Errno %S] %S", parts, 2);
    return exception_str(self);
}

static Value os_reduce(Ref self) {
    const OSErrorObject *e = os_error_of(self);
    const Tuple *args = AS(Tuple, exception_args(self));
    if (args->count != 2 || is_empty(ref(e->filename))) return exception_reduce(self);
    Value all[5] = {value_keep(ref(args->items[0])), value_keep(ref(args->items[1])), value_keep(ref(e->filename)), NONE, value_keep(ref(e->filename2))};
    Value told = tuple_take(all, is_empty(ref(e->filename2)) ? 3 : 5);
    if (is_error(told)) return told;
    Dict *dict = (Dict *)(uintptr_t)e->base.dict;
    Value type = value_keep(ref_of(type_of(self)));
    return dict ? tuple_pack3(type, told, value_keep(ref_of(dict))) : tuple_pack2(type, told);
}

EXCEPTION_ACCESS(OSErrorObject, os, number)
EXCEPTION_ACCESS(OSErrorObject, os, strerror)
EXCEPTION_ACCESS(OSErrorObject, os, filename)
EXCEPTION_ACCESS(OSErrorObject, os, filename2)

static Value get_written(Ref self) {
    Ref written = ref(os_error_of(self)->written);
    if (!is_empty(written)) return value_keep(written);
    return raise(ERR_ATTRIBUTE, "characters_written");
}

static bool set_written(Ref self, Ref value) {
    OSErrorObject *e = os_error_of(self);
    if (is_empty(value)) {
        if (is_empty(ref(e->written))) return RAISE_FALSE(ERR_ATTRIBUTE, "characters_written");
        value_set(&e->written, EMPTY);
        return true;
    }
    if (!is_int48(value) && !is_kind(value, TYPE_IS_INT)) return RAISE_FALSE(ERR_TYPE, "'%T' object cannot be interpreted as an integer", value);
    value_set(&e->written, value_keep(value));
    return true;
}

static const NativeRow os_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, os_new, NEW_DOC),
    METHOD("__str__($self, /)", O0, os_str, "Return str(self)."),
    METHOD("__init__($self, /, *args, **kwargs)", PN, os_init, INIT_DOC),
    METHOD("__reduce__($self, /)", P0, os_reduce, NULL),
};
static const GetSetRow os_getset[] = {
    EXCEPTION_FIELD(OSErrorObject, os, number, errno, "POSIX exception code"),
    EXCEPTION_FIELD(OSErrorObject, os, strerror, strerror, "exception strerror"),
    EXCEPTION_FIELD(OSErrorObject, os, filename, filename, "exception filename"),
    EXCEPTION_FIELD(OSErrorObject, os, filename2, filename2, "second exception filename"),
    ATTRIBUTE("characters_written", get_written, set_written, NULL),
};
const TypeSpec os_error_spec = {
    .name = "OSError", .doc = "Base class for I/O related errors.", .size = sizeof(OSErrorObject), .flags = EXCEPTION_FLAGS,
    METHODS(os_methods), GETSET(os_getset), .blank = exception_blank,
};

Value raise_os(u32 number, const char *strerror, Ref filename) {
    Text *text = text_from_c(strerror);
    if (!text) return VALUE_ERROR;
    Value args[3] = {value_u32(number), value_of(text), VALUE(BITS(filename))};
    Construct c = {class_of(number), args, is_empty(filename) ? 2 : 3, NULL};
    Value made = type_allocate(c.type);
    bool done = !is_error(made) && fill(ref(made), &c);
    object_release(text);
    if (done) return raise_object(made);
    if (!is_error(made)) value_release(made);
    return VALUE_ERROR;
}
