/* gc.c: how objects end, natively: see gc.h. Calling finalizers and callbacks is frame/finalize.c's; finding garbage
 * cycles is object/collect.c's.
 *
 * An object whose count reaches 0 goes to a queue, and the outermost release drains it. While one object is destroyed,
 * what it drops is queued before its older siblings, in the order in which it was dropped: so a chain of a million
 * lists needs no C stack, and the order is that of CPython's recursion. A queued object is linked through its refs
 * word, with FLAG_MARK set: it has no count. When the object at the head needs Python (`__del__`, an open generator, a
 * weakref callback), draining stops and PENDING_FINALIZERS is set. `queue_floor` is where the batch of the finalizer that runs
 * now ends: what lies below waits until it has returned.
 */
#include "object/gc.h"
#include "object/serial.h"
#include "object/state.h"

static Object *link_of(Object *o) { return (Object *)(uintptr_t)(o->refs & ~7u); }
static void set_link(Object *o, Object *next) { o->refs = (u32)(uintptr_t)next | (o->refs & FLAG_FINALIZED) | (o->refs & FLAG_KIND) | FLAG_MARK; }

Object **object_weakrefs(Object *o) {
    u32 offset = o->type->weakref_offset;
    return offset ? (Object **)(void *)((u8 *)o + offset) : NULL;
}

static bool wants_finalizer(Object *o) {
    Type *type = o->type;
    if (LIKELY(!(type->flags & TYPE_HAS_DEL)) || (o->refs & FLAG_FINALIZED)) return false;
    return !type->spec->wants_finalizer || type->spec->wants_finalizer(o) || (type->flags & TYPE_HEAP && type->dunder[N_DEL]);
}

/* Takes every weak reference off a dying object. Those with callbacks are lined up for the safe point; true if any. */
bool gc_clear_weakrefs(Object *o) {
    Object **head = object_weakrefs(o);
    bool any = false;
    if (!head) return false;
    WeakRef **end = &vm.callbacks;
    while (*end) end = &(*end)->next;
    while (*head) {
        WeakRef *w = (WeakRef *)*head;
        *head = (Object *)w->next;
        w->referent = NULL;
        w->next = w->previous = NULL;
        if (is_empty(ref(w->callback)) || (w->head.refs & FLAG_MARK)) continue;
        object_keep(w);
        *end = w;
        end = &w->next;
        any = true;
    }
    return any;
}

/* Takes one with a callback off its object. `due`: the callback will be called; true if so. */
bool gc_line_up_callback(WeakRef *w, bool due) {
    if (w->previous) w->previous->next = w->next;
    else *object_weakrefs(w->referent) = (Object *)w->next;
    if (w->next) w->next->previous = w->previous;
    w->referent = NULL;
    w->next = w->previous = NULL;
    if (!due || w->head.refs & FLAG_MARK) return false;
    WeakRef **end = &vm.callbacks;
    while (*end) end = &(*end)->next;
    object_keep(w);
    *end = w;
    return true;
}

/* Draining is a loop in C over as many objects as there are; it pays like one. */
static void drain(void) {
    vm.draining = true;
    vm.queue_tail = NULL;
    while (vm.queue != vm.queue_floor) {
        Object *o = vm.queue;
        if (UNLIKELY(wants_finalizer(o))) {
            vm.pending |= PENDING_FINALIZERS;
            break;
        }
        if (UNLIKELY(o->type->weakref_offset && *object_weakrefs(o)) && gc_clear_weakrefs(o)) {
            vm.pending |= PENDING_FINALIZERS; /* comes back here with no weak references left */
            break;
        }
        vm.queue = link_of(o);
        vm.queue_insert = &vm.queue;
        vm.fuel--;
        if (UNLIKELY((o->type->flags & (TYPE_HAS_DEL | TYPE_HAS_SERIAL)) == TYPE_HAS_DEL)) serial_forget(o);
        o->type->destroy(o);
    }
    vm.draining = false;
}

void gc_drain(void) {
    if (!vm.draining) drain();
}

NOINLINE void object_release_last(Object *o) {
    Type *type = o->type;
    if ((type->flags & (TYPE_LEAF | TYPE_HEAP)) == TYPE_LEAF) {
        type->destroy(o);
        return;
    }
    if (vm.draining) {
        /* behind what this batch has queued so far, before everything older */
        if (vm.queue_insert == &vm.queue) {
            set_link(o, vm.queue);
            vm.queue = o;
        } else {
            Object *after = vm.queue_after;
            set_link(o, link_of(after));
            set_link(after, o);
        }
        vm.queue_insert = NULL;
        vm.queue_after = o;
        return;
    }
    if (UNLIKELY(vm.pending & PENDING_FINALIZERS) && vm.queue != vm.queue_floor) {
        /* A finalizer is waiting for the safe point: this one waits behind it, as it was dropped later. */
        if (!vm.queue_tail)
            for (vm.queue_tail = vm.queue; link_of(vm.queue_tail) != vm.queue_floor;) vm.queue_tail = link_of(vm.queue_tail);
        set_link(o, vm.queue_floor);
        set_link(vm.queue_tail, o);
        vm.queue_tail = o;
        return;
    }
    set_link(o, vm.queue);
    vm.queue = o;
    drain();
}

/* The safe point takes the object at the head of the queue to call its finalizer: it lives again while that runs. */
Object *gc_take_finalizable(void) {
    Object *o = vm.queue;
    if (o == vm.queue_floor || !wants_finalizer(o)) return NULL;
    vm.queue = link_of(o);
    vm.queue_tail = NULL;
    o->refs = REF_ONE | FLAG_FINALIZED | (o->refs & FLAG_KIND);
    return o;
}

/* From a garbage cycle: the reference that the collector took is handed over. */
Object *gc_take_cyclic(void) {
    while (vm.finalizable.next < vm.finalizable.count) {
        Object *o = vm.finalizable.items[vm.finalizable.next++];
        if (!(o->refs & FLAG_FINALIZED)) {
            o->refs |= FLAG_FINALIZED;
            return o;
        }
        object_release(o);
    }
    vm.finalizable.next = vm.finalizable.count = 0;
    return NULL;
}

WeakRef *gc_take_callback(void) {
    for (WeakRef *w; (w = vm.callbacks);) {
        vm.callbacks = w->next;
        w->next = NULL;
        if (!is_empty(ref(w->callback))) return w;
        object_release(w); /* it was garbage itself, and has been cleared since */
    }
    return NULL;
}
