/* functools_cache.c: what lru_cache wraps a function in.
 *
 * The cache is a dict from keys to results (without a limit), or to links in a ring (with one), the longest unused first.
 * A key is the one argument, where that is an exact int or str; else a tuple of the arguments, a mark before the keywords,
 * and, if typed, their types. Hashes and equality of keys are asked by PROBE from the frame of the call; while the function
 * runs the cache may change, so what it answers is looked for once more before it is put in, as in CPython.
 */
#include "modules/functools.h"

typedef struct Link Link;
typedef struct Cache Cache;
struct Link {
    Object head;
    Cache *owner;           /* in whose ring it is; NULL: in none. Neither is counted: the dict keeps links, and who goes says so */
    Link *previous, *next;
    Value key, result;
    i64 hash;
};
struct Cache {
    Object head;
    u32 dict;
    Object *weakrefs;
    Value function, info_type;
    Dict *cache;
    i64 limit;              /* -1: none */
    i64 hits, misses;
    bool typed;
    Link *oldest, *newest;
};
INLINE Cache *cache_of(Ref r) { return AS(Cache, r); }
INLINE Link *link_of(Ref r) { return AS(Link, r); }
static Type *link_type;
static Value mark; /* between arguments and keywords; nothing equals it */

static void leave_ring(Link *l) {
    Cache *c = l->owner;
    if (!c) return;
    *(l->previous ? &l->previous->next : &c->oldest) = l->next;
    *(l->next ? &l->next->previous : &c->newest) = l->previous;
    l->previous = l->next = NULL;
    l->owner = NULL;
}
static void link_newest(Cache *c, Link *l) {
    l->owner = c;
    l->previous = c->newest;
    l->next = NULL;
    *(c->newest ? &c->newest->next : &c->oldest) = l;
    c->newest = l;
}
static void drop_ring(Cache *c) {
    while (c->oldest) leave_ring(c->oldest);
}

static void link_destroy(Object *self) {
    Link *l = (Link *)self;
    leave_ring(l);
    value_release(l->key);
    value_release(l->result);
    object_free(l, sizeof *l);
}
static void link_visit(Object *self, GcVisit *visit) { gc_visit_slots(visit, &((Link *)self)->key, 2); }
static void link_blank(Object *self) { ((Link *)self)->key = ((Link *)self)->result = EMPTY; }
const TypeSpec lru_link_spec = {.name = "functools._lru_list_elem", .size = sizeof(Link), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW,
                                .destroy = link_destroy, .visit = link_visit, .blank = link_blank};

static void cache_destroy(Object *self) {
    Cache *c = (Cache *)self;
    Dict *dict = (Dict *)(uintptr_t)c->dict;
    drop_ring(c);
    if (c->cache) object_release(c->cache);
    value_release(c->function);
    value_release(c->info_type);
    if (dict && !(self->type->flags & TYPE_HEAP)) object_release(dict);
    object_free(c, sizeof *c);
}
static void cache_visit(Object *self, GcVisit *visit) {
    Cache *c = (Cache *)self;
    gc_visit_object(visit, c->cache);
    gc_visit(visit, ref(c->function));
    gc_visit(visit, ref(c->info_type));
    if (!(self->type->flags & TYPE_HEAP)) gc_visit_object(visit, (Dict *)(uintptr_t)c->dict);
}
static void cache_blank(Object *self) { ((Cache *)self)->function = ((Cache *)self)->info_type = EMPTY; }

/* ---- making ---- */

enum { NEW_TYPE, NEW_FUNCTION, NEW_LIMIT, NEW_TYPED, NEW_INFO, NEW_SLOTS };
enum { NEW_BEGIN, NEW_INDEX, NEW_TRUTH };

static Outcome new_end(Frame *f) {
    Value *slots = frame_slots(f);
    Dict *cache = dict_new();
    Value made = cache ? type_allocate(AS(Type, ref(slots[NEW_TYPE]))) : VALUE_ERROR;
    if (is_error(made)) {
        if (cache) object_release(cache);
        return native_fail(f);
    }
    Cache *c = cache_of(ref(made));
    Ref limit = ref(slots[NEW_LIMIT]);
    c->cache = cache;
    c->function = value_take(&slots[NEW_FUNCTION]);
    c->info_type = value_take(&slots[NEW_INFO]);
    c->limit = is_none(limit) ? -1 : int_clamp_i64(limit) < 0 ? 0 : int_clamp_i64(limit);
    c->typed = is_true(ref(slots[NEW_TYPED]));
    return native_done(f, made);
}

static Outcome new_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case NEW_BEGIN:
        if (is_none(ref(slots[NEW_LIMIT]))) break;
        f->state = NEW_INDEX;
        return op_index(ref(slots[NEW_LIMIT]));
    case NEW_INDEX:
        value_set(&slots[NEW_LIMIT], incoming);
        if (!int_fits_i64(ref(incoming))) return (void)raise(ERR_OVERFLOW, "cannot fit 'int' into an index-sized integer"), native_fail(f);
        break;
    default: value_set(&slots[NEW_TYPED], incoming); return new_end(f);
    }
    f->state = NEW_TRUTH;
    return op_truth(ref(slots[NEW_TYPED]));
}
static const NativeFrameKind new_frame = {.name = "_lru_cache_wrapper", .step = new_step, .slots = NEW_SLOTS};

static Outcome cache_new(Ref self, const Value *args, u32 n) {
    static const char *const names[] = {"user_function", "maxsize", "typed", "cache_info_type"};
    Construct c;
    Ref given[4];
    if (!construct_new(self, args, &c) || !args_construct(&c, "lru_cache", names, 4, given)) return OUTCOME_ERROR;
    for (u32 i = 0; i < 4; i++)
        if (is_empty(given[i])) return RAISE_OUTCOME(ERR_TYPE, "lru_cache() missing required argument '%s' (pos %u)", names[i], i + 1);
    if (!functools_callable(given[0])) return RAISE_OUTCOME(ERR_TYPE, "the first argument must be callable");
    if (!is_none(given[1]) && !type_lookup_dunder(type_of(given[1]), N_INDEX)) return RAISE_OUTCOME(ERR_TYPE, "maxsize should be integer or None");
    Frame *f = native_push(&new_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[NEW_TYPE] = value_keep(ref_of(c.type));
    for (u32 i = 0; i < 4; i++) frame_slots(f)[NEW_FUNCTION + i] = value_keep(given[i]);
    return OUTCOME_PUSHED;
}

/* ---- keys ---- */

static Value key_of_call(const Cache *c, const Tuple *args, const Dict *keywords) {
    u32 named = keywords ? keywords->table.used : 0;
    if (!named && !c->typed && args->count == 1) {
        Ref only = ref(args->items[0]);
        if (is_int48(only) || is_exact(only, T_INT) || is_text(only)) return value_keep(only);
    }
    u32 count = args->count + (named ? 1 + 2 * named : 0) + (c->typed ? args->count + named : 0), at = 0, position = 0;
    if (!count) return value_keep(ref(vm.empty_tuple));
    Tuple *key = tuple_new(count);
    Ref name, value;
    if (!key) return VALUE_ERROR;
    for (u32 i = 0; i < args->count; i++) key->items[at++] = value_keep(ref(args->items[i]));
    if (named) key->items[at++] = value_keep(ref(mark));
    while (named && table_next(&keywords->table, &position, &name, &value)) {
        key->items[at++] = value_keep(name);
        key->items[at++] = value_keep(value);
    }
    for (u32 i = 0; c->typed && i < args->count; i++) key->items[at++] = value_keep(ref_of(type_of(ref(args->items[i]))));
    for (position = 0; c->typed && named && table_next(&keywords->table, &position, &name, &value);) key->items[at++] = value_keep(ref_of(type_of(value)));
    return value_of(key);
}

/* ---- a call ---- */

enum { SELF, ARGS, KEYWORDS, KEY, HASH, RESULT = HASH + 2, LINK, CALL_SLOTS };
enum { BEGIN, HASHED, LOOKED_UP, CALLED, LOOKED_AGAIN, EVICTED, STORED };

static Outcome ask_function(Frame *f) {
    Value *slots = frame_slots(f);
    Cache *c = cache_of(ref(slots[SELF]));
    c->misses++;
    f->state = CALLED;
    return op_call_ex(ref(c->function), ref(slots[ARGS]), ref(slots[KEYWORDS]));
}

static Outcome look_up(Frame *f, u32 state) {
    Value *slots = frame_slots(f);
    Cache *c = cache_of(ref(slots[SELF]));
    f->state = (u16)state;
    return op_table_get_hashed(ref_of(c->cache), &c->cache->table, ref(slots[KEY]), probe_get_hash(&slots[HASH]));
}

static Outcome store(Frame *f, Ref value) {
    Value *slots = frame_slots(f);
    Cache *c = cache_of(ref(slots[SELF]));
    f->state = STORED;
    return op_table_set_hashed(ref_of(c->cache), &c->cache->table, ref(slots[KEY]), probe_get_hash(&slots[HASH]), value);
}

static Outcome finished(Frame *f) { return native_done(f, value_take(&frame_slots(f)[RESULT])); }

/* Found: a result, or the link that holds it, which becomes the newest. */
static Outcome hit(Frame *f, Value found) {
    Cache *c = cache_of(ref(frame_slots(f)[SELF]));
    c->hits++;
    if (c->limit < 0) return native_done(f, found);
    Link *l = link_of(ref(found));
    if (l->owner == c) {
        leave_ring(l);
        link_newest(c, l);
    }
    Value result = value_keep(ref(l->result));
    value_release(found);
    return native_done(f, result);
}

static Outcome store_link(Frame *f) {
    Value *slots = frame_slots(f);
    if (is_empty(ref(slots[LINK]))) {
        Value made = type_allocate(link_type);
        if (is_error(made)) return native_fail(f);
        slots[LINK] = made;
    }
    Link *l = link_of(ref(slots[LINK]));
    value_set(&l->key, value_keep(ref(slots[KEY])));
    value_set(&l->result, value_keep(ref(slots[RESULT])));
    l->hash = probe_get_hash(&slots[HASH]);
    return store(f, ref(slots[LINK]));
}

/* The function has answered, and nobody put its answer in meanwhile. */
static Outcome keep_result(Frame *f) {
    Value *slots = frame_slots(f);
    Cache *c = cache_of(ref(slots[SELF]));
    Link *oldest = c->oldest;
    if (c->cache->table.used < c->limit || !oldest) return store_link(f);
    slots[LINK] = value_keep(ref_of(oldest));
    leave_ring(oldest);
    f->state = EVICTED;
    value_set(&slots[KEYWORDS], value_keep(ref(oldest->key))); /* no longer needed: keeps the key that is deleted */
    return op_table_delete_hashed(ref_of(c->cache), &c->cache->table, ref(slots[KEYWORDS]), oldest->hash);
}

static Outcome begin(Frame *f) {
    Value *slots = frame_slots(f);
    const Cache *c = cache_of(ref(slots[SELF]));
    if (!c->limit) return ask_function(f);
    Value key = key_of_call(c, AS(Tuple, ref(slots[ARGS])), is_empty(ref(slots[KEYWORDS])) ? NULL : dict_of(ref(slots[KEYWORDS])));
    if (is_error(key)) return native_fail(f);
    slots[KEY] = key;
    f->state = HASHED;
    return op_hash(ref(key));
}

static Outcome call_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Cache *c = cache_of(ref(slots[SELF]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case BEGIN: return begin(f);
    case HASHED:
        probe_put_hash(&slots[HASH], probe_hash_of(ref(incoming)));
        value_release(incoming);
        return look_up(f, LOOKED_UP);
    case LOOKED_UP: return is_empty(ref(incoming)) ? ask_function(f) : hit(f, incoming);
    case CALLED:
        slots[RESULT] = incoming;
        if (!c->limit) return finished(f);
        return c->limit < 0 ? store(f, ref(slots[RESULT])) : look_up(f, LOOKED_AGAIN);
    case LOOKED_AGAIN:
        if (is_empty(ref(incoming))) return keep_result(f);
        value_release(incoming);
        return finished(f);
    case EVICTED:
        if (is_empty(ref(incoming))) return finished(f); /* the function itself has cleared the cache */
        value_release(incoming);
        return store_link(f);
    default:
        value_release(incoming);
        if (!is_empty(ref(slots[LINK]))) link_newest(c, link_of(ref(slots[LINK])));
        return finished(f);
    }
}
static const NativeFrameKind call_frame = {.name = "lru_cache", .step = call_step, .slots = CALL_SLOTS};

static Outcome push_call(Ref self, Value args, Value keywords) {
    Frame *f = is_error(args) || is_error(keywords) ? NULL : native_push(&call_frame);
    if (!f) {
        value_release(args);
        value_release(keywords);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[SELF] = value_keep(self);
    frame_slots(f)[ARGS] = args;
    frame_slots(f)[KEYWORDS] = keywords;
    return OUTCOME_PUSHED;
}

static Value named_dict(const Tuple *names, const Value *values) {
    Dict *made = dict_new();
    for (u32 i = 0; made && i < names->count; i++) {
        if (dict_set_text(made, AS(Text, ref(names->items[i])), ref(values[i]))) continue;
        object_release(made);
        return VALUE_ERROR;
    }
    return made ? value_of(made) : VALUE_ERROR;
}

static Outcome cache_call(Ref callable, Ref self, const Value *args, u32 n, Ref names) {
    const Tuple *t = is_empty(names) ? NULL : AS(Tuple, names);
    u32 positional = n - (t ? t->count : 0), first = is_empty(self) ? 0 : 1;
    Value keywords = t && t->count ? named_dict(t, args + positional) : EMPTY;
    if (!first) return push_call(callable, positional ? tuple_from(args, positional) : value_keep(ref(vm.empty_tuple)), keywords);
    Tuple *all = tuple_new(positional + 1);
    if (!all) return push_call(callable, VALUE_ERROR, keywords);
    all->items[0] = value_keep(self);
    for (u32 i = 0; i < positional; i++) all->items[i + 1] = value_keep(ref(args[i]));
    return push_call(callable, value_of(all), keywords);
}

static Outcome cache_dunder_call(Ref self, const Value *args, u32 n) {
    bool named = !is_empty(ref(args[1])) && dict_of(ref(args[1]))->table.used;
    return push_call(self, value_keep(ref(args[0])), named ? value_keep(ref(args[1])) : EMPTY);
}

/* ---- methods ---- */

static Outcome cache_get(Ref self, Ref instance, Ref owner) {
    if (is_empty(instance) || is_none(instance)) return outcome(value_keep(self));
    return outcome(method_new(self, instance));
}

static Outcome cache_info(Ref self) {
    const Cache *c = cache_of(self);
    Value args[4] = {value_from_i64(c->hits), value_from_i64(c->misses), c->limit < 0 ? NONE : value_from_i64(c->limit), value_u32(c->cache->table.used)};
    Outcome answer = op_call(ref(c->info_type), args, 4);
    for (u32 i = 0; i < 4; i++) value_release(args[i]);
    return answer;
}

static Value cache_clear(Ref self) {
    Cache *c = cache_of(self);
    Dict *fresh = dict_new();
    if (!fresh) return VALUE_ERROR;
    drop_ring(c);
    Dict *old = c->cache;
    c->hits = c->misses = 0;
    c->cache = fresh;
    object_release(old);
    return NONE;
}

static Outcome cache_reduce(Ref self) { return op_getattr(self, vm.names[N_QUALNAME]); }
static Value cache_copy(Ref self) { return value_keep(self); }
static Value cache_deepcopy(Ref self, Ref memo) { return value_keep(self); }

static Value get_dict(Ref self) {
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}
static bool set_dict(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "cannot delete __dict__");
    if (!is_kind(value, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "__dict__ must be set to a dictionary, not a '%T'", value);
    return instance_set_dict(self, value);
}

static const NativeRow cache_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", ON, cache_new, NEW_DOC),
    METHOD("__call__($self, /, *args, **kwargs)", ON, cache_dunder_call, "Call self as a function."),
    GET_ROW(O2, cache_get),
    METHOD("cache_info($self, /)", O0, cache_info, "Report cache statistics"),
    METHOD("cache_clear($self, /)", P0, cache_clear, "Clear the cache and cache statistics"),
    METHOD("__reduce__($self, /)", O0, cache_reduce, "Helper for pickle."),
    METHOD("__copy__($self, /)", P0, cache_copy, "The wrapper itself."),
    METHOD("__deepcopy__($self, memo, /)", P1, cache_deepcopy, "The wrapper itself."),
};
static const GetSetRow cache_getset[] = {ATTRIBUTE("__dict__", get_dict, set_dict, "")};
const TypeSpec lru_cache_spec = {
    .name = "functools._lru_cache_wrapper",
    .doc = "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no "
           "caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and "
           "f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with "
           "the fields:\n                        hits misses currsize maxsize\n",
    .size = sizeof(Cache), .flags = TYPE_BASE | TYPE_METHOD_LIKE, METHODS(cache_methods), GETSET(cache_getset),
    .destroy = cache_destroy, .visit = cache_visit, .blank = cache_blank, .call = cache_call,
    .dict_offset = offsetof(Cache, dict), .weakref_offset = offsetof(Cache, weakrefs),
};

bool lru_fill(Dict *namespace_) {
    link_type = type_from_spec(&lru_link_spec);
    mark = type_allocate(vm.types[T_OBJECT]);
    return link_type && !is_error(mark);
}
