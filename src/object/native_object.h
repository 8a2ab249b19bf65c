/* native_object.h: a NativeRow as a Python object: builtin functions and methods, method and wrapper descriptors. One
 * struct serves the five types (native_function, method_descriptor, classmethod_descriptor, wrapper_descriptor,
 * method_wrapper): they differ in how they bind, not in what they are.
 *
 * The signature text is parsed when first needed, into one Signature per row.
 */
#ifndef KRAIT_NATIVE_OBJECT_H
#define KRAIT_NATIVE_OBJECT_H
#include "object/text.h"

enum { SIGNATURE_MAX = 24 };
typedef struct {
    u8 count;         /* parameters after self, `*args` and `**kwargs` included */
    u8 positional;    /* that may be given by position */
    u8 posonly;
    u8 required;      /* positional ones without a default */
    u8 star, starstar; /* index of *args, **kwargs; 255: none */
    u32 optional;     /* bit i: parameter i has a default */
    Text *names[SIGNATURE_MAX];
} Signature;

typedef struct NativeObject {
    Object head;
    u32 dict;
    Object *weakrefs;
    const NativeRow *row;
    Signature *signature; /* NULL until needed */
    Type *owner;          /* the class a descriptor belongs to, kept; NULL for functions */
    Text *name;
    Value self;           /* what is bound: the instance, the module, the class; EMPTY: nothing */
    Value module;         /* __module__, or EMPTY */
} NativeObject;

/* A descriptor of `owner`, or a function with self. type_id: T_NATIVE_FUNCTION, T_METHOD_DESCRIPTOR, … NULL: no memory. */
MUST_CHECK NativeObject *native_object_new(u32 type_id, const NativeRow *row, Type *owner, Ref self);
/* NULL: raised. */
MUST_CHECK const Signature *native_signature(NativeObject *native);
void native_object_destroy(Object *object);
void native_object_visit(Object *object, GcVisit *visit);
u32 native_name_length(const char *signature);

/* getset_descriptor and member_descriptor; owner is kept. A member made by __slots__ has no row: its value lies `offset`
 * bytes from the instance's start. */
typedef struct { Object head; const GetSetRow *row; Type *owner; Text *name; u32 offset; } GetSetObject;
MUST_CHECK GetSetObject *getset_new(Type *owner, const GetSetRow *row, Text *name, u32 offset); /* takes over name; row NULL: a slot */
#endif
