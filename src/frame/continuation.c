/* continuation.c: what a returned value, or an exception, goes through before the frame below sees it; the table is
 * continuations.def. The frame that returned is gone: what its continuation needs is in `data` and `held`.
 */
#include "frame/call.h"
#include "object/number.h"
#include "object/table.h"
#include "base/hash.h"

static Value wrong_type(Value result, const char *format, const char *dunder) {
    raise(ERR_TYPE, format, dunder, ref(result));
    value_release(result);
    return VALUE_ERROR;
}

static Value accept_int(Value result, const char *dunder) {
    Ref r = ref(result);
    if (LIKELY(is_int48(r) || is_exact(r, T_INT))) return result;
    if (!is_kind(r, TYPE_IS_INT)) return wrong_type(result, "%s returned non-int (type %T)", dunder);
    Value exact = is_bool(r) ? value_int48(is_true(r)) : value_keep(payload_of(r));
    value_release(result);
    return exact;
}

static Value accept_len(Value result) {
    Value n = accept_int(result, "");
    if (is_error(n)) return n;
    Ref r = ref(n);
    bool negative = is_int48(r) ? int48_of(r) < 0 : int_clamp_i64(r) < 0;
    if (negative) raise(ERR_VALUE, "__len__() should return >= 0");
    else if (!int_fits_i64(r)) raise(ERR_OVERFLOW, "cannot fit 'int' into an index-sized integer");
    else return n;
    value_release(n);
    return VALUE_ERROR;
}

static Value accept_hash(Value result) {
    Ref r = ref(result);
    if (!is_kind(r, TYPE_IS_INT)) {
        raise(ERR_TYPE, "__hash__ method should return an integer");
        value_release(result);
        return VALUE_ERROR;
    }
    r = payload_of(r);
    i64 hash;
    if (int_fits_i64(r)) {
        hash = int_clamp_i64(r);
        if (hash == -1) hash = -2;
    } else {
        const IntDigits *big = AS(IntDigits, r);
        hash = hash_digits(big->digits, (u32)(big->count < 0 ? -big->count : big->count), big->count < 0);
    }
    value_release(result);
    return value_from_i64(hash);
}

static Value accept_text(Value result, u32 name_id) {
    if (is_kind(ref(result), TYPE_IS_STR)) return result;
    if (name_id == N_FORMAT) {
        raise(ERR_TYPE, "__format__ must return a str, not %T", ref(result));
        value_release(result);
        return VALUE_ERROR;
    }
    return wrong_type(result, name_id == N_REPR ? "%s__repr__ returned non-string (type %T)" : "%s__str__ returned non-string (type %T)", "");
}

static Value accept_iterator(Value result, u32 name_id) {
    if (type_of(ref(result))->dunder[N_NEXT] && type_of(ref(result))->dunder[N_NEXT] != DUNDER_NONE) return result;
    (void)name_id;
    return wrong_type(result, "iter() returned non-iterator%s of type '%T'", "");
}

static Value inverted(bool truth, u32 data) { return value_bool(truth != (data & 1)); }

static Value binary_failed(u32 op, Ref type) {
    const char *symbol = operator_symbol(op);
    return raise(ERR_TYPE, "unsupported operand type(s) for %s: '%N' and '%N'", symbol, AS(Type, type), AS(Type, type));
}

Outcome frame_accept(u32 how, u32 data, Value held, Value result) {
    Value v = result;
    switch (how) {
    case ON_VALUE:
    case ON_GETATTR:
    case ON_ATTRIBUTE:
    case ON_DEFAULT:
    case ON_NAME:
    case ON_NEXT:
    case ON_SEND:
    case ON_EXIT:
        break;
    case ON_NONE:
    case ON_FINALIZE:
        value_release(result);
        v = NONE;
        break;
    case ON_BOOL:
        if (is_bool(ref(result))) {
            v = inverted(is_true(ref(result)), data);
        } else {
            raise(ERR_TYPE, "__bool__ should return bool, returned %T", ref(result));
            value_release(result);
            v = VALUE_ERROR;
        }
        break;
    case ON_LEN:
        if (!is_kind(ref(result), TYPE_IS_INT) && type_of(ref(result))->dunder[N_INDEX]) {
            Outcome index = through(op_index(ref(result)), ON_LEN, data, held);
            value_release(result);
            return index;
        }
        if (!is_kind(ref(result), TYPE_IS_INT)) {
            raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", ref(result));
            value_release(result);
            v = VALUE_ERROR;
        } else {
            v = accept_len(result);
        }
        break;
    case ON_LEN_BOOL:
        if (!is_kind(ref(result), TYPE_IS_INT)) {
            raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", ref(result));
            value_release(result);
            v = VALUE_ERROR;
            break;
        }
        v = accept_len(result);
        if (!is_error(v)) {
            bool truth = !is_int48(ref(v)) || int48_of(ref(v)) != 0;
            value_release(v);
            v = inverted(truth, data);
        }
        break;
    case ON_TRUTH: {
        Outcome truth = data & 1 ? op_not(ref(result)) : op_truth(ref(result));
        value_release(result);
        value_release(held);
        return truth;
    }
    case ON_HASH:
        v = accept_hash(result);
        break;
    case ON_INDEX:
        v = accept_int(result, "__index__");
        break;
    case ON_INT:
        v = accept_int(result, data == N_TRUNC ? "__trunc__" : data == N_INDEX ? "__index__" : "__int__");
        break;
    case ON_FLOAT:
        if (is_double(ref(result)) || is_exact(ref(result), T_FLOAT)) break;
        if (is_kind(ref(result), TYPE_IS_FLOAT)) {
            v = value_keep(payload_of(ref(result)));
            value_release(result);
        } else {
            raise(ERR_TYPE, "%T.__float__ returned non-float (type %T)", ref(held), ref(result));
            value_release(result);
            v = VALUE_ERROR;
        }
        break;
    case ON_STR:
        v = accept_text(result, data);
        break;
    case ON_ITERATOR:
        v = accept_iterator(result, data);
        break;
    case ON_INIT:
        if (is_none(ref(result))) return outcome(held);
        raise(ERR_TYPE, "__init__() should return None, not '%T'", ref(result));
        value_release(result);
        v = VALUE_ERROR;
        break;
    case ON_RESUMED: /* the generator returned */
        if (is_none(ref(result))) {
            raise_with_nothing(ERR_STOP_ITERATION);
        } else {
            raise_with(ERR_STOP_ITERATION, ref(result));
            value_release(result);
        }
        v = VALUE_ERROR;
        break;
    case ON_RESUMED_NEXT:
        value_release(result);
        v = STOP;
        break;
    case ON_RESUMED_SEND:
        /* The loop tells a yielded value from a returned one by STOP: the result waits in the thread. */
        value_set(&vm.thread->sent_result, result);
        v = STOP;
        break;
    case ON_BINARY:
        if (is_not_implemented(ref(result))) v = binary_failed(data, ref(held));
        break;
    default:
        UNREACHABLE();
    }
    value_release(held);
    return outcome(v);
}

static void tell_attribute(Ref raised, const Tuple *asked) {
    Exception *e = exception_of(raised);
    if (!is_empty(ref(e->value)) || !is_empty(ref(e->extra))) return;
    e->extra = value_keep(ref(asked->items[0]));
    e->value = value_keep(ref(asked->items[1]));
}

Outcome frame_rescue(u32 how, u32 data, Value held) {
    switch (how) {
    case ON_NEXT:
        if (!raised_is(ERR_STOP_ITERATION)) break;
        raised_clear();
        value_release(held);
        return outcome(STOP);
    case ON_SEND: {
        if (!raised_is(ERR_STOP_ITERATION)) break;
        Exception *stop = AS(Exception, ref(vm.raised));
        value_set(&vm.thread->sent_result, is_empty(ref(stop->value)) ? NONE : value_keep(ref(stop->value)));
        raised_clear();
        value_release(held);
        return outcome(STOP);
    }
    case ON_GETATTR: {
        if (!raised_is(ERR_ATTRIBUTE)) break;
        const Tuple *asked = AS(Tuple, ref(held));
        Object *hook = type_of(ref(asked->items[0]))->dunder[N_GETATTR];
        if (!hook) break;
        raised_clear();
        return call_special(hook, ref(asked->items[0]), &asked->items[1], 1, ON_ATTRIBUTE, 0, held);
    }
    case ON_ATTRIBUTE:
        if (raised_is(ERR_ATTRIBUTE)) tell_attribute(ref(vm.raised), AS(Tuple, ref(held)));
        break;
    case ON_DEFAULT:
        if (!raised_is(ERR_ATTRIBUTE)) break;
        raised_clear();
        return outcome(held);
    case ON_NAME: {
        if (!raised_is(ERR_KEY)) break;
        raised_clear();
        Outcome answer = op_load_global(vm.thread->frame, AS(Text, ref(held)));
        value_release(held);
        return answer;
    }
    case ON_FINALIZE: {
        Outcome told = vm.hooks.unraisable(ref(held));
        value_release(held);
        return told;
    }
    default:
        break;
    }
    (void)data;
    value_release(held);
    return OUTCOME_ERROR;
}
