/* callable.c: see callable.h. */
#include "types/callable.h"
#include "frame/call.h"

Outcome callable_ask(Ref callable, const Value *args, u32 n) {
    if (is_exact(callable, T_FUNCTION)) return op_call(callable, args, n);
    Value all = tuple_from(args, n);
    if (is_error(all)) return OUTCOME_ERROR;
    Outcome answer = call_bound_later(callable, REF_EMPTY, AS(Tuple, ref(all)), NULL);
    value_release(all);
    return answer;
}

/* slots: object, name */
static Outcome getattr_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    return f->state++ ? native_done(f, incoming) : op_getattr(ref(slot[0]), AS(Text, ref(slot[1])));
}
static const NativeFrameKind getattr_frame = {"getattr", getattr_step, 2, 0, NULL};

Outcome callable_getattr(Ref callable, Text *name) {
    if (is_exact(callable, T_FUNCTION)) return op_getattr(callable, name);
    Frame *f = native_push(&getattr_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(callable);
    frame_slots(f)[1] = value_keep(ref_of(name));
    return OUTCOME_PUSHED;
}

/* ---- f.__call__(*args, **kwargs); slots: callable, args, keywords ---- */

static Outcome call_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++) return native_done(f, incoming);
    return op_call_ex(ref(slot[0]), ref(slot[1]), ref(slot[2]));
}
static const NativeFrameKind call_frame = {"__call__", call_step, 3, 0, NULL};

Outcome callable_call(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&call_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(ref(args[0]));
    frame_slots(f)[2] = value_keep(ref(args[1]));
    return OUTCOME_PUSHED;
}

bool callable_get_args(Ref *instance, Ref *owner) {
    if (is_none(*instance)) *instance = REF_EMPTY;
    if (is_none(*owner)) *owner = REF_EMPTY;
    return !is_empty(*instance) || !is_empty(*owner) || RAISE_FALSE(ERR_TYPE, "__get__(None, None) is invalid");
}

Value callable_reduce(Ref object, Value name) {
    Text *getattr = is_error(name) ? NULL : text_intern_c("getattr");
    if (!getattr) return value_release(name), VALUE_ERROR;
    Ref function = dict_get_text(vm.builtins, getattr);
    object_release(getattr);
    if (is_empty(function) || BITS(function) == BITS_NEEDS_PYTHON) {
        value_release(name);
        return raise(ERR_ATTRIBUTE, "getattr");
    }
    Value pair = tuple_pack2(value_keep(object), name);
    return is_error(pair) ? pair : tuple_pack2(value_keep(function), pair);
}

void callable_put_address(TextBuilder *b, Ref object) {
    char digits[16];
    u32 n = 0;
    u64 id = object_id(object);
    do digits[n++] = "0123456789abcdef"[id & 15];
    while (id >>= 4);
    builder_c(b, " at 0x");
    while (n) builder_char(b, (u8)digits[--n]);
}

void callable_put_type(TextBuilder *b, const Type *type) {
    if (type->flags & TYPE_HEAP) {
        builder_text(b, type->name);
    } else {
        u32 length;
        const char *name = type_short_name(type, &length);
        builder_ascii(b, name, length);
    }
}

/* ---- __isabstractmethod__ ---- */

static Outcome abstract_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_getattr_or(ref(frame_slots(f)[0]), vm.names[N_ISABSTRACTMETHOD], REF(BITS_FALSE));
    case 1: {
        Outcome truth = op_truth(ref(incoming));
        value_release(incoming);
        return truth;
    }
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind abstract_frame = {"__isabstractmethod__", abstract_step, 1, 0, NULL};

Outcome callable_is_abstract(Ref object) {
    if (!is_pointer(object)) return outcome(value_bool(false));
    Frame *f = native_push(&abstract_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(object);
    return OUTCOME_PUSHED;
}
