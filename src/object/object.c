/* object.c: cells for objects and buffers, and the doors through which foreign numbers come. */
#include "object/object.h"
#include "object/error.h"
#include "object/gc.h"
#include "mem/heap.h"

Vm vm;

/* An allocation failed: what the collector could give back is asked for first, by the floor that can run it. */
/* Whoever asks for this much at once writes to it without looking at the fuel: a unit pays for 64 bytes. */
enum { BULK = 4096, BYTES_PER_UNIT_LOG2 = 6 };

static void pay_for(u32 size) {
    if (UNLIKELY(size > BULK)) fuel_charge(size >> BYTES_PER_UNIT_LOG2);
}

void *object_new(Type *type, u32 size) {
    pay_for(size);
    Object *o = heap_alloc_object(size);
    if (UNLIKELY(!o)) {
        raise_no_memory();
        return NULL;
    }
    o->refs = REF_ONE;
    o->type = type;
    if (UNLIKELY(type->flags & TYPE_HEAP)) object_keep(type);
    if (!(type->flags & TYPE_LEAF) && ++vm.gc.allocated >= vm.gc.threshold) vm.pending |= PENDING_COLLECT;
    return o;
}

void object_free(void *object, u32 size) {
    Object *o = object;
    Type *type = o->type;
    if (!(type->flags & TYPE_LEAF) && vm.gc.allocated) vm.gc.allocated--; /* what counts is what stays */
    if (type->flags & TYPE_HEAP) {
        heap_free_object(o, type->size);
        object_release(type);
    } else {
        heap_free_object(o, size);
    }
}

void *buffer_new(u32 size) {
    pay_for(size);
    void *buffer = heap_alloc(size);
    if (UNLIKELY(!buffer)) raise_no_memory();
    return buffer;
}

void *buffer_resize(void *buffer, u32 size, u32 new_size) {
    pay_for(new_size);
    void *moved = heap_realloc(buffer, size, new_size);
    if (UNLIKELY(!moved)) raise_no_memory();
    return moved;
}

void buffer_free(void *buffer, u32 size) { heap_free(buffer, size); }

u64 object_id(Ref r) {
    if (is_pointer(r)) return (u32)BITS(r);
    /* Immediates: their bits, folded so that the number stays positive and above every address. */
    return (BITS(r) & 0x0000FFFFFFFFFFFFull) | (BITS(r) >> 48 & 7) << 48 | 1ull << 52;
}

/* No limit ends a run inside a native yet (docs/roadmap.md): work is charged, and the loop sees it afterwards. */
bool fuel_poll(u32 units) {
    fuel_charge(units);
    return true;
}
