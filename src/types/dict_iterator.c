/* dict_iterator.c: the six iterators of dicts: keys, values and items, forward and backward. Each notices when keys have
 * come or gone; as in CPython it is the count of keys that tells. */
#include "types/dict.h"
#include "types/iterators.h"
#include "types/list.h"
#include "types/pair.h"
#include "types/rows.h"

enum { CHANGED = ~0u };

INLINE DictIterator *iterator_of(Ref r) { return AS(DictIterator, r); }

Value dict_iterator_new(Ref dict, DictPart part, bool backward) {
    DictIterator *it = NEW(DictIterator, (backward ? T_DICT_REVERSE_KEY_ITERATOR : T_DICT_KEY_ITERATOR) + part);
    if (!it) return VALUE_ERROR;
    it->dict = dict_of(dict);
    object_keep(it->dict);
    it->used = it->left = it->dict->table.used;
    it->position = backward ? it->dict->table.filled : 0;
    return value_of(it);
}

Value dict_iter(Ref dict) { return dict_iterator_new(dict, DICT_KEYS, false); }
Value dict_reversed(Ref dict) { return dict_iterator_new(dict, DICT_KEYS, true); }

static void iterator_destroy(Object *self) {
    DictIterator *it = (DictIterator *)self;
    if (it->dict) object_release(it->dict);
    object_free(it, sizeof *it);
}
static void iterator_visit(Object *self, GcVisit *visit) { gc_visit_object(visit, ((DictIterator *)self)->dict); }

static Value ends(DictIterator *it) {
    Dict *dict = it->dict;
    it->dict = NULL;
    object_release(dict);
    return STOP;
}

static Value changed(DictIterator *it) {
    it->used = CHANGED;
    return raise(ERR_RUNTIME, "dictionary changed size during iteration");
}

/* The next entry's number, or ~0u with *answer what to give back. */
static u32 step_forward(DictIterator *it, Value *answer) {
    if (!it->dict) return *answer = STOP, ~0u;
    const Table *t = &it->dict->table;
    if (UNLIKELY(it->used != t->used)) return *answer = changed(it), ~0u;
    u32 i = it->position;
    while (i < t->filled && is_empty(table_key(t, i))) i++;
    if (i >= t->filled) return *answer = ends(it), ~0u;
    if (UNLIKELY(!it->left)) {
        (void)ends(it);
        return *answer = raise(ERR_RUNTIME, "dictionary keys changed during iteration"), ~0u;
    }
    it->position = i + 1;
    it->left--;
    return i;
}

static u32 step_backward(DictIterator *it, Value *answer) {
    if (!it->dict) return *answer = STOP, ~0u;
    const Table *t = &it->dict->table;
    if (UNLIKELY(it->used != t->used)) return *answer = changed(it), ~0u;
    u32 i = u32_min(it->position, t->filled);
    while (i && is_empty(table_key(t, i - 1))) i--;
    if (!i) return *answer = ends(it), ~0u;
    it->position = i - 1;
    if (it->left) it->left--;
    return i - 1;
}

static Value entry_item(const Table *t, u32 entry) {
    return tuple_pack2(value_keep(table_key(t, entry)), value_keep(table_value(t, entry)));
}
static Value entry_key(const Table *t, u32 entry) { return value_keep(table_key(t, entry)); }
static Value entry_value(const Table *t, u32 entry) { return value_keep(table_value(t, entry)); }

#define NEXT_FUNCTION(name, step, get) \
    static Value name(Ref self) { \
        Value answer; \
        u32 entry = step(iterator_of(self), &answer); \
        return entry == ~0u ? answer : get(&iterator_of(self)->dict->table, entry); \
    }
NEXT_FUNCTION(next_key, step_forward, entry_key)
NEXT_FUNCTION(next_value, step_forward, entry_value)
NEXT_FUNCTION(next_item, step_forward, entry_item)
NEXT_FUNCTION(next_reverse_key, step_backward, entry_key)
NEXT_FUNCTION(next_reverse_value, step_backward, entry_value)
NEXT_FUNCTION(next_reverse_item, step_backward, entry_item)

static Value length_hint(Ref self) {
    const DictIterator *it = iterator_of(self);
    return value_u32(it->dict && it->used == it->dict->table.used ? it->left : 0);
}

/* What is left, as a list; the iterator itself does not move. */
static Value reduce(Ref self) {
    DictIterator *it = iterator_of(self), copy = *it;
    Value list = list_new(0);
    if (copy.dict) object_keep(copy.dict);
    while (!is_error(list)) {
        Value item;
        bool backward = copy.head.type->spec->try_next == next_reverse_key || copy.head.type->spec->try_next == next_reverse_value
                     || copy.head.type->spec->try_next == next_reverse_item;
        u32 entry = backward ? step_backward(&copy, &item) : step_forward(&copy, &item);
        if (entry == ~0u) {
            if (is_stop(item)) return iterator_reduce("iter", tuple_pack1(list));
            break;
        }
        TryNext *next = copy.head.type->spec->try_next;
        const Table *t = &copy.dict->table;
        item = next == next_key || next == next_reverse_key ? entry_key(t, entry)
             : next == next_value || next == next_reverse_value ? entry_value(t, entry) : entry_item(t, entry);
        if (is_error(item) || !list_append(ref(list), item)) break;
    }
    value_release(list);
    if (copy.dict) object_release(copy.dict);
    return VALUE_ERROR;
}

static const NativeRow iterator_methods[] = {ITER_ROW(native_self), NEXT_ROW, LENGTH_HINT_ROW(length_hint), REDUCE_ROW(P0, reduce)};

#define SPEC(spec_, name_, next_) \
    const TypeSpec spec_ = { \
        .name = name_, .size = sizeof(DictIterator), .flags = TYPE_NO_NEW | TYPE_IMMUTABLE, METHODS(iterator_methods), \
        .destroy = iterator_destroy, .visit = iterator_visit, .try_iter = native_self, .try_next = next_};
SPEC(dict_key_iterator_spec, "dict_keyiterator", next_key)
SPEC(dict_value_iterator_spec, "dict_valueiterator", next_value)
SPEC(dict_item_iterator_spec, "dict_itemiterator", next_item)
SPEC(dict_reverse_key_iterator_spec, "dict_reversekeyiterator", next_reverse_key)
SPEC(dict_reverse_value_iterator_spec, "dict_reversevalueiterator", next_reverse_value)
SPEC(dict_reverse_item_iterator_spec, "dict_reverseitemiterator", next_reverse_item)
