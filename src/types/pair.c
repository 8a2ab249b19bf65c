/* pair.c: pairs from enumerate(), zip() of two, dict.items() and lists of tuples, for `for a, b in …`: what the iterator
 * and UNPACK_SEQUENCE would come to, without the tuple. Built for speed; whatever is not plain goes the usual way.
 */
#include "types/pair.h"
#include "object/table.h"
#include "types/iterators.h"
#include "types/list.h"
#include "types/range.h"

/* As try_next, the iterators of lists and ranges here. */
INLINE Value next_of(Ref iterator) {
    if (is_exact(iterator, T_LIST_ITERATOR)) {
        IndexIterator *it = AS(IndexIterator, iterator);
        const ListObject *list = (const ListObject *)it->source;
        if (list && it->index < list->count) return value_keep(ref(list->items[it->index++]));
    } else if (is_exact(iterator, T_RANGE_ITERATOR)) {
        RangeIterator *range = AS(RangeIterator, iterator);
        if (range->left > 0 && fits_int48(range->next)) {
            Value item = value_int48(range->next);
            range->left--;
            range->next = (i64)((u64)range->next + (u64)range->step);
            return item;
        }
    }
    return try_next(iterator);
}

INLINE bool is_answer(Value v) { return BITS(v) >> 48 == TAG_ANSWER; }

static Value next_of_enumerate(EnumerateObject *e, Value *at) {
    if (!is_empty(ref(e->long_index)) || !fits_int48(e->index)) return NEEDS_PYTHON;
    Value item = next_of(ref(e->iterator));
    if (is_answer(item)) return item;
    at[0] = item;
    at[1] = value_int48(e->index++);
    return NONE;
}

static Value next_of_zip(ZipObject *z, Value *at) {
    if (z->iterators->count != 2 || z->strict || z->pending) return NEEDS_PYTHON;
    Value first = next_of(ref(z->iterators->items[0]));
    if (is_answer(first)) return first;
    Value second = next_of(ref(z->iterators->items[1]));
    if (!is_answer(second)) {
        at[0] = second;
        at[1] = first;
        return NONE;
    }
    if (!is_needs_python(second)) {
        value_release(first);
        return second;
    }
    z->pending = tuple_new(2); /* the first is kept for `__next__`, which goes on from there */
    if (!z->pending) {
        value_release(first);
        return VALUE_ERROR;
    }
    z->pending->items[0] = first;
    z->filled = 1;
    return NEEDS_PYTHON;
}

static Value next_of_items(DictIterator *it, Value *at) {
    if (!it->dict || !it->left) return NEEDS_PYTHON;
    const Table *t = &it->dict->table;
    if (it->used != t->used) return NEEDS_PYTHON;
    Ref key, value;
    if (!table_next(t, &it->position, &key, &value)) return NEEDS_PYTHON;
    it->left--;
    at[0] = value_keep(value);
    at[1] = value_keep(key);
    return NONE;
}

static Value next_of_list(IndexIterator *it, Value *at) {
    const ListObject *list = (const ListObject *)it->source;
    if (!list || it->index >= list->count) return NEEDS_PYTHON;
    Ref item = ref(list->items[it->index]);
    if (!is_tuple(item) || AS(Tuple, item)->count != 2) return NEEDS_PYTHON;
    it->index++;
    at[0] = value_keep(ref(AS(Tuple, item)->items[1]));
    at[1] = value_keep(ref(AS(Tuple, item)->items[0]));
    return NONE;
}

Value pair_next(Ref iterator, Value *at) {
    const Type *type = object_of(iterator)->type;
    if (type == vm.types[T_LIST_ITERATOR]) return next_of_list(AS(IndexIterator, iterator), at);
    if (type == vm.types[T_ENUMERATE]) return next_of_enumerate(AS(EnumerateObject, iterator), at);
    if (type == vm.types[T_DICT_ITEM_ITERATOR]) return next_of_items(AS(DictIterator, iterator), at);
    return type == vm.types[T_ZIP] ? next_of_zip(AS(ZipObject, iterator), at) : NEEDS_PYTHON;
}
