/* build_class.c: the class statement (language reference, "Metaclasses"): bases resolved by __mro_entries__, the metaclass
 * found, its __prepare__ asked for the namespace, the body run in it, and the metaclass called. */
#include "modules/builtins.h"

enum { BODY, NAME, BASES, META, KEYWORDS, NAMESPACE, ORIGINAL, CELL, CLASS_SLOTS };
enum { RESOLVE, RESOLVE_FOUND, RESOLVED, PREPARE, PREPARE_FOUND, PREPARED, RAN, MADE };
/* aux: the base that is being resolved */

static Outcome choose_metaclass(Frame *f);

static Outcome resolve_next(Frame *f) {
    Value *slot = frame_slots(f);
    const Tuple *bases = AS(Tuple, ref(slot[ORIGINAL]));
    while (f->aux < bases->count) {
        Ref base = ref(bases->items[f->aux]);
        if (is_kind(base, TYPE_IS_TYPE)) {
            if (!list_append(ref(slot[BASES]), value_keep(base))) return native_fail(f);
            f->aux++;
            continue;
        }
        f->state = RESOLVE_FOUND;
        return op_getattr_or(base, vm.names[N_MRO_ENTRIES], REF_EMPTY);
    }
    return choose_metaclass(f);
}

static Outcome resolve_found(Frame *f, Value method) {
    Value *slot = frame_slots(f);
    Ref base = ref(AS(Tuple, ref(slot[ORIGINAL]))->items[f->aux]);
    if (is_empty(ref(method))) {
        f->aux++;
        if (!list_append(ref(slot[BASES]), value_keep(base))) return native_fail(f);
        return resolve_next(f);
    }
    f->state = RESOLVED;
    Outcome asked = op_call1(ref(method), ref(slot[ORIGINAL]));
    value_release(method);
    return asked;
}

static Outcome resolved(Frame *f, Value entries) {
    Value *slot = frame_slots(f);
    if (!is_kind(ref(entries), TYPE_IS_TUPLE)) {
        value_release(entries);
        raise(ERR_TYPE, "__mro_entries__ must return a tuple");
        return native_fail(f);
    }
    const Tuple *t = tuple_of(ref(entries));
    bool done = list_extend_values(ref(slot[BASES]), t->items, t->count);
    value_release(entries);
    f->aux++;
    return done ? resolve_next(f) : native_fail(f);
}

/* The most derived metaclass among the given one and the bases' own. */
static bool most_derived(Value *meta, const Tuple *bases) {
    if (!is_kind(ref(*meta), TYPE_IS_TYPE)) return true; /* any callable will do */
    Type *winner = AS(Type, ref(*meta));
    for (u32 i = 0; i < bases->count; i++) {
        Type *candidate = type_of(ref(bases->items[i]));
        if (type_is_subtype(winner, candidate)) continue;
        if (!type_is_subtype(candidate, winner))
            return RAISE_FALSE(ERR_TYPE, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases");
        winner = candidate;
    }
    value_set(meta, value_keep(ref_of(winner)));
    return true;
}

static Outcome choose_metaclass(Frame *f) {
    Value *slot = frame_slots(f);
    Value bases = list_to_tuple(ref(slot[BASES]));
    if (is_error(bases)) return native_fail(f);
    value_set(&slot[BASES], bases);
    const Tuple *t = AS(Tuple, ref(bases));
    if (is_empty(ref(slot[META]))) slot[META] = value_keep(t->count ? ref_of(type_of(ref(t->items[0]))) : ref_of(vm.types[T_TYPE]));
    if (!most_derived(&slot[META], t)) return native_fail(f);
    f->state = PREPARE_FOUND;
    if (same(ref(slot[META]), ref_of(vm.types[T_TYPE]))) {
        f->state = PREPARED;
        Dict *dict = dict_new();
        return dict ? outcome(value_of(dict)) : native_fail(f);
    }
    return op_getattr_or(ref(slot[META]), vm.names[N_PREPARE], REF_EMPTY);
}

static Outcome prepare_found(Frame *f, Value method) {
    Value *slot = frame_slots(f);
    f->state = PREPARED;
    if (is_empty(ref(method))) {
        Dict *dict = dict_new();
        return dict ? outcome(value_of(dict)) : native_fail(f);
    }
    Value args = tuple_pack2(value_keep(ref(slot[NAME])), value_keep(ref(slot[BASES])));
    Outcome asked = is_error(args) ? native_fail(f) : op_call_ex(ref(method), ref(args), ref(slot[KEYWORDS]));
    value_release(args);
    value_release(method);
    return asked;
}

static Outcome prepared(Frame *f, Value namespace_) {
    Value *slot = frame_slots(f);
    slot[NAMESPACE] = namespace_;
    if (!is_exact(ref(namespace_), T_DICT) && !type_of(ref(namespace_))->dunder[N_GETITEM]) {
        if (is_kind(ref(slot[META]), TYPE_IS_TYPE)) raise(ERR_TYPE, "%N.__prepare__() must return a mapping, not %T", AS(Type, ref(slot[META])), ref(namespace_));
        else raise(ERR_TYPE, "<metaclass>.__prepare__() must return a mapping, not %T", ref(namespace_));
        return native_fail(f);
    }
    Function *body = AS(Function, ref(slot[BODY]));
    f->state = RAN;
    Frame *record = frame_push(body->code, body, ON_VALUE);
    if (!record) return native_fail(f);
    frame_specials(record)[SPECIAL_LOCALS] = value_keep(ref(namespace_));
    record->flags |= FRAME_CLASS_BODY;
    return OUTCOME_PUSHED;
}

static Outcome make(Frame *f) {
    Value *slot = frame_slots(f);
    Value args = tuple_pack3(value_keep(ref(slot[NAME])), value_keep(ref(slot[BASES])), value_keep(ref(slot[NAMESPACE])));
    if (is_error(args)) return native_fail(f);
    f->state = MADE;
    Outcome asked = op_call_ex(ref(slot[META]), ref(args), ref(slot[KEYWORDS]));
    value_release(args);
    return asked;
}

/* The body returned the __class__ cell, if it has one: the metaclass must have filled it with what it made. */
static Outcome check_cell(Frame *f, Value made) {
    Value *slot = frame_slots(f);
    Ref cell = ref(slot[CELL]);
    if (!is_exact(cell, T_CELL) || !is_kind(ref(made), TYPE_IS_TYPE)) return native_done(f, made);
    Ref held = ref(AS(Cell, cell)->value);
    if (same(held, ref(made))) return native_done(f, made);
    Text *name = text_of(ref(slot[NAME])), *full = type_full_name(AS(Type, ref(made)));
    Text *other = is_kind(held, TYPE_IS_TYPE) ? type_full_name(AS(Type, held)) : NULL;
    if (full && is_empty(held)) raise(ERR_RUNTIME, "__class__ not set defining %R as <class '%U'>. Was __classcell__ propagated to type.__new__?", name, full);
    else if (full && other) raise(ERR_TYPE, "__class__ set to <class '%U'> defining %R as <class '%U'>", other, name, full);
    else if (full) raise(ERR_TYPE, "__class__ set to %T object defining %R as <class '%U'>", held, name, full);
    if (full) object_release(full);
    if (other) object_release(other);
    value_release(made);
    return native_fail(f);
}

static Outcome class_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case RESOLVE: return resolve_next(f);
    case RESOLVE_FOUND: return resolve_found(f, incoming);
    case RESOLVED: return resolved(f, incoming);
    case PREPARE_FOUND: return prepare_found(f, incoming);
    case PREPARED: return prepared(f, incoming);
    case RAN:
        slot[CELL] = incoming;
        if (AS(Tuple, ref(slot[BASES]))->count == AS(Tuple, ref(slot[ORIGINAL]))->count) {
            bool same_bases = true;
            for (u32 i = 0; i < AS(Tuple, ref(slot[BASES]))->count; i++)
                same_bases = same_bases && same(ref(AS(Tuple, ref(slot[BASES]))->items[i]), ref(AS(Tuple, ref(slot[ORIGINAL]))->items[i]));
            if (same_bases) return make(f);
        }
        f->state = PREPARE;
        return op_setitem(ref(slot[NAMESPACE]), ref_of(vm.names[N_ORIG_BASES]), ref(slot[ORIGINAL]));
    case PREPARE: return make(f);
    default: return check_cell(f, incoming);
    }
}
static const NativeFrameKind class_frame = {"class", class_step, CLASS_SLOTS, 0, NULL};

/* args: func, name, *bases, metaclass, **kwds */
Outcome builtin_build_class(Ref self, const Value *args, u32 n) {
    if (!is_exact(ref(args[0]), T_FUNCTION)) return RAISE_OUTCOME(ERR_TYPE, "__build_class__: func must be a function");
    if (!is_kind(ref(args[1]), TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "__build_class__: name is not a string");
    Frame *f = native_push(&class_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[BODY] = value_keep(ref(args[0]));
    slot[NAME] = value_keep(ref(args[1]));
    slot[ORIGINAL] = value_keep(ref(args[2]));
    slot[META] = value_keep(ref(args[3]));
    slot[KEYWORDS] = value_keep(ref(args[4]));
    Value bases = list_new(0);
    if (is_error(bases)) return frame_pop(f), OUTCOME_ERROR;
    slot[BASES] = bases;
    return OUTCOME_PUSHED;
}
