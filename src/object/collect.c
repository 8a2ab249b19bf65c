/* collect.c: the cycle collector. Trial deletion over the heap's pools, without a side table:
 *
 *   1. every reference between two container objects is taken off the count of what it points to;
 *   2. what still has a count is held from outside: it is marked, and so is all it leads to; on the way the references
 *      of marked objects are given back;
 *   3. the references of what is unmarked are given back too: that is the garbage, whole again, and it is taken apart.
 *
 * So a reference that a Visit forgets makes a leak, never a dangling pointer. Objects that already wait in the queue of
 * gc.c (FLAG_MARK set before we begin) are left alone. Memory for the mark stack and the list of garbage is asked for;
 * without it marking goes over the heap again and again, and garbage is taken apart a part at a time.
 *
 * A collection goes by stretches, with its state in linear memory. Between two of them counts are not what they should
 * be: nothing may be made, kept or released. So it runs in a frame on top of everything (op_collect), and whoever else
 * is about to touch objects finishes it first (collect_rest).
 */
#include "object/collect.h"
#include "object/serial.h"
#include "object/gc.h"
#include "mem/heap.h"

enum { SMALL_STACK = 256, STACK_BYTES = 1 << 16 };

struct GcVisit {
    enum { TAKE_OFF, GIVE_BACK_AND_MARK, GIVE_BACK, LIST } phase;
    HeapCursor at;    /* how far the phase has come */
    Object **stack;   /* marked, their children are not yet */
    u32 top, room;
    bool missed;      /* the stack was full: another pass over the heap is due */
    Object **garbage; /* as much as there was memory for; NULL if it must be all or nothing: it waits */
    u32 count, listed, capacity;
    bool needs_all;   /* some want finalizers or have weak references: what those lead to must not be taken apart */
    Object *small_stack[SMALL_STACK];
};
static GcVisit collection; /* while vm.gc.running; in linear memory, so that it may pause */

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

/* ---- the phases, each an object at a time: false when it is over ---- */

static bool take_off_next(GcVisit *visit) {
    Object *o = heap_next_object(&visit->at);
    if (o && is_container(o) && !(o->refs & FLAG_MARK)) visit_children(o, visit);
    return o;
}

static bool mark_next(GcVisit *visit) {
    if (visit->top) {
        visit_children(visit->stack[--visit->top], visit);
        return true;
    }
    Object *o = heap_next_object(&visit->at);
    if (o) {
        if (!is_container(o) || o->refs & FLAG_MARK || o->refs < REF_ONE) return true;
        o->refs |= FLAG_MARK;
        visit_children(o, visit);
        return true;
    }
    if (!visit->missed) return false;
    visit->missed = false;
    visit->at = (HeapCursor){0};
    return true;
}

static bool wants_finalizer(const Object *o) {
    const Type *type = o->type;
    if (!(type->flags & TYPE_HAS_DEL) || o->refs & FLAG_FINALIZED) return false;
    return !type->spec->wants_finalizer || type->spec->wants_finalizer((Object *)(uintptr_t)o) || type->flags & TYPE_HEAP;
}

/* Makes the garbage whole, and counts it. */
static bool give_back_next(GcVisit *visit) {
    Object *o = heap_next_object(&visit->at);
    if (!o || !is_container(o) || o->refs & FLAG_MARK) return o;
    visit_children(o, visit);
    visit->count++;
    visit->needs_all |= wants_finalizer(o) || (o->type->weakref_offset && *object_weakrefs(o));
    return true;
}

/* Moves the garbage into the list, each with a reference, and takes the marks away. */
static bool list_next(GcVisit *visit) {
    Object *o = heap_next_object(&visit->at);
    if (!o || !is_container(o)) return o;
    if (o->refs & FLAG_MARK) {
        o->refs &= ~(u32)FLAG_MARK;
    } else if (visit->listed < visit->capacity) {
        o->refs += REF_ONE;
        visit->garbage[visit->listed++] = o;
    }
    return true;
}

static Object *next_queued(Object *o) { return (Object *)(uintptr_t)(o->refs & ~7u); }

/* ---- what becomes of the garbage ---- */

static void sort_by_address(Object **list, u32 n) {
    for (u32 gap = n / 2; gap; gap /= 2)
        for (u32 i = gap; i < n; i++) {
            Object *o = list[i];
            u32 k = i;
            for (; k >= gap && list[k - gap] > o; k -= gap) list[k] = list[k - gap];
            list[k] = o;
        }
}

/* When it was made, as far as that is known; an object without a finalizer counts by its weak references. */
static u32 age_of(Object *o) {
    if (o->type->flags & TYPE_HAS_DEL) return serial_of(o);
    Object **head = object_weakrefs(o);
    u32 first = ~0u;
    for (const WeakRef *w = head ? (WeakRef *)(void *)*head : NULL; w; w = w->next)
        if (w->serial && w->serial < first) first = w->serial;
    return first;
}

static bool older(Object *a, Object *b) {
    u32 x = age_of(a), y = age_of(b);
    return x != y ? x < y : a < b;
}

static void sort_by_age(Object **list, u32 n) {
    for (u32 gap = n / 2; gap; gap /= 2)
        for (u32 i = gap; i < n; i++) {
            Object *o = list[i];
            u32 k = i;
            for (; k >= gap && older(o, list[k - gap]); k -= gap) list[k] = list[k - gap];
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
    sort_by_age(vm.finalizable.items + vm.finalizable.count - wanting, wanting);
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

static bool has_callbacks(Object *o) {
    Object **head = object_weakrefs(o);
    for (const WeakRef *w = head ? (WeakRef *)(void *)*head : NULL; w; w = w->next)
        if (!is_empty(ref(w->callback))) return true;
    return false;
}

static void line_up_callbacks_of(Object *o, Object **list, u32 n) {
    Object **head = object_weakrefs(o);
    for (WeakRef *w = head ? (WeakRef *)(void *)*head : NULL, *next; w; w = next) {
        next = w->next;
        if (!is_empty(ref(w->callback)) && gc_line_up_callback(w, !is_listed(list, n, w))) vm.pending |= PENDING_FINALIZERS;
    }
}

/* Callbacks of weak references come before finalizers, as in CPython, by the age of what they refer to; a weak reference
 * that is garbage itself has none. Without memory to sort them they come by address. */
static void line_up_callbacks(Object **list, u32 n) {
    u32 watched = 0;
    for (u32 i = 0; i < n; i++) watched += has_callbacks(list[i]);
    if (!watched) return;
    Object **sorted = heap_alloc(watched * sizeof(Object *));
    for (u32 i = 0, k = 0; i < n; i++) {
        if (!has_callbacks(list[i])) continue;
        if (sorted) sorted[k++] = list[i];
        else line_up_callbacks_of(list[i], list, n);
    }
    if (!sorted) return;
    sort_by_age(sorted, watched);
    for (u32 i = 0; i < watched; i++) line_up_callbacks_of(sorted[i], list, n);
    heap_free(sorted, watched * sizeof(Object *));
}

static void take_apart(Object **list, u32 n) {
    for (u32 i = 0; i < n; i++) {
        Object *o = list[i];
        if (o->type->weakref_offset && gc_clear_weakrefs(o)) vm.pending |= PENDING_FINALIZERS;
    }
    for (u32 i = 0; i < n; i++)
        if (list[i]->type->clear) list[i]->type->clear(list[i]);
}

/* ---- one collection, in stretches ---- */

static void begin(void) {
    vm.gc.running = true;
    vm.gc.allocated = 0;
    vm.gc.collections++;
    collection = (GcVisit){.room = SMALL_STACK};
    collection.stack = heap_alloc(STACK_BYTES);
    if (collection.stack) collection.room = STACK_BYTES / sizeof(Object *);
    else collection.stack = collection.small_stack;
}

/* For all of the garbage, or for as much as there is memory for: when that is gone, there is memory for the rest. */
static void make_room_for_list(GcVisit *visit) {
    for (visit->capacity = visit->count; visit->capacity > SMALL_STACK; visit->capacity /= 2) {
        visit->garbage = heap_alloc(visit->capacity * sizeof(Object *));
        if (visit->garbage) return;
        if (visit->needs_all) {
            visit->capacity = 0;
            return;
        }
    }
    visit->garbage = visit->small_stack;
}

static void next_phase(GcVisit *visit) {
    visit->at = (HeapCursor){0};
    visit->phase++;
    if (visit->phase != LIST) return;
    if (visit->stack != visit->small_stack) heap_free(visit->stack, STACK_BYTES);
    if (visit->count) make_room_for_list(visit);
}

static void end(GcVisit *visit) {
    for (Object *o = vm.queue; o; o = next_queued(o)) o->refs |= FLAG_MARK; /* the queue's own marks went with ours */
    if (visit->garbage) {
        u32 n = visit->listed;
        sort_by_address(visit->garbage, n);
        line_up_callbacks(visit->garbage, n);
        if (!line_up_finalizers(visit->garbage, n)) take_apart(visit->garbage, n);
        for (u32 i = 0; i < n; i++) object_release(visit->garbage[i]);
        if (visit->garbage != visit->small_stack) heap_free(visit->garbage, visit->capacity * sizeof(Object *));
        if (n < visit->count && visit->count != vm.gc.found) vm.pending |= PENDING_COLLECT; /* unless that frees nothing */
    }
    vm.gc.threshold = u32_max(GC_FEWEST, GC_GROWS * heap_usage().object_cells / 2);
    vm.gc.found = visit->count;
    vm.gc.running = false;
}

static bool work_next(GcVisit *visit) {
    switch (visit->phase) {
    case TAKE_OFF: return take_off_next(visit);
    case GIVE_BACK_AND_MARK: return mark_next(visit);
    case GIVE_BACK: return give_back_next(visit);
    default: return list_next(visit);
    }
}

bool collect_some(void) {
    if (!vm.gc.running) begin();
    GcVisit *visit = &collection;
    for (u32 work = 0; work < COLLECT_STRETCH; work++) {
        if (work_next(visit)) continue;
        if (visit->phase == LIST) {
            end(visit);
            return true;
        }
        next_phase(visit);
    }
    return false;
}

void collect_rest(void) {
    while (vm.gc.running) collect_some();
}

u32 collect_garbage(void) {
    collect_rest();
    while (!collect_some()) fuel_charge(1);
    return vm.gc.found;
}
