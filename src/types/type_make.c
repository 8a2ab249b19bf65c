/* type_make.c: type.__new__, step by step (language reference, "Customizing class creation"): arguments, the metaclass
 * that wins, __slots__, the class itself (object/type_build.c), a metaclass's own mro(), the class cell, __set_name__ of
 * each attribute, and __init_subclass__ of what is above. Everything but the class itself may be Python's.
 */
#include "frame/call.h"
#include "object/descriptor.h"
#include "types/construct.h"
#include "types/list.h"
#include "types/type.h"

enum { MAKE_META, MAKE_NAME, MAKE_BASES, MAKE_SPACE, MAKE_KEYWORDS, MAKE_SLOTS_GIVEN, MAKE_CELL, MAKE_DICT_CELL, MAKE_TYPE, MAKE_NAMES, MAKE_KEY,
       MAKE_ATTRIBUTE, MAKE_COUNT };
enum { MAKE_BEGIN, MAKE_SLOTS_LIST, MAKE_MRO, MAKE_MRO_TUPLE, MAKE_NAMING, MAKE_BOUND_NAMING, MAKE_NAMED, MAKE_INIT, MAKE_DONE };

/* ---- the metaclass ---- */

/* The most derived of the metaclass asked for and those of the bases. NULL: raised. */
static Type *winner(Type *meta, const Tuple *bases) {
    for (u32 i = 0; i < bases->count; i++) {
        Type *theirs = type_of(ref(bases->items[i]));
        if (type_is_subtype(meta, theirs)) continue;
        if (!type_is_subtype(theirs, meta))
            return RAISE_NULL(ERR_TYPE, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the "
                                        "metaclasses of all its bases");
        meta = theirs;
    }
    return meta;
}

/* ---- __slots__ ---- */

/* A sorted tuple of exact str; the items of list are looked at. */
static Value sorted_slots(const Value *items, u32 count) {
    Tuple *names = tuple_new(count);
    if (!names) return VALUE_ERROR;
    for (u32 i = 0; i < count; i++) {
        Ref item = ref(items[i]);
        if (!is_kind(item, TYPE_IS_STR)) {
            object_release(names);
            return raise(ERR_TYPE, "__slots__ items must be strings, not '%T'", item);
        }
        Text *name = text_of(item);
        object_keep(name);
        name = text_intern(name);
        if (!name) return object_release(names), VALUE_ERROR;
        u32 at = i;
        for (; at && text_compare(name, AS(Text, ref(names->items[at - 1]))) < 0; at--) names->items[at] = names->items[at - 1];
        names->items[at] = value_of(name);
        if ((i & 255) == 255 && !fuel_poll(i)) return object_release(names), VALUE_ERROR;
    }
    return value_of(names);
}

static bool put_slots(Frame *f, const Value *items, u32 count) {
    Value names = sorted_slots(items, count);
    if (is_error(names)) return false;
    bool done = dict_set_text(AS(Dict, ref(frame_slots(f)[MAKE_SPACE])), vm.names[N_SLOTS], ref(names));
    value_release(names);
    return done;
}

/* ---- the class ---- */

static bool take_cell(Dict *space, u32 name_id, Value *into, const char *told) {
    Ref cell = dict_get_text(space, vm.names[name_id]);
    if (is_empty(cell)) return true;
    if (!is_exact(cell, T_CELL)) {
        Text *shown = type_full_name(type_of(cell));
        if (shown) {
            raise(ERR_TYPE, "%s must be a nonlocal cell, not <class '%U'>", told, shown);
            object_release(shown);
        }
        return false;
    }
    *into = value_keep(cell);
    return dict_delete_text(space, vm.names[name_id]);
}

static bool add_module(Dict *space) {
    if (!is_empty(dict_get_text(space, vm.names[N_MODULE]))) return true;
    Frame *f = frame_visible(vm.thread->frame);
    Ref module = f ? dict_get_text(frame_globals(f), vm.names[N_NAME]) : REF_EMPTY;
    return is_empty(module) || BITS(module) == BITS_NEEDS_PYTHON || dict_set_text(space, vm.names[N_MODULE], module);
}

static Outcome ask_names(Frame *f);

static Outcome have_mro(Frame *f) {
    Value *slot = frame_slots(f);
    Type *type = AS(Type, ref(slot[MAKE_TYPE]));
    if (!is_empty(ref(slot[MAKE_CELL]))) value_set(&AS(Cell, ref(slot[MAKE_CELL]))->value, value_keep(ref_of(type)));
    if (!is_empty(ref(slot[MAKE_DICT_CELL]))) value_set(&AS(Cell, ref(slot[MAKE_DICT_CELL]))->value, value_keep(ref_of(type->dict)));
    Dict *names = dict_new();
    if (!names) return native_fail(f);
    slot[MAKE_NAMES] = value_of(names);
    if (!table_copy(&names->table, &type->dict->table)) return native_fail(f);
    f->aux = 0;
    return ask_names(f);
}

static Outcome build(Frame *f) {
    Value *slot = frame_slots(f);
    Dict *space = AS(Dict, ref(slot[MAKE_SPACE]));
    Type *meta = AS(Type, ref(slot[MAKE_META]));
    if (!add_module(space) || !take_cell(space, N_CLASSCELL, &slot[MAKE_CELL], "__classcell__")
        || !take_cell(space, N_CLASSDICTCELL, &slot[MAKE_DICT_CELL], "__classdictcell__")) return native_fail(f);
    Value made = type_new(meta, text_of(ref(slot[MAKE_NAME])), tuple_of(ref(slot[MAKE_BASES])), space, REF_EMPTY);
    if (is_error(made)) return native_fail(f);
    slot[MAKE_TYPE] = made;
    Type *type = AS(Type, ref(made));
    if (!is_empty(ref(slot[MAKE_SLOTS_GIVEN])) && !dict_set_text(type->dict, vm.names[N_SLOTS], ref(slot[MAKE_SLOTS_GIVEN]))) return native_fail(f);
    Ref order = type_lookup(meta, vm.names[N_MRO]);
    if (same(order, type_lookup(vm.types[T_TYPE], vm.names[N_MRO]))) return have_mro(f);
    f->state = MAKE_MRO;
    return op_call_method(ref(slot[MAKE_TYPE]), vm.names[N_MRO], NULL, 0);
}

/* ---- __set_name__ ---- */

static Outcome ask_init_subclass(Frame *f) {
    Value *slot = frame_slots(f);
    Type *type = AS(Type, ref(slot[MAKE_TYPE]));
    f->state = MAKE_INIT;
    return op_super_getattr(type, ref_of(type), type, vm.names[N_INIT_SUBCLASS]);
}

/* The next attribute whose class has __set_name__; binding that may be Python's. */
static Outcome ask_names(Frame *f) {
    Value *slot = frame_slots(f);
    const Dict *names = AS(Dict, ref(slot[MAKE_NAMES]));
    u32 at = f->aux;
    Ref key, value;
    while (table_next(&names->table, &at, &key, &value)) {
        Type *type = type_of(value);
        Ref hook = type_lookup(type, vm.names[N_SET_NAME]);
        if (is_empty(hook)) continue;
        f->aux = at;
        value_set(&slot[MAKE_KEY], value_keep(key));
        value_set(&slot[MAKE_ATTRIBUTE], value_keep(value));
        f->state = MAKE_BOUND_NAMING;
        return op_bind(hook, value, type);
    }
    return ask_init_subclass(f);
}

/* CPython's note on what __set_name__ raised. */
static void note_set_name(Frame *f) {
    Value *slot = frame_slots(f);
    Value raised = raised_take();
    Text *note = text_format("Error calling __set_name__ on '%T' instance %R in '%N'", ref(slot[MAKE_ATTRIBUTE]), text_of(ref(slot[MAKE_KEY])),
                             AS(Type, ref(slot[MAKE_TYPE])));
    Value held = note ? value_of(note) : EMPTY;
    Ref notes = instance_get(ref(raised), vm.names[N_NOTES]);
    if (note && is_exact(notes, T_LIST)) {
        if (!list_append(notes, value_keep(ref(held)))) raised_clear();
    } else if (note && is_empty(notes)) {
        Value list = list_from(&held, 1);
        if (is_error(list) || !instance_set(ref(raised), vm.names[N_NOTES], ref(list))) raised_clear();
        if (!is_error(list)) value_release(list);
    }
    if (!note) raised_clear();
    value_release(held);
    raised_restore(raised);
}

static Outcome make_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) {
        if (f->state == MAKE_NAMED) note_set_name(f);
        return native_fail(f);
    }
    switch (f->state) {
    case MAKE_BEGIN: {
        Dict *space = AS(Dict, ref(slot[MAKE_SPACE]));
        Ref given = dict_get_text(space, vm.names[N_SLOTS]);
        if (is_empty(given) || BITS(given) == BITS_NEEDS_PYTHON) return build(f);
        slot[MAKE_SLOTS_GIVEN] = value_keep(given);
        if (is_kind(given, TYPE_IS_STR)) return put_slots(f, &slot[MAKE_SLOTS_GIVEN], 1) ? build(f) : native_fail(f);
        f->state = MAKE_SLOTS_LIST;
        return op_tuple(given);
    }
    case MAKE_SLOTS_LIST: {
        const Tuple *names = AS(Tuple, ref(incoming));
        bool done = put_slots(f, names->items, names->count);
        value_release(incoming);
        return done ? build(f) : native_fail(f);
    }
    case MAKE_MRO: {
        f->state = MAKE_MRO_TUPLE;
        Outcome asked = op_tuple(ref(incoming));
        value_release(incoming);
        return asked;
    }
    case MAKE_MRO_TUPLE: {
        bool done = type_take_mro(AS(Type, ref(slot[MAKE_TYPE])), AS(Tuple, ref(incoming)), true);
        value_release(incoming);
        return done ? have_mro(f) : native_fail(f);
    }
    case MAKE_BOUND_NAMING: {
        f->state = MAKE_NAMED;
        Outcome asked = op_call(ref(incoming), (Value[]){slot[MAKE_TYPE], slot[MAKE_KEY]}, 2);
        value_release(incoming);
        return asked;
    }
    case MAKE_NAMED:
        value_release(incoming);
        return ask_names(f);
    case MAKE_INIT: {
        if (is_empty(ref(incoming))) return native_done(f, value_take(&slot[MAKE_TYPE])); /* a custom MRO without object */
        f->state = MAKE_DONE;
        Outcome asked = op_call_ex(ref(incoming), ref(vm.empty_tuple), ref(slot[MAKE_KEYWORDS]));
        value_release(incoming);
        return asked;
    }
    default:
        value_release(incoming);
        return native_done(f, value_take(&slot[MAKE_TYPE]));
    }
}
static const NativeFrameKind make_frame = {"type", make_step, MAKE_COUNT, 0, NULL};

/* ---- arguments ---- */

static bool check_args(const Construct *c) {
    if (c->n != 3) return RAISE_FALSE(ERR_TYPE, "type.__new__() takes exactly 3 arguments (%u given)", c->n);
    static const struct { u32 flag; const char *name; } wanted[] = {{TYPE_IS_STR, "str"}, {TYPE_IS_TUPLE, "tuple"}, {TYPE_IS_DICT, "dict"}};
    for (u32 i = 0; i < 3; i++)
        if (!is_kind(ref(c->args[i]), wanted[i].flag))
            return RAISE_FALSE(ERR_TYPE, "type.__new__() argument %u must be %s, not %T", i + 1, wanted[i].name, ref(c->args[i]));
    return type_check_name(text_of(ref(c->args[0])));
}

static bool check_bases(const Tuple *bases) {
    for (u32 i = 0; i < bases->count; i++) {
        Ref base = ref(bases->items[i]);
        if (is_kind(base, TYPE_IS_TYPE)) continue;
        if (!is_empty(type_lookup(type_of(base), vm.names[N_MRO_ENTRIES])))
            return RAISE_FALSE(ERR_TYPE, "type() doesn't support MRO entry resolution; use types.new_class()");
    }
    return true;
}

/* Another metaclass wins, and has a __new__ of its own: the whole call is its. */
static Outcome delegate(Type *meta, const Construct *c) {
    Tuple *all = tuple_new(4);
    if (!all) return OUTCOME_ERROR;
    all->items[0] = value_keep(ref_of(meta));
    for (u32 i = 0; i < 3; i++) all->items[i + 1] = value_keep(ref(c->args[i]));
    Ref found = ref_of(meta->dunder[N_NEW]);
    if (is_exact(found, T_STATICMETHOD)) found = ref(AS(WrappedMethod, found)->callable);
    Outcome answer = op_call_ex(found, ref_of(all), c->keywords ? ref_of(c->keywords) : REF_EMPTY);
    object_release(all);
    return answer;
}

Outcome type_make(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !check_args(&c)) return OUTCOME_ERROR;
    Tuple *bases = tuple_of(ref(c.args[1]));
    if (!check_bases(bases)) return OUTCOME_ERROR;
    Type *meta = winner(c.type, bases);
    if (!meta) return OUTCOME_ERROR;
    if (meta != c.type && meta->dunder[N_NEW] != vm.types[T_TYPE]->dunder[N_NEW]) return delegate(meta, &c);
    Dict *space = dict_new();
    if (!space) return OUTCOME_ERROR;
    Frame *f = table_copy(&space->table, &AS(Dict, ref(c.args[2]))->table) ? native_push(&make_frame) : NULL;
    if (!f) return object_release(space), OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[MAKE_META] = value_keep(ref_of(meta));
    slot[MAKE_NAME] = value_keep(payload_of(ref(c.args[0])));
    slot[MAKE_BASES] = value_keep(ref_of(bases));
    slot[MAKE_SPACE] = value_of(space);
    slot[MAKE_KEYWORDS] = c.keywords ? value_keep(ref_of(c.keywords)) : EMPTY;
    return OUTCOME_PUSHED;
}
