/* getset_descriptor.c: attributes of builtin classes that C computes, and members: fields of a struct, and the slots that
 * `__slots__` makes (data model, "__slots__"). Reading and writing them is frame/op_attr.c's.
 */
#include "frame/call.h"
#include "types/callable.h"
#include "types/rows.h"

INLINE GetSetObject *getset_of(Ref r) { return AS(GetSetObject, r); }

static void getset_destroy(Object *self) {
    GetSetObject *getset = (GetSetObject *)self;
    object_release(getset->owner);
    object_release(getset->name);
    object_free(self, sizeof *getset);
}
static void getset_visit(Object *self, GcVisit *visit) { gc_visit_object(visit, ((GetSetObject *)self)->owner); }

static Value get_objclass(Ref self) { return value_keep(ref_of(getset_of(self)->owner)); }
static Value get_name(Ref self) { return value_keep(ref_of(getset_of(self)->name)); }
static Value get_qualname(Ref self) {
    Text *made = text_format("%U.%U", getset_of(self)->owner->qualname, getset_of(self)->name);
    return made ? value_of(made) : VALUE_ERROR;
}
static Value get_doc(Ref self) {
    const GetSetRow *row = getset_of(self)->row;
    if (!row || !row->doc) return NONE;
    Text *made = text_from_c(row->doc);
    return made ? value_of(made) : VALUE_ERROR;
}

static Value shown(Ref self, const char *format) {
    Text *text = text_format(format, getset_of(self)->name, getset_of(self)->owner);
    return text ? value_of(text) : VALUE_ERROR;
}
static Value getset_repr(Ref self) { return shown(self, "<attribute '%U' of '%N' objects>"); }
static Value member_repr(Ref self) { return shown(self, "<member '%U' of '%N' objects>"); }

static Outcome get(Ref self, Ref instance, Ref owner) {
    if (!callable_get_args(&instance, &owner)) return OUTCOME_ERROR;
    return is_empty(instance) ? outcome(value_keep(self)) : op_bind(self, instance, type_of(instance));
}
static Outcome set(Ref self, Ref instance, Ref value) { return op_set_getset(self, instance, value); }
static Outcome delete(Ref self, Ref instance) { return op_set_getset(self, instance, REF_EMPTY); }
static Value reduce(Ref self) { return callable_reduce(ref_of(getset_of(self)->owner), get_name(self)); }

static const NativeRow getset_methods[] = {REPR_ROW(P0, getset_repr), GET_ROW(O2, get), SET_ROW(set), DELETE_ROW(delete)};
static const NativeRow member_methods[] = {
    REPR_ROW(P0, member_repr), GET_ROW(O2, get), SET_ROW(set), DELETE_ROW(delete), METHOD("__reduce__($self, /)", P0, reduce, NULL)};
static const GetSetRow descriptor_getset[] = {
    MEMBER("__objclass__", get_objclass, NULL, NULL), MEMBER("__name__", get_name, NULL, NULL), ATTRIBUTE("__doc__", get_doc, NULL, NULL),
    ATTRIBUTE("__qualname__", get_qualname, NULL, NULL)};

#define DESCRIPTOR_SPEC(spec, name_, methods, repr) \
    const TypeSpec spec = { \
        .name = name_, .size = sizeof(GetSetObject), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(methods), GETSET(descriptor_getset), \
        .destroy = getset_destroy, .visit = getset_visit, .try_repr = repr}
DESCRIPTOR_SPEC(getset_descriptor_spec, "getset_descriptor", getset_methods, getset_repr);
DESCRIPTOR_SPEC(member_descriptor_spec, "member_descriptor", member_methods, member_repr);
