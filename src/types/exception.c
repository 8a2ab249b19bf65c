/* exception.c: BaseException and the classes that need no file of their own. Most differ from their base in name only:
 * their specs come from errors.def; the special ones are named in IS_SPECIAL_….
 */
#include "types/exception.h"
#include "frame/traceback.h"
#include "types/compose.h"
#include "types/list.h"
#include "types/rows.h"

/* ---- what all exceptions share ---- */

INLINE Value *own_fields(Object *self) { return (Value *)(void *)((u8 *)self + sizeof(Exception)); }
INLINE u32 own_field_count(const Object *self) { return (u32)(self->type->spec->size - sizeof(Exception)) / 8; }

void exception_blank(Object *self) {
    Exception *e = (Exception *)self;
    e->args = e->traceback = e->context = e->cause = e->notes = e->value = e->extra = EMPTY;
    for (u32 i = 0; i < own_field_count(self); i++) own_fields(self)[i] = EMPTY;
}

static void drop_dict(Exception *e) {
    Dict *dict = (Dict *)(uintptr_t)e->dict;
    e->dict = 0;
    if (dict) object_release(dict);
}

void exception_clear(Object *self) {
    Exception *e = (Exception *)self;
    drop_dict(e);
    value_release(value_take(&e->value));
    value_release(value_take(&e->extra));
    for (u32 i = 0; i < own_field_count(self); i++) value_release(value_take(&own_fields(self)[i]));
    value_release(value_take(&e->args));
    value_release(value_take(&e->traceback));
    value_release(value_take(&e->cause));
    value_release(value_take(&e->context));
    value_release(value_take(&e->notes));
}

void exception_destroy(Object *self) {
    exception_clear(self);
    object_free(self, self->type->spec->size);
}

void exception_visit(Object *self, GcVisit *visit) {
    Exception *e = (Exception *)self;
    if (!type_has(self->type, TYPE_HEAP)) gc_visit_object(visit, (Dict *)(uintptr_t)e->dict); /* a subclass's own visit shows it */
    gc_visit_slots(visit, &e->args, 5);
    gc_visit(visit, ref(e->value));
    gc_visit(visit, ref(e->extra));
    gc_visit_slots(visit, own_fields(self), own_field_count(self));
}

bool exception_set_args(Ref self, const Value *args, u32 n) {
    Value all = tuple_from(args, n);
    if (is_error(all)) return false;
    value_set(&exception_of(self)->args, all);
    return true;
}

Value exception_make(const Construct *c) {
    Value made = type_allocate(c->type);
    if (is_error(made)) return made;
    if (exception_set_args(ref(made), c->args, c->n)) return made;
    value_release(made);
    return VALUE_ERROR;
}

Value exception_new(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? exception_make(&c) : VALUE_ERROR;
}

static bool refuse_keywords(Ref self, const Construct *c) {
    return !c->keywords || RAISE_FALSE(ERR_TYPE, "%T() takes no keyword arguments", self);
}

Value exception_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    return refuse_keywords(self, &c) && exception_set_args(self, c.args, c.n) ? NONE : VALUE_ERROR;
}

bool exception_keywords(Ref self, const Construct *c, const char *const *names, Value *const *fields, u32 n) {
    for (u32 i = 0; i < n; i++) value_set(fields[i], EMPTY);
    u32 at = 0;
    Ref key, value;
    while (c->keywords && table_next(&c->keywords->table, &at, &key, &value)) {
        u32 i = 0;
        while (i < n && !text_is(text_of(key), names[i])) i++;
        if (i == n) {
            /* the class that takes them, not the instance's: NameError() also for UnboundLocalError */
            const Type *told = type_of(self);
            while (told->flags & TYPE_HEAP || (told->base != vm.types[T_ERRORS + ERR_EXCEPTION] && told->base)) told = told->base;
            return raise_unexpected_keyword(told->spec->name, text_of(key), names, n);
        }
        value_set(fields[i], value_keep(value));
    }
    return true;
}

Outcome exception_str(Ref self) {
    Ref args = exception_args(self);
    const Tuple *t = AS(Tuple, args);
    if (!t->count) return outcome(value_keep(ref(vm.empty_text)));
    return t->count == 1 ? op_str(ref(t->items[0])) : op_repr(args);
}

static Outcome exception_repr(Ref self) {
    Ref args = exception_args(self);
    const Tuple *t = AS(Tuple, args);
    Value parts[2] = {VALUE(BITS(ref_of(type_of(self)->name))), t->count == 1 ? t->items[0] : VALUE(BITS(args))};
    return compose(t->count == 1 ? "%S(%R)" : "%S%R", parts, 2);
}

Value exception_reduce(Ref self) {
    const Exception *e = exception_of(self);
    Value type = value_keep(ref_of(type_of(self))), args = value_keep(exception_args(self));
    Dict *dict = (Dict *)(uintptr_t)e->dict;
    return dict ? tuple_pack3(type, args, value_keep(ref_of(dict))) : tuple_pack2(type, args);
}

/* ---- __setstate__: setattr for each item; slots: self, state, the key and value at hand; aux: position ---- */

static Outcome setstate_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    u32 at = f->aux;
    Ref key, value;
    if (!table_next(&AS(Dict, ref(slot[1]))->table, &at, &key, &value)) return native_done(f, NONE);
    f->aux = at;
    value_set(&slot[2], value_keep(key));
    value_set(&slot[3], value_keep(value));
    if (is_kind(key, TYPE_IS_STR)) return op_setattr(ref(slot[0]), text_of(key), value);
    raise(ERR_TYPE, "attribute name must be string, not '%T'", key);
    return native_fail(f);
}
static const NativeFrameKind setstate_frame = {"__setstate__", setstate_step, 4, 0, NULL};

static Outcome exception_setstate(Ref self, Ref state) {
    if (is_none(state)) return outcome(NONE);
    if (!is_kind(state, TYPE_IS_DICT)) return RAISE_OUTCOME(ERR_TYPE, "state is not a dictionary");
    Frame *f = native_push(&setstate_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(state);
    return OUTCOME_PUSHED;
}

/* ---- add_note: slots: self, note ---- */

static Outcome note_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_getattr_or(ref(slot[0]), vm.names[N_NOTES], REF_EMPTY);
    case 1:
        if (is_empty(ref(incoming))) {
            Value list = list_from(&slot[1], 1);
            if (is_error(list)) return native_fail(f);
            Outcome asked = op_setattr(ref(slot[0]), vm.names[N_NOTES], ref(list));
            value_release(list);
            return asked;
        }
        if (!is_kind(ref(incoming), TYPE_IS_LIST)) {
            value_release(incoming);
            raise(ERR_TYPE, "Cannot add note: __notes__ is not a list");
            return native_fail(f);
        }
        if (!list_append(ref(incoming), value_take(&slot[1]))) return value_release(incoming), native_fail(f);
        value_release(incoming);
        return native_done(f, NONE);
    default:
        return native_done(f, NONE);
    }
}
static const NativeFrameKind note_frame = {"add_note", note_step, 2, 0, NULL};

static Outcome exception_add_note(Ref self, Ref note) {
    if (!is_kind(note, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "add_note() argument must be str, not %T", note);
    Frame *f = native_push(&note_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(note);
    return OUTCOME_PUSHED;
}

/* ---- attributes ---- */

static Value get_args(Ref self) { return value_keep(exception_args(self)); }

static Outcome args_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_tuple(ref(slot[1]));
    value_set(&exception_of(ref(slot[0]))->args, incoming);
    return native_done(f, NONE);
}
static const NativeFrameKind args_frame = {"args", args_step, 2, 0, NULL};

static Outcome set_args(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_OUTCOME(ERR_TYPE, "args may not be deleted");
    if (is_tuple(value)) return value_set(&exception_of(self)->args, value_keep(value)), outcome(NONE);
    Frame *f = native_push(&args_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(value);
    return OUTCOME_PUSHED;
}

static Value get_traceback(Ref self) { return exception_shown(exception_of(self)->traceback); }

static bool set_traceback(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "__traceback__ may not be deleted");
    if (!is_none(value) && !is_exact(value, T_TRACEBACK)) return RAISE_FALSE(ERR_TYPE, "__traceback__ must be a traceback or None");
    value_set(&exception_of(self)->traceback, is_none(value) ? EMPTY : value_keep(value));
    return true;
}

static Value with_traceback(Ref self, Ref traceback) { return set_traceback(self, traceback) ? value_keep(self) : VALUE_ERROR; }

static bool set_link(Value *link, Ref value, const char *what) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "__%s__ may not be deleted", what);
    if (!is_none(value) && !is_kind(value, TYPE_IS_EXCEPTION)) return RAISE_FALSE(ERR_TYPE, "exception %s must be None or derive from BaseException", what);
    value_set(link, is_none(value) ? EMPTY : value_keep(value));
    return true;
}

static Value get_context(Ref self) { return exception_shown(exception_of(self)->context); }
static bool set_context(Ref self, Ref value) { return set_link(&exception_of(self)->context, value, "context"); }
static Value get_cause(Ref self) { return exception_shown(exception_of(self)->cause); }

static bool set_cause(Ref self, Ref value) {
    if (!set_link(&exception_of(self)->cause, value, "cause")) return false;
    exception_of(self)->suppress_context = 1;
    return true;
}

static Value get_suppress(Ref self) { return value_bool(exception_of(self)->suppress_context); }

static bool set_suppress(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "can't delete numeric/char attribute");
    if (!is_bool(value)) return RAISE_FALSE(ERR_TYPE, "attribute value type must be bool");
    exception_of(self)->suppress_context = is_true(value);
    return true;
}

static Value get_dict(Ref self) {
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}

static bool set_dict(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "cannot delete __dict__");
    if (!is_kind(value, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "__dict__ must be set to a dictionary, not a '%T'", value);
    return instance_set_dict(self, value);
}

static const NativeRow base_methods[] = {
    EXCEPTION_NEW_ROW,
    REPR_ROW(O0, exception_repr),
    METHOD("__str__($self, /)", O0, exception_str, "Return str(self)."),
    METHOD("__init__($self, /, *args, **kwargs)", PN, exception_init, INIT_DOC),
    METHOD("__reduce__($self, /)", P0, exception_reduce, NULL),
    METHOD("__setstate__($self, object, /)", O1, exception_setstate, NULL),
    METHOD("with_traceback($self, object, /)", P1, with_traceback, "Set self.__traceback__ to tb and return self."),
    METHOD("add_note($self, object, /)", O1, exception_add_note, "Add a note to the exception"),
};

static const GetSetRow base_getset[] = {
    MEMBER("__suppress_context__", get_suppress, set_suppress, NULL),
    ATTRIBUTE("__dict__", get_dict, set_dict, NULL),
    {.name = "args", .get = get_args, .ask_set = set_args},
    ATTRIBUTE("__traceback__", get_traceback, set_traceback, NULL),
    ATTRIBUTE("__context__", get_context, set_context, "exception context"),
    ATTRIBUTE("__cause__", get_cause, set_cause, "exception cause"),
};

const TypeSpec base_exception_spec = {
    .name = "BaseException",
    .doc = "Common base class for all exceptions",
    .size = sizeof(Exception), .dict_offset = offsetof(Exception, dict),
    .flags = EXCEPTION_FLAGS | TYPE_IS_EXCEPTION,
    METHODS(base_methods), GETSET(base_getset),
    .destroy = exception_destroy, .visit = exception_visit, .clear = exception_clear, .blank = exception_blank,
};

/* ---- KeyError: str() of one key is its repr ---- */

static Outcome key_str(Ref self) {
    const Tuple *t = AS(Tuple, exception_args(self));
    return t->count == 1 ? op_repr(ref(t->items[0])) : exception_str(self);
}
static const NativeRow key_methods[] = {METHOD("__str__($self, /)", O0, key_str, "Return str(self).")};

const TypeSpec key_error_spec = {
    .name = "KeyError", .doc = "Mapping key not found.", .size = sizeof(Exception), .flags = EXCEPTION_FLAGS,
    METHODS(key_methods), .blank = exception_blank,
};

/* ---- StopIteration.value, SystemExit.code ---- */


EXCEPTION_ACCESS(Exception, value, value)
EXCEPTION_ACCESS(Exception, extra, extra)

static Value stop_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (!refuse_keywords(self, &c) || !exception_set_args(self, c.args, c.n)) return VALUE_ERROR;
    value_set(&exception_of(self)->value, c.n ? value_keep(ref(c.args[0])) : EMPTY);
    return NONE;
}

static Value exit_init(Ref self, const Value *args, u32 n) {
    Construct c = construct_args(args);
    if (!refuse_keywords(self, &c) || !exception_set_args(self, c.args, c.n)) return VALUE_ERROR;
    value_set(&exception_of(self)->value, c.n == 0 ? EMPTY : c.n == 1 ? value_keep(ref(c.args[0])) : value_keep(exception_args(self)));
    return NONE;
}

static const NativeRow stop_methods[] = {METHOD("__init__($self, /, *args, **kwargs)", PN, stop_init, INIT_DOC)};
static const GetSetRow stop_getset[] = {EXCEPTION_FIELD(Exception, value, value, value, "generator return value")};
static const NativeRow exit_methods[] = {METHOD("__init__($self, /, *args, **kwargs)", PN, exit_init, INIT_DOC)};
static const GetSetRow exit_getset[] = {EXCEPTION_FIELD(Exception, value, value, code, "exception code")};

const TypeSpec stop_iteration_spec = {
    .name = "StopIteration", .doc = "Signal the end from iterator.__next__().", .size = sizeof(Exception), .flags = EXCEPTION_FLAGS,
    METHODS(stop_methods), GETSET(stop_getset), .blank = exception_blank,
};
const TypeSpec system_exit_spec = {
    .name = "SystemExit", .doc = "Request to exit from the interpreter.", .size = sizeof(Exception), .flags = EXCEPTION_FLAGS,
    METHODS(exit_methods), GETSET(exit_getset), .blank = exception_blank,
};

/* ---- NameError.name, AttributeError.name and obj ---- */

static Value name_init(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"name"};
    Construct c = construct_args(args);
    Value *const fields[] = {&exception_of(self)->value};
    return exception_set_args(self, c.args, c.n) && exception_keywords(self, &c, names, fields, 1) ? NONE : VALUE_ERROR;
}

static Value attribute_init(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"name", "obj"};
    Construct c = construct_args(args);
    Value *const fields[] = {&exception_of(self)->value, &exception_of(self)->extra};
    return exception_set_args(self, c.args, c.n) && exception_keywords(self, &c, names, fields, 2) ? NONE : VALUE_ERROR;
}

/* A copy of the instance's attributes, to which fields that are set are added. */
static Dict *state_dict(Ref self) {
    Dict *state = dict_new(), *own = (Dict *)(uintptr_t)exception_of(self)->dict;
    if (state && own && !table_copy(&state->table, &own->table)) {
        object_release(state);
        return NULL;
    }
    return state;
}

static bool add_state(Dict *state, const char *name, Value field) {
    if (is_empty(ref(field))) return true;
    Text *key = text_intern_c(name);
    bool done = key && dict_set_text(state, key, ref(field));
    if (key) object_release(key);
    return done;
}

static Value attribute_getstate(Ref self) {
    const Exception *e = exception_of(self);
    Dict *state = state_dict(self);
    if (state && add_state(state, "name", e->value) && add_state(state, "args", VALUE(BITS(exception_args(self))))) return value_of(state);
    if (state) object_release(state);
    return VALUE_ERROR;
}

static Value attribute_reduce(Ref self) {
    Value state = attribute_getstate(self);
    if (is_error(state)) return state;
    return tuple_pack3(value_keep(ref_of(type_of(self))), value_keep(exception_args(self)), state);
}

static const NativeRow name_methods[] = {METHOD("__init__($self, /, *args, **kwargs)", PN, name_init, INIT_DOC)};
static const GetSetRow name_getset[] = {EXCEPTION_FIELD(Exception, value, value, name, "name")};
static const NativeRow attribute_methods[] = {
    METHOD("__init__($self, /, *args, **kwargs)", PN, attribute_init, INIT_DOC),
    METHOD("__getstate__($self, /)", P0, attribute_getstate, NULL),
    METHOD("__reduce__($self, /)", P0, attribute_reduce, NULL),
};
static const GetSetRow attribute_getset[] = {
    EXCEPTION_FIELD(Exception, value, value, name, "attribute name"),
    EXCEPTION_FIELD(Exception, extra, extra, obj, "object"),
};

const TypeSpec name_error_spec = {
    .name = "NameError", .doc = "Name not found globally.", .size = sizeof(Exception), .flags = EXCEPTION_FLAGS,
    METHODS(name_methods), GETSET(name_getset), .blank = exception_blank,
};
const TypeSpec attribute_error_spec = {
    .name = "AttributeError", .doc = "Attribute not found.", .size = sizeof(Exception), .flags = EXCEPTION_FLAGS,
    METHODS(attribute_methods), GETSET(attribute_getset), .blank = exception_blank,
};

/* ---- ImportError ---- */

EXCEPTION_ACCESS(ImportErrorObject, import, name)
EXCEPTION_ACCESS(ImportErrorObject, import, path)
EXCEPTION_ACCESS(ImportErrorObject, import, name_from)

/* One raised by C has its message in args alone. */
static Ref import_message(Ref self) {
    Ref msg = ref(AS(ImportErrorObject, self)->msg);
    const Tuple *args = AS(Tuple, exception_args(self));
    return !is_empty(msg) ? msg : args->count == 1 ? ref(args->items[0]) : REF_NONE;
}
static Value import_get_msg(Ref self) { return value_keep(import_message(self)); }
static bool import_set_msg(Ref self, Ref value) {
    value_set(&AS(ImportErrorObject, self)->msg, is_empty(value) ? NONE : value_keep(value));
    return true;
}

static Value import_init(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"name", "path", "name_from"};
    Construct c = construct_args(args);
    ImportErrorObject *e = AS(ImportErrorObject, self);
    Value *const fields[] = {&e->name, &e->path, &e->name_from};
    if (!exception_set_args(self, c.args, c.n) || !exception_keywords(self, &c, names, fields, 3)) return VALUE_ERROR;
    value_set(&e->msg, c.n == 1 ? value_keep(ref(c.args[0])) : NONE);
    return NONE;
}

static Outcome import_str(Ref self) {
    Ref msg = import_message(self);
    return is_text(msg) ? outcome(value_keep(msg)) : exception_str(self);
}

static Value import_reduce(Ref self) {
    const ImportErrorObject *e = AS(ImportErrorObject, self);
    if (is_empty(ref(e->name)) && is_empty(ref(e->path)) && is_empty(ref(e->name_from))) return exception_reduce(self);
    Dict *state = state_dict(self);
    if (!state) return VALUE_ERROR;
    if (!add_state(state, "name", e->name) || !add_state(state, "path", e->path) || !add_state(state, "name_from", e->name_from))
        return object_release(state), VALUE_ERROR;
    return tuple_pack3(value_keep(ref_of(type_of(self))), value_keep(exception_args(self)), value_of(state));
}

static const NativeRow import_methods[] = {
    METHOD("__str__($self, /)", O0, import_str, "Return str(self)."),
    METHOD("__init__($self, /, *args, **kwargs)", PN, import_init, INIT_DOC),
    METHOD("__reduce__($self, /)", P0, import_reduce, NULL),
};
static const GetSetRow import_getset[] = {
    EXCEPTION_FIELD(ImportErrorObject, import, msg, msg, "exception message"),
    EXCEPTION_FIELD(ImportErrorObject, import, name, name, "module name"),
    EXCEPTION_FIELD(ImportErrorObject, import, path, path, "module path"),
    EXCEPTION_FIELD(ImportErrorObject, import, name_from, name_from, "name imported from module"),
};
const TypeSpec import_error_spec = {
    .name = "ImportError", .doc = "Import can't find module, or can't find name in module.", .size = sizeof(ImportErrorObject),
    .flags = EXCEPTION_FLAGS, METHODS(import_methods), GETSET(import_getset), .blank = exception_blank,
};

Value raise_import(ErrorId id, Text *message, Ref name, Ref path, Ref name_from) {
    Value made = error_blank(id);
    if (is_error(made)) return made;
    ImportErrorObject *e = AS(ImportErrorObject, ref(made));
    Value args = tuple_pack1(value_keep(ref_of(message)));
    if (is_error(args)) return value_release(made), VALUE_ERROR;
    value_set(&e->base.args, args);
    e->msg = value_keep(ref_of(message));
    e->name = value_keep(name);
    e->path = value_keep(path);
    e->name_from = value_keep(name_from);
    return raise_object(made);
}

/* ---- all specs, in the order of errors.def ---- */

#define IS_SPECIAL_BASE_EXCEPTION , base_exception_spec
#define IS_SPECIAL_BASE_EXCEPTION_GROUP , base_exception_group_spec
#define IS_SPECIAL_EXCEPTION_GROUP , exception_group_spec
#define IS_SPECIAL_KEY , key_error_spec
#define IS_SPECIAL_STOP_ITERATION , stop_iteration_spec
#define IS_SPECIAL_SYSTEM_EXIT , system_exit_spec
#define IS_SPECIAL_NAME , name_error_spec
#define IS_SPECIAL_ATTRIBUTE , attribute_error_spec
#define IS_SPECIAL_IMPORT , import_error_spec
#define IS_SPECIAL_OS , os_error_spec
#define IS_SPECIAL_SYNTAX , syntax_error_spec
#define IS_SPECIAL_UNICODE_DECODE , unicode_decode_error_spec
#define IS_SPECIAL_UNICODE_ENCODE , unicode_encode_error_spec
#define IS_SPECIAL_UNICODE_TRANSLATE , unicode_translate_error_spec
#define IS_SPECIAL_UNICODE , unicode_error_spec
/* The struct of what derives from a class that has a struct of its own. */
#define STRUCT_BASE_EXCEPTION Exception
#define STRUCT_BASE_EXCEPTION_GROUP ExceptionGroupObject
#define STRUCT_EXCEPTION Exception
#define STRUCT_ARITHMETIC Exception
#define STRUCT_IMPORT ImportErrorObject
#define STRUCT_LOOKUP Exception
#define STRUCT_NAME Exception
#define STRUCT_OS OSErrorObject
#define STRUCT_CONNECTION OSErrorObject
#define STRUCT_RUNTIME Exception
#define STRUCT_SYNTAX SyntaxErrorObject
#define STRUCT_INDENTATION SyntaxErrorObject
#define STRUCT_VALUE Exception
#define STRUCT_UNICODE UnicodeErrorObject
#define STRUCT_WARNING Exception

/* SECOND_OF(, x) is x; SECOND_OF(word) is the word's own simple spec: what is named in IS_SPECIAL_… is taken from there. */
#define SECOND(a, b, ...) b
#define SECOND_OF(probe, otherwise) SECOND(probe, otherwise, )
#define ERROR(id, name_, base_) \
    static const TypeSpec simple_##id __attribute__((unused)) = {.name = (name_), .size = sizeof(STRUCT_##base_), .flags = EXCEPTION_FLAGS, .blank = exception_blank};
#include "object/errors.def"

const TypeSpec *const exception_specs[ERR_COUNT] = {
#define ERROR(id, name, base) [ERR_##id] = &SECOND_OF(IS_SPECIAL_##id, simple_##id),
#include "object/errors.def"
};
