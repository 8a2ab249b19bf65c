/* collect.c: the cycle collector. Trial deletion over the heap's pools, without a side table:
 *
 *   1. every reference between two container objects is taken off the count of what it points to;
 *   2. what still has a count is held from outside: it is marked, and so is all it leads to; on the way the references
 *      of marked objects are given back;
 *   3. the references of what is unmarked are given back too: that is the garbage, whole again, and it is taken apart.
 *
 * So a reference that a Visit forgets makes a leak, never a dangling pointer. Objects that already wait in the queue of
 * gc.c (FLAG_MARK set before we begin) are left alone. Memory for the mark stack and the list of garbage is asked for;
 * without it marking goes over the heap again and again, and garbage waits for the next collection.
 */
#include "object/collect.h"
#include "object/gc.h"
#include "mem/heap.h"

struct GcVisit {
    enum { TAKE_OFF, GIVE_BACK, GIVE_BACK_AND_MARK } phase;
    Object **stack;
    u32 top, room;
    bool missed; /* the stack was full: another pass over the heap is due */
};

static bool is_container(const Object *o) { return !(o->type->flags & TYPE_LEAF) && o->type->visit; }

void gc_visit_object(GcVisit *visit, const void *object) {
    Object *o = (Object *)(uintptr_t)object;
    if (!o || !is_container(o)) return;
    if (visit->phase == TAKE_OFF) {
        if (!(o->refs & FLAG_MARK)) o->refs -= REF_ONE;
        return;
    }
    o->refs += REF_ONE;
    if (visit->phase != GIVE_BACK_AND_MARK || o->refs & FLAG_MARK) return;
    if (visit->top == visit->room) { /* it has a count again: the next pass over the heap finds it */
        visit->missed = true;
        return;
    }
    o->refs |= FLAG_MARK;
    visit->stack[visit->top++] = o;
}

void gc_visit(GcVisit *visit, Ref r) {
    if (is_pointer(r)) gc_visit_object(visit, object_of(r));
}

void gc_visit_slots(GcVisit *visit, const Value *slots, u32 n) {
    for (u32 i = 0; i < n; i++) gc_visit(visit, ref(slots[i]));
}

static void visit_children(Object *o, GcVisit *visit) { o->type->visit(o, visit); }

static void take_off(GcVisit *visit) {
    HeapCursor at = {0};
    visit->phase = TAKE_OFF;
    for (Object *o; (o = heap_next_object(&at));) {
        if (is_container(o) && !(o->refs & FLAG_MARK)) visit_children(o, visit);
        vm.fuel--;
    }
}

static void empty_stack(GcVisit *visit) {
    while (visit->top) visit_children(visit->stack[--visit->top], visit);
}

static void mark_reachable(GcVisit *visit) {
    visit->phase = GIVE_BACK_AND_MARK;
    do {
        HeapCursor at = {0};
        visit->missed = false;
        for (Object *o; (o = heap_next_object(&at));) {
            if (!is_container(o) || o->refs & FLAG_MARK || o->refs < REF_ONE) continue;
            o->refs |= FLAG_MARK;
            visit_children(o, visit);
            empty_stack(visit);
        }
    } while (visit->missed);
}

/* Makes the garbage whole, and counts it. */
static u32 give_back(GcVisit *visit) {
    HeapCursor at = {0};
    u32 count = 0;
    visit->phase = GIVE_BACK;
    for (Object *o; (o = heap_next_object(&at));) {
        if (!is_container(o) || o->refs & FLAG_MARK) continue;
        visit_children(o, visit);
        count++;
    }
    return count;
}

static Object *next_queued(Object *o) { return (Object *)(uintptr_t)(o->refs & ~7u); }

/* Moves the garbage to `out`, each with a reference, and takes the marks away. */
static void list_garbage(Object **out) {
    HeapCursor at = {0};
    u32 n = 0;
    for (Object *o; (o = heap_next_object(&at));) {
        if (!is_container(o)) continue;
        if (o->refs & FLAG_MARK) {
            o->refs &= ~(u32)FLAG_MARK;
        } else if (out) {
            o->refs += REF_ONE;
            out[n++] = o;
        }
    }
    for (Object *o = vm.queue; o; o = next_queued(o)) o->refs |= FLAG_MARK;
}

static bool wants_finalizer(const Object *o) {
    const Type *type = o->type;
    if (!(type->flags & TYPE_HAS_DEL) || o->refs & FLAG_FINALIZED) return false;
    return !type->spec->wants_finalizer || type->spec->wants_finalizer((Object *)(uintptr_t)o) || type->flags & TYPE_HEAP;
}

static void sort_by_address(Object **list, u32 n) {
    for (u32 gap = n / 2; gap; gap /= 2)
        for (u32 i = gap; i < n; i++) {
            Object *o = list[i];
            u32 k = i;
            for (; k >= gap && list[k - gap] > o; k -= gap) list[k] = list[k - gap];
            list[k] = o;
        }
}

/* Those with finalizers first: they wait in vm.finalizable, alive, and what they lead to with them. */
static bool line_up_finalizers(Object **list, u32 n) {
    u32 wanting = 0;
    for (u32 i = 0; i < n; i++) wanting += wants_finalizer(list[i]);
    if (!wanting) return false;
    u32 size = vm.finalizable.capacity * 4, needed = (vm.finalizable.count + wanting) * 4;
    if (needed > size) {
        Object **wider = heap_realloc(vm.finalizable.items, size, needed);
        if (!wider) return true; /* no room to line them up: the next collection finds them again */
        vm.finalizable.items = wider;
        vm.finalizable.capacity = needed / 4;
    }
    for (u32 i = 0; i < n; i++) {
        if (!wants_finalizer(list[i])) continue;
        object_keep(list[i]);
        vm.finalizable.items[vm.finalizable.count++] = list[i];
    }
    vm.pending |= PENDING_FINALIZERS;
    return true;
}

static bool is_listed(Object *const *list, u32 n, const void *object) {
    u32 lo = 0, hi = n;
    while (lo < hi) {
        u32 mid = (lo + hi) / 2;
        if ((const void *)list[mid] < object) lo = mid + 1;
        else hi = mid;
    }
    return lo < n && (const void *)list[lo] == object;
}

/* Callbacks of weak references come before finalizers, as in CPython; a weak reference that is garbage itself has none. */
static void line_up_callbacks(Object **list, u32 n) {
    for (u32 i = 0; i < n; i++) {
        Object **head = object_weakrefs(list[i]);
        for (WeakRef *w = head ? (WeakRef *)(void *)*head : NULL, *next; w; w = next) {
            next = w->next;
            if (!is_empty(ref(w->callback)) && gc_line_up_callback(w, !is_listed(list, n, w))) vm.pending |= PENDING_FINALIZERS;
        }
    }
}

static void take_apart(Object **list, u32 n) {
    for (u32 i = 0; i < n; i++) {
        Object *o = list[i];
        if (o->type->weakref_offset && gc_clear_weakrefs(o)) vm.pending |= PENDING_FINALIZERS;
    }
    for (u32 i = 0; i < n; i++)
        if (list[i]->type->clear) list[i]->type->clear(list[i]);
}

u32 collect_garbage(void) {
    Object *room[256];
    GcVisit visit = {.stack = room, .room = COUNT_OF(room)};
    vm.gc.running = true;
    vm.gc.allocated = 0;
    vm.gc.collections++;
    u32 stack_size = 1u << 16;
    Object **stack = heap_alloc(stack_size);
    if (stack) visit.stack = stack, visit.room = stack_size / 4;
    take_off(&visit);
    mark_reachable(&visit);
    u32 count = give_back(&visit);
    heap_free(stack, stack ? stack_size : 0);
    Object **garbage = count ? heap_alloc(count * 4) : NULL;
    list_garbage(garbage);
    if (garbage) {
        sort_by_address(garbage, count);
        line_up_callbacks(garbage, count);
        if (!line_up_finalizers(garbage, count)) take_apart(garbage, count);
        for (u32 i = 0; i < count; i++) object_release(garbage[i]);
        heap_free(garbage, count * 4);
    }
    u32 live = heap_usage().object_cells;
    vm.gc.threshold = u32_max(GC_FEWEST, GC_GROWS * live / 2);
    vm.gc.running = false;
    return count;
}
