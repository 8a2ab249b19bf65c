/* gc.h: the end of objects: destruction in CPython's order without recursion, finalizers that wait for a safe point,
 * weak references, and the cycle collector's marking. */
#ifndef KRAIT_GC_H
#define KRAIT_GC_H
#include "object/object.h"

/* How many containers may be made between two collections: at least GC_FEWEST, and more with what is alive. */
#ifdef KRAIT_STRESS
enum { GC_FEWEST = 50, GC_GROWS = 0 };
#else
enum { GC_FEWEST = 50000, GC_GROWS = 1 };
#endif

/* Visitors: a type's Visit calls these for everything it owns. */
void gc_visit(GcVisit *visit, Ref r);
void gc_visit_object(GcVisit *visit, const void *object); /* NULL is allowed */
void gc_visit_slots(GcVisit *visit, const Value *slots, u32 n);

typedef struct WeakRef WeakRef;
struct WeakRef { /* a member of its referent's list */
    Object head;
    u32 dict; Object *weakrefs;
    Object *referent;  /* NULL: dead. Not counted */
    WeakRef *next, *previous;
    Value callback;    /* EMPTY: none */
    i64 hash; bool hashed;
    u32 serial;        /* with a callback: see serial.h */
};
bool gc_clear_weakrefs(Object *object);   /* true: callbacks now wait in vm.callbacks */
bool gc_line_up_callback(WeakRef *w, bool due); /* likewise one of them */
void gc_drain(void);                      /* destroys what is queued, up to what needs Python */
Object *gc_take_finalizable(void);        /* the queue's head, alive again with one reference, if its finalizer is due; else NULL */
Object *gc_take_cyclic(void);             /* an object of a garbage cycle whose finalizer is due, with a reference; NULL: none */
WeakRef *gc_take_callback(void);          /* a reference to the next weak reference whose callback is due; NULL: none */
INLINE bool object_is_dying(const Object *o) { return (o->refs & FLAG_MARK) != 0; } /* queued: outside a collection only */
Object **object_weakrefs(Object *object); /* the head of its list of WeakRefs; NULL: its type has none */
#endif
