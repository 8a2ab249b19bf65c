/* pool.c: the constants of a compilation, each once: equal ones of one type are one object, in all its code objects.
 *
 * Equality is that of what the constant is, not Python's ==: 1, 1.0 and True differ, so do 0.0 and -0.0, and tuples go
 * item by item. Code objects and sets are only equal to themselves.
 */
#include "base/digits.h"
#include "base/unicode.h"
#include "compile/compiler.h"
#include "object/number.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/slice.h"

/* ---- hash and equality ---- */

static u32 mix(u64 n) { return (u32)((n * 0x9E3779B97F4A7C15ull) >> 32); }

static u32 hash_bytes(const void *data, u32 length) {
    const u8 *bytes = data;
    u32 h = 2166136261u;
    for (u32 i = 0; i < length; i++) h = (h ^ bytes[i]) * 16777619u;
    return h;
}

static u32 hash_constant(Ref r) {
    if (!is_pointer(r)) return mix(BITS(r));
    if (is_text(r)) {
        const Text *t = AS(Text, r);
        return hash_bytes(t->data, t->length * t->kind);
    }
    if (is_bytes(r)) return hash_bytes(AS(BytesObject, r)->data, AS(BytesObject, r)->length) + 1;
    if (is_tuple(r)) {
        u32 h = 77;
        for (u32 i = 0; i < AS(Tuple, r)->count; i++) h = h * 31 + hash_constant(ref(AS(Tuple, r)->items[i]));
        return h;
    }
    if (is_exact(r, T_INT)) {
        if (is_int_cell(r)) return mix((u64)AS(IntCell, r)->cell);
        return hash_bytes(AS(IntDigits, r)->digits, (u32)(AS(IntDigits, r)->count < 0 ? -AS(IntDigits, r)->count : AS(IntDigits, r)->count) * 4);
    }
    return mix(BITS(r));
}

static bool same_constant(Ref a, Ref b) {
    if (same(a, b)) return true;
    if (!is_pointer(a) || !is_pointer(b) || object_of(a)->type != object_of(b)->type) return false;
    if (is_text(a)) return text_equal(AS(Text, a), AS(Text, b));
    if (is_bytes(a)) {
        const BytesObject *x = AS(BytesObject, a), *y = AS(BytesObject, b);
        return x->length == y->length && !memcmp(x->data, y->data, x->length);
    }
    if (is_tuple(a)) {
        const Tuple *x = AS(Tuple, a), *y = AS(Tuple, b);
        if (x->count != y->count) return false;
        for (u32 i = 0; i < x->count; i++)
            if (!same_constant(ref(x->items[i]), ref(y->items[i]))) return false;
        return true;
    }
    if (is_slice(a)) {
        const SliceObject *x = AS(SliceObject, a), *y = AS(SliceObject, b);
        return same(ref(x->start), ref(y->start)) && same(ref(x->stop), ref(y->stop)) && same(ref(x->step), ref(y->step));
    }
    if (is_exact(a, T_INT)) {
        if (is_int_cell(a) != is_int_cell(b)) return false;
        if (is_int_cell(a)) return AS(IntCell, a)->cell == AS(IntCell, b)->cell;
        const IntDigits *x = AS(IntDigits, a), *y = AS(IntDigits, b);
        return x->count == y->count && !memcmp(x->digits, y->digits, (u32)(x->count < 0 ? -x->count : x->count) * 4);
    }
    return false;
}

/* ---- the pool ---- */

static bool reindex(Compiler *c) {
    u32 size = c->pool_index_size ? c->pool_index_size * 2 : 64;
    u32 *index = buffer_new(size * 4);
    if (!index) return false;
    memset(index, 0, size * 4);
    buffer_free(c->pool_index, c->pool_index_size * 4);
    c->pool_index = index;
    c->pool_index_size = size;
    for (u32 i = 0; i < c->pool_count; i++) {
        u32 at_ = hash_constant(ref(c->pool[i]));
        while (index[at_ & (size - 1)]) at_++;
        index[at_ & (size - 1)] = i + 1;
    }
    return true;
}

static bool make_room(Compiler *c) {
    if (c->pool_count * 2 >= c->pool_index_size && !reindex(c)) return false;
    if (c->pool_count < c->pool_capacity) return true;
    u32 larger = c->pool_capacity ? c->pool_capacity * 2 : 32;
    Value *grown = buffer_resize(c->pool, c->pool_capacity * 8, larger * 8);
    if (!grown) return false;
    c->pool = grown;
    c->pool_capacity = larger;
    return true;
}

u32 pool_add(Compiler *c, Value constant) {
    if (is_error(constant) || c->failed || !make_room(c)) {
        if (!is_error(constant)) value_release(constant);
        if (!c->failed) compile_fail(c);
        return ~0u;
    }
    u32 at_ = hash_constant(ref(constant));
    for (;; at_++) {
        u32 entry = c->pool_index[at_ & (c->pool_index_size - 1)];
        if (!entry) break;
        if (!same_constant(ref(c->pool[entry - 1]), ref(constant))) continue;
        value_release(constant);
        return entry - 1;
    }
    c->pool[c->pool_count++] = constant;
    c->pool_index[at_ & (c->pool_index_size - 1)] = c->pool_count;
    return c->pool_count - 1;
}

void pool_drop(Compiler *c) {
    while (c->pool_count) value_release(c->pool[--c->pool_count]);
    buffer_free(c->pool, c->pool_capacity * 8);
    buffer_free(c->pool_index, c->pool_index_size * 4);
    c->pool = NULL;
    c->pool_index = NULL;
    c->pool_capacity = c->pool_index_size = 0;
}

/* ---- from the tree ---- */

static Value big_int(Compiler *c, const Constant *constant) {
    u32 size = digits_from_text_size(constant->text.length, constant->base);
    u32 scratch_size = digits_from_text_scratch(constant->text.length, constant->base) * 4;
    u32 *scratch = buffer_new(u32_max(scratch_size, 4)), *digits = scratch ? buffer_new(size * 4) : NULL;
    Value made = VALUE_ERROR;
    u32 count = 0;
    if (digits && !digits_from_text(digits, &count, constant->text.at, constant->text.length, constant->base, scratch)) {
        if (is_empty(ref(vm.raised))) raise_no_memory();
    } else if (digits) {
        IntDigits *big = object_new(vm.types[T_INT], int_digits_size(count));
        if (big) {
            big->count = (i32)count;
            memcpy(big->digits, digits, count * 4);
            made = value_of(big);
        }
    }
    if (digits) buffer_free(digits, size * 4);
    if (scratch) buffer_free(scratch, u32_max(scratch_size, 4));
    (void)c;
    return made;
}

/* CPython interns what looks like a name. */
static bool looks_like_name(const Constant *constant) {
    if (!constant->ascii) return false;
    for (u32 i = 0; i < constant->text.length; i++) {
        u8 byte = constant->text.at[i];
        if (byte != '_' && (u8)(byte - '0') > 9 && (u8)((byte | 32) - 'a') > 25) return false;
    }
    return true;
}

static Value text_constant(const Constant *constant) {
    Text *text = constant->ascii ? text_from_ascii((const char *)constant->text.at, constant->text.length) : text_from_utf8(constant->text.at, constant->text.length);
    if (text && looks_like_name(constant)) text = text_intern(text);
    return text ? value_of(text) : VALUE_ERROR;
}

Value pool_of_constant(Compiler *c, const Constant *constant) {
    Value made = VALUE_ERROR;
    switch ((ConstantKind)constant->kind) {
    case CONSTANT_NONE: return NONE;
    case CONSTANT_TRUE: return value_bool(true);
    case CONSTANT_FALSE: return value_bool(false);
    case CONSTANT_ELLIPSIS: return ELLIPSIS;
    case CONSTANT_INT: made = value_from_i64(constant->integer); break;
    case CONSTANT_BIG_INT: made = big_int(c, constant); break;
    case CONSTANT_FLOAT: made = value_from_double(constant->number); break;
    case CONSTANT_COMPLEX: compile_error(c, &nowhere, "complex numbers are not supported yet"); return VALUE_ERROR;
    case CONSTANT_STR: made = text_constant(constant); break;
    case CONSTANT_BYTES: made = bytes_from(constant->text.at, constant->text.length); break;
    }
    if (is_error(made)) compile_fail(c);
    return made;
}
