/* string_methods.c: the methods that mean the same for str and bytes, save splitting (string_split.c). The error texts
 * differ; each native's arguments are stated once for either (ArgsSpec pairs: bytes first, str second).
 */
#include "object/tuple.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/sequence.h"
#include "types/slice.h"
#include "types/string.h"

#define STRING_MAX 0x7FFFFF00u /* characters that any result may have */

#define SPECS(id, name, bytes_kinds, text_kinds, function) \
    static const ArgsSpec id[2] = {{name, bytes_kinds, function}, {name, text_kinds, function}}

/* One byte given as an int, as data of length 1. */
#define BYTES16(n) n, n + 1, n + 2, n + 3, n + 4, n + 5, n + 6, n + 7, n + 8, n + 9, n + 10, n + 11, n + 12, n + 13, n + 14, n + 15
static const u8 every_byte[256] = {BYTES16(0), BYTES16(16), BYTES16(32), BYTES16(48), BYTES16(64), BYTES16(80), BYTES16(96),
    BYTES16(112), BYTES16(128), BYTES16(144), BYTES16(160), BYTES16(176), BYTES16(192), BYTES16(208), BYTES16(224), BYTES16(240)};

/* An argument that has passed as u, y or Y. */
static StringView part_view(Ref arg) {
    if (is_integer(arg)) return (StringView){REF_EMPTY, &every_byte[integer_clamp(arg)], 1, 1, false};
    return string_view(arg);
}

/* A part that must be of the kind of `self`; false: TypeError raised. `method`: for the text, if it takes but this one. */
static bool like_self(const StringView *self, Ref arg, const char *method, StringView *out) {
    Bytes bytes;
    if (self->text && !is_kind(arg, TYPE_IS_STR)) {
        if (!method) return RAISE_FALSE(ERR_TYPE, "must be str, not %T", arg);
        return (void)raise_bad_argument(method, "argument", "str", arg), false;
    }
    if (!self->text && !bytes_view_or_raise(arg, &bytes)) return false;
    *out = string_view(arg);
    return true;
}

/* ---- find, index, count ---- */

typedef struct { StringView v, part; u32 start, end; } Search;

static Search search_of(const StringView *v, const Value *args) {
    Search s = {*v, part_view(ref(args[0])), 0, 0};
    arg_bounds(args[1], args[2], v->length, &s.start, &s.end);
    return s;
}

SPECS(find_args, "find", "yss", "uss", string_find_method);
Outcome string_find_method(Ref self, const Value *args, u32 n) {
    StringView v = string_view(self);
    ARGS(find_args[v.text]);
    Search s = search_of(&v, args);
    return outcome(value_int48(string_find(&s.v, &s.part, s.start, s.end)));
}

SPECS(rfind_args, "rfind", "yss", "uss", string_rfind_method);
Outcome string_rfind_method(Ref self, const Value *args, u32 n) {
    StringView v = string_view(self);
    ARGS(rfind_args[v.text]);
    Search s = search_of(&v, args);
    return outcome(value_int48(string_rfind(&s.v, &s.part, s.start, s.end)));
}

static Outcome found_or_raise(const StringView *v, i64 found) {
    if (found >= 0) return outcome(value_int48(found));
    return RAISE_OUTCOME(ERR_VALUE, v->text ? "substring not found" : "subsection not found");
}

SPECS(index_args, "index", "yss", "uss", string_index);
Outcome string_index(Ref self, const Value *args, u32 n) {
    StringView v = string_view(self);
    ARGS(index_args[v.text]);
    Search s = search_of(&v, args);
    return found_or_raise(&v, string_find(&s.v, &s.part, s.start, s.end));
}

SPECS(rindex_args, "rindex", "yss", "uss", string_rindex);
Outcome string_rindex(Ref self, const Value *args, u32 n) {
    StringView v = string_view(self);
    ARGS(rindex_args[v.text]);
    Search s = search_of(&v, args);
    return found_or_raise(&v, string_rfind(&s.v, &s.part, s.start, s.end));
}

SPECS(count_args, "count", "yss", "uss", string_count_method);
Outcome string_count_method(Ref self, const Value *args, u32 n) {
    StringView v = string_view(self);
    ARGS(count_args[v.text]);
    Search s = search_of(&v, args);
    return outcome(value_u32(string_count(&s.v, &s.part, s.start, s.end, ~0u)));
}

/* ---- startswith, endswith, removeprefix, removesuffix ---- */

static bool ends_fit(const StringView *v, const StringView *part, u32 start, u32 end, bool suffix) {
    if (start > end || part->length > end - start) return false;
    return view_matches_at(v, suffix ? end - part->length : start, part);
}

/* One prefix or a tuple of them. */
static Outcome affix(const StringView *v, const Value *args, bool suffix) {
    const char *name = suffix ? "endswith" : "startswith", *kind = v->text ? "str" : "bytes";
    u32 start, end, flag = v->text ? TYPE_IS_STR : TYPE_IS_BYTES;
    Ref given = ref(args[0]);
    StringView part;
    arg_bounds(args[1], args[2], v->length, &start, &end);
    if (!is_kind(given, TYPE_IS_TUPLE)) {
        if (!is_kind(given, flag)) return RAISE_OUTCOME(ERR_TYPE, "%s first arg must be %s or a tuple of %s, not %T", name, kind, kind, given);
        part = string_view(given);
        return outcome(value_bool(ends_fit(v, &part, start, end, suffix)));
    }
    Tuple *tuple = tuple_of(given);
    for (u32 i = 0; i < tuple->count; i++) {
        Ref item = ref(tuple->items[i]);
        if (v->text && !is_kind(item, flag)) return RAISE_OUTCOME(ERR_TYPE, "tuple for %s must only contain str, not %T", name, item);
        if (!like_self(v, item, NULL, &part)) return OUTCOME_ERROR;
        if (ends_fit(v, &part, start, end, suffix)) return outcome(value_bool(true));
    }
    return outcome(value_bool(false));
}

static const ArgsSpec startswith_args = {"startswith", "oss", string_startswith};
Outcome string_startswith(Ref self, const Value *args, u32 n) {
    ARGS(startswith_args);
    StringView v = string_view(self);
    return affix(&v, args, false);
}

static const ArgsSpec endswith_args = {"endswith", "oss", string_endswith};
Outcome string_endswith(Ref self, const Value *args, u32 n) {
    ARGS(endswith_args);
    StringView v = string_view(self);
    return affix(&v, args, true);
}

Value string_removeprefix(Ref self, Ref prefix) {
    StringView v = string_view(self), part;
    if (!like_self(&v, prefix, "removeprefix", &part)) return VALUE_ERROR;
    return view_slice(&v, ends_fit(&v, &part, 0, v.length, false) ? part.length : 0, v.length);
}

Value string_removesuffix(Ref self, Ref suffix) {
    StringView v = string_view(self), part;
    if (!like_self(&v, suffix, "removesuffix", &part)) return VALUE_ERROR;
    return view_slice(&v, 0, v.length - (ends_fit(&v, &part, 0, v.length, true) ? part.length : 0));
}

/* ---- partition ---- */

static Value part_at(const StringView *v, const StringView *sep, i64 found, bool backward) {
    u32 cut = found >= 0 ? (u32)found : backward ? 0 : v->length, after = found >= 0 ? cut + sep->length : cut;
    Value before = view_slice(v, 0, cut);
    if (is_error(before)) return before;
    Value middle = found >= 0 ? view_slice(sep, 0, sep->length) : view_slice(v, 0, 0);
    Value rest = is_error(middle) ? VALUE_ERROR : view_slice(v, after, v->length);
    if (!is_error(rest)) return tuple_pack3(before, middle, rest);
    value_release(before);
    value_release(middle);
    return VALUE_ERROR;
}

static Value partition(Ref self, Ref sep, bool backward) {
    StringView v = string_view(self), part;
    if (!like_self(&v, sep, NULL, &part)) return VALUE_ERROR;
    if (!part.length) return raise(ERR_VALUE, "empty separator");
    return part_at(&v, &part, backward ? string_rfind(&v, &part, 0, v.length) : string_find(&v, &part, 0, v.length), backward);
}

Value string_partition(Ref self, Ref sep) { return partition(self, sep, false); }
Value string_rpartition(Ref self, Ref sep) { return partition(self, sep, true); }

/* ---- strip ---- */

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

static bool is_among(const StringView *chars, const u32 *below_256, u32 c) {
    if (c < 256) return below_256[c >> 5] >> (c & 31) & 1;
    for (u32 i = 0; i < chars->length; i++)
        if (view_char(chars, i) == c) return true;
    return false;
}

static Value strip(Ref self, const Value *args, u32 sides, const char *name) {
    StringView v = string_view(self), chars = {.length = 0};
    u32 set[8] = {0}, start = 0, end = v.length;
    bool space = is_empty(ref(args[0])) || is_none(ref(args[0]));
    if (!space) {
        if (v.text && !is_kind(ref(args[0]), TYPE_IS_STR)) return raise(ERR_TYPE, "%s arg must be None or str", name);
        if (!like_self(&v, ref(args[0]), NULL, &chars)) return VALUE_ERROR;
    }
    for (u32 i = 0; i < chars.length; i++) {
        u32 c = view_char(&chars, i);
        if (c < 256) set[c >> 5] |= 1u << (c & 31);
    }
    if (sides & STRIP_LEFT)
        while (start < end && (space ? view_is_space(&v, start) : is_among(&chars, set, view_char(&v, start)))) start++;
    if (sides & STRIP_RIGHT)
        while (end > start && (space ? view_is_space(&v, end - 1) : is_among(&chars, set, view_char(&v, end - 1)))) end--;
    fuel_charge(((v.length - (end - start)) >> 4) + (chars.length >> 4));
    return view_slice(&v, start, end);
}

Value string_strip(Ref self, const Value *args, u32 n) { return strip(self, args, STRIP_LEFT | STRIP_RIGHT, "strip"); }
Value string_lstrip(Ref self, const Value *args, u32 n) { return strip(self, args, STRIP_LEFT, "lstrip"); }
Value string_rstrip(Ref self, const Value *args, u32 n) { return strip(self, args, STRIP_RIGHT, "rstrip"); }

/* ---- replace ---- */

/* `new` between the characters, and before the first. */
static void interleave(TextBuilder *b, const StringView *v, const StringView *new, u32 count) {
    u32 i = 0;
    while (i < count) {
        view_append(b, new, 0, new->length);
        if (i < v->length) view_append(b, v, i, i + 1);
        i++;
    }
    if (i < v->length) view_append(b, v, i, v->length);
}

static Value replace(const StringView *v, const StringView *old, const StringView *new, i64 most) {
    u32 limit = most < 0 || most > (i64)STRING_MAX ? STRING_MAX : (u32)most;
    u32 count = string_count(v, old, 0, v->length, limit);
    if (!count || (!old->length && !new->length)) return view_slice(v, 0, v->length);
    if (v->length + (u64)count * new->length - (u64)count * old->length > STRING_MAX) return raise_no_memory();
    TextBuilder b = {0};
    if (!old->length) {
        interleave(&b, v, new, count);
        return view_finish(v, &b);
    }
    u32 done = 0;
    for (u32 i = 0; i < count; i++) {
        u32 at = (u32)string_find(v, old, done, v->length);
        view_append(&b, v, done, at);
        view_append(&b, new, 0, new->length);
        done = at + old->length;
    }
    view_append(&b, v, done, v->length);
    return view_finish(v, &b);
}

SPECS(replace_args, "replace", "oon", "uun", string_replace);
Outcome string_replace(Ref self, const Value *args, u32 n) {
    StringView v = string_view(self), old, new;
    if (!v.text && (!like_self(&v, ref(args[0]), NULL, &old) || !like_self(&v, ref(args[1]), NULL, &new))) return OUTCOME_ERROR;
    ARGS(replace_args[v.text]);
    old = string_view(ref(args[0]));
    new = string_view(ref(args[1]));
    return outcome(replace(&v, &old, &new, arg_i64(args[2], -1)));
}

/* ---- padding ---- */

/* false: raised. */
static bool fill_char(const StringView *v, Ref arg, const char *name, u32 *fill) {
    *fill = ' ';
    if (is_empty(arg)) return true;
    if (v->text && !is_kind(arg, TYPE_IS_STR)) return RAISE_FALSE(ERR_TYPE, "The fill character must be a unicode character, not %T", arg);
    if (!v->text && !is_kind(arg, TYPE_IS_BYTES)) return ((void)raise_bad_argument(name, "argument 2", "a byte string of length 1", arg), false);
    StringView given = string_view(arg);
    if (given.length == 1) return *fill = view_char(&given, 0), true;
    if (v->text) return RAISE_FALSE(ERR_TYPE, "The fill character must be exactly one character long");
    return RAISE_FALSE(ERR_TYPE, "%s(): argument 2 must be a byte string of length 1, not a bytes object of length %u", name, given.length);
}

static Outcome pad(const StringView *v, u32 left, u32 right, u32 fill) {
    TextBuilder b = {0};
    builder_fill(&b, fill, left);
    view_append(&b, v, 0, v->length);
    builder_fill(&b, fill, right);
    fuel_charge((left + right) >> 6);
    return outcome(view_finish(v, &b));
}

enum { JUSTIFY_LEFT, JUSTIFY_RIGHT, JUSTIFY_CENTER };
static Outcome justify(const StringView *v, const Value *args, u32 mode, const char *name) {
    u32 fill;
    i64 width = arg_i64(args[0], 0);
    if (!fill_char(v, ref(args[1]), name, &fill)) return OUTCOME_ERROR;
    if (width <= (i64)v->length) return outcome(view_slice(v, 0, v->length));
    if (width > (i64)STRING_MAX) return outcome(raise_no_memory());
    u32 more = (u32)width - v->length;
    if (mode == JUSTIFY_LEFT) return pad(v, 0, more, fill);
    if (mode == JUSTIFY_RIGHT) return pad(v, more, 0, fill);
    u32 left = more / 2 + (more & (u32)width & 1);
    return pad(v, left, more - left, fill);
}

static const ArgsSpec center_args = {"center", "no", string_center};
Outcome string_center(Ref self, const Value *args, u32 n) {
    ARGS(center_args);
    StringView v = string_view(self);
    return justify(&v, args, JUSTIFY_CENTER, "center");
}

static const ArgsSpec ljust_args = {"ljust", "no", string_ljust};
Outcome string_ljust(Ref self, const Value *args, u32 n) {
    ARGS(ljust_args);
    StringView v = string_view(self);
    return justify(&v, args, JUSTIFY_LEFT, "ljust");
}

static const ArgsSpec rjust_args = {"rjust", "no", string_rjust};
Outcome string_rjust(Ref self, const Value *args, u32 n) {
    ARGS(rjust_args);
    StringView v = string_view(self);
    return justify(&v, args, JUSTIFY_RIGHT, "rjust");
}

static const ArgsSpec zfill_args = {"zfill", "n", string_zfill};
Outcome string_zfill(Ref self, const Value *args, u32 n) {
    ARGS(zfill_args);
    StringView v = string_view(self);
    i64 width = arg_i64(args[0], 0);
    if (width <= (i64)v.length) return outcome(view_slice(&v, 0, v.length));
    if (width > (i64)STRING_MAX) return outcome(raise_no_memory());
    u32 sign = v.length && (view_char(&v, 0) == '+' || view_char(&v, 0) == '-');
    TextBuilder b = {0};
    view_append(&b, &v, 0, sign);
    builder_fill(&b, '0', (u32)width - v.length);
    view_append(&b, &v, sign, v.length);
    return outcome(view_finish(&v, &b));
}

static const ArgsSpec expandtabs_args = {"expandtabs", "i", string_expandtabs};
Outcome string_expandtabs(Ref self, const Value *args, u32 n) {
    ARGS(expandtabs_args);
    StringView v = string_view(self);
    u32 size = (u32)(arg_i64(args[0], 8) < 0 ? 0 : arg_i64(args[0], 8)), column = 0, plain = 0;
    TextBuilder b = {0};
    for (u32 i = 0; i < v.length; i++) {
        u32 c = view_char(&v, i);
        if (c == '\t') {
            u32 spaces = size ? size - column % size : 0;
            view_append(&b, &v, plain, i);
            builder_fill(&b, ' ', spaces);
            plain = i + 1;
            column += spaces;
        } else column = c == '\n' || c == '\r' ? 0 : column + 1;
    }
    view_append(&b, &v, plain, v.length);
    fuel_charge(v.length >> 4);
    return outcome(view_finish(&v, &b));
}

/* ---- as sequences ---- */

static void repeat_into(u8 *out, const u8 *data, u32 bytes, u32 total) {
    if (bytes == 1) {
        memset(out, data[0], total);
        return;
    }
    memcpy(out, data, bytes);
    for (u32 done = bytes; done < total;) {
        u32 more = u32_min(done, total - done);
        memcpy(out + done, out, more);
        done += more;
    }
}

static Value repeat(const StringView *v, i64 count) {
    if (count <= 0 || v->length == 0) return view_slice(v, 0, 0);
    if (count == 1) return view_slice(v, 0, v->length);
    if (v->length > 1 && count > INT64_MAX / v->length) return raise(ERR_OVERFLOW, v->text ? "repeated string is too long" : "repeated bytes are too long");
    if (count > (i64)(STRING_MAX / v->kind / v->length)) return raise_no_memory();
    u32 length = v->length * (u32)count;
    fuel_charge(length >> 6);
    if (!v->text) {
        BytesObject *b = bytes_new(length);
        if (!b) return VALUE_ERROR;
        repeat_into(b->data, v->data, v->length, length);
        return value_of(b);
    }
    Text *t = text_new(length, text_all_bits(AS(Text, v->owner), 0, v->length));
    if (!t) return VALUE_ERROR;
    repeat_into(t->data, v->data, v->length * v->kind, length * v->kind);
    return value_of(t);
}

static Outcome repeat_index(Ref self, Ref count, Ref unused) {
    StringView v = string_view(self);
    if (!integer_fits(count)) return RAISE_OUTCOME(ERR_OVERFLOW, "cannot fit 'int' into an index-sized integer");
    return outcome(repeat(&v, integer_clamp(count)));
}

Outcome string_repeat(Ref self, Ref count) {
    if (is_integer(count)) return repeat_index(self, count, REF_EMPTY);
    if (has_index(count)) return index_then(repeat_index, self, count, REF_EMPTY);
    return outcome(sequence_no_repeat(count));
}

/* CPython's sequences have no number slots: the right operand's __radd__ comes first. The numbers' would not help. */
Value string_no_concat(Ref self, Ref other) {
    const Type *type = type_of(other);
    bool number = !type_has(type, TYPE_HEAP) && type_has(type, TYPE_IS_INT | TYPE_IS_FLOAT | TYPE_IS_COMPLEX | TYPE_SEQUENCE);
    if (!number && type_lookup_dunder(type, N_RADD)) return value_keep(ref(NOT_IMPLEMENTED));
    if (is_kind(self, TYPE_IS_STR)) return raise(ERR_TYPE, "can only concatenate str (not \"%T\") to str", other);
    return raise(ERR_TYPE, "can't concat %T to %T", other, self);
}

static Value item(const StringView *v, i64 index) {
    if (UNLIKELY(index < 0 || index >= (i64)v->length)) return raise(ERR_INDEX, v->text ? "string index out of range" : "index out of range");
    u32 c = view_char(v, (u32)index);
    if (!v->text) return value_u32(c);
    Text *t = text_from_char(c);
    return t ? value_of(t) : VALUE_ERROR;
}

static Value sliced(const StringView *v, SliceRange range) {
    if (range.step == 1) return view_slice(v, (u32)range.start, (u32)range.start + range.count);
    fuel_charge(range.count >> 4);
    TextBuilder b = {0};
    for (u32 i = 0; i < range.count; i++) builder_char(&b, view_char(v, (u32)(range.start + (i64)i * range.step)));
    return view_finish(v, &b);
}

static Outcome getitem_again(Ref self, Ref key, Ref unused) { return string_getitem(self, key); }

Outcome string_getitem(Ref self, Ref key) {
    StringView v = string_view(self);
    i64 index;
    SliceRange range;
    bool slice = is_slice(key);
    switch (slice ? slice_indices(key, v.length, &range) : index_of(key, v.length, &index)) {
    case ANSWER_YES: return outcome(slice ? sliced(&v, range) : item(&v, index));
    case ANSWER_PYTHON: return index_then(getitem_again, self, key, REF_EMPTY);
    case ANSWER_ERROR: return OUTCOME_ERROR;
    case ANSWER_NO: break;
    }
    if (v.text) return RAISE_OUTCOME(ERR_TYPE, "string indices must be integers, not '%T'", key);
    return RAISE_OUTCOME(ERR_TYPE, "byte indices must be integers or slices, not %T", key);
}

Value string_reduce_iterator(Ref owner, bool live, u32 next) {
    Text *name = text_intern_c("iter");
    if (!name) return VALUE_ERROR;
    Ref iter = dict_get_text(vm.builtins, name);
    object_release(name);
    Value args = tuple_pack1(value_keep(owner));
    if (is_error(args)) return args;
    return live ? tuple_pack3(value_keep(iter), args, value_u32(next)) : tuple_pack2(value_keep(iter), args);
}
