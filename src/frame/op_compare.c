/* op_compare.c: rich comparison and truth. `a < b` asks b's reflected method first if b's class derives from a's, then
 * a's, then b's; what nobody answers is identity for == and !=, else a TypeError.
 */
#include "frame/call.h"

const char *compare_symbol(u32 op);
INLINE bool usable(const Object *method) { return method != NULL; } /* None is called, and says that it cannot be */

static u32 reflected(u32 op) {
    static const u8 of[] = {N_GT, N_GE, N_EQ, N_NE, N_LT, N_LE};
    return of[op - N_LT];
}

typedef struct { Object *method; bool swapped; } Candidate;

static u32 candidates(Ref a, Ref b, u32 op, Candidate *out) {
    const Type *left = type_of(a), *right = type_of(b);
    Object *mine = left->dunder[op], *theirs = right->dunder[reflected(op)];
    bool theirs_first = left != right && usable(theirs) && type_is_subtype(right, left);
    u32 n = 0;
    if (theirs_first) out[n++] = (Candidate){theirs, true};
    if (usable(mine)) out[n++] = (Candidate){mine, false};
    if (!theirs_first && usable(theirs)) out[n++] = (Candidate){theirs, true};
    return n;
}

static Outcome nobody_answered(Ref a, Ref b, u32 op) {
    if (op == N_EQ) return outcome(value_bool(same(a, b)));
    if (op == N_NE) return outcome(value_bool(!same(a, b)));
    return RAISE_OUTCOME(ERR_TYPE, "'%s' not supported between instances of '%T' and '%T'", compare_symbol(op), a, b);
}

enum { LEFT, RIGHT, COMPARE_SLOTS };
enum { AS_BOOL = 1 << 16, TRUTH_ASKED = 1 << 17 };

/* aux: operator, AS_BOOL, TRUTH_ASKED; state: the candidate that is asked next. */
static Outcome compare_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->aux & TRUTH_ASKED) return native_done(f, incoming);
    u32 op = f->aux & 0xFFFF;
    bool answered = !is_empty(ref(incoming)) && !is_not_implemented(ref(incoming));
    if (!answered) {
        Candidate list[2];
        u32 n = candidates(ref(slot[LEFT]), ref(slot[RIGHT]), op, list);
        if (f->state < n) {
            Candidate c = list[f->state++];
            return call_special(c.method, ref(slot[c.swapped ? RIGHT : LEFT]), &slot[c.swapped ? LEFT : RIGHT], 1, ON_VALUE, 0, EMPTY);
        }
        f->aux |= TRUTH_ASKED;
        Outcome last = nobody_answered(ref(slot[LEFT]), ref(slot[RIGHT]), op);
        f->flags |= FRAME_FINISHED;
        return last;
    }
    if (!(f->aux & AS_BOOL) || is_bool(ref(incoming))) return native_done(f, incoming);
    f->aux |= TRUTH_ASKED;
    Outcome truth = op_truth(ref(incoming));
    value_release(incoming);
    return truth;
}
static const NativeFrameKind compare_frame = {"comparison", compare_step, COMPARE_SLOTS, 0, NULL};

static Outcome ask(Ref a, Ref b, u32 op, u32 as_bool) {
    Frame *f = native_push(&compare_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[LEFT] = value_keep(a);
    frame_slots(f)[RIGHT] = value_keep(b);
    f->aux = op | as_bool;
    return OUTCOME_PUSHED;
}

Outcome op_compare(Ref a, Ref b, u32 op) {
    Value answer = try_compare(a, b, op);
    return is_needs_python(answer) ? ask(a, b, op, 0) : outcome(answer);
}

Outcome op_compare_bool(Ref a, Ref b, u32 op) {
    Value answer = try_compare(a, b, op);
    if (is_needs_python(answer)) return ask(a, b, op, AS_BOOL);
    if (is_error(answer) || is_bool(ref(answer))) return outcome(answer);
    Outcome truth = op_truth(ref(answer));
    value_release(answer);
    return truth;
}

Outcome op_equal(Ref a, Ref b) { return same(a, b) ? outcome(value_bool(true)) : op_compare_bool(a, b, N_EQ); }

static Outcome truth_of(Ref a, u32 inverted) {
    Answer answer = try_truth(a);
    if (answer == ANSWER_ERROR) return OUTCOME_ERROR;
    if (answer != ANSWER_PYTHON) return outcome(value_bool((answer == ANSWER_YES) != inverted));
    Type *type = type_of(a);
    if (type->dunder[N_BOOL] == DUNDER_NONE) return RAISE_OUTCOME(ERR_TYPE, "'%T' cannot be interpreted as a boolean", a);
    if (type->dunder[N_BOOL]) return call_special(type->dunder[N_BOOL], a, NULL, 0, ON_BOOL, inverted, EMPTY);
    return call_special(type->dunder[N_LEN], a, NULL, 0, ON_LEN_BOOL, inverted, EMPTY);
}

Outcome op_truth(Ref a) { return truth_of(a, 0); }
Outcome op_not(Ref a) { return truth_of(a, 1); }
