/* op_class.c: making instances (type.__call__), and isinstance/issubclass with their hooks. */
#include "frame/call.h"
#include "frame/generator.h"
#include "object/attr.h"
#include "object/descriptor.h"

/* ---- type.__call__: __new__, then __init__ if it gave an instance of the class ---- */

enum { CLASS, ARGS, NAMES, MADE, CONSTRUCT_SLOTS };
enum { ASK_NEW, NEW_DONE, INIT_DONE };

static Outcome call_new(Type *type, const Value *args, u32 n, Tuple *names) {
    Object *found = type->dunder[N_NEW];
    if ((type->flags & (TYPE_NO_NEW | TYPE_HEAP)) == TYPE_NO_NEW || !found) return RAISE_OUTCOME(ERR_TYPE, "cannot create '%N' instances", type);
    Passed p = {ref_of(type), args, names, n, names ? names->count : 0, 1};
    if (found->type == vm.types[T_STATICMETHOD]) return call_passed(ref(((WrappedMethod *)found)->callable), &p);
    return call_passed(ref_of(found), &p);
}

static Outcome construct_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    Type *type = AS(Type, ref(slot[CLASS]));
    const Tuple *args = AS(Tuple, ref(slot[ARGS]));
    Tuple *names = is_empty(ref(slot[NAMES])) ? NULL : AS(Tuple, ref(slot[NAMES]));
    switch (f->state) {
    case ASK_NEW:
        f->state = NEW_DONE;
        return call_new(type, args->items, args->count, names);
    case NEW_DONE: {
        if (!type_is_subtype(type_of(ref(incoming)), type)) return native_done(f, incoming);
        slot[MADE] = incoming;
        f->state = INIT_DONE;
        Object *init = type_of(ref(incoming))->dunder[N_INIT];
        if (!init) return native_done(f, value_take(&slot[MADE]));
        Passed p = {ref(slot[MADE]), args->items, names, args->count, names ? names->count : 0, 1};
        if (init->type == vm.types[T_FUNCTION]) return call_function((Function *)init, &p, ON_VALUE);
        if (init->type == vm.types[T_WRAPPER_DESCRIPTOR]) return call_native_descriptor(ref_of(init), &p);
        return call_bound_later(ref_of(init), ref(slot[MADE]), AS(Tuple, ref(slot[ARGS])), names);
    }
    default:
        if (!is_none(ref(incoming))) {
            raise(ERR_TYPE, "__init__() should return None, not '%T'", ref(incoming));
            value_release(incoming);
            return native_fail(f);
        }
        return native_done(f, value_take(&slot[MADE]));
    }
}
static const NativeFrameKind construct_frame = {"construct", construct_step, CONSTRUCT_SLOTS, 0, NULL};

/* Its __new__ is a native that asks nobody. */
static bool makes_natively(const Type *type) {
    const Object *found = type->dunder[N_NEW];
    if (!found || found->type != vm.types[T_NATIVE_FUNCTION]) return false;
    u32 kind = ((const NativeObject *)found)->row->kind;
    return kind <= NATIVE_PN || kind == NATIVE_PRAW;
}

static bool initializes_plainly(const Object *init) { return init->type == vm.types[T_FUNCTION] || init->type == vm.types[T_WRAPPER_DESCRIPTOR]; }

/* No frame in between: __new__ answers at once, and what __init__ answers goes through a continuation. */
static Outcome construct_directly(Type *type, const Value *args, u32 n, Tuple *names) {
    Outcome answer = call_new(type, args, n, names);
    if (!outcome_is_value(answer)) return answer;
    Value made = outcome_value(answer);
    /* It may be a subclass's: OSError(2, '') is a FileNotFoundError. Classes that natives choose are builtin. */
    Object *init = type_of(ref(made))->dunder[N_INIT];
    if (!init || !type_is_subtype(type_of(ref(made)), type)) return answer;
    ASSERT(initializes_plainly(init), "a builtin class initializes natively");
    Passed p = {ref(made), args, names, n, names ? names->count : 0, 1};
    Outcome done = init->type == vm.types[T_FUNCTION] ? call_function((Function *)init, &p, ON_VALUE) : call_native_descriptor(ref_of(init), &p);
    return through(done, ON_INIT, 0, made);
}

static Outcome construct_slowly(Type *type, const Value *args, u32 n, Ref names) {
    Value all = tuple_from(args, n);
    if (is_error(all)) return OUTCOME_ERROR;
    Frame *f = native_push(&construct_frame);
    if (!f) return value_release(all), OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[CLASS] = value_keep(ref_of(type));
    slot[ARGS] = all;
    slot[NAMES] = value_keep(names);
    return OUTCOME_PUSHED;
}

Outcome op_construct(Type *type, Ref self_unused, const Value *args, u32 n, Ref names) {
    (void)self_unused;
    Type *object = vm.types[T_OBJECT];
    if (UNLIKELY(type == vm.types[T_TYPE])) {
        u32 positional = n - (is_empty(names) ? 0 : AS(Tuple, names)->count);
        if (n == 1 && positional == 1) return outcome(value_keep(ref_of(type_of(ref(args[0])))));
        if (positional != 3) return RAISE_OUTCOME(ERR_TYPE, "type() takes 1 or 3 arguments");
    }
    Object *init = type->dunder[N_INIT];
    bool plain_new = type->dunder[N_NEW] == object->dunder[N_NEW];
    if (plain_new && !(type->flags & (TYPE_ABSTRACT | TYPE_NO_NEW)) && type->flags & TYPE_HEAP && init && init->type == vm.types[T_FUNCTION]) {
        Value made = type_allocate(type);
        if (is_error(made)) return OUTCOME_ERROR;
        Tuple *named = is_empty(names) ? NULL : AS(Tuple, names);
        Passed p = {ref(made), args, named, n, named ? named->count : 0, 1};
        return through(call_function((Function *)init, &p, ON_VALUE), ON_INIT, 0, made);
    }
    if (plain_new && init == object->dunder[N_INIT] && !n && type->flags & TYPE_HEAP && !(type->flags & TYPE_ABSTRACT)) return outcome(type_allocate(type));
    /* A builtin that makes itself in __new__ alone needs no frame: its __init__ is object's. */
    if (!(type->flags & TYPE_HEAP) && init == object->dunder[N_INIT] && !plain_new) {
        Tuple *named = is_empty(names) ? NULL : AS(Tuple, names);
        return call_new(type, args, n, named);
    }
    if (makes_natively(type) && init && initializes_plainly(init)) return construct_directly(type, args, n, is_empty(names) ? NULL : AS(Tuple, names));
    return construct_slowly(type, args, n, names);
}

/* ---- isinstance and issubclass: slots object, class or tuple; aux: index in a tuple ---- */

enum { ASKED, AGAINST, CHECK_SLOTS };
#define INSTANCE 0x80000000u

static Outcome check_one(Ref object, Ref against, bool instance);
static Outcome check_ducks(Ref object, Ref against, bool instance);

static Outcome tuple_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (is_true(ref(incoming))) return native_done(f, incoming);
    const Tuple *classes = tuple_of(ref(slot[AGAINST]));
    u32 at = f->aux & ~INSTANCE;
    if (at >= classes->count) return native_done(f, value_bool(false));
    f->aux++;
    return check_one(ref(slot[ASKED]), ref(classes->items[at]), f->aux & INSTANCE);
}
static const NativeFrameKind tuple_frame = {"isinstance", tuple_step, CHECK_SLOTS, 0, NULL};

static Outcome check_tuple(Ref object, Ref classes, bool instance) {
    Frame *f = native_push(&tuple_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[ASKED] = value_keep(object);
    frame_slots(f)[AGAINST] = value_keep(classes);
    f->aux = instance ? INSTANCE : 0;
    return OUTCOME_PUSHED;
}

/* type.__instancecheck__: the class, or what the object says its __class__ is. */
static Outcome class_step(Frame *f, Value incoming) {
    if (f->state++ == 0) return op_getattr(ref(frame_slots(f)[ASKED]), vm.names[N_CLASS]);
    if (is_error(incoming)) {
        if (!raised_is(ERR_ATTRIBUTE)) return native_fail(f);
        raised_clear();
        return native_done(f, value_bool(false));
    }
    bool yes = is_kind(ref(incoming), TYPE_IS_TYPE) && type_is_subtype(AS(Type, ref(incoming)), AS(Type, ref(frame_slots(f)[AGAINST])));
    value_release(incoming);
    return native_done(f, value_bool(yes));
}
static const NativeFrameKind class_frame = {"isinstance", class_step, CHECK_SLOTS, 0, NULL};

static Outcome check_type(Ref object, Ref against, bool instance) {
    if (!instance) {
        if (!is_kind(object, TYPE_IS_TYPE)) return check_ducks(object, against, false);
        return outcome(value_bool(type_is_subtype(AS(Type, object), AS(Type, against))));
    }
    Type *type = type_of(object);
    if (type_is_subtype(type, AS(Type, against))) return outcome(value_bool(true));
    bool plain = type->dunder[N_GETATTRIBUTE] == vm.types[T_OBJECT]->dunder[N_GETATTRIBUTE] || type->dunder[N_GETATTRIBUTE] == vm.types[T_TYPE]->dunder[N_GETATTRIBUTE];
    if (plain && same(type_lookup(type, vm.names[N_CLASS]), dict_get_text(vm.types[T_OBJECT]->dict, vm.names[N_CLASS]))) return outcome(value_bool(false));
    Frame *f = native_push(&class_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[ASKED] = value_keep(object);
    frame_slots(f)[AGAINST] = value_keep(against);
    return OUTCOME_PUSHED;
}

/* ---- what is no class but has __bases__ like one; slots: derived, against, the bases still to be looked at ---- */

enum { DUCK_DERIVED, DUCK_AGAINST, DUCK_REST, DUCK_SLOTS };
enum { DUCK_CHECK_DERIVED, DUCK_CHECK_AGAINST, DUCK_GET_CLASS, DUCK_WALK, DUCK_BASES };

static const char *const refusals[] = {"issubclass() arg 1 must be a class", "issubclass() arg 2 must be a class, a tuple of classes, or a union",
                                       "isinstance() arg 2 must be a type, a tuple of types, or a union"};

/* The next class to look at is taken off the rest: (bases, index, what comes after) tuples. false: none is left. */
static bool next_duck(Value *slot) {
    while (!is_empty(ref(slot[DUCK_REST]))) {
        Tuple *rest = AS(Tuple, ref(slot[DUCK_REST]));
        const Tuple *bases = tuple_of(ref(rest->items[0]));
        u32 at = (u32)int48_of(ref(rest->items[1]));
        if (at < bases->count) {
            rest->items[1] = value_u32(at + 1);
            value_set(&slot[DUCK_DERIVED], value_keep(ref(bases->items[at])));
            return true;
        }
        value_set(&slot[DUCK_REST], value_keep(ref(rest->items[2])));
    }
    return false;
}

static Outcome walk_ducks(Frame *f) {
    Value *slot = frame_slots(f);
    if (same(ref(slot[DUCK_DERIVED]), ref(slot[DUCK_AGAINST]))) return native_done(f, value_bool(true));
    f->state = DUCK_BASES;
    return op_getattr_or(ref(slot[DUCK_DERIVED]), vm.names[N_BASES], REF_EMPTY);
}

static Outcome duck_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    bool instance = f->aux & INSTANCE;
    if (is_error(incoming)) return native_fail(f);
    bool has_bases = is_kind(ref(incoming), TYPE_IS_TUPLE);
    switch (f->state) {
    case DUCK_CHECK_DERIVED:
        f->state = DUCK_CHECK_AGAINST;
        return instance ? outcome(EMPTY) : op_getattr_or(ref(slot[DUCK_DERIVED]), vm.names[N_BASES], REF_EMPTY);
    case DUCK_CHECK_AGAINST:
        value_release(incoming);
        if (!instance && !has_bases) return raise(ERR_TYPE, refusals[0]), native_fail(f);
        f->state = DUCK_GET_CLASS;
        return op_getattr_or(ref(slot[DUCK_AGAINST]), vm.names[N_BASES], REF_EMPTY);
    case DUCK_GET_CLASS:
        value_release(incoming);
        if (!has_bases) return raise(ERR_TYPE, refusals[instance ? 2 : 1]), native_fail(f);
        f->state = DUCK_WALK;
        return instance ? op_getattr_or(ref(slot[DUCK_DERIVED]), vm.names[N_CLASS], REF_EMPTY) : outcome(EMPTY);
    case DUCK_WALK:
        if (instance && is_empty(ref(incoming))) return native_done(f, value_bool(false));
        if (instance) value_set(&slot[DUCK_DERIVED], incoming);
        return walk_ducks(f);
    default: {
        if (!has_bases) {
            value_release(incoming);
        } else {
            Value rest = tuple_pack3(incoming, value_u32(0), value_take(&slot[DUCK_REST]));
            if (is_error(rest)) return native_fail(f);
            slot[DUCK_REST] = rest;
        }
        return next_duck(slot) ? walk_ducks(f) : native_done(f, value_bool(false));
    }
    }
}
static const NativeFrameKind duck_frame = {"issubclass", duck_step, DUCK_SLOTS, 0, NULL};

static Outcome check_ducks(Ref object, Ref against, bool instance) {
    Frame *f = native_push(&duck_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[DUCK_DERIVED] = value_keep(object);
    frame_slots(f)[DUCK_AGAINST] = value_keep(against);
    f->aux = instance ? INSTANCE : 0;
    return OUTCOME_PUSHED;
}

static Outcome check_one(Ref object, Ref against, bool instance) {
    if (instance && is_pointer(against) && type_of(object) == (Type *)(void *)object_of(against)) return outcome(value_bool(true));
    if (is_kind(against, TYPE_IS_TUPLE)) return check_tuple(object, against, instance);
    u32 id = instance ? N_INSTANCECHECK : N_SUBCLASSCHECK;
    Object *hook = type_of(against)->dunder[id];
    if (is_kind(against, TYPE_IS_TYPE) && hook == vm.types[T_TYPE]->dunder[id]) return check_type(object, against, instance);
    if (hook && hook != DUNDER_NONE) {
        Value args[1] = {VALUE(BITS(object))};
        return call_special(hook, against, args, 1, ON_TRUTH, 0, EMPTY);
    }
    return check_ducks(object, against, instance);
}

Outcome op_isinstance(Ref object, Ref class_or_tuple) { return check_one(object, class_or_tuple, true); }
Outcome op_issubclass(Ref type, Ref class_or_tuple) { return check_one(type, class_or_tuple, false); }
Outcome op_type_check(Ref type, Ref object, bool instance) { return check_type(object, type, instance); }
