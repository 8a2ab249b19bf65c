/* tuple.c: making, hashing and ending tuples: the part of the type that floors below types/ need. */
#include "object/tuple.h"
#include "base/hash.h"
#include "object/error.h"
#include "object/gc.h"
#include "object/protocol.h"

static u32 tuple_size(u32 count) { return (u32)sizeof(Tuple) + count * (u32)sizeof(Value); }
enum { TUPLE_MAX = (0x7FFFFFFF - (u32)sizeof(Tuple)) / sizeof(Value) };

Tuple *tuple_of(Ref r) {
    return AS(Tuple, payload_of(r));
}

Tuple *tuple_new(u32 count) {
    if (count > TUPLE_MAX) {
        (void)raise_no_memory();
        return NULL;
    }
    Tuple *t = object_new(vm.types[T_TUPLE], tuple_size(count));
    if (!t) return NULL;
    t->count = count;
    t->hashed = 0;
    t->hash = 0;
    for (u32 i = 0; i < count; i++) t->items[i] = EMPTY;
    return t;
}

Value tuple_from(const Value *items, u32 count) {
    if (!count) return value_keep(ref(vm.empty_tuple));
    Tuple *t = tuple_new(count);
    if (!t) return VALUE_ERROR;
    for (u32 i = 0; i < count; i++) t->items[i] = value_keep(ref(items[i]));
    return value_of(t);
}

Value tuple_take(Value *items, u32 count) {
    if (!count) return value_keep(ref(vm.empty_tuple));
    Tuple *t = tuple_new(count);
    for (u32 i = 0; i < count; i++) {
        Value item = value_take(&items[i]);
        if (t) t->items[i] = item;
        else value_release(item);
    }
    return t ? value_of(t) : VALUE_ERROR;
}

Value tuple_pack1(Value a) {
    return is_error(a) ? a : tuple_take(&a, 1);
}

static Value pack(Value *items, u32 count) {
    bool failed = false;
    for (u32 i = 0; i < count; i++) failed = failed || is_error(items[i]);
    if (LIKELY(!failed)) return tuple_take(items, count);
    for (u32 i = 0; i < count; i++) value_release(items[i]);
    return VALUE_ERROR;
}

Value tuple_pack2(Value a, Value b) {
    Value items[2] = {a, b};
    return pack(items, 2);
}

Value tuple_pack3(Value a, Value b, Value c) {
    Value items[3] = {a, b, c};
    return pack(items, 3);
}

Value tuple_slice(Ref tuple, u32 start, u32 end) {
    Tuple *t = tuple_of(tuple);
    if (start == 0 && end == t->count) return value_keep(ref_of(t));
    return tuple_from(t->items + start, end - start);
}

/* First to last would be the order of a list; CPython's tuples drop their last item first. */
void tuple_destroy(Object *self) {
    Tuple *t = (Tuple *)self;
    fuel_charge(t->count / 16);
    for (u32 i = t->count; i-- > 0;) value_release(t->items[i]);
    object_free(t, tuple_size(t->count));
}

void tuple_visit(Object *self, GcVisit *visit) {
    Tuple *t = (Tuple *)self;
    gc_visit_slots(visit, t->items, t->count);
}

Value tuple_try_hash(Ref self) {
    Tuple *t = tuple_of(self);
    if (t->hashed) return value_from_i64_fast(t->hash);
    HashTuple state = hash_tuple_begin();
    fuel_charge(t->count / 8);
    for (u32 i = 0; i < t->count; i++) {
        i64 hash;
        HashAnswer answer = try_hash(ref(t->items[i]), &hash);
        if (answer == HASH_PYTHON) return NEEDS_PYTHON;
        if (answer == HASH_ERROR) return VALUE_ERROR;
        hash_tuple_step(&state, hash);
    }
    t->hash = hash_tuple_end(&state);
    t->hashed = 1;
    return value_from_i64_fast(t->hash);
}
