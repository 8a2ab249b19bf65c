/* object_reduce.c: object.__reduce_ex__, __reduce__ and __getstate__ (PEP 307): what copy and pickle rebuild an object
 * from. Protocol 2 and above answer (copyreg.__newobj__, (class, *args), state, items of a list, items of a dict); below, the
 * library's copyreg._reduce_ex does the work.
 */
#include "types/object_reduce.h"
#include "frame/call.h"
#include "object/tuple.h"
#include "types/list.h"

/* ---- __getstate__: the attributes, and the slots beside them; slots: self, dict, slot values, names; aux: position ---- */

enum { STATE_SELF, STATE_DICT, STATE_VALUES, STATE_NAMES, STATE_SLOTS };
enum { STATE_BEGIN, STATE_GOT_DICT, STATE_GOT_VALUE };

/* The names of all __slots__ in the MRO, without __dict__ and __weakref__. */
static Value slot_names(const Type *type) {
    Value names = list_new(0);
    for (u32 i = 0; !is_error(names) && i < type->mro->count; i++) {
        const Type *t = AS(Type, ref(type->mro->items[i]));
        u32 at = 0;
        Ref key, value;
        if (!(t->flags & TYPE_HEAP)) continue;
        while (table_next(&t->dict->table, &at, &key, &value))
            if (is_exact(value, T_MEMBER_DESCRIPTOR) && !list_append(ref(names), value_keep(key))) return value_release(names), VALUE_ERROR;
    }
    return names;
}

static Outcome state_next(Frame *f) {
    Value *slot = frame_slots(f);
    const ListObject *names = AS(ListObject, ref(slot[STATE_NAMES]));
    if (f->aux < names->count) {
        f->state = STATE_GOT_VALUE;
        return op_getattr_or(ref(slot[STATE_SELF]), AS(Text, ref(names->items[f->aux])), REF_EMPTY);
    }
    Value state = value_keep(ref(slot[STATE_DICT]));
    if (!AS(Dict, ref(slot[STATE_VALUES]))->table.used) return native_done(f, state);
    Value pair = tuple_pack2(state, value_take(&slot[STATE_VALUES]));
    return is_error(pair) ? native_fail(f) : native_done(f, pair);
}

static Outcome state_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case STATE_BEGIN:
        f->state = STATE_GOT_DICT;
        return op_getattr_or(ref(slot[STATE_SELF]), vm.names[N_DICT], REF_NONE);
    case STATE_GOT_DICT: {
        slot[STATE_DICT] = incoming;
        if (is_kind(ref(incoming), TYPE_IS_DICT) && !AS(Dict, ref(incoming))->table.used && !is_kind(ref(slot[STATE_SELF]), TYPE_IS_TYPE))
            value_set(&slot[STATE_DICT], NONE);
        Dict *values = dict_new();
        slot[STATE_VALUES] = values ? value_of(values) : EMPTY;
        Value names = slot_names(type_of(ref(slot[STATE_SELF])));
        if (!values || is_error(names)) return native_fail(f);
        slot[STATE_NAMES] = names;
        return state_next(f);
    }
    default: {
        Text *name = AS(Text, ref(AS(ListObject, ref(slot[STATE_NAMES]))->items[f->aux++]));
        bool done = is_empty(ref(incoming)) || dict_set_text(AS(Dict, ref(slot[STATE_VALUES])), name, ref(incoming));
        value_release(incoming);
        return done ? state_next(f) : native_fail(f);
    }
    }
}
static const NativeFrameKind state_frame = {"__getstate__", state_step, STATE_SLOTS, 0, NULL};

Outcome object_getstate(Ref self) {
    Frame *f = native_push(&state_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[STATE_SELF] = value_keep(self);
    return OUTCOME_PUSHED;
}

/* ---- __reduce_ex__ ---- */

enum { RED_SELF, RED_COPYREG, RED_ARGS, RED_KWARGS, RED_STATE, RED_LIST, RED_DICT, RED_SLOTS };
enum { RED_HOOK, RED_HOOKED, RED_MODULE, RED_OLD, RED_NEWARGS_EX, RED_GOT_EX, RED_GOT_ARGS, RED_GOT_STATE, RED_GOT_LIST, RED_GOT_DICT, RED_GOT_ITEMS,
       RED_GOT_MAKER, RED_DONE };

static Value copyreg_import_args(void) {
    Text *name = text_intern_c("copyreg");
    return name ? value_of(name) : VALUE_ERROR;
}

/* copyreg by way of builtins.__import__, as any program would get it. */
static Outcome import_copyreg(void) {
    Ref importer = dict_get_text(vm.builtins, vm.names[N_IMPORT]);
    if (is_empty(importer)) return RAISE_OUTCOME(ERR_IMPORT, "__import__ not found");
    Value name = copyreg_import_args();
    if (is_error(name)) return OUTCOME_ERROR;
    Outcome answer = op_call1(importer, ref(name));
    value_release(name);
    return answer;
}

static Outcome get_named(Ref object, const char *name) {
    Text *text = text_intern_c(name);
    if (!text) return OUTCOME_ERROR;
    Outcome answer = op_getattr(object, text);
    object_release(text);
    return answer;
}

/* Whether copying the state alone would lose what C keeps: such objects say themselves how they are rebuilt. */
static bool has_own_struct(const Type *type) {
    const Type *builtin = type;
    while (builtin->flags & TYPE_HEAP) builtin = builtin->base;
    return builtin != vm.types[T_OBJECT] && (builtin->spec->size || builtin->flags & TYPE_PAYLOAD);
}

static Outcome reduce_maker(Frame *f) {
    Value *slot = frame_slots(f);
    f->state = RED_GOT_MAKER;
    return get_named(ref(slot[RED_COPYREG]), is_empty(ref(slot[RED_KWARGS])) ? "__newobj__" : "__newobj_ex__");
}

static Value maker_args(Frame *f) {
    Value *slot = frame_slots(f);
    Ref type = ref_of(type_of(ref(slot[RED_SELF])));
    const Tuple *args = is_empty(ref(slot[RED_ARGS])) ? NULL : tuple_of(ref(slot[RED_ARGS]));
    if (!is_empty(ref(slot[RED_KWARGS]))) return tuple_pack3(value_keep(type), value_keep(ref(slot[RED_ARGS])), value_keep(ref(slot[RED_KWARGS])));
    Tuple *all = tuple_new(1 + (args ? args->count : 0));
    if (!all) return VALUE_ERROR;
    all->items[0] = value_keep(type);
    for (u32 i = 0; args && i < args->count; i++) all->items[i + 1] = value_keep(ref(args->items[i]));
    return value_of(all);
}

static Outcome no_pickle(Frame *f) {
    raise(ERR_TYPE, "cannot pickle '%T' object", ref(frame_slots(f)[RED_SELF]));
    return native_fail(f);
}

/* What __getnewargs_ex__ gave: a tuple and a dict. false: raised. */
static bool take_args_ex(Frame *f, Ref given) {
    Value *slot = frame_slots(f);
    if (!is_kind(given, TYPE_IS_TUPLE)) return RAISE_FALSE(ERR_TYPE, "__getnewargs_ex__ should return a tuple, not '%T'", given);
    const Tuple *pair = tuple_of(given);
    if (pair->count != 2) return RAISE_FALSE(ERR_VALUE, "__getnewargs_ex__ should return a tuple of length 2, not %u", pair->count);
    Ref args = ref(pair->items[0]), kwargs = ref(pair->items[1]);
    if (!is_kind(args, TYPE_IS_TUPLE)) return RAISE_FALSE(ERR_TYPE, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%T'", args);
    if (!is_kind(kwargs, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%T'", kwargs);
    slot[RED_ARGS] = value_keep(ref_of(tuple_of(args)));
    if (AS(Dict, kwargs)->table.used) slot[RED_KWARGS] = value_keep(kwargs);
    return true;
}

static Outcome reduce_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Ref self = ref(slot[RED_SELF]);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case RED_HOOK: /* a class with a __reduce__ of its own is asked for that */
        f->state = RED_HOOKED;
        if (!same(type_lookup(type_of(self), vm.names[N_REDUCE]), dict_get_text(vm.types[T_OBJECT]->dict, vm.names[N_REDUCE])))
            return op_call_method(self, vm.names[N_REDUCE], NULL, 0);
        incoming = EMPTY; /* fall through */
    case RED_HOOKED:
        if (!is_empty(ref(incoming))) return native_done(f, incoming); /* fall through */
    case RED_MODULE:
        f->state = f->aux < 2 ? RED_OLD : RED_NEWARGS_EX;
        return import_copyreg();
    case RED_OLD: {
        slot[RED_COPYREG] = incoming;
        f->state = RED_DONE;
        Text *name = text_intern_c("_reduce_ex");
        if (!name) return native_fail(f);
        Value args[2] = {slot[RED_SELF], value_u32(f->aux)};
        Outcome asked = op_call_method(ref(slot[RED_COPYREG]), name, args, 2);
        object_release(name);
        return asked;
    }
    case RED_NEWARGS_EX:
        slot[RED_COPYREG] = incoming;
        if (type_of(self)->flags & TYPE_NO_NEW) return no_pickle(f);
        if (!is_empty(type_lookup(type_of(self), vm.names[N_NEWOBJ_EX]))) {
            f->state = RED_GOT_EX;
            return op_call_method(self, vm.names[N_NEWOBJ_EX], NULL, 0);
        }
        if (!is_empty(type_lookup(type_of(self), vm.names[N_GETNEWARGS]))) {
            f->state = RED_GOT_ARGS;
            return op_call_method(self, vm.names[N_GETNEWARGS], NULL, 0);
        }
        f->state = RED_GOT_STATE;
        return op_call_method(self, vm.names[N_GETSTATE], NULL, 0);
    case RED_GOT_EX:
        if (!take_args_ex(f, ref(incoming))) return value_release(incoming), native_fail(f);
        value_release(incoming);
        f->state = RED_GOT_STATE;
        return op_call_method(self, vm.names[N_GETSTATE], NULL, 0);
    case RED_GOT_ARGS:
        if (!is_kind(ref(incoming), TYPE_IS_TUPLE)) {
            raise(ERR_TYPE, "__getnewargs__ should return a tuple, not '%T'", ref(incoming));
            value_release(incoming);
            return native_fail(f);
        }
        slot[RED_ARGS] = incoming;
        f->state = RED_GOT_STATE;
        return op_call_method(self, vm.names[N_GETSTATE], NULL, 0);
    case RED_GOT_STATE:
        slot[RED_STATE] = incoming;
        if (is_empty(ref(slot[RED_ARGS])) && has_own_struct(type_of(self)) && !is_kind(self, TYPE_IS_LIST) && !is_kind(self, TYPE_IS_DICT)) return no_pickle(f);
        f->state = RED_GOT_LIST;
        return is_kind(self, TYPE_IS_LIST) ? op_iter(self) : outcome(NONE);
    case RED_GOT_LIST:
        slot[RED_LIST] = incoming;
        f->state = RED_GOT_DICT;
        return is_kind(self, TYPE_IS_DICT) ? op_call_method(self, vm.names[N_ITEMS], NULL, 0) : outcome(NONE);
    case RED_GOT_DICT:
        slot[RED_DICT] = incoming;
        f->state = RED_GOT_ITEMS;
        return is_none(ref(incoming)) ? outcome(NONE) : op_iter(ref(slot[RED_DICT]));
    case RED_GOT_ITEMS:
        value_set(&slot[RED_DICT], incoming);
        return reduce_maker(f);
    case RED_GOT_MAKER: {
        Value args = maker_args(f);
        if (is_error(args)) return value_release(incoming), native_fail(f);
        Value parts[5] = {incoming, args, value_take(&slot[RED_STATE]), value_take(&slot[RED_LIST]), value_take(&slot[RED_DICT])};
        Value made = tuple_take(parts, 5);
        return is_error(made) ? native_fail(f) : native_done(f, made);
    }
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind reduce_frame = {"__reduce_ex__", reduce_step, RED_SLOTS, 0, NULL};

static Outcome reduce(Ref self, u32 protocol, u32 state) {
    Frame *f = native_push(&reduce_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[RED_SELF] = value_keep(self);
    f->aux = protocol;
    f->state = (u16)state;
    return OUTCOME_PUSHED;
}

Outcome object_reduce_ex(Ref self, Ref protocol) {
    if (!is_int48(protocol)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object cannot be interpreted as an integer", protocol);
    i64 n = int48_of(protocol);
    return reduce(self, n < 0 ? 0 : n > 5 ? 5 : (u32)n, RED_HOOK);
}
Outcome object_reduce(Ref self) { return reduce(self, 0, RED_MODULE); }
