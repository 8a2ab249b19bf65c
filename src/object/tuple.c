/* tuple.c: making, hashing and ending tuples: the part of the type that floors below types/ need. */
#include "object/tuple.h"
#include "base/hash.h"
#include "object/error.h"
#include "object/gc.h"
#include "object/protocol.h"
#include "object/table.h"

static u32 tuple_size(u32 count) { return (u32)sizeof(Tuple) + count * (u32)sizeof(Value); }
enum { TUPLE_MAX = (0x7FFFFFFF - (u32)sizeof(Tuple)) / sizeof(Value) };

Tuple *tuple_of(Ref r) {
    return AS(Tuple, payload_of(r));
}

/* Its items are not there yet: the caller puts them in before it allocates anything. */
INLINE Tuple *unfilled(u32 count) {
    if (UNLIKELY(count > TUPLE_MAX)) {
        (void)raise_no_memory();
        return NULL;
    }
    Tuple *t = object_new(vm.types[T_TUPLE], tuple_size(count));
    if (UNLIKELY(!t)) return NULL;
    t->count = count;
    t->hashed = 0;
    t->hash = 0;
    return t;
}

Tuple *tuple_new(u32 count) {
    Tuple *t = unfilled(count);
    for (u32 i = 0; t && i < count; i++) t->items[i] = EMPTY;
    return t;
}

Value tuple_from(const Value *items, u32 count) {
    if (!count) return value_keep(ref(vm.empty_tuple));
    Tuple *t = unfilled(count);
    if (!t) return VALUE_ERROR;
    for (u32 i = 0; i < count; i++) t->items[i] = value_keep(ref(items[i]));
    return value_of(t);
}

Value tuple_take(Value *items, u32 count) {
    if (!count) return value_keep(ref(vm.empty_tuple));
    Tuple *t = unfilled(count);
    for (u32 i = 0; i < count; i++) {
        Value item = value_take(&items[i]);
        if (t) t->items[i] = item;
        else value_release(item);
    }
    return t ? value_of(t) : VALUE_ERROR;
}

Value *tuple_unpack(Value *at) {
    Tuple *t = AS(Tuple, ref(*at));
    u32 count = t->count;
    if (t->head.refs < 2 * REF_ONE) { /* nobody else has it: nothing need be kept and released */
        for (u32 i = count; i-- > 0;) *at++ = t->items[i];
        object_free(t, tuple_size(count));
    } else {
        for (u32 i = count; i-- > 0;) *at++ = value_keep(ref(t->items[i]));
        object_release(t);
    }
    return at;
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

HashAnswer tuple_hash_native(Tuple *t, i64 *hash) {
    if (!t->hashed) {
        HashTuple state = hash_tuple_begin();
        fuel_charge(t->count / 8);
        for (u32 i = 0; i < t->count; i++) {
            Ref item = ref(t->items[i]);
            i64 of_item = hash_int48(item);
            if (!is_int48(item)) {
                HashAnswer answer = try_hash(item, &of_item);
                if (answer != HASH_OK) return answer;
            }
            hash_tuple_step(&state, of_item);
        }
        t->hash = hash_tuple_end(&state);
        t->hashed = 1;
    }
    *hash = t->hash;
    return HASH_OK;
}

Value tuple_try_hash(Ref self) {
    i64 hash;
    HashAnswer answer = tuple_hash_native(tuple_of(self), &hash);
    return answer == HASH_OK ? value_from_i64_fast(hash) : answer == HASH_PYTHON ? NEEDS_PYTHON : VALUE_ERROR;
}
