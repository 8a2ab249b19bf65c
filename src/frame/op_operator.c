/* op_operator.c: binary, augmented and unary operators (language reference, "Emulating numeric types"): which methods are
 * asked, in which order, and what is said when none can.
 *
 * Up to three candidates: the augmented method, the left operand's, the right operand's reflected one; the reflected one
 * goes first where the right class derives from the left and says something of its own, and before a builtin sequence's + and *
 * (which in CPython are no number slots). Natives are tried at once: one that has pushed a frame has taken the operand, and
 * answers no NotImplemented any more. Else a frame asks them.
 */
#include "frame/call.h"

typedef struct { Object *method; bool swapped; } Candidate;

INLINE bool is_native(const Object *method) {
    return method->type == vm.types[T_WRAPPER_DESCRIPTOR] || method->type == vm.types[T_METHOD_DESCRIPTOR];
}
INLINE bool usable(const Object *method) { return method != NULL; } /* None is called, and says that it cannot be */

static bool is_sequence_slot(const Type *type, u32 op) {
    return (op == N_ADD || op == N_MUL) && (type->flags & (TYPE_IS_STR | TYPE_IS_BYTES | TYPE_IS_TUPLE | TYPE_IS_LIST)) && type->dunder[op]
        && type->dunder[op]->type == vm.types[T_WRAPPER_DESCRIPTOR];
}

/* Of two sequences only the left one repeats; `x *= seq` asks only x where x's class has the slots of sequences, as the
 * containers and all classes made in Python have. */
static bool repeats_left(const Type *left, const Type *right, u32 op, bool augmented) {
    if (op != N_MUL || !is_sequence_slot(right, op)) return false;
    return is_sequence_slot(left, op) || (augmented && (type_has(left, TYPE_HEAP) || left->dunder[N_LEN]));
}

/* A class that derives from list has its += as a number's, and *= if that is its own: they go before all else. */
static bool changes_as_number(const Type *left, const Object *change, u32 op) {
    return type_has(left, TYPE_HEAP) && (op == N_ADD || change->type != vm.types[T_WRAPPER_DESCRIPTOR]);
}

static u32 candidates(Ref a, Ref b, u32 op, bool augmented, Candidate *out) {
    const Type *left = type_of(a), *right = type_of(b);
    u32 n = 0;
    Object *mine = left->dunder[op], *theirs = left == right || repeats_left(left, right, op, augmented) ? NULL : right->dunder[op - N_ADD + N_RADD];
    bool theirs_first = usable(theirs) && ((type_is_subtype(right, left) && left->dunder[op - N_ADD + N_RADD] != theirs) || is_sequence_slot(left, op));
    Object *change = augmented ? left->dunder[op - N_ADD + N_IADD] : NULL;
    bool as_sequence = usable(change) && is_sequence_slot(left, op) && !changes_as_number(left, change, op);
    if (usable(change) && !as_sequence) out[n++] = (Candidate){change, false};
    if (theirs_first) out[n++] = (Candidate){theirs, true};
    if (as_sequence) out[n++] = (Candidate){change, false};
    else if (usable(mine)) out[n++] = (Candidate){mine, false};
    if (usable(theirs) && !theirs_first) out[n++] = (Candidate){theirs, true};
    return n;
}

const char *operator_symbol(u32 op) {
    static const char *const symbols[] = {"+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "divmod()"};
    static const char *const augmented[] = {"+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^="};
    if (op >= N_IADD && op <= N_IXOR) return augmented[op - N_IADD];
    return symbols[op - N_ADD];
}

/* A sequence times what is no int is told as such, whichever side it is on; one plus what is none, if it is the left. */
static Value unsupported(Ref a, Ref b, u32 op, bool augmented) {
    if (op == N_ADD && is_sequence_slot(type_of(a), op)) {
        if (is_kind(a, TYPE_IS_BYTES)) return raise(ERR_TYPE, "can't concat %T to %T", b, a);
        const char *name = is_kind(a, TYPE_IS_STR) ? "str" : is_kind(a, TYPE_IS_LIST) ? "list" : "tuple";
        return raise(ERR_TYPE, "can only concatenate %s (not \"%T\") to %s", name, b, name);
    }
    if (op == N_MUL && is_sequence_slot(type_of(a), op)) return raise(ERR_TYPE, "can't multiply sequence by non-int of type '%T'", b);
    if (op == N_MUL && is_sequence_slot(type_of(b), op) && !repeats_left(type_of(a), type_of(b), op, augmented))
        return raise(ERR_TYPE, "can't multiply sequence by non-int of type '%T'", a);
    return raise(ERR_TYPE, "unsupported operand type(s) for %s: '%T' and '%T'", operator_symbol(augmented ? op - N_ADD + N_IADD : op), a, b);
}

enum { LEFT, RIGHT, BINARY_SLOTS };
enum { AUGMENTED = 1 << 16 };

/* aux: operator and AUGMENTED; state: the candidate that is asked next. */
static Outcome binary_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!is_empty(ref(incoming)) && !is_not_implemented(ref(incoming))) return native_done(f, incoming);
    Candidate list[3];
    u32 op = f->aux & 0xFFFF, n = candidates(ref(slot[LEFT]), ref(slot[RIGHT]), op, f->aux & AUGMENTED, list);
    if (f->state >= n) {
        unsupported(ref(slot[LEFT]), ref(slot[RIGHT]), op, f->aux & AUGMENTED);
        return native_fail(f);
    }
    Candidate c = list[f->state++];
    return call_special(c.method, ref(slot[c.swapped ? RIGHT : LEFT]), &slot[c.swapped ? LEFT : RIGHT], 1, ON_VALUE, 0, EMPTY);
}
static const NativeFrameKind binary_frame = {"operator", binary_step, BINARY_SLOTS, 0, NULL};

static Outcome operate(Ref a, Ref b, u32 op, bool augmented) {
    Candidate list[3];
    u32 n = candidates(a, b, op, augmented, list);
    for (u32 i = 0; i < n; i++) {
        Ref self = list[i].swapped ? b : a;
        Value other[1] = {VALUE(BITS(list[i].swapped ? a : b))};
        if (is_native(list[i].method)) {
            Outcome answer = call_special(list[i].method, self, other, 1, ON_VALUE, 0, EMPTY);
            if (answer.bits != BITS_NOT_IMPLEMENTED) return answer;
            continue;
        }
        if (i + 1 == n && type_of(a) == type_of(b) && list[i].method->type == vm.types[T_FUNCTION])
            return call_special(list[i].method, self, other, 1, ON_BINARY, augmented ? op - N_ADD + N_IADD : op, value_keep(ref_of(type_of(a))));
        Frame *f = native_push(&binary_frame);
        if (!f) return OUTCOME_ERROR;
        frame_slots(f)[LEFT] = value_keep(a);
        frame_slots(f)[RIGHT] = value_keep(b);
        f->aux = op | (augmented ? AUGMENTED : 0);
        f->state = (u16)i;
        return OUTCOME_PUSHED;
    }
    return outcome(unsupported(a, b, op, augmented));
}

Outcome op_binary(Ref a, Ref b, u32 op) { return operate(a, b, op, false); }
Outcome op_inplace(Ref a, Ref b, u32 op) { return operate(a, b, op, op <= N_XOR); }

/* ---- pow with three operands: only the first two are asked, in the order of `**` ---- */

enum { MODULUS = BINARY_SLOTS, POW_SLOTS };

static Outcome pow_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (!is_empty(ref(incoming)) && !is_not_implemented(ref(incoming))) return native_done(f, incoming);
    Candidate list[3];
    u32 n = candidates(ref(slot[LEFT]), ref(slot[RIGHT]), N_POW, false, list);
    if (f->state >= n) {
        (void)raise(ERR_TYPE, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", ref(slot[LEFT]), ref(slot[RIGHT]), ref(slot[MODULUS]));
        return native_fail(f);
    }
    Candidate c = list[f->state++];
    Value args[2] = {slot[c.swapped ? LEFT : RIGHT], slot[MODULUS]};
    return call_special(c.method, ref(slot[c.swapped ? RIGHT : LEFT]), args, 2, ON_VALUE, 0, EMPTY);
}
static const NativeFrameKind pow_frame = {"pow", pow_step, POW_SLOTS, 0, NULL};

Outcome op_pow(Ref base, Ref exponent, Ref modulus) {
    if (is_none(modulus)) return op_binary(base, exponent, N_POW);
    Frame *f = native_push(&pow_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[LEFT] = value_keep(base);
    frame_slots(f)[RIGHT] = value_keep(exponent);
    frame_slots(f)[MODULUS] = value_keep(modulus);
    return OUTCOME_PUSHED;
}

Outcome op_unary(Ref a, u32 op) {
    Object *method = type_of(a)->dunder[op];
    if (usable(method)) return call_special(method, a, NULL, 0, ON_VALUE, 0, EMPTY);
    if (op == N_ABS) return RAISE_OUTCOME(ERR_TYPE, "bad operand type for abs(): '%T'", a);
    return RAISE_OUTCOME(ERR_TYPE, "bad operand type for unary %s: '%T'", op == N_NEG ? "-" : op == N_POS ? "+" : "~", a);
}
