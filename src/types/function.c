/* function.c: functions made in Python as they see themselves (data model, "User-defined functions"): their attributes,
 * annotations on demand (PEP 649), binding, and types.FunctionType(). Calling them is frame/call_function.c's.
 *
 * `version` is what the loop's caches know a function by: whatever changes how it is called renews it.
 */
#include "frame/call.h"
#include "object/descriptor.h"
#include "types/args.h"
#include "types/callable.h"
#include "types/rows.h"

INLINE Function *function_of(Ref r) { return AS(Function, r); }
INLINE Dict *own_dict(Object *self) { return (Dict *)(uintptr_t)((Function *)self)->dict; }

static void function_clear(Object *self) {
    Function *f = (Function *)self;
    Dict *dict = own_dict(self);
    f->dict = 0;
    if (dict) object_release(dict);
    Value *all[] = {&f->module, &f->doc, &f->defaults, &f->kwdefaults, &f->annotations, &f->annotate, &f->type_params};
    for (u32 i = 0; i < COUNT_OF(all); i++) value_release(value_take(all[i]));
    f->version = 0;
}

static void function_destroy(Object *self) {
    Function *f = (Function *)self;
    object_release(f->code);
    object_release(f->globals);
    object_release(f->builtins);
    object_release(f->name);
    object_release(f->qualname);
    function_clear(self);
    value_release(f->closure);
    object_free(self, sizeof *f);
}

static void function_visit(Object *self, GcVisit *visit) {
    Function *f = (Function *)self;
    gc_visit_object(visit, f->code);
    gc_visit_object(visit, f->globals);
    gc_visit_object(visit, f->builtins);
    gc_visit_object(visit, own_dict(self));
    const Value all[] = {f->module, f->doc, f->defaults, f->kwdefaults, f->closure, f->annotations, f->annotate, f->type_params};
    gc_visit_slots(visit, all, COUNT_OF(all));
}

static void called_otherwise(Function *f) {
    f->version = vm.function_version == UINT32_MAX ? 0 : ++vm.function_version;
    f->kind = f->code->flags & CODE_SIMPLE ? 1 : 0;
}

/* ---- plain attributes ---- */

static Value or_none(Value v) { return is_empty(ref(v)) ? NONE : value_keep(ref(v)); }

static Value get_code(Ref self) { return value_keep(ref_of(function_of(self)->code)); }
static Value get_globals(Ref self) { return value_keep(ref_of(function_of(self)->globals)); }
static Value get_builtins(Ref self) { return value_keep(ref_of(function_of(self)->builtins)); }
static Value get_closure(Ref self) { return or_none(function_of(self)->closure); }
static Value get_name(Ref self) { return value_keep(ref_of(function_of(self)->name)); }
static Value get_qualname(Ref self) { return value_keep(ref_of(function_of(self)->qualname)); }
static Value get_module(Ref self) { return or_none(function_of(self)->module); }
static Value get_doc(Ref self) { return or_none(function_of(self)->doc); }
static Value get_defaults(Ref self) { return or_none(function_of(self)->defaults); }
static Value get_kwdefaults(Ref self) { return or_none(function_of(self)->kwdefaults); }
static Value get_annotate(Ref self) { return or_none(function_of(self)->annotate); }
static Value get_type_params(Ref self) {
    Ref params = ref(function_of(self)->type_params);
    return value_keep(is_empty(params) ? ref(vm.empty_tuple) : params);
}

static u32 closure_count(const Function *f) { return is_empty(ref(f->closure)) ? 0 : tuple_of(ref(f->closure))->count; }

static bool set_code(Ref self, Ref value) {
    Function *f = function_of(self);
    if (!is_exact(value, T_CODE)) return RAISE_FALSE(ERR_TYPE, "__code__ must be set to a code object");
    Code *code = AS(Code, value);
    if (code->nfrees != closure_count(f))
        return RAISE_FALSE(ERR_VALUE, "%U() requires a code object with %u free vars, not %u", f->name, closure_count(f), code->nfrees);
    Code *old = f->code;
    object_keep(code);
    f->code = code;
    called_otherwise(f);
    object_release(old);
    return true;
}

static bool set_text(Text **field, const char *name, Ref value) {
    if (is_empty(value) || !is_kind(value, TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "%s must be set to a string object", name);
    Text *old = *field, *new = text_of(value);
    object_keep(new);
    *field = new;
    object_release(old);
    return true;
}
static bool set_name(Ref self, Ref value) { return set_text(&function_of(self)->name, "__name__", value); }
static bool set_qualname(Ref self, Ref value) { return set_text(&function_of(self)->qualname, "__qualname__", value); }

static bool set_field(Value *field, Ref value) {
    value_set(field, is_none(value) ? EMPTY : value_keep(value));
    return true;
}
static bool set_module(Ref self, Ref value) {
    value_set(&function_of(self)->module, is_empty(value) ? NONE : value_keep(value));
    return true;
}
static bool set_doc(Ref self, Ref value) {
    value_set(&function_of(self)->doc, is_empty(value) ? NONE : value_keep(value));
    return true;
}

static bool set_defaults(Ref self, Ref value) {
    bool none = is_empty(value) || is_none(value);
    if (!none && !is_kind(value, TYPE_IS_TUPLE)) return RAISE_FALSE(ERR_TYPE, "__defaults__ must be set to a tuple object");
    Function *f = function_of(self);
    value_set(&f->defaults, none ? EMPTY : value_keep(payload_of(value)));
    called_otherwise(f);
    return true;
}
static bool set_kwdefaults(Ref self, Ref value) {
    if (!is_empty(value) && !is_none(value) && !is_kind(value, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "__kwdefaults__ must be set to a dict object");
    called_otherwise(function_of(self));
    return set_field(&function_of(self)->kwdefaults, value);
}
static bool set_type_params(Ref self, Ref value) {
    if (is_empty(value) || !is_kind(value, TYPE_IS_TUPLE)) return RAISE_FALSE(ERR_TYPE, "__type_params__ must be set to a tuple");
    return set_field(&function_of(self)->type_params, value);
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

/* ---- annotations: made by the annotate function when they are first asked for; slots: function ---- */

static Outcome annotations_step(Frame *frame, Value incoming) {
    Function *f = function_of(ref(frame_slots(frame)[0]));
    if (is_error(incoming)) return native_fail(frame);
    if (!frame->state++) return op_call1(ref(f->annotate), REF(TAGGED(TAG_INT, 1)));
    if (!is_kind(ref(incoming), TYPE_IS_DICT)) {
        raise(ERR_TYPE, "__annotate__ returned non-dict of type '%T'", ref(incoming));
        value_release(incoming);
        return native_fail(frame);
    }
    value_set(&f->annotations, value_keep(ref(incoming)));
    return native_done(frame, incoming);
}
static const NativeFrameKind annotations_frame = {"__annotations__", annotations_step, 1, 0, NULL};

static Outcome ask_annotations(Ref self) {
    Function *f = function_of(self);
    if (!is_empty(ref(f->annotations))) return outcome(value_keep(ref(f->annotations)));
    if (!is_empty(ref(f->annotate)) && !is_none(ref(f->annotate))) {
        Frame *frame = native_push(&annotations_frame);
        if (!frame) return OUTCOME_ERROR;
        frame_slots(frame)[0] = value_keep(self);
        return OUTCOME_PUSHED;
    }
    Dict *made = dict_new();
    if (!made) return OUTCOME_ERROR;
    f->annotations = value_of(made);
    return outcome(value_keep(ref(f->annotations)));
}

static Outcome set_annotations(Ref self, Ref value) {
    Function *f = function_of(self);
    if (!is_empty(value) && !is_none(value) && !is_kind(value, TYPE_IS_DICT))
        return RAISE_OUTCOME(ERR_TYPE, "__annotations__ must be set to a dict object");
    value_set(&f->annotate, EMPTY);
    value_set(&f->annotations, is_none(value) ? EMPTY : value_keep(value));
    return outcome(NONE);
}

static bool set_annotate(Ref self, Ref value) {
    Function *f = function_of(self);
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "__annotate__ cannot be deleted");
    if (is_none(value)) return set_field(&f->annotate, value);
    const Object *call = type_of(value)->dunder[N_CALL];
    if (!call || call == DUNDER_NONE) return RAISE_FALSE(ERR_TYPE, "__annotate__ must be callable or None");
    value_set(&f->annotations, EMPTY);
    return set_field(&f->annotate, value);
}

/* ---- methods ---- */

static Value get(Ref self, Ref instance, Ref owner) {
    if (!callable_get_args(&instance, &owner)) return VALUE_ERROR;
    return is_empty(instance) ? value_keep(self) : method_new(self, instance);
}

static Value repr(Ref self) {
    TextBuilder b = {0};
    builder_c(&b, "<function ");
    builder_text(&b, function_of(self)->qualname);
    callable_put_address(&b, self);
    builder_char(&b, '>');
    Text *text = builder_finish(&b);
    return text ? value_of(text) : VALUE_ERROR;
}

/* ---- types.FunctionType(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None) ---- */

enum { ARG_CODE, ARG_GLOBALS, ARG_NAME, ARG_DEFAULTS, ARG_CLOSURE, ARG_KWDEFAULTS, ARG_COUNT };

static bool absent(Ref arg) { return is_empty(arg) || is_none(arg); }

static bool check_closure(const Code *code, Ref closure) {
    if (!absent(closure) && !is_kind(closure, TYPE_IS_TUPLE))
        return RAISE_FALSE(ERR_TYPE, code->nfrees ? "arg 5 (closure) must be tuple" : "arg 5 (closure) must be None or tuple");
    if (absent(closure) && code->nfrees) return RAISE_FALSE(ERR_TYPE, "arg 5 (closure) must be tuple");
    u32 n = absent(closure) ? 0 : tuple_of(closure)->count;
    if (n != code->nfrees) return RAISE_FALSE(ERR_VALUE, "%U requires closure of length %u, not %u", code->name, code->nfrees, n);
    for (u32 i = 0; i < n; i++) {
        Ref item = ref(tuple_of(closure)->items[i]);
        if (!is_exact(item, T_CELL)) return RAISE_FALSE(ERR_TYPE, "arg 5 (closure) expected cell, found %T", item);
    }
    return true;
}

static bool check_args(const Ref *arg) {
    for (u32 i = 0; i < 2; i++)
        if (is_empty(arg[i])) return RAISE_FALSE(ERR_TYPE, "function() missing required argument '%s' (pos %u)", i ? "globals" : "code", i + 1);
    if (!is_exact(arg[ARG_CODE], T_CODE)) return is_error(raise_bad_argument("function", "argument 'code'", "code", arg[ARG_CODE])) && false;
    if (!is_kind(arg[ARG_GLOBALS], TYPE_IS_DICT)) return is_error(raise_bad_argument("function", "argument 'globals'", "dict", arg[ARG_GLOBALS])) && false;
    if (!absent(arg[ARG_NAME]) && !is_kind(arg[ARG_NAME], TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "arg 3 (name) must be None or string");
    if (!absent(arg[ARG_DEFAULTS]) && !is_kind(arg[ARG_DEFAULTS], TYPE_IS_TUPLE)) return RAISE_FALSE(ERR_TYPE, "arg 4 (defaults) must be None or tuple");
    if (!check_closure(AS(Code, arg[ARG_CODE]), arg[ARG_CLOSURE])) return false;
    return absent(arg[ARG_KWDEFAULTS]) || is_kind(arg[ARG_KWDEFAULTS], TYPE_IS_DICT) || RAISE_FALSE(ERR_TYPE, "arg 6 (kwdefaults) must be None or dict");
}

/* The builtins that code with these globals sees: its `__builtins__`, a module or a dict, else ours. */
static Dict *builtins_of(const Dict *globals) {
    Ref found = dict_get_text(globals, vm.names[N_BUILTINS]);
    if (is_kind(found, TYPE_IS_DICT) && is_pointer(found)) return AS(Dict, found);
    if (is_pointer(found) && type_is_subtype(type_of(found), vm.types[T_MODULE])) {
        Dict *dict = instance_dict(found);
        if (dict) return dict;
        raised_clear();
    }
    return vm.builtins;
}

static Value make(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure", "kwdefaults"};
    Construct c;
    Ref arg[ARG_COUNT];
    if (!construct_new(self, args, &c) || !args_construct(&c, "function", names, ARG_COUNT, arg) || !check_args(arg)) return VALUE_ERROR;
    Dict *globals = AS(Dict, arg[ARG_GLOBALS]);
    Function *f = function_new(AS(Code, arg[ARG_CODE]), globals, builtins_of(globals));
    if (!f) return VALUE_ERROR;
    Value made = value_of(f);
    if (!absent(arg[ARG_NAME])) {
        Text *old = f->name;
        f->name = text_of(arg[ARG_NAME]);
        object_keep(f->name);
        object_release(old);
    }
    if (!absent(arg[ARG_DEFAULTS])) f->defaults = value_keep(payload_of(arg[ARG_DEFAULTS]));
    if (!absent(arg[ARG_CLOSURE])) f->closure = value_keep(payload_of(arg[ARG_CLOSURE]));
    if (!absent(arg[ARG_KWDEFAULTS])) f->kwdefaults = value_keep(arg[ARG_KWDEFAULTS]);
    return made;
}

static const NativeRow function_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, make, NEW_DOC), REPR_ROW(P0, repr), CALL_ROW, GET_ROW(P2, get)};
static const GetSetRow function_getset[] = {
    MEMBER("__closure__", get_closure, NULL, NULL), MEMBER("__doc__", get_doc, set_doc, NULL), MEMBER("__globals__", get_globals, NULL, NULL),
    ATTRIBUTE("__module__", get_module, set_module, NULL), MEMBER("__builtins__", get_builtins, NULL, NULL),
    ATTRIBUTE("__code__", get_code, set_code, NULL), ATTRIBUTE("__defaults__", get_defaults, set_defaults, NULL),
    ATTRIBUTE("__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL),
    ASKED_ATTRIBUTE("__annotations__", ask_annotations, set_annotations, "Dict of annotations in a function object."),
    ATTRIBUTE("__annotate__", get_annotate, set_annotate, "Get the code object for a function."), ATTRIBUTE("__dict__", get_dict, set_dict, NULL),
    ATTRIBUTE("__name__", get_name, set_name, NULL), ATTRIBUTE("__qualname__", get_qualname, set_qualname, NULL),
    ATTRIBUTE("__type_params__", get_type_params, set_type_params, "Get the declared type parameters for a function.")};

const TypeSpec function_spec = {
    .name = "function",
    .doc = "Create a function object.\n\n  code\n    a code object\n  globals\n    the globals dictionary\n  name\n    a string that overrides the "
           "name from the code object\n  argdefs\n    a tuple that specifies the default argument values\n  closure\n    a tuple that supplies "
           "the bindings for free variables\n  kwdefaults\n    a dictionary that specifies the default keyword argument values",
    .signature = "(code, globals, name=None, argdefs=None, closure=None,\n         kwdefaults=None)",
    .size = sizeof(Function), .dict_offset = offsetof(Function, dict), .weakref_offset = offsetof(Function, weakrefs),
    .flags = TYPE_IMMUTABLE | TYPE_METHOD_LIKE, METHODS(function_methods), GETSET(function_getset),
    .destroy = function_destroy, .visit = function_visit, .clear = function_clear, .try_repr = repr};
