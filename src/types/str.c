/* str.c: the str type: its constructor, its operators and the table of its methods. What it shares with bytes is
 * string*.c; the kernel's half (making, hashing, interning) is object/text*.c.
 */
#include "types/str.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/format.h"
#include "types/rows.h"
#include "types/sequence.h"
#include "types/string.h"

static Value text_value(Text *t) { return t ? value_of(t) : VALUE_ERROR; }
static Value text_kept(Text *t) { return value_keep(ref_of(t)); }

/* ---- making ---- */

enum { NEW_TYPE, NEW_OBJECT, NEW_SLOTS };
static Outcome new_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!f->state++) return op_str(ref(slots[NEW_OBJECT]));
    Text *t = text_of(ref(incoming)); /* kept by incoming, or by the instance that incoming is */
    object_keep(t);
    value_release(incoming);
    Value made = construct_payload(AS(Type, ref(slots[NEW_TYPE])), value_of(t));
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind new_frame = {.name = "str", .step = new_step, .slots = NEW_SLOTS};

static Value decode_argument(Ref object, Ref encoding, Ref errors) {
    Bytes bytes;
    if (!is_empty(encoding) && !is_kind(encoding, TYPE_IS_STR)) return raise(ERR_TYPE, "str() argument 'encoding' must be str, not %T", encoding);
    if (!is_empty(errors) && !is_kind(errors, TYPE_IS_STR)) return raise(ERR_TYPE, "str() argument 'errors' must be str, not %T", errors);
    if (is_empty(object)) return text_value(text_from_ascii("", 0));
    if (is_kind(object, TYPE_IS_STR)) return raise(ERR_TYPE, "decoding str is not supported");
    if (!bytes_view(object, &bytes)) return raise(ERR_TYPE, "decoding to str: need a bytes-like object, %T found", object);
    return codec_decode(object, bytes, encoding, errors);
}

static Outcome str_new(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"object", "encoding", "errors"};
    Construct c;
    Ref given[3];
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (!c.keywords && c.n > 3 && c.type == vm.types[T_STR]) return RAISE_OUTCOME(ERR_TYPE, "str expected at most 3 arguments, got %u", c.n);
    if (!args_construct(&c, "str", names, 3, given)) return OUTCOME_ERROR;
    if (!is_empty(given[1]) || !is_empty(given[2])) return outcome(construct_payload(c.type, decode_argument(given[0], given[1], given[2])));
    if (is_empty(given[0])) return outcome(construct_payload(c.type, text_value(text_from_ascii("", 0))));
    if (!type_has(c.type, TYPE_HEAP)) return op_str(given[0]);
    Frame *f = native_push(&new_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[NEW_TYPE] = value_keep(ref_of(c.type));
    frame_slots(f)[NEW_OBJECT] = value_keep(given[0]);
    return OUTCOME_PUSHED;
}

/* ---- operators ---- */

static bool order_holds(int order, u32 op) {
    switch (op) {
    case N_LT: return order < 0;
    case N_LE: return order <= 0;
    case N_GT: return order > 0;
    default: return order >= 0;
    }
}

static Value compare(Ref a, Ref b, u32 op) {
    if (!is_kind(a, TYPE_IS_STR) || !is_kind(b, TYPE_IS_STR)) return value_keep(ref(NOT_IMPLEMENTED));
    const Text *x = text_of(a), *y = text_of(b);
    fuel_charge(u32_min(x->length, y->length) >> 6);
    if (op == N_EQ || op == N_NE) return value_bool(text_equal(x, y) == (op == N_EQ));
    return value_bool(order_holds(text_compare(x, y), op));
}

static Value str_lt(Ref self, Ref other) { return compare(self, other, N_LT); }
static Value str_le(Ref self, Ref other) { return compare(self, other, N_LE); }
static Value str_eq(Ref self, Ref other) { return compare(self, other, N_EQ); }
static Value str_ne(Ref self, Ref other) { return compare(self, other, N_NE); }
static Value str_gt(Ref self, Ref other) { return compare(self, other, N_GT); }
static Value str_ge(Ref self, Ref other) { return compare(self, other, N_GE); }

static Value str_hash(Ref self) { return value_from_i64(text_hash(text_of(self))); }
static Value str_len(Ref self) { return value_u32(text_of(self)->length); }
static Value str_str(Ref self) { return text_kept(text_of(self)); }

static Value str_repr(Ref self) {
    TextBuilder b = {0};
    builder_repr(&b, text_of(self));
    return text_value(builder_finish(&b));
}

static Value str_add(Ref self, Ref other) {
    if (!is_kind(other, TYPE_IS_STR)) return string_no_concat(self, other);
    return text_value(text_concat(text_of(self), text_of(other)));
}

static Value str_contains(Ref self, Ref part) {
    if (!is_kind(part, TYPE_IS_STR)) return raise(ERR_TYPE, "'in <string>' requires string as left operand, not %T", part);
    StringView v = string_view(self), sought = string_view(part);
    return value_bool(string_find(&v, &sought, 0, v.length) >= 0);
}

static Outcome str_mod(Ref self, Ref values) { return format_percent(self, values); }
static Outcome str_rmod(Ref self, Ref format) {
    return is_kind(format, TYPE_IS_STR) ? format_percent(format, self) : outcome(NOT_IMPLEMENTED);
}

static Value str_format_one(Ref self, Ref spec) {
    if (!is_kind(spec, TYPE_IS_STR)) return raise_bad_argument("__format__", "argument", "str", spec);
    return format_text(text_of(self), text_of(spec));
}

static Value str_getnewargs(Ref self) { return tuple_pack1(text_kept(text_of(self))); }

static Value str_sizeof(Ref self) {
    const Text *t = text_of(self);
    return value_int48(t->ascii ? 41 + (i64)t->length : 56 + ((i64)t->length + 1) * t->kind);
}

static Value str_encode(Ref self, const Value *args, u32 n) {
    Ref encoding = ref(args[0]), errors = ref(args[1]);
    if (!is_empty(encoding) && !is_kind(encoding, TYPE_IS_STR)) return raise_bad_argument("encode", "argument 'encoding'", "str", encoding);
    if (!is_empty(errors) && !is_kind(errors, TYPE_IS_STR)) return raise_bad_argument("encode", "argument 'errors'", "str", errors);
    return codec_encode(text_of(self), encoding, errors);
}

/* ---- iterating ---- */

static Value str_iter(Ref self) {
    StrIterator *it = NEW(StrIterator, T_STR_ITERATOR);
    if (!it) return VALUE_ERROR;
    it->text = text_of(self);
    object_keep(it->text);
    it->next = 0;
    return value_of(it);
}

static Value iterator_next(Ref self) {
    StrIterator *it = AS(StrIterator, self);
    if (!it->text) return STOP;
    if (it->next < it->text->length) {
        Text *t = text_from_char(text_char(it->text, it->next));
        if (t) it->next++;
        return text_value(t);
    }
    object_release(it->text);
    it->text = NULL;
    return STOP;
}

static Outcome iterator_next_method(Ref self) { return op_raise_iteration_result(iterator_next(self)); }
static Value iterator_iter(Ref self) { return value_keep(self); }

static Value iterator_length_hint(Ref self) {
    StrIterator *it = AS(StrIterator, self);
    return value_u32(it->text ? it->text->length - it->next : 0);
}

static Value iterator_reduce(Ref self) {
    StrIterator *it = AS(StrIterator, self);
    return string_reduce_iterator(it->text ? ref_of(it->text) : ref(vm.empty_text), it->text != NULL, it->next);
}

static Value iterator_setstate(Ref self, Ref state) {
    StrIterator *it = AS(StrIterator, self);
    if (!is_integer(state)) return raise(ERR_TYPE, "an integer is required (got type %T)", state);
    i64 at = integer_clamp(state);
    if (it->text) it->next = at < 0 ? 0 : at > it->text->length ? it->text->length : (u32)at;
    return NONE;
}

static void iterator_destroy(Object *self) {
    StrIterator *it = (StrIterator *)self;
    if (it->text) object_release(it->text);
    object_free(it, sizeof *it);
}

static const NativeRow iterator_methods[] = {
    METHOD("__iter__($self, /)", P0, iterator_iter, "Itself."),
    METHOD("__next__($self, /)", O0, iterator_next_method, "The next character."),
    METHOD("__length_hint__($self, /)", P0, iterator_length_hint, "How many characters are left."),
    METHOD("__reduce__($self, /)", P0, iterator_reduce, "State for pickling."),
    METHOD("__setstate__($self, state, /)", P1, iterator_setstate, "Sets the position, for unpickling."),
};

const TypeSpec str_iterator_spec = {
    .name = "str_iterator", .size = sizeof(StrIterator), .flags = TYPE_NO_NEW | TYPE_LEAF | TYPE_IMMUTABLE,
    METHODS(iterator_methods), .destroy = iterator_destroy, .try_iter = iterator_iter, .try_next = iterator_next,
};

/* ---- the type ---- */

static const NativeRow methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, str_new, NEW_DOC),
    METHOD("__repr__($self, /)", P0, str_repr, "Python source for it."),
    METHOD("__str__($self, /)", P0, str_str, "Itself, as an exact str."),
    METHOD("__hash__($self, /)", P0, str_hash, "Its hash."),
    METHOD("__lt__($self, value, /)", P1, str_lt, "self < value, by code points."),
    METHOD("__le__($self, value, /)", P1, str_le, "self <= value."),
    METHOD("__eq__($self, value, /)", P1, str_eq, "self == value."),
    METHOD("__ne__($self, value, /)", P1, str_ne, "self != value."),
    METHOD("__gt__($self, value, /)", P1, str_gt, "self > value."),
    METHOD("__ge__($self, value, /)", P1, str_ge, "self >= value."),
    METHOD("__iter__($self, /)", P0, str_iter, "An iterator over its characters."),
    METHOD("__mod__($self, value, /)", O1, str_mod, "Formatting in the manner of printf."),
    METHOD("__rmod__($self, value, /)", O1, str_rmod, "value % self."),
    METHOD("__len__($self, /)", P0, str_len, "How many characters it has."),
    METHOD("__getitem__($self, key, /)", O1, string_getitem, "A character, or the characters of a slice."),
    METHOD("__add__($self, value, /)", P1, str_add, "Both, one after the other."),
    METHOD("__mul__($self, value, /)", O1, string_repeat, "Itself, that many times."),
    METHOD("__rmul__($self, value, /)", O1, string_repeat, "Itself, that many times."),
    METHOD("__contains__($self, key, /)", P1, str_contains, "Whether key is part of it."),
    METHOD("encode($self, /, encoding='utf-8', errors='strict')", PN, str_encode, "As bytes in that encoding."),
    METHOD("replace($self, old, new, /, count=-1)", ON, string_replace, "With new in place of old, count times at most if it is not negative."),
    METHOD("split($self, /, sep=None, maxsplit=-1)", ON, string_split, "Its parts between separators, from the left; None: runs of white space."),
    METHOD("rsplit($self, /, sep=None, maxsplit=-1)", ON, string_rsplit, "Its parts between separators, from the right."),
    METHOD("join($self, iterable, /)", O1, str_join, "The strings of the iterable with this one between them."),
    METHOD("capitalize($self, /)", P0, str_capitalize, "First character in title case, the rest in lower case."),
    METHOD("casefold($self, /)", P0, str_casefold, "For comparing without regard to case."),
    METHOD("title($self, /)", P0, str_title, "Each word capitalized."),
    METHOD("center($self, width, fillchar=' ', /)", ON, string_center, "In the middle of width characters."),
    METHOD("count($self, sub, start=None, end=None, /)", ON, string_count_method, "How often sub occurs without overlapping."),
    METHOD("expandtabs($self, /, tabsize=8)", ON, string_expandtabs, "With spaces up to the next column in place of tabs."),
    METHOD("find($self, sub, start=None, end=None, /)", ON, string_find_method, "Where sub first begins, or -1."),
    METHOD("partition($self, sep, /)", P1, string_partition, "What is before the first sep, sep, and what is after."),
    METHOD("index($self, sub, start=None, end=None, /)", ON, string_index, "Where sub first begins; ValueError if nowhere."),
    METHOD("ljust($self, width, fillchar=' ', /)", ON, string_ljust, "At the left of width characters."),
    METHOD("lower($self, /)", P0, str_lower, "In lower case."),
    METHOD("lstrip($self, chars=None, /)", PN, string_lstrip, "Without leading white space, or without leading chars."),
    METHOD("rfind($self, sub, start=None, end=None, /)", ON, string_rfind_method, "Where sub last begins, or -1."),
    METHOD("rindex($self, sub, start=None, end=None, /)", ON, string_rindex, "Where sub last begins; ValueError if nowhere."),
    METHOD("rjust($self, width, fillchar=' ', /)", ON, string_rjust, "At the right of width characters."),
    METHOD("rstrip($self, chars=None, /)", PN, string_rstrip, "Without trailing white space, or without trailing chars."),
    METHOD("rpartition($self, sep, /)", P1, string_rpartition, "What is before the last sep, sep, and what is after."),
    METHOD("splitlines($self, /, keepends=False)", ON, string_splitlines, "Its lines."),
    METHOD("strip($self, chars=None, /)", PN, string_strip, "Without white space, or without chars, at both ends."),
    METHOD("swapcase($self, /)", P0, str_swapcase, "With upper and lower case exchanged."),
    METHOD("translate($self, table, /)", O1, str_translate, "With each character replaced by what the table has for it."),
    METHOD("upper($self, /)", P0, str_upper, "In upper case."),
    METHOD("startswith($self, prefix, start=None, end=None, /)", ON, string_startswith, "Whether it begins with prefix, or with one of a tuple."),
    METHOD("endswith($self, suffix, start=None, end=None, /)", ON, string_endswith, "Whether it ends with suffix, or with one of a tuple."),
    METHOD("removeprefix($self, prefix, /)", P1, string_removeprefix, "Without that prefix, if it has it."),
    METHOD("removesuffix($self, suffix, /)", P1, string_removesuffix, "Without that suffix, if it has it."),
    METHOD("isascii($self, /)", P0, str_isascii, "Whether all characters are ASCII."),
    METHOD("islower($self, /)", P0, str_islower, "Whether all cased characters are lower case, and there is one."),
    METHOD("isupper($self, /)", P0, str_isupper, "Whether all cased characters are upper case, and there is one."),
    METHOD("istitle($self, /)", P0, str_istitle, "Whether each word begins in title case and goes on in lower case."),
    METHOD("isspace($self, /)", P0, str_isspace, "Whether all characters are white space, and there is one."),
    METHOD("isdecimal($self, /)", P0, str_isdecimal, "Whether all characters are decimal digits, and there is one."),
    METHOD("isdigit($self, /)", P0, str_isdigit, "Whether all characters are digits, and there is one."),
    METHOD("isnumeric($self, /)", P0, str_isnumeric, "Whether all characters are numeric, and there is one."),
    METHOD("isalpha($self, /)", P0, str_isalpha, "Whether all characters are letters, and there is one."),
    METHOD("isalnum($self, /)", P0, str_isalnum, "Whether all characters are letters or numeric, and there is one."),
    METHOD("isidentifier($self, /)", P0, str_isidentifier, "Whether it could be a Python name."),
    METHOD("isprintable($self, /)", P0, str_isprintable, "Whether all characters are printable."),
    METHOD("zfill($self, width, /)", ON, string_zfill, "With zeros behind its sign up to width characters."),
    METHOD("format($self, /, *args, **kwargs)", ON, str_format, "With its replacement fields filled."),
    METHOD("format_map($self, mapping, /)", O1, str_format_map, "With its replacement fields filled from the mapping."),
    METHOD("__format__($self, format_spec, /)", P1, str_format_one, "As format_spec says."),
    STATIC_METHOD("maketrans(x, y=None, z=None, /)", PN, str_maketrans, "A table for translate()."),
    METHOD("__sizeof__($self, /)", P0, str_sizeof, "Its size in memory, in bytes, as in CPython."),
    METHOD("__getnewargs__($self, /)", P0, str_getnewargs, "Arguments to make it anew, for pickling."),
};

const TypeSpec str_spec = {
    .name = "str", .doc = "Text: an immutable sequence of Unicode code points.", .signature = "(object='', encoding='utf-8', errors='strict')",
    .flags = TYPE_BASE | TYPE_LEAF | TYPE_PAYLOAD | TYPE_IMMUTABLE | TYPE_IS_STR,
    METHODS(methods), .destroy = text_destroy,
    .try_hash = str_hash, .try_compare = compare, .try_iter = str_iter, .try_len = str_len, .try_repr = str_repr,
};
