/* op_container.c: hashing, length, membership, subscription and iteration of anything. */
#include "frame/call.h"
#include "frame/generator.h"
#include "frame/iterate.h"

INLINE bool usable(const Object *method) { return method != NULL; } /* None is called, and says that it cannot be */

Outcome op_hash(Ref a) {
    i64 hash;
    HashAnswer answer = try_hash(a, &hash);
    if (answer == HASH_ERROR) return OUTCOME_ERROR;
    if (answer == HASH_OK) return outcome(value_from_i64(hash));
    return call_special(type_of(a)->dunder[N_HASH], a, NULL, 0, ON_HASH, 0, EMPTY);
}

Outcome op_len(Ref a) {
    Value n = try_len(a);
    if (!is_needs_python(n)) return outcome(n);
    Object *method = type_of(a)->dunder[N_LEN];
    if (!usable(method)) return RAISE_OUTCOME(ERR_TYPE, "object of type '%T' has no len()", a);
    return call_special(method, a, NULL, 0, ON_LEN, 0, EMPTY);
}

/* ---- membership by iteration ---- */

static Outcome search_item(Frame *f, Value item) {
    Answer equal = try_equal(ref(item), ref(frame_slots(f)[ITERATE_FIRST]));
    if (equal == ANSWER_PYTHON) {
        Outcome asked = op_equal(ref(item), ref(frame_slots(f)[ITERATE_FIRST]));
        value_release(item);
        return asked;
    }
    value_release(item);
    if (equal == ANSWER_ERROR) return native_fail(f);
    return equal == ANSWER_YES ? native_done(f, value_bool(true)) : ITERATE_NEXT;
}
static Outcome search_resume(Frame *f, Value incoming) { return is_true(ref(incoming)) ? native_done(f, incoming) : ITERATE_NEXT; }
static Outcome search_finish(Frame *f) { return native_done(f, value_bool(false)); }
static const IterateKind search_frame = ITERATE_KIND("in", 1, search_item, search_resume, search_finish);

static bool iterable(Ref a) {
    Type *type = type_of(a);
    if (type->dunder[N_ITER] == DUNDER_NONE) return false;
    return type->try_iter || type->dunder[N_ITER] || type->dunder[N_GETITEM];
}

Outcome op_contains(Ref container, Ref item) {
    Object *method = type_of(container)->dunder[N_CONTAINS];
    Value args[1] = {VALUE(BITS(item))};
    if (method && method != DUNDER_NONE) return call_special(method, container, args, 1, checked(container, ON_TRUTH), 0, EMPTY);
    if (method == DUNDER_NONE) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not a container", container);
    if (!iterable(container)) return RAISE_OUTCOME(ERR_TYPE, "argument of type '%T' is not a container or iterable", container);
    Frame *f = iterate_push(&search_frame, container);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[ITERATE_FIRST] = value_keep(item);
    return OUTCOME_PUSHED;
}

/* ---- iteration ---- */

Outcome op_iter(Ref a) {
    Value made = try_iter(a);
    if (!is_needs_python(made)) return outcome(made);
    Type *type = type_of(a);
    if (type->dunder[N_ITER] && type->dunder[N_ITER] != DUNDER_NONE) return call_special(type->dunder[N_ITER], a, NULL, 0, ON_ITERATOR, N_ITER, EMPTY);
    if (!type->dunder[N_ITER] && type->dunder[N_GETITEM] && !type_has(type, TYPE_IS_DICT)) return outcome(vm.hooks.sequence_iterator(a));
    return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not iterable", a);
}

/* A builtin iterator's own `__next__`, also where a class inherits it. */
static bool next_is_native(const Type *type) {
    const Type *builtin = type;
    while (builtin->flags & TYPE_HEAP) builtin = builtin->base;
    return type->dunder[N_NEXT] == builtin->dunder[N_NEXT];
}

/* A StopIteration out of what a builtin iterator calls ends it like its own end does: map(f, …) where f raises it. */
static Outcome next_natively(Type *type, Ref iterator) {
    Outcome answer = type->spec->next(iterator);
    if (outcome_is_error(answer)) return frame_rescue(ON_NEXT, 0, EMPTY);
    if (outcome_is_pushed(answer) && vm.thread->frame->on_return == ON_VALUE) return through(answer, ON_NEXT, 0, EMPTY);
    return answer;
}

Outcome op_next(Ref iterator) {
    Value item = try_next(iterator);
    if (!is_needs_python(item)) return outcome(item);
    if (is_exact(iterator, T_GENERATOR)) return generator_resume(AS(Generator, iterator), NONE, ON_RESUMED_NEXT);
    Type *type = type_of(iterator);
    if (type->spec->next && next_is_native(type)) return next_natively(type, iterator);
    Object *method = type->dunder[N_NEXT];
    if (!usable(method)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not an iterator", iterator);
    return call_special(method, iterator, NULL, 0, ON_NEXT, 0, EMPTY);
}

/* ---- what next() and __next__ answer: STOP is a StopIteration to Python ---- */

Outcome op_raise_iteration_result(Value v) { return is_stop(v) ? outcome(raise_with_nothing(ERR_STOP_ITERATION)) : outcome(v); }

/* aux: the builtin's own way is wanted, whatever the class says */
static Outcome visible_next_step(Frame *f, Value incoming) {
    Ref iterator = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (f->state == 0) {
        f->state = 1;
        return f->aux || (type_of(iterator)->spec->next && next_is_native(type_of(iterator))) ? type_of(iterator)->spec->next(iterator) : op_next(iterator);
    }
    if (!is_stop(incoming)) return native_done(f, incoming);
    raise_with_nothing(ERR_STOP_ITERATION);
    return native_fail(f);
}
static const NativeFrameKind visible_next_frame = {"next", visible_next_step, 1, 0, NULL};

Outcome op_visible_next(Ref iterator) {
    Value item = try_next(iterator);
    if (!is_needs_python(item)) return op_raise_iteration_result(item);
    if (is_exact(iterator, T_GENERATOR)) return generator_resume(AS(Generator, iterator), NONE, ON_RESUMED);
    Frame *f = native_push(&visible_next_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(iterator);
    return OUTCOME_PUSHED;
}

Outcome op_own_next(Ref iterator) {
    const Type *type = type_of(iterator);
    if (next_is_native(type)) return op_visible_next(iterator);
    if (!type->spec->next) return op_raise_iteration_result(type->spec->try_next(iterator));
    Frame *f = native_push(&visible_next_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(iterator);
    f->aux = 1;
    return OUTCOME_PUSHED;
}

/* ---- subscription ---- */

Outcome op_getitem(Ref a, Ref key) {
    Object *method = type_of(a)->dunder[N_GETITEM];
    Value args[1] = {VALUE(BITS(key))};
    if (usable(method)) return call_special(method, a, args, 1, ON_VALUE, 0, EMPTY);
    if (is_kind(a, TYPE_IS_TYPE)) {
        if (same(a, ref_of(vm.types[T_TYPE]))) return outcome(vm.hooks.generic_alias(a, key));
        Ref found = type_lookup(AS(Type, a), vm.names[N_CLASS_GETITEM]);
        if (!is_empty(found) && !is_none(found)) return op_call_method(a, vm.names[N_CLASS_GETITEM], args, 1);
        return RAISE_OUTCOME(ERR_TYPE, "type '%N' is not subscriptable", AS(Type, a));
    }
    return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not subscriptable", a);
}

Outcome op_setitem(Ref a, Ref key, Ref value) {
    Object *method = type_of(a)->dunder[N_SETITEM];
    Value args[2] = {VALUE(BITS(key)), VALUE(BITS(value))};
    if (usable(method)) return call_special(method, a, args, 2, checked(a, ON_NONE), 0, EMPTY);
    return RAISE_OUTCOME(ERR_TYPE, "'%T' object does not support item assignment", a);
}

Outcome op_delitem(Ref a, Ref key) {
    Object *method = type_of(a)->dunder[N_DELITEM];
    Value args[1] = {VALUE(BITS(key))};
    if (usable(method)) return call_special(method, a, args, 1, checked(a, ON_NONE), 0, EMPTY);
    /* CPython words it by the slot that it asked last: of sequences, which classes made in Python always are, by an index. */
    const Type *type = type_of(a);
    bool sequence = type->flags & TYPE_HEAP || usable(type->dunder[N_CONTAINS]);
    bool by_index = is_int48(key) || usable(type_of(key)->dunder[N_INDEX]);
    return RAISE_OUTCOME(ERR_TYPE, "'%T' object %s item deletion", a, sequence && by_index ? "doesn't support" : "does not support");
}
