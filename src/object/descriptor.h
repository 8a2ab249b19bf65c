/* descriptor.h: staticmethod and classmethod as the kernel makes them for type.__new__; their types are types/descriptor.c's. */
#ifndef KRAIT_DESCRIPTOR_H
#define KRAIT_DESCRIPTOR_H
#include "object/object.h"

typedef struct { Object head; u32 dict; Object *weakrefs; Value callable; } WrappedMethod;
MUST_CHECK Value wrap_static(Ref callable, u32 type_id); /* T_STATICMETHOD or T_CLASSMETHOD */
#endif
