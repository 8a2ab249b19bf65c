/* attr.h: attributes as far as no Python runs: instance values, instance dicts, class lookups. Descriptors written in
 * Python, __getattr__ and the like are op_getattr's (frame/op.h). */
#ifndef KRAIT_ATTR_H
#define KRAIT_ATTR_H
#include "object/table.h"

/* The instance's own attribute (inline value or instance dict), borrowed; EMPTY: absent; NEEDS_PYTHON's bits: its dict
 * holds keys that must be asked. */
Ref instance_get(Ref object, Text *name);
MUST_CHECK bool instance_set(Ref object, Text *name, Ref value);     /* false: raised; the type has a dict (the caller checked) */
MUST_CHECK u32 instance_delete(Ref object, Text *name);          /* 1 deleted, 0 absent, 2 error */
MUST_CHECK Dict *instance_dict(Ref object);                          /* __dict__: makes and detaches it; NULL: raised. Borrowed */
MUST_CHECK bool instance_set_dict(Ref object, Ref dict);
bool instance_has_dict(Ref object);
/* Makes it an instance of another class, whose layout is the same save the inline attributes: those must be in a dict. */
void instance_set_class(Ref object, Type *type);
void instance_destroy(Object *object);                               /* attributes, payload, slots; then the cell */
void instance_visit(Object *object, GcVisit *visit);
void instance_clear(Object *object);
void extended_clear(Object *object);
void extended_destroy(Object *object);                               /* subclasses of builtins with a struct of their own */
void extended_visit(Object *object, GcVisit *visit);
u32 type_key_index(Type *type, Text *name, bool add);                /* index in the key list, or ~0u */
#endif
