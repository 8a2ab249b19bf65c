/* descriptor.h: staticmethod, classmethod and bound methods as the kernel makes them; their types are types/descriptor.c's. */
#ifndef KRAIT_DESCRIPTOR_H
#define KRAIT_DESCRIPTOR_H
#include "object/object.h"

typedef struct { Object head; u32 dict; Object *weakrefs; Value callable; } WrappedMethod;
typedef struct { Object head; Object *weakrefs; u32 pad; Value function, self; } BoundMethod;
MUST_CHECK Value method_new(Ref function, Ref self); /* types.MethodType(function, self) */
MUST_CHECK Value wrap_static(Ref callable, u32 type_id); /* T_STATICMETHOD or T_CLASSMETHOD */
#endif
