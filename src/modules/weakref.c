/* weakref.c: the module _weakref. */
#include "modules/native.h"

static u32 count_of(Ref object) {
    Object **head = is_pointer(object) ? object_weakrefs(object_of(object)) : NULL;
    u32 n = 0;
    for (WeakRef *weak = head ? (WeakRef *)(void *)*head : NULL; weak; weak = weak->next) n++;
    return n;
}

static Value weakref_count(Ref self, Ref object) { return value_u32(count_of(object)); }

static Value weakref_list(Ref self, Ref object) {
    Value list = list_new(0);
    Object **head = is_pointer(object) ? object_weakrefs(object_of(object)) : NULL;
    for (WeakRef *weak = head ? (WeakRef *)(void *)*head : NULL; weak && !is_error(list); weak = weak->next) {
        if (object_is_dying(&weak->head) || list_append(ref(list), value_keep(ref_of(weak)))) continue;
        value_release(list);
        return VALUE_ERROR;
    }
    return list;
}

/* Takes a key away whose value is a dead reference, in one go: the callback of WeakValueDictionary. slots: dict, key */
static Outcome remove_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Dict *dict = AS(Dict, ref(slot[0]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_table_get(ref(slot[0]), &dict->table, ref(slot[1]));
    case 1: {
        bool dead = is_pointer(ref(incoming)) && is_weakref(ref(incoming)) && is_empty(weakref_target(AS(WeakRef, ref(incoming))));
        value_release(incoming);
        return dead ? op_table_delete(ref(slot[0]), &dict->table, ref(slot[1])) : native_done(f, NONE);
    }
    default:
        value_release(incoming);
        return native_done(f, NONE);
    }
}
static const NativeFrameKind remove_frame = {"_remove_dead_weakref", remove_step, 2, 0, NULL};

static Outcome weakref_remove_dead(Ref self, Ref dict, Ref key) {
    if (!is_kind(dict, TYPE_IS_DICT)) return RAISE_OUTCOME(ERR_TYPE, "_remove_dead_weakref() argument 1 must be dict, not %T", dict);
    Frame *f = native_push(&remove_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(dict);
    frame_slots(f)[1] = value_keep(key);
    return OUTCOME_PUSHED;
}

static Value weakref_make_proxy(Ref self, Ref object, Ref callback) { return weakref_proxy(object, callback); }

static const NativeRow weakref_functions[] = {
    FUNCTION_ROW("getweakrefcount($module, object, /)", P1, weakref_count, "Return the number of weak references to 'object'."),
    FUNCTION_ROW("getweakrefs($module, object, /)", P1, weakref_list, "Return a list of all weak reference objects pointing to 'object'."),
    {.signature = "proxy($module, object, callback=None, /)", .doc = "Create a proxy object that weakly references 'object'.",
     .code.P2 = weakref_make_proxy, .kind = NATIVE_P2, .flags = NATIVE_OPTIONAL},
    FUNCTION_ROW("_remove_dead_weakref($module, dct, key, /)", O2, weakref_remove_dead, "Atomically remove key from dict if it points to a dead weakref."),
};

static bool put(Dict *namespace_, const char *as, const Type *type) {
    Text *name = type ? text_intern_c(as) : NULL;
    bool done = name && dict_set_text(namespace_, name, ref_of(type));
    if (name) object_release(name);
    return done;
}

static bool fill(Dict *namespace_) {
    return put(namespace_, "ref", vm.types[T_WEAKREF]) && put(namespace_, "ReferenceType", vm.types[T_WEAKREF])
        && put(namespace_, "ProxyType", weakref_proxy_type(false)) && put(namespace_, "CallableProxyType", weakref_proxy_type(true));
}

const ModuleSpec weakref_module = {.name = "_weakref", .doc = "Weak-reference support module.", FUNCTIONS(weakref_functions), .fill = fill};
