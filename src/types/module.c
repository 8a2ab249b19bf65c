/* module.c: modules: a namespace with a name. Attributes are the namespace's; what is missing is asked of the namespace's
 * own `__getattr__` (PEP 562), and `__dir__` likewise. FLAG_KIND: the module is one of ours (built-in).
 */
#include "frame/call.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/compose.h"
#include "types/list.h"
#include "types/object.h"
#include "types/rows.h"

typedef struct { Object head; u32 dict; Object *weakrefs; } ModuleObject;

INLINE Dict *names_of(Ref self) { return (Dict *)(uintptr_t)AS(ModuleObject, self)->dict; }

static void module_destroy(Object *self) {
    Dict *dict = names_of(ref_of(self));
    ((ModuleObject *)self)->dict = 0;
    if (dict) object_release(dict);
    object_free(self, sizeof(ModuleObject));
}

static void module_visit(Object *self, GcVisit *visit) {
    if (!type_has(self->type, TYPE_HEAP)) gc_visit_object(visit, names_of(ref_of(self))); /* a subclass's own visit shows it */
}

static void module_clear(Object *self) {
    Dict *dict = names_of(ref_of(self));
    ((ModuleObject *)self)->dict = 0;
    if (dict) object_release(dict);
}

/* A name of the module, natively; EMPTY also where Python would have to be asked for it. */
static Ref own(Ref self, Text *name) {
    Dict *dict = names_of(self);
    Ref found = dict ? dict_get_text(dict, name) : REF_EMPTY;
    return BITS(found) == BITS_NEEDS_PYTHON ? REF_EMPTY : found;
}

static bool is_str(Ref r) { return is_kind(r, TYPE_IS_STR); }

/* ---- making ---- */

static Value module_init(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"name", "doc"};
    Construct c = construct_args(args);
    Ref given[2];
    if (!args_construct(&c, "module", names, 2, given)) return VALUE_ERROR;
    if (is_empty(given[0])) return raise(ERR_TYPE, "module() missing required argument 'name' (pos 1)");
    if (!is_str(given[0])) return raise(ERR_TYPE, "module() argument 'name' must be str, not %T", given[0]);
    Dict *dict = instance_dict(self);
    static const u16 empty[] = {N_PACKAGE, N_LOADER, N_SPEC};
    bool done = dict && dict_set_text(dict, vm.names[N_NAME], given[0])
             && dict_set_text(dict, vm.names[N_DOC], is_empty(given[1]) ? REF_NONE : given[1]);
    for (u32 i = 0; done && i < COUNT_OF(empty); i++) done = dict_set_text(dict, vm.names[empty[i]], REF_NONE);
    return done ? NONE : VALUE_ERROR;
}

static Value module_new_native(Ref self, const Value *args, u32 n) {
    Construct c;
    return construct_new(self, args, &c) ? type_allocate(c.type) : VALUE_ERROR;
}

/* ---- repr ---- */

static Outcome module_repr(Ref self) {
    Ref name = own(self, vm.names[N_NAME]), file = own(self, vm.names[N_FILE]), loader = own(self, vm.names[N_LOADER]);
    bool filed = !is_empty(file) && !is_none(file), loaded = !is_empty(loader) && !is_none(loader);
    Text *unnamed = is_empty(name) ? text_from_char('?') : NULL;
    if (is_empty(name) && !unnamed) return OUTCOME_ERROR;
    Value parts[2] = {unnamed ? VALUE(BITS(ref_of(unnamed))) : VALUE(BITS(name)), filed ? VALUE(BITS(file)) : VALUE(BITS(loader))};
    const char *format = filed ? "<module %R from %R>" : object_of(self)->refs & FLAG_KIND ? "<module %R (built-in)>" : loaded ? "<module %R (%R)>" : "<module %R>";
    Outcome answer = compose(format, parts, filed || (loaded && !(object_of(self)->refs & FLAG_KIND)) ? 2 : 1);
    if (unnamed) object_release(unnamed);
    return answer;
}

/* ---- attributes ---- */

static Value no_attribute(Ref self, Text *asked) {
    Ref name = own(self, vm.names[N_NAME]);
    if (is_str(name)) return raise_attribute(self, asked, "module '%U' has no attribute '%U'", text_of(name), asked);
    return raise_attribute(self, asked, "module has no attribute '%U'", asked);
}

static Outcome module_getattribute(Ref self, Ref asked) {
    if (!is_str(asked)) return RAISE_OUTCOME(ERR_TYPE, "attribute name must be string, not '%T'", asked);
    Text *name = text_of(asked);
    object_keep(name);
    if (!name->interned) name = text_intern(name);
    if (!name) return OUTCOME_ERROR;
    Outcome answer;
    Ref hook = REF_EMPTY;
    bool present = !is_empty(instance_get(self, name)) || !is_empty(type_lookup(type_of(self), name));
    if (!present) hook = own(self, vm.names[N_GETATTR]);
    if (present) answer = op_generic_getattr(self, name);
    else if (!is_empty(hook)) answer = op_call1(hook, ref_of(name));
    else answer = outcome(no_attribute(self, name));
    object_release(name);
    return answer;
}

static Outcome module_dir(Ref self) {
    Dict *dict = instance_dict(self);
    if (!dict) return OUTCOME_ERROR;
    Ref hook = own(self, vm.names[N_DIR]);
    return is_empty(hook) ? outcome(object_names_list(dict)) : op_call(hook, NULL, 0);
}

static Value get_dict(Ref self) {
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}

/* ---- annotations (PEP 649): made by __annotate__ when first asked for; slots: self ---- */

static Outcome annotations_step(Frame *f, Value incoming) {
    Ref self = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) {
        Ref annotate = own(self, vm.names[N_ANNOTATE]);
        if (!is_empty(annotate) && !is_none(annotate)) return op_call1(annotate, REF(BITS(value_int48(1))));
        Dict *none = dict_new();
        if (!none) return native_fail(f);
        incoming = value_of(none);
    }
    if (!is_kind(ref(incoming), TYPE_IS_DICT)) {
        raise(ERR_TYPE, "__annotate__() must return a dict, not %T", ref(incoming));
        return value_release(incoming), native_fail(f);
    }
    Dict *dict = instance_dict(self);
    if (dict && dict_set_text(dict, vm.names[N_ANNOTATIONS], ref(incoming))) return native_done(f, incoming);
    return value_release(incoming), native_fail(f);
}
static const NativeFrameKind annotations_frame = {"__annotations__", annotations_step, 1, 0, NULL};

static Outcome get_annotations(Ref self) {
    Ref known = own(self, vm.names[N_ANNOTATIONS]);
    if (!is_empty(known)) return outcome(value_keep(known));
    Frame *f = native_push(&annotations_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

static Outcome set_annotations(Ref self, Ref value) {
    Dict *dict = instance_dict(self);
    if (!dict) return OUTCOME_ERROR;
    if (!is_empty(value)) {
        if (!dict_set_text(dict, vm.names[N_ANNOTATIONS], value)) return OUTCOME_ERROR;
    } else if (!dict_delete_text(dict, vm.names[N_ANNOTATIONS])) {
        return outcome(no_attribute(self, vm.names[N_ANNOTATIONS]));
    }
    dict_delete_text(dict, vm.names[N_ANNOTATE]);
    return outcome(NONE);
}

static Value get_annotate(Ref self) {
    Ref known = own(self, vm.names[N_ANNOTATE]);
    if (!is_empty(known)) return value_keep(known);
    Dict *dict = instance_dict(self);
    return dict && dict_set_text(dict, vm.names[N_ANNOTATE], REF_NONE) ? NONE : VALUE_ERROR;
}

static bool set_annotate(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "cannot delete __annotate__ attribute");
    const Type *type = type_of(value);
    bool callable = is_none(value) || type->call || type->dunder[N_CALL];
    if (!callable) return RAISE_FALSE(ERR_TYPE, "__annotate__ must be callable or None");
    Dict *dict = instance_dict(self);
    if (!dict || !dict_set_text(dict, vm.names[N_ANNOTATE], value)) return false;
    if (!is_none(value)) dict_delete_text(dict, vm.names[N_ANNOTATIONS]);
    return true;
}

static const NativeRow module_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, module_new_native, NEW_DOC),
    METHOD("__init__($self, /, *args, **kwargs)", PN, module_init, INIT_DOC),
    REPR_ROW(O0, module_repr),
    METHOD("__getattribute__($self, name, /)", O1, module_getattribute, "Return getattr(self, name)."),
    METHOD("__dir__($self, /)", O0, module_dir, "__dir__() -> list\nspecialized dir() implementation"),
};

static const GetSetRow module_getset[] = {
    MEMBER("__dict__", get_dict, NULL, NULL),
    ASKED_ATTRIBUTE("__annotations__", get_annotations, set_annotations, NULL),
    ATTRIBUTE("__annotate__", get_annotate, set_annotate, NULL),
};

const TypeSpec module_spec = {
    .name = "module",
    .doc = "Create a module object.\n\nThe name must be a string; the optional docstring can have any type.",
    .signature = "(name, doc=None)",
    .size = sizeof(ModuleObject), .dict_offset = offsetof(ModuleObject, dict), .weakref_offset = offsetof(ModuleObject, weakrefs),
    .flags = TYPE_BASE | TYPE_IMMUTABLE, METHODS(module_methods), GETSET(module_getset),
    .destroy = module_destroy, .visit = module_visit, .clear = module_clear,
};
