/* descriptor.h: staticmethod, classmethod, property and bound methods as the kernel meets them. */
#ifndef KRAIT_DESCRIPTOR_H
#define KRAIT_DESCRIPTOR_H
#include "object/object.h"

typedef struct { Object head; u32 dict; Object *weakrefs; Value callable; } WrappedMethod;
typedef struct { Object head; Object *weakrefs; u32 pad; Value function, self; } BoundMethod;
typedef struct {
    Object head;
    Value get, set, del; /* EMPTY: none */
    Value doc;           /* EMPTY: none */
    Value name;          /* what __set_name__ said, or EMPTY */
    bool getter_doc;     /* doc is the getter's */
} Property;
MUST_CHECK Value method_new(Ref function, Ref self); /* types.MethodType(function, self) */
MUST_CHECK Value wrap_static(Ref callable, u32 type_id); /* T_STATICMETHOD or T_CLASSMETHOD */
#endif
