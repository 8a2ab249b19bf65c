/* string_split.c: split, rsplit and splitlines of str and bytes. Each part goes to the list as it is found; rsplit finds
 * them from the right and turns the list round at the end.
 */
#include "base/unicode.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/list.h"
#include "types/string.h"

static bool add_part(Value list, const StringView *v, u32 start, u32 end) {
    Value part = view_slice(v, start, end);
    return !is_error(part) && list_append(ref(list), part);
}

static bool split_spaces(Value list, const StringView *v, u32 most) {
    u32 at = 0;
    for (u32 parts = 0;; parts++) {
        while (at < v->length && view_is_space(v, at)) at++;
        if (at == v->length) return true;
        u32 start = at;
        if (parts == most) return add_part(list, v, start, v->length); /* its trailing space stays */
        while (at < v->length && !view_is_space(v, at)) at++;
        if (!add_part(list, v, start, at)) return false;
    }
}

static bool rsplit_spaces(Value list, const StringView *v, u32 most) {
    u32 at = v->length;
    for (u32 parts = 0;; parts++) {
        while (at && view_is_space(v, at - 1)) at--;
        if (!at) return true;
        if (parts == most) return add_part(list, v, 0, at);
        u32 end = at;
        while (at && !view_is_space(v, at - 1)) at--;
        if (!add_part(list, v, at, end)) return false;
    }
}

static bool split_at(Value list, const StringView *v, const StringView *sep, u32 most) {
    u32 start = 0;
    for (u32 parts = 0; parts < most; parts++) {
        i64 found = string_find(v, sep, start, v->length);
        if (found < 0) break;
        if (!add_part(list, v, start, (u32)found)) return false;
        start = (u32)found + sep->length;
    }
    return add_part(list, v, start, v->length);
}

static bool rsplit_at(Value list, const StringView *v, const StringView *sep, u32 most) {
    u32 end = v->length;
    for (u32 parts = 0; parts < most; parts++) {
        i64 found = string_rfind(v, sep, 0, end);
        if (found < 0) break;
        if (!add_part(list, v, (u32)found + sep->length, end)) return false;
        end = (u32)found;
    }
    return add_part(list, v, 0, end);
}

static void turn_round(Value list) {
    ListObject *l = AS(ListObject, ref(list));
    for (u32 i = 0, j = l->count; i + 1 < j; i++) {
        Value swap = l->items[i];
        l->items[i] = l->items[--j];
        l->items[j] = swap;
    }
}

static Outcome split(Ref self, const Value *args, bool backward) {
    StringView v = string_view(self), sep = {.length = 0};
    Ref given = ref(args[0]);
    i64 limit = arg_i64(args[1], -1);
    u32 most = limit < 0 || limit > 0x7FFFFFFF ? ~0u : (u32)limit;
    bool spaces = is_empty(given) || is_none(given), done;
    if (!spaces) {
        Bytes bytes;
        if (v.text && !is_kind(given, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "must be str or None, not %T", given);
        if (!v.text && !bytes_view_or_raise(given, &bytes)) return OUTCOME_ERROR;
        sep = string_view(given);
        if (!sep.length) return RAISE_OUTCOME(ERR_VALUE, "empty separator");
    }
    Value list = list_new(0);
    if (is_error(list)) return OUTCOME_ERROR;
    fuel_charge(v.length >> 4);
    if (backward) done = spaces ? rsplit_spaces(list, &v, most) : rsplit_at(list, &v, &sep, most);
    else done = spaces ? split_spaces(list, &v, most) : split_at(list, &v, &sep, most);
    if (!done) {
        value_release(list);
        return OUTCOME_ERROR;
    }
    if (backward) turn_round(list);
    return outcome(list);
}

static const ArgsSpec split_args = {"split", "on", string_split};
Outcome string_split(Ref self, const Value *args, u32 n) {
    ARGS(split_args);
    return split(self, args, false);
}

static const ArgsSpec rsplit_args = {"rsplit", "on", string_rsplit};
Outcome string_rsplit(Ref self, const Value *args, u32 n) {
    ARGS(rsplit_args);
    return split(self, args, true);
}

static bool is_line_break(const StringView *v, u32 c) {
    return c == '\n' || c == '\r' || (v->text && unicode_is_line_break(c));
}

static const ArgsSpec splitlines_args = {"splitlines", "b", string_splitlines};
Outcome string_splitlines(Ref self, const Value *args, u32 n) {
    ARGS(splitlines_args);
    StringView v = string_view(self);
    bool keep_ends = arg_truth(args[0], false);
    Value list = list_new(0);
    if (is_error(list)) return OUTCOME_ERROR;
    fuel_charge(v.length >> 4);
    for (u32 at = 0; at < v.length;) {
        u32 start = at;
        while (at < v.length && !is_line_break(&v, view_char(&v, at))) at++;
        u32 end = at;
        if (at < v.length) at += view_char(&v, at) == '\r' && at + 1 < v.length && view_char(&v, at + 1) == '\n' ? 2 : 1;
        if (add_part(list, &v, start, keep_ends ? at : end)) continue;
        value_release(list);
        return OUTCOME_ERROR;
    }
    return outcome(list);
}
