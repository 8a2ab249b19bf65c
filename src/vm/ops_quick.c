/* ops_quick.c: what the loop asks most: calls of natives, subscription of dicts, membership. Exact builtins are answered
 * here; whatever else there is goes the general way. Built for speed, so only what is hot belongs here.
 */
#include "object/table.h"
#include "types/list.h"
#include "types/set.h"
#include "types/slice.h"
#include "types/string.h"
#include "types/tuple.h"
#include "vm/ops.h"

/* ---- calls ---- */

/* The plain case of a native with so many arguments: no matching, no Passed. EMPTY's bits with `*taken` false: not it. */
static Outcome call_native_plainly(const NativeRow *row, Ref self, const Value *args, u32 n, bool *taken) {
    *taken = true;
    switch (row->kind | n << 8) {
    case NATIVE_P0: return outcome(row->code.P0(self));
    case NATIVE_P1 | 1 << 8: return outcome(row->code.P1(self, ref(args[0])));
    case NATIVE_P2 | 2 << 8: return outcome(row->code.P2(self, ref(args[0]), ref(args[1])));
    case NATIVE_O0: return row->code.O0(self);
    case NATIVE_O1 | 1 << 8: return row->code.O1(self, ref(args[0]));
    case NATIVE_O2 | 2 << 8: return row->code.O2(self, ref(args[0]), ref(args[1]));
    }
    *taken = false;
    return OP_NOTHING;
}

/* By position, with at most its optional arguments left out: those are EMPTY. The first call, by the general way, has
 * read the signature. */
static Outcome call_native_padded(NativeObject *native, Ref self, const Value *args, u32 n, bool *taken) {
    const Signature *s = native->signature;
    *taken = s && (s->star & s->starstar) == 255 && n <= s->positional && !((~s->optional & ((1u << s->count) - 1)) >> n)
        && !(native->row->flags & NATIVE_COUNTED);
    if (!*taken) return OP_NOTHING;
    Value all[SIGNATURE_MAX];
    for (u32 i = 0; i < s->count; i++) all[i] = i < n ? args[i] : EMPTY;
    return call_bound(native->row, self, all, s->count);
}

/* `f(a, b)` where f has `*args`, and defaults for the rest. */
static Outcome call_native_starred(NativeObject *native, Ref self, const Value *args, u32 n, bool *taken) {
    const Signature *s = native->signature;
    *taken = s && s->star == 0 && s->starstar == 255 && (s->optional | 1) == (1u << s->count) - 1;
    if (!*taken) return OP_NOTHING;
    Value all[SIGNATURE_MAX] = {tuple_from(args, n)};
    for (u32 i = 1; i < s->count; i++) all[i] = EMPTY;
    Outcome answer = is_error(all[0]) ? OUTCOME_ERROR : call_bound(native->row, self, all, s->count);
    value_release(all[0]);
    return answer;
}

static Outcome call_native(NativeObject *native, Ref self, const Value *args, u32 n, bool *taken) {
    const NativeRow *row = native->row;
    if (row->kind >= NATIVE_PRAW) {
        *taken = true;
        return row->kind == NATIVE_PRAW ? outcome(row->code.PRAW(self, args, n)) : row->code.ORAW(self, args, n);
    }
    Outcome answer = call_native_plainly(row, self, args, n, taken);
    if (!*taken) answer = call_native_padded(native, self, args, n, taken);
    return *taken ? answer : call_native_starred(native, self, args, n, taken);
}

/* `str(x)`, and an empty set, list or dict: what __new__ and __init__ would come to. */
static Outcome construct_plainly(Ref type, const Value *args, u32 n, bool *taken) {
    *taken = true;
    if (n == 1 && same(type, ref_of(vm.types[T_STR]))) return op_str(ref(args[0]));
    if (n == 0) {
        if (same(type, ref_of(vm.types[T_SET]))) return outcome(set_new(T_SET));
        if (same(type, ref_of(vm.types[T_LIST]))) return outcome(list_new(0));
        if (same(type, ref_of(vm.types[T_DICT]))) {
            Dict *made = dict_new();
            return made ? outcome(value_of(made)) : OUTCOME_ERROR;
        }
    }
    *taken = false;
    return OP_NOTHING;
}

static Outcome call_plainly(Ref callable, Ref self, const Value *args, u32 n, bool *taken) {
    *taken = false;
    if (!is_pointer(callable)) return OP_NOTHING;
    const Type *type = object_of(callable)->type;
    if (type == vm.types[T_METHOD_DESCRIPTOR] && !is_empty(self)) {
        NativeObject *native = AS(NativeObject, callable);
        if (type_of(self) == native->owner) return call_native(native, self, args, n, taken);
    } else if (type == vm.types[T_NATIVE_FUNCTION] && is_empty(self)) {
        NativeObject *native = AS(NativeObject, callable);
        return call_native(native, ref(native->self), args, n, taken);
    } else if (type == vm.types[T_TYPE] && is_empty(self)) {
        return construct_plainly(callable, args, n, taken);
    }
    return OP_NOTHING;
}

/* base: callable, self or EMPTY, n arguments. All are released: what was pushed has kept its own. */
NOINLINE Outcome vm_call(Value *base, u32 n) {
    bool taken;
    Outcome answer = call_plainly(ref(base[0]), ref(base[1]), base + 2, n, &taken);
    if (taken) vm.fuel--;
    else answer = op_call_self(ref(base[0]), ref(base[1]), base + 2, n, REF_EMPTY);
    for (u32 i = 0; i < n + 2; i++) value_release(base[i]);
    return answer;
}

/* ---- subscription ---- */

NOINLINE Outcome vm_subscript(Ref object, Ref key) {
    if (is_exact(object, T_DICT)) {
        Ref found;
        const Table *table = &AS(Dict, object)->table;
        if (is_text(key) && table->kind == TABLE_STR) {
            u32 entry = table_find_text(table, AS(Text, key));
            if (entry != ~0u) return outcome(value_keep(ref(((const StrEntry *)table->entries)[entry].value)));
        } else if (table_try_get(table, key, &found) == TABLE_FOUND) return outcome(value_keep(found));
        raised_clear();
    } else if (is_exact(object, T_TUPLE) && is_int48(key)) {
        const Tuple *tuple = AS(Tuple, object);
        i64 i = int48_of(key);
        if (i < 0) i += tuple->count;
        if ((u64)i < tuple->count) return outcome(value_keep(ref(tuple->items[i])));
    } else if (is_text(object) && is_int48(key)) {
        const Text *text = AS(Text, object);
        i64 i = int48_of(key);
        if (i < 0) i += text->length;
        if ((u64)i < text->length) {
            Text *one = text_from_char(text_char(text, (u32)i));
            return one ? outcome(value_of(one)) : OUTCOME_ERROR;
        }
    }
    return op_getitem(object, key);
}

NOINLINE Outcome vm_store_subscript(Ref object, Ref key, Ref value) {
    if (is_exact(object, T_DICT)) {
        Table *table = &AS(Dict, object)->table;
        if (is_text(key) && table->kind == TABLE_STR) {
            u32 entry = table_find_text(table, AS(Text, key));
            if (entry == ~0u) return table_set_text(table, AS(Text, key), value) ? outcome(NONE) : OUTCOME_ERROR;
            value_set(&((StrEntry *)table->entries)[entry].value, value_keep(value));
            return outcome(NONE);
        }
        if (is_int48(key) && table->kind == TABLE_IMMEDIATE) return table_set_int(table, key, value) ? outcome(NONE) : OUTCOME_ERROR;
        return op_table_set(object, table, key, value);
    }
    return op_setitem(object, key, value);
}

/* Where a slice of `length` items begins or ends. false: it must be asked in full. */
INLINE bool slice_bound(Ref r, u32 length, u32 otherwise, u32 *bound) {
    if (is_none(r)) return *bound = otherwise, true;
    if (!is_int48(r)) return false;
    i64 n = int48_of(r);
    if (n < 0) n += length;
    *bound = n < 0 ? 0 : n > length ? length : (u32)n;
    return true;
}

/* object[start:stop] of an exact list, str or tuple and plain bounds. EMPTY: it must be asked in full. */
static Value quick_slice(Ref object, Ref start, Ref stop) {
    u32 length, from, to;
    if (is_list(object)) length = AS(ListObject, object)->count;
    else if (is_text(object)) length = AS(Text, object)->length;
    else if (is_tuple(object)) length = AS(Tuple, object)->count;
    else return EMPTY;
    if (!slice_bound(start, length, 0, &from) || !slice_bound(stop, length, length, &to)) return EMPTY;
    if (to < from) to = from;
    if (is_list(object)) return list_slice(object, from, to);
    if (is_tuple(object)) return tuple_slice(object, from, to);
    Text *part = text_substring(AS(Text, object), from, to);
    return part ? value_of(part) : VALUE_ERROR;
}

Outcome cold_BINARY_SLICE(Frame *f, u32 a) {
    (void)a;
    Value stop = op_pop(f), start = op_pop(f), object = op_pop(f), part = quick_slice(ref(object), ref(start), ref(stop));
    Outcome answer = outcome(part);
    if (is_empty(ref(part))) {
        Value slice = slice_new(start, stop, NONE);
        answer = is_error(slice) ? OUTCOME_ERROR : op_getitem(ref(object), ref(slice));
        value_release(slice);
    }
    value_release(object);
    return answer;
}

/* ---- membership ---- */

NOINLINE u32 vm_quick_contains(Ref container, Ref item) {
    if (is_exact(container, T_DICT)) {
        const Table *table = &AS(Dict, container)->table;
        if (is_text(item) && table->kind == TABLE_STR) return table_find_text(table, AS(Text, item)) != ~0u;
        if (is_pointer(item) && !is_text(item)) return 2;
        Ref found;
        TableAnswer answer = table_try_get(table, item, &found);
        if (answer == TABLE_ERROR) raised_clear(); /* whoever asks in full meets it again */
        return answer == TABLE_FOUND ? 1 : answer == TABLE_ABSENT ? 0 : 2;
    }
    if (is_text(container) && is_text(item)) {
        StringView hay = text_view(AS(Text, container)), needle = text_view(AS(Text, item));
        return string_find(&hay, &needle, 0, hay.length) >= 0;
    }
    if (is_exact(container, T_SET) && (is_text(item) || is_int48(item))) {
        Answer answer = set_try(container, item, SET_CONTAINS);
        if (answer == ANSWER_ERROR) raised_clear();
        return answer == ANSWER_YES ? 1 : answer == ANSWER_NO ? 0 : 2;
    }
    return 2;
}

/* ---- comprehensions ---- */

Outcome cold_SET_ADD(Frame *f, u32 a) {
    Value item = op_pop(f);
    Ref set = ref(f->sp[-(i32)a]);
    Answer answer = is_text(ref(item)) || is_int48(ref(item)) ? set_try(set, ref(item), SET_ADD) : ANSWER_PYTHON;
    Outcome added = answer <= ANSWER_YES ? OP_NOTHING : answer == ANSWER_ERROR ? OUTCOME_ERROR : op_wanting(f, WANT_DROP, op_set(set, ref(item), SET_ADD));
    value_release(item);
    return added;
}

Outcome cold_MAP_ADD(Frame *f, u32 a) {
    Value value = op_pop(f), key = op_pop(f);
    Outcome answer = op_wanting(f, WANT_DROP, vm_store_subscript(ref(f->sp[-(i32)a]), ref(key), ref(value)));
    value_release(key);
    value_release(value);
    return answer;
}
