/* ops_build.c: displays, unpacking, slices, f-strings. */
#include "frame/iterate.h"
#include "frame/probe.h"
#include "object/table.h"
#include "types/format.h"
#include "types/list.h"
#include "types/set.h"
#include "types/slice.h"
#include "types/str.h"
#include "types/tuple.h"
#include "vm/ops.h"

static void drop(Frame *f, u32 n) {
    while (n--) value_release(*--f->sp);
}

Outcome cold_LIST_TO_TUPLE(Frame *f, u32 a) {
    (void)a;
    Value list = op_pop(f);
    Value tuple = list_to_tuple(ref(list));
    value_release(list);
    return outcome(tuple);
}

/* ---- sets and dicts: keys that must be asked are added one by one by a frame that holds them all ---- */

enum { TARGET, BUILD_FIRST };
static Outcome build_set_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    value_release(incoming);
    if (f->aux + BUILD_FIRST == f->slot_count) return native_done(f, value_take(&slot[TARGET]));
    return op_set(ref(slot[TARGET]), ref(slot[BUILD_FIRST + f->aux++]), SET_ADD);
}
static const NativeFrameKind build_set_frame = {"set", build_set_step, BUILD_FIRST, 0, NULL};

static Outcome build_dict_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    value_release(incoming);
    if (f->aux + BUILD_FIRST == f->slot_count) return native_done(f, value_take(&slot[TARGET]));
    u32 i = BUILD_FIRST + f->aux;
    f->aux += 2;
    return op_table_set(ref(slot[TARGET]), &AS(Dict, ref(slot[TARGET]))->table, ref(slot[i]), ref(slot[i + 1]));
}
static const NativeFrameKind build_dict_frame = {"dict", build_dict_step, BUILD_FIRST, 0, NULL};

static Outcome build_by_frame(Frame *f, const NativeFrameKind *kind, Value target, u32 n) {
    if (is_error(target)) return OUTCOME_ERROR;
    Frame *builder = native_push_sized(kind, BUILD_FIRST + n);
    if (!builder) return value_release(target), OUTCOME_ERROR;
    Value *slot = frame_slots(builder);
    slot[TARGET] = target;
    f->sp -= n;
    for (u32 i = 0; i < n; i++) slot[BUILD_FIRST + i] = f->sp[i];
    return OUTCOME_PUSHED;
}

Outcome cold_BUILD_SET(Frame *f, u32 a) { return build_by_frame(f, &build_set_frame, set_new(T_SET), a); }

Outcome cold_BUILD_MAP(Frame *f, u32 a) {
    Dict *dict = dict_new();
    if (!dict) return OUTCOME_ERROR;
    Value *pairs = f->sp - 2 * a;
    for (u32 i = 0; i < a; i++) {
        if (is_text(ref(pairs[2 * i]))) continue;
        return build_by_frame(f, &build_dict_frame, value_of(dict), 2 * a);
    }
    for (u32 i = 0; i < a; i++)
        if (!dict_set_text(dict, AS(Text, ref(pairs[2 * i])), ref(pairs[2 * i + 1]))) return object_release(dict), OUTCOME_ERROR;
    drop(f, 2 * a);
    return outcome(value_of(dict));
}

/* ---- *iterables and **mappings in displays ---- */

static Outcome extend_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (f->state++ == 0) return list_extend(ref(slot[0]), ref(slot[1]));
    if (!is_error(incoming)) return native_done(f, incoming);
    const Type *type = type_of(ref(slot[1]));
    if (raised_is(ERR_TYPE) && !type->try_iter && !type->dunder[N_ITER] && !type->dunder[N_GETITEM]) {
        raised_clear();
        raise(ERR_TYPE, "Value after * must be an iterable, not %T", ref(slot[1]));
    }
    return native_fail(f);
}
static const NativeFrameKind extend_frame = {"extend", extend_step, 2, 0, NULL};

Outcome cold_LIST_EXTEND(Frame *f, u32 a) {
    Value iterable = op_pop(f);
    Frame *asking = native_push(&extend_frame);
    if (!asking) return value_release(iterable), OUTCOME_ERROR;
    frame_slots(asking)[0] = value_keep(ref(f->sp[-(i32)a]));
    frame_slots(asking)[1] = iterable;
    f->wanted = WANT_DROP;
    return OUTCOME_PUSHED;
}

Outcome cold_SET_UPDATE(Frame *f, u32 a) {
    Value iterable = op_pop(f);
    Outcome answer = op_wanting(f, WANT_DROP, set_update(ref(f->sp[-(i32)a]), ref(iterable)));
    value_release(iterable);
    return answer;
}

/* ---- unpacking: exact tuples and lists at once, the rest through a list ---- */

static void unpack_now(Frame *f, const Value *items, u32 count) {
    for (u32 i = count; i-- > 0;) *f->sp++ = value_keep(ref(items[i]));
}

static Value wrong_count(u32 wanted, u32 got, bool more) {
    if (more) return raise(ERR_VALUE, got ? "too many values to unpack (expected %u, got %u)" : "too many values to unpack (expected %u)", wanted, got);
    return raise(ERR_VALUE, "not enough values to unpack (expected %u, got %u)", wanted, got);
}

/* slots: source, iterator, list of what came; aux: how many are wanted; state: what was asked. */
enum { SOURCE, ITERATOR, CAME, UNPACK_SLOTS };
static Outcome cannot_unpack(Frame *f) {
    Ref source = ref(frame_slots(f)[SOURCE]);
    const Type *type = type_of(source);
    if (f->state == 1 && raised_is(ERR_TYPE) && !type->try_iter && !type->dunder[N_ITER] && !type->dunder[N_GETITEM]) {
        raised_clear();
        raise(ERR_TYPE, "cannot unpack non-iterable %T object", source);
    }
    return native_fail(f);
}

static Outcome unpack_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (f->state == 0) {
        f->state = 1;
        return op_iter(ref(slot[SOURCE]));
    }
    if (is_error(incoming)) return cannot_unpack(f);
    ListObject *came = AS(ListObject, ref(slot[CAME]));
    if (f->state == 1) {
        slot[ITERATOR] = incoming;
        f->state = 2;
        return op_next(ref(slot[ITERATOR]));
    }
    if (is_stop(incoming)) {
        if (came->count < f->aux) return wrong_count(f->aux, came->count, false), native_fail(f);
        Value all = list_to_tuple(ref(slot[CAME]));
        return is_error(all) ? native_fail(f) : native_done(f, all);
    }
    if (came->count == f->aux) {
        value_release(incoming);
        return wrong_count(f->aux, 0, true), native_fail(f);
    }
    return list_append(ref(slot[CAME]), incoming) ? op_next(ref(slot[ITERATOR])) : native_fail(f);
}
static const NativeFrameKind unpack_frame = {"unpack", unpack_step, UNPACK_SLOTS, 0, NULL};

static Outcome unpack_later(Frame *f, const NativeFrameKind *kind, Value source, u32 a) {
    Value came = list_new(0);
    Frame *asking = is_error(came) ? NULL : native_push(kind);
    if (!asking) {
        value_release(came);
        value_release(source);
        return OUTCOME_ERROR;
    }
    frame_slots(asking)[SOURCE] = source;
    frame_slots(asking)[CAME] = came;
    asking->aux = a;
    f->wanted = WANT_UNPACK;
    return OUTCOME_PUSHED;
}

Outcome cold_UNPACK_SEQUENCE(Frame *f, u32 a) {
    Value source = op_pop(f);
    Ref r = ref(source);
    const Value *items = NULL;
    u32 count = 0;
    if (is_exact(r, T_TUPLE)) items = AS(Tuple, r)->items, count = AS(Tuple, r)->count;
    else if (is_exact(r, T_LIST)) items = AS(ListObject, r)->items, count = AS(ListObject, r)->count;
    if (is_exact(r, T_TUPLE) || is_exact(r, T_LIST)) {
        Outcome answer = OP_NOTHING;
        if (count == a) unpack_now(f, items, count);
        else answer = outcome(wrong_count(a, count, count > a));
        value_release(source);
        return answer;
    }
    return unpack_later(f, &unpack_frame, source, a);
}

/* What comes before the star is taken one by one; the rest becomes a list, which is cut. slots as above; aux: a; what is
 * delivered is the tuple (before…, list, after…). */
static Outcome too_few(Frame *f, u32 got) {
    raise(ERR_VALUE, "not enough values to unpack (expected at least %u, got %u)", (f->aux & 255) + (f->aux >> 8), got);
    return native_fail(f);
}

static Outcome unpack_rest(Frame *f, Value rest) {
    const ListObject *before = AS(ListObject, ref(frame_slots(f)[CAME])), *list = AS(ListObject, ref(rest));
    u32 after = f->aux >> 8;
    if (list->count < after) {
        u32 got = before->count + list->count;
        value_release(rest);
        return too_few(f, got);
    }
    Value middle = list_slice(ref(rest), 0, list->count - after);
    Tuple *parts = is_error(middle) ? NULL : tuple_new(before->count + 1 + after);
    if (parts) {
        for (u32 i = 0; i < before->count; i++) parts->items[i] = value_keep(ref(before->items[i]));
        parts->items[before->count] = middle;
        for (u32 i = 0; i < after; i++) parts->items[before->count + 1 + i] = value_keep(ref(list->items[list->count - after + i]));
    } else {
        value_release(middle);
    }
    value_release(rest);
    return parts ? native_done(f, value_of(parts)) : native_fail(f);
}

static Outcome unpack_ex_step(Frame *f, Value incoming) {
    enum { BEGIN, ITER_ASKED, NEXT_ASKED, LISTED };
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return cannot_unpack(f);
    switch (f->state) {
    case BEGIN:
        f->state = ITER_ASKED;
        return op_iter(ref(slot[SOURCE]));
    case ITER_ASKED: slot[ITERATOR] = incoming; break;
    case NEXT_ASKED:
        if (is_stop(incoming)) return too_few(f, AS(ListObject, ref(slot[CAME]))->count);
        if (!list_append(ref(slot[CAME]), incoming)) return native_fail(f);
        break;
    default: return unpack_rest(f, incoming);
    }
    bool more = AS(ListObject, ref(slot[CAME]))->count < (f->aux & 255);
    f->state = more ? NEXT_ASKED : LISTED;
    return more ? op_next(ref(slot[ITERATOR])) : op_list(ref(slot[ITERATOR]));
}
static const NativeFrameKind unpack_ex_frame = {"unpack", unpack_ex_step, UNPACK_SLOTS, 0, NULL};

Outcome cold_UNPACK_EX(Frame *f, u32 a) {
    Value source = op_pop(f);
    return unpack_later(f, &unpack_ex_frame, source, a);
}

/* ---- slices ---- */

Outcome cold_BUILD_SLICE(Frame *f, u32 a) {
    Value step = a == 3 ? op_pop(f) : NONE, stop = op_pop(f), start = op_pop(f);
    return outcome(slice_new(start, stop, step));
}

Outcome cold_STORE_SLICE(Frame *f, u32 a) {
    (void)a;
    Value stop = op_pop(f), start = op_pop(f), object = op_pop(f), value = op_pop(f);
    Value slice = slice_new(start, stop, NONE);
    Outcome answer = is_error(slice) ? OUTCOME_ERROR : op_wanting(f, WANT_DROP, op_setitem(ref(object), ref(slice), ref(value)));
    value_release(object);
    value_release(value);
    value_release(slice);
    return answer;
}

Outcome cold_DELETE_SUBSCR(Frame *f, u32 a) {
    (void)a;
    Value key = op_pop(f), object = op_pop(f);
    Outcome answer;
    i64 i = is_int48(ref(key)) ? int48_of(ref(key)) : -1;
    if (is_exact(ref(object), T_LIST) && i >= 0 && i < AS(ListObject, ref(object))->count) {
        list_remove_at(ref(object), (u32)i);
        answer = OP_NOTHING;
    } else {
        answer = op_wanting(f, WANT_DROP, op_delitem(ref(object), ref(key)));
    }
    value_release(object);
    value_release(key);
    return answer;
}

/* ---- f-strings ---- */

Outcome cold_BUILD_STRING(Frame *f, u32 a) {
    Text *made = text_join(AS(Text, ref(vm.empty_text)), f->sp - a, a);
    drop(f, a);
    return made ? outcome(value_of(made)) : OUTCOME_ERROR;
}

/* Takes over v. */
static Outcome format(Value v, Value spec) {
    Value made = try_format(ref(v), text_of(ref(spec)));
    Outcome answer = is_needs_python(made) ? op_format(ref(v), ref(spec)) : outcome(made);
    value_release(v);
    return answer;
}

Outcome cold_FORMAT_SIMPLE(Frame *f, u32 a) {
    (void)a;
    Value v = op_pop(f);
    if (is_text(ref(v))) return outcome(v);
    return format(v, vm.empty_text);
}

Outcome cold_FORMAT_WITH_SPEC(Frame *f, u32 a) {
    (void)a;
    Value spec = op_pop(f), v = op_pop(f);
    Outcome answer = format(v, spec);
    value_release(spec);
    return answer;
}

Outcome cold_CONVERT_VALUE(Frame *f, u32 a) {
    Value v = op_pop(f);
    Outcome answer = a == 1 ? op_str(ref(v)) : a == 2 ? op_repr(ref(v)) : op_ascii(ref(v));
    value_release(v);
    return answer;
}
