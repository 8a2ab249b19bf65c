/* ops_call.c: calls beyond the quick one, functions made, super(), and the special lookups of `with`. */
#include "object/descriptor.h"
#include "object/table.h"
#include "types/list.h"
#include "vm/ops.h"

Outcome cold_CALL_KW(Frame *f, u32 a) {
    Value names = op_pop(f);
    Value *base = f->sp - a - 2;
    f->sp = base;
    Outcome answer = op_call_self(ref(base[0]), ref(base[1]), base + 2, a, ref(names));
    for (u32 i = 0; i < a + 2; i++) value_release(base[i]);
    value_release(names);
    return answer;
}

/* f(*args): the iterable becomes a tuple, and then the call is made. Slots: callable, args, kwargs. */
static Outcome call_ex_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) {
        const Type *type = type_of(ref(slot[1]));
        if (f->state == 1 && raised_is(ERR_TYPE) && !type->try_iter && !type->dunder[N_ITER] && !type->dunder[N_GETITEM]) {
            raised_clear();
            Text *name = call_told_name(ref(slot[0]));
            if (name) {
                raise(ERR_TYPE, "%U argument after * must be an iterable, not %T", name, ref(slot[1]));
                object_release(name);
            }
        }
        return native_fail(f);
    }
    switch (f->state++) {
    case 0:
        return op_tuple(ref(slot[1]));
    case 1:
        value_set(&slot[1], incoming);
        return op_call_ex(ref(slot[0]), ref(slot[1]), ref(slot[2]));
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind call_ex_frame = {"call", call_ex_step, 3, 0, NULL};

Outcome cold_CALL_EX(Frame *f, u32 a) {
    Value keywords = a ? op_pop(f) : EMPTY, args = op_pop(f), self = op_pop(f), callable = op_pop(f);
    ASSERT(is_empty(ref(self)), "CALL_EX has no self");
    Outcome answer;
    if (is_exact(ref(args), T_TUPLE)) {
        answer = op_call_ex(ref(callable), ref(args), ref(keywords));
    } else {
        Frame *asking = native_push(&call_ex_frame);
        if (asking) {
            frame_slots(asking)[0] = value_keep(ref(callable));
            frame_slots(asking)[1] = value_keep(ref(args));
            frame_slots(asking)[2] = value_keep(ref(keywords));
        }
        answer = asking ? OUTCOME_PUSHED : OUTCOME_ERROR;
    }
    value_release(self);
    value_release(callable);
    value_release(args);
    value_release(keywords);
    return answer;
}

/* ---- functions ---- */

Outcome cold_MAKE_FUNCTION(Frame *f, u32 a) {
    (void)a;
    Value code = op_pop(f);
    Function *function = function_new(AS(Code, ref(code)), f->function->globals, f->function->builtins);
    value_release(code);
    return function ? outcome(value_of(function)) : OUTCOME_ERROR;
}

Outcome cold_SET_FUNCTION_ATTRIBUTE(Frame *f, u32 a) {
    Value made = op_pop(f), v = op_pop(f);
    Function *function = AS(Function, ref(made));
    switch (a) {
    case 1: function->defaults = v; break;
    case 2: function->kwdefaults = v; break;
    case 4: function->annotations = v; break;
    case 8: function->closure = v; break;
    case 16: function->annotate = v; break;
    default: UNREACHABLE();
    }
    return outcome(made);
}

/* ---- super ---- */

/* The program's own `super`, an object that only its __class__ makes fit, a name that is not in the MRO: super is called
 * like anything, then asked for the name. Slots: super, class, self, name. */
static Outcome odd_super_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return f->aux ? op_call(ref(slot[0]), NULL, 0) : op_call(ref(slot[0]), slot + 1, 2);
    case 1:
        value_set(&slot[0], incoming);
        return op_getattr(ref(slot[0]), AS(Text, ref(slot[3])));
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind odd_super_frame = {"super", odd_super_step, 4, 0, NULL};

static Outcome load_super(Frame *f, u32 a) {
    Value self = op_pop(f), type = op_pop(f), callable = op_pop(f);
    Text *name = f->code->names[a >> 1];
    Outcome answer;
    Type *start = same(ref(callable), ref_of(vm.types[T_SUPER])) && is_kind(ref(type), TYPE_IS_TYPE) ? AS(Type, ref(type)) : NULL;
    Type *object_type = start ? op_super_class(start, ref(self)) : NULL;
    Ref found = object_type && name != vm.names[N_CLASS] ? op_super_lookup(start, object_type, name) : REF_EMPTY;
    if (!is_empty(found)) {
        answer = op_bind(found, same(ref(self), ref_of(object_type)) ? REF_EMPTY : ref(self), object_type);
    } else {
        Frame *asking = native_push(&odd_super_frame);
        if (asking) {
            Value *slot = frame_slots(asking);
            slot[0] = value_keep(ref(callable));
            slot[1] = value_keep(ref(type));
            slot[2] = value_keep(ref(self));
            slot[3] = value_keep(ref_of(name));
            asking->aux = a & 1;
        }
        answer = asking ? OUTCOME_PUSHED : OUTCOME_ERROR;
    }
    value_release(self);
    value_release(type);
    value_release(callable);
    return answer;
}

Outcome cold_LOAD_SUPER_ATTR(Frame *f, u32 a) { return load_super(f, a); }
Outcome cold_LOAD_SUPER_METHOD(Frame *f, u32 a) { return op_wanting(f, WANT_METHOD, load_super(f, a)); }

/* ---- with ---- */

Outcome cold_LOAD_SPECIAL(Frame *f, u32 a) {
    static const u16 ids[] = {N_ENTER, N_EXIT, N_AENTER, N_AEXIT};
    Value object = op_pop(f);
    Ref x = ref(object);
    Object *found = type_of(x)->dunder[ids[a]];
    if (!found || found == DUNDER_NONE) {
        bool async = a >= 2;
        Object *const *dunder = type_of(x)->dunder;
        bool other = async ? dunder[N_ENTER] && dunder[N_EXIT] : dunder[N_AENTER] && dunder[N_AEXIT];
        const char *hint = !other ? "" : async ? " but it supports the context manager protocol. Did you mean to use 'with'?"
                                               : " but it supports the asynchronous context manager protocol. Did you mean to use 'async with'?";
        raise(ERR_TYPE, "'%F' object does not support the %scontext manager protocol (missed __%s%s__ method)%s", x, async ? "asynchronous " : "",
              async ? "a" : "", a & 1 ? "exit" : "enter", hint);
        value_release(object);
        return OUTCOME_ERROR;
    }
    if (found->type == vm.types[T_FUNCTION] || found->type == vm.types[T_METHOD_DESCRIPTOR] || found->type == vm.types[T_WRAPPER_DESCRIPTOR]) {
        object_keep(found);
        *f->sp++ = value_of(found);
        return outcome(object);
    }
    Outcome bound = op_wanting(f, WANT_METHOD, op_bind(ref_of(found), x, type_of(x)));
    value_release(object);
    return bound;
}

Outcome cold_DELETE_ATTR(Frame *f, u32 a) {
    Value object = op_pop(f);
    Outcome answer = op_wanting(f, WANT_DROP, op_delattr(ref(object), f->code->names[a]));
    value_release(object);
    return answer;
}
