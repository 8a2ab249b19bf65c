/* call.c: calling anything. Each kind of callable has its way; what has none is asked for `__call__`. */
#include "frame/call.h"
#include "object/descriptor.h"
#include "object/table.h"

/* An instance: its class's `__call__`, which may itself be an instance with a `__call__`, and so on: each level is one
 * native frame, so a chain costs data stack and not C stack. */
static Outcome call_instance(Ref callable, const Passed *p) {
    Object *found = type_of(callable)->dunder[N_CALL];
    if (!found) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not callable", callable);
    if (found == DUNDER_NONE) return RAISE_OUTCOME(ERR_TYPE, "'NoneType' object is not callable");
    u32 n = p->n + p->has_self;
    Tuple *all = tuple_new(n);
    if (!all) return OUTCOME_ERROR;
    if (p->has_self) all->items[0] = value_keep(p->self);
    for (u32 i = 0; i < p->n; i++) all->items[i + p->has_self] = value_keep(ref(p->args[i]));
    Outcome answer;
    if (found->type == vm.types[T_FUNCTION]) {
        Passed inner = {callable, all->items, p->names, n, p->named, 1};
        answer = call_function((Function *)found, &inner, ON_VALUE);
    } else if (found->type == vm.types[T_WRAPPER_DESCRIPTOR] || found->type == vm.types[T_METHOD_DESCRIPTOR]) {
        Passed inner = {callable, all->items, p->names, n, p->named, 1};
        answer = call_native_descriptor(ref_of(found), &inner);
    } else {
        answer = call_bound_later(ref_of(found), callable, all, p->named ? p->names : NULL);
    }
    object_release(all);
    return answer;
}

/* ---- a call whose callable must first be bound by a __get__, or whose result goes on through a continuation ---- */

enum { BIND, BOUND, CALLED };
enum { LATER_FOUND, LATER_SELF, LATER_ARGS, LATER_NAMES, LATER_SLOTS };

static Outcome later_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case BIND:
        f->state = BOUND;
        if (is_empty(ref(slot[LATER_SELF]))) {
            incoming = value_keep(ref(slot[LATER_FOUND]));
        } else {
            return op_bind(ref(slot[LATER_FOUND]), ref(slot[LATER_SELF]), type_of(ref(slot[LATER_SELF])));
        } /* fall through */
    case BOUND: {
        f->state = CALLED;
        value_set(&slot[LATER_FOUND], incoming);
        const Tuple *args = AS(Tuple, ref(slot[LATER_ARGS]));
        Tuple *names = is_empty(ref(slot[LATER_NAMES])) ? NULL : AS(Tuple, ref(slot[LATER_NAMES]));
        Passed p = {REF_EMPTY, args->items, names, args->count, names ? names->count : 0, 0};
        return call_passed(ref(slot[LATER_FOUND]), &p);
    }
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind later_frame = {"call", later_step, LATER_SLOTS, 0, NULL};

/* Only an instance's __call__ may lead back to itself for ever: it counts. Nested bound methods are as deep as someone built them. */
Outcome call_bound_later(Ref found, Ref self, Tuple *args, Tuple *names) {
    Frame *f = is_empty(self) ? native_push(&later_frame) : native_push_counted(&later_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[LATER_FOUND] = value_keep(found);
    slot[LATER_SELF] = value_keep(self);
    slot[LATER_ARGS] = value_keep(ref_of(args));
    slot[LATER_NAMES] = names ? value_keep(ref_of(names)) : EMPTY;
    return OUTCOME_PUSHED;
}

/* ---- kinds ---- */

/* Methods of methods: each puts its object before the others', down to what is no method. However deep, that is one tuple. */
static Outcome call_method(Ref callable, const Passed *p) {
    BoundMethod *method = AS(BoundMethod, callable);
    Ref function = ref(method->function);
    if (!p->has_self && is_exact(function, T_FUNCTION)) {
        Passed inner = {ref(method->self), p->args, p->names, p->n, p->named, 1};
        return call_function(AS(Function, function), &inner, ON_VALUE);
    }
    u32 depth = 1;
    for (; is_exact(function, T_METHOD); depth++) function = ref(AS(BoundMethod, function)->function);
    Tuple *all = tuple_new(depth + p->has_self + p->n);
    if (!all) return OUTCOME_ERROR;
    Ref link = callable;
    for (u32 i = depth; i-- > 0; link = ref(AS(BoundMethod, link)->function)) all->items[i] = value_keep(ref(AS(BoundMethod, link)->self));
    if (p->has_self) all->items[depth] = value_keep(p->self);
    for (u32 i = 0; i < p->n; i++) all->items[depth + p->has_self + i] = value_keep(ref(p->args[i]));
    fuel_charge(depth);
    Outcome answer = call_bound_later(function, REF_EMPTY, all, p->named ? p->names : NULL);
    object_release(all);
    return answer;
}

static Outcome call_type(Ref callable, const Passed *p) {
    if (!p->has_self) return op_construct(AS(Type, callable), REF_EMPTY, p->args, p->n, p->named ? ref_of(p->names) : REF_EMPTY);
    Tuple *all = tuple_new(p->n + 1);
    if (!all) return OUTCOME_ERROR;
    all->items[0] = value_keep(p->self);
    for (u32 i = 0; i < p->n; i++) all->items[i + 1] = value_keep(ref(p->args[i]));
    Outcome answer = op_construct(AS(Type, callable), REF_EMPTY, all->items, all->count, p->named ? ref_of(p->names) : REF_EMPTY);
    object_release(all);
    return answer;
}

Outcome call_passed(Ref callable, const Passed *p) {
    if (UNLIKELY(!is_pointer(callable))) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not callable", callable);
    Type *type = object_of(callable)->type;
    if (type == vm.types[T_FUNCTION]) return call_function(AS(Function, callable), p, ON_VALUE);
    vm.fuel--;
    if (type == vm.types[T_NATIVE_FUNCTION] || type == vm.types[T_METHOD_WRAPPER]) return call_native_function(callable, p);
    if (type == vm.types[T_METHOD_DESCRIPTOR] || type == vm.types[T_WRAPPER_DESCRIPTOR]) return call_native_descriptor(callable, p);
    if (type == vm.types[T_METHOD]) return call_method(callable, p);
    if (type->flags & TYPE_IS_TYPE && type->dunder[N_CALL] == vm.types[T_TYPE]->dunder[N_CALL]) return call_type(callable, p);
    if (type->call && !(type->flags & TYPE_HEAP))
        return type->call(callable, p->has_self ? p->self : REF_EMPTY, p->args, p->n, p->named ? ref_of(p->names) : REF_EMPTY);
    return call_instance(callable, p);
}

/* ---- the public forms ---- */

Outcome op_call_self(Ref callable, Ref self, const Value *args, u32 n, Ref names) {
    Tuple *named = is_empty(names) ? NULL : AS(Tuple, names);
    Passed p = {self, args, named, n, named ? named->count : 0, !is_empty(self)};
    return call_passed(callable, &p);
}

Outcome op_call_names(Ref callable, const Value *args, u32 n, Ref names) { return op_call_self(callable, REF_EMPTY, args, n, names); }
Outcome op_call(Ref callable, const Value *args, u32 n) { return op_call_self(callable, REF_EMPTY, args, n, REF_EMPTY); }

Outcome op_call1(Ref callable, Ref a) {
    Value args[1] = {VALUE(BITS(a))};
    return op_call(callable, args, 1);
}

Outcome op_call2(Ref callable, Ref a, Ref b) {
    Value args[2] = {VALUE(BITS(a)), VALUE(BITS(b))};
    return op_call(callable, args, 2);
}

Outcome op_call_ex(Ref callable, Ref tuple, Ref dict) {
    const Tuple *args = AS(Tuple, tuple);
    Table *table = is_empty(dict) ? NULL : &AS(Dict, dict)->table;
    if (!table || !table->used) return op_call(callable, args->items, args->count);
    Tuple *all = tuple_new(args->count + table->used), *names = tuple_new(table->used);
    Outcome answer = OUTCOME_ERROR;
    if (!all || !names) goto done;
    for (u32 i = 0; i < args->count; i++) all->items[i] = value_keep(ref(args->items[i]));
    u32 at = 0, k = 0;
    for (Ref key, value; table_next(table, &at, &key, &value); k++) {
        if (!is_kind(key, TYPE_IS_STR)) {
            raise(ERR_TYPE, "keywords must be strings");
            goto done;
        }
        names->items[k] = value_keep(payload_of(key));
        all->items[args->count + k] = value_keep(value);
    }
    answer = op_call_names(callable, all->items, all->count, ref_of(names));
done:
    if (all) object_release(all);
    if (names) object_release(names);
    return answer;
}

Outcome through(Outcome o, u32 on_return, u32 data, Value held) {
    if (on_return == ON_VALUE) return o; /* what was pushed may have a continuation of its own */
    if (outcome_is_pushed(o)) {
        Frame *f = vm.thread->frame;
        f->on_return = (u8)on_return;
        f->data = data;
        f->held = held;
        return o;
    }
    return outcome_is_error(o) ? frame_rescue(on_return, data, held) : frame_accept(on_return, data, held, outcome_value(o));
}

Outcome call_special(Object *found, Ref self, const Value *args, u32 n, u32 on_return, u32 data, Value held) {
    if (UNLIKELY(found == DUNDER_NONE)) return through(RAISE_OUTCOME(ERR_TYPE, "'NoneType' object is not callable"), on_return, data, held);
    Type *type = found->type;
    Passed p = {self, args, NULL, n, 0, 1};
    if (LIKELY(type == vm.types[T_FUNCTION])) {
        return through(call_function((Function *)found, &p, ON_VALUE), on_return, data, held);
    }
    if (type == vm.types[T_WRAPPER_DESCRIPTOR] || type == vm.types[T_METHOD_DESCRIPTOR]) {
        u32 kind = ((NativeObject *)found)->row->kind;
        bool pure = kind <= NATIVE_PN || kind == NATIVE_PRAW;
        if (pure || on_return == ON_VALUE) return through(call_native_descriptor(ref_of(found), &p), on_return, data, held);
    }
    Tuple *all = tuple_new(n);
    if (!all) return value_release(held), OUTCOME_ERROR;
    for (u32 i = 0; i < n; i++) all->items[i] = value_keep(ref(args[i]));
    Outcome answer = call_bound_later(ref_of(found), self, all, NULL);
    object_release(all);
    return through(answer, on_return, data, held);
}

Outcome op_call_dunder(Ref object, u32 name_id, const Value *args, u32 n) {
    return call_special(type_of(object)->dunder[name_id], object, args, n, ON_VALUE, 0, EMPTY);
}

/* ---- a callable's name in error texts: "module.qualname()", builtins without their module ---- */

static Text *with_module(Ref module, Text *qualname) {
    if (is_text(module) && !text_is(AS(Text, module), "builtins")) return text_format("%U.%U()", AS(Text, module), qualname);
    return text_format("%U()", qualname);
}

static Text *told_native(const NativeObject *native) {
    Ref bound = ref(native->self);
    const Type *owner = native->owner && native->head.type != vm.types[T_NATIVE_FUNCTION] ? native->owner
                      : is_empty(bound) || is_exact(bound, T_MODULE) ? NULL
                      : is_kind(bound, TYPE_IS_TYPE) ? AS(Type, bound) : type_of(bound);
    return owner ? text_format("%U.%U()", owner->qualname, native->name) : with_module(ref(native->module), native->name);
}

Text *call_told_name(Ref callable) {
    while (is_exact(callable, T_METHOD)) callable = ref(AS(BoundMethod, callable)->function);
    if (is_exact(callable, T_FUNCTION)) return with_module(ref(AS(Function, callable)->module), AS(Function, callable)->qualname);
    if (is_kind(callable, TYPE_IS_TYPE)) return with_module(type_module(AS(Type, callable)), AS(Type, callable)->qualname);
    static const u8 natives[] = {T_NATIVE_FUNCTION, T_METHOD_DESCRIPTOR, T_CLASSMETHOD_DESCRIPTOR, T_WRAPPER_DESCRIPTOR, T_METHOD_WRAPPER};
    for (u32 i = 0; i < COUNT_OF(natives); i++)
        if (is_exact(callable, natives[i])) return told_native(AS(NativeObject, callable));
    if (type_of(callable)->dunder[N_REPR] == vm.types[T_OBJECT]->dunder[N_REPR]) return text_default_repr(callable);
    return text_format("%T object", callable);
}
