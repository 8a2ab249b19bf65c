/* iterate.c: the shared iteration driver: see iterate.h. */
#include "frame/iterate.h"

enum { ITER, ITER_ASKED, NEXT, NEXT_ASKED, RESUMED, FINISHING };

MUST_CHECK Frame *iterate_push(const IterateKind *kind, Ref iterable) {
    Frame *f = native_push(&kind->native);
    if (f) frame_slots(f)[0] = value_keep(iterable);
    return f;
}

INLINE bool goes_on(Outcome o) { return o.bits == BITS_EMPTY; }

/* What item, resume and finish answered: the frame has finished, it asked something, or the iteration goes on. */
static Outcome after_user(Frame *f, Outcome answer, bool *next) {
    *next = !(f->flags & FRAME_FINISHED) && goes_on(answer);
    if (!*next && !(f->flags & FRAME_FINISHED)) f->state = f->state == FINISHING ? FINISHING : RESUMED;
    return answer;
}

Outcome iterate_step(Frame *f, Value incoming) {
    const IterateKind *kind = (const IterateKind *)(const void *)f->native;
    Value *iterator = &frame_slots(f)[0];
    bool next = false;
    Outcome answer;
    if (is_error(incoming) && !(kind->catches && (f->state == RESUMED || f->state == FINISHING))) return native_fail(f);
    switch (f->state) {
    case ITER: {
        Value made = try_iter(ref(*iterator));
        if (is_error(made)) return native_fail(f);
        if (is_needs_python(made)) {
            f->state = ITER_ASKED;
            return op_iter(ref(*iterator));
        }
        value_set(iterator, made);
        break;
    }
    case ITER_ASKED:
        value_set(iterator, incoming);
        break;
    case NEXT:
        break;
    case NEXT_ASKED:
        if (is_stop(incoming)) {
            f->state = FINISHING;
            return after_user(f, kind->finish(f), &next);
        }
        f->state = NEXT;
        answer = after_user(f, kind->item(f, incoming), &next);
        if (!next) return answer;
        break;
    case RESUMED:
        f->state = NEXT;
        answer = after_user(f, kind->resume(f, incoming), &next);
        if (!next) return answer;
        break;
    case FINISHING:
        return after_user(f, kind->resume(f, incoming), &next);
    }
    for (f->state = NEXT;;) {
        Value item = try_next(ref(*iterator));
        if (is_needs_python(item)) {
            f->state = NEXT_ASKED;
            return op_next(ref(*iterator));
        }
        if (is_error(item)) return native_fail(f);
        if (is_stop(item)) {
            f->state = FINISHING;
            return after_user(f, kind->finish(f), &next);
        }
        answer = after_user(f, kind->item(f, item), &next);
        if (!next) return answer;
        if (UNLIKELY(--vm.fuel <= 0)) return native_again(f);
    }
}
