/* weakref.h: weak references as modules see them. struct WeakRef is object/gc.h's. */
#ifndef KRAIT_WEAKREF_H
#define KRAIT_WEAKREF_H
#include "types/native.h"

/* A weak reference of `type` to referent; callback EMPTY or None: none. One without a callback is shared. */
MUST_CHECK Value weakref_new(Type *type, Ref referent, Ref callback);
Ref weakref_target(const WeakRef *weak);  /* EMPTY: dead, or on its way out */
bool is_weakref(Ref r);
void weakref_destroy(Object *self);
void weakref_visit(Object *self, GcVisit *visit);
void weakref_clear(Object *self);
void weakref_blank(Object *self);

/* weakref_proxy.c: weakref.proxy(referent, callback): an object that stands for its referent. */
MUST_CHECK Value weakref_proxy(Ref referent, Ref callback);
MUST_CHECK Type *weakref_proxy_type(bool callable); /* kept by its file; NULL: MemoryError raised */
#endif
