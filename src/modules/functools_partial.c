/* functools_partial.c: partial, and the Placeholder that leaves one of its positions open. */
#include "modules/functools.h"

typedef struct {
    Object head;
    u32 dict;
    Object *weakrefs;
    Value function;
    Tuple *args;
    Dict *keywords;
    u32 open;        /* placeholders among args */
} Partial;
INLINE Partial *partial_of(Ref r) { return AS(Partial, r); }
static Type *partial_type, *placeholder_type;
static Value placeholder; /* kept for as long as the instance lives */

static bool is_placeholder(Ref r) { return same(r, ref(placeholder)); }

static void partial_destroy(Object *self) {
    Partial *p = (Partial *)self;
    Dict *dict = (Dict *)(uintptr_t)p->dict;
    value_release(p->function);
    if (p->args) object_release(p->args);
    if (p->keywords) object_release(p->keywords);
    if (dict && !(self->type->flags & TYPE_HEAP)) object_release(dict);
    object_free(p, sizeof *p);
}
static void partial_visit(Object *self, GcVisit *visit) {
    Partial *p = (Partial *)self;
    gc_visit(visit, ref(p->function));
    gc_visit_object(visit, p->args);
    gc_visit_object(visit, p->keywords);
    if (!(self->type->flags & TYPE_HEAP)) gc_visit_object(visit, (Dict *)(uintptr_t)p->dict);
}
static void partial_blank(Object *self) { ((Partial *)self)->function = EMPTY; }

/* ---- making ---- */

static u32 count_open(const Tuple *args) {
    u32 open = 0;
    for (u32 i = 0; i < args->count; i++) open += is_placeholder(ref(args->items[i]));
    return open;
}

/* `given` after `before`, or in its open places first. */
static MUST_CHECK Tuple *joined(const Tuple *before, u32 open, const Value *given, u32 n) {
    u32 filled = u32_min(open, n), taken = 0;
    if (before->count + n - filled == 0) return AS(Tuple, ref(value_keep(ref(vm.empty_tuple))));
    Tuple *all = tuple_new(before->count + n - filled);
    for (u32 i = 0; all && i < all->count; i++) {
        bool fill = i >= before->count || (taken < filled && is_placeholder(ref(before->items[i])));
        all->items[i] = value_keep(fill ? ref(given[taken++]) : ref(before->items[i]));
    }
    return all;
}

/* The keywords of `before` (NULL: none), and those of `after` over them. */
static MUST_CHECK Dict *merged(Dict *before, Dict *after) {
    Value made = before ? dict_copy_plain(ref_of(before)) : VALUE_ERROR;
    Dict *all = before ? (is_error(made) ? NULL : dict_of(ref(made))) : dict_new();
    u32 position = 0;
    Ref key, value;
    while (all && after && table_next(&after->table, &position, &key, &value)) {
        if (all->table.used && all->table.kind != TABLE_STR) (void)raise(ERR_TYPE, "keywords must be strings");
        else if (dict_set_text(all, AS(Text, key), value)) continue;
        object_release(all);
        return NULL;
    }
    return all;
}

static MUST_CHECK bool check_new(const Construct *c) {
    u32 position = 0;
    Ref key, value;
    if (!c->n) return RAISE_FALSE(ERR_TYPE, "type 'partial' takes at least one argument");
    if (!functools_callable(ref(c->args[0]))) return RAISE_FALSE(ERR_TYPE, "the first argument must be callable");
    if (c->n > 1 && is_placeholder(ref(c->args[c->n - 1]))) return RAISE_FALSE(ERR_TYPE, "trailing Placeholders are not allowed");
    while (c->keywords && table_next(&c->keywords->table, &position, &key, &value))
        if (is_placeholder(value)) return RAISE_FALSE(ERR_TYPE, "Placeholder cannot be passed as a keyword argument");
    return true;
}

/* A partial of a partial that nobody has hung attributes on is one of the function itself. */
static const Partial *inner_partial(Ref function) {
    bool is_one = is_pointer(function) && type_is_subtype(object_of(function)->type, partial_type);
    return is_one && !partial_of(function)->dict ? partial_of(function) : NULL;
}

static Value partial_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !check_new(&c)) return VALUE_ERROR;
    const Partial *inner = inner_partial(ref(c.args[0]));
    Tuple *all = joined(inner ? inner->args : AS(Tuple, ref(vm.empty_tuple)), inner ? inner->open : 0, c.args + 1, c.n - 1);
    Dict *keywords = all ? merged(inner ? inner->keywords : NULL, c.keywords) : NULL;
    Value made = keywords ? type_allocate(c.type) : VALUE_ERROR;
    if (is_error(made)) {
        if (all) object_release(all);
        if (keywords) object_release(keywords);
        return made;
    }
    Partial *p = partial_of(ref(made));
    p->function = value_keep(inner ? ref(inner->function) : ref(c.args[0]));
    p->args = all;
    p->keywords = keywords;
    p->open = count_open(all);
    return made;
}

/* ---- calling ---- */

static bool enough(const Partial *p, u32 n) {
    return n >= p->open || RAISE_FALSE(ERR_TYPE, "missing positional arguments in 'partial' call; expected at least %u, got %u", p->open, n);
}

/* Keywords of a call, `names` for the last of args, over the partial's own. */
static MUST_CHECK Dict *with_names(const Partial *p, const Tuple *names, const Value *named) {
    Dict *all = merged(p->keywords, NULL);
    for (u32 i = 0; all && names && i < names->count; i++) {
        if (all->table.used && all->table.kind != TABLE_STR) (void)raise(ERR_TYPE, "keywords must be strings");
        else if (dict_set_text(all, AS(Text, ref(names->items[i])), ref(named[i]))) continue;
        object_release(all);
        return NULL;
    }
    return all;
}

static Outcome call_with(const Partial *p, const Value *args, u32 n, const Tuple *names, const Value *named) {
    if (!enough(p, n)) return OUTCOME_ERROR;
    Tuple *all = joined(p->args, p->open, args, n);
    if (!all) return OUTCOME_ERROR;
    bool plain = !p->keywords->table.used && !names;
    Dict *keywords = plain ? NULL : with_names(p, names, named);
    Outcome answer = plain || keywords ? functools_call(ref(p->function), ref_of(all), keywords ? ref_of(keywords) : REF_EMPTY) : OUTCOME_ERROR;
    object_release(all);
    if (keywords) object_release(keywords);
    return answer;
}

static Outcome partial_call(Ref callable, Ref self, const Value *args, u32 n, Ref names) {
    const Tuple *t = is_empty(names) ? NULL : AS(Tuple, names);
    u32 positional = n - (t ? t->count : 0);
    const Partial *p = partial_of(callable);
    if (is_empty(self)) return call_with(p, args, positional, t, args + positional);
    Tuple *all = tuple_new(positional + 1);
    if (!all) return OUTCOME_ERROR;
    all->items[0] = value_keep(self);
    for (u32 i = 0; i < positional; i++) all->items[i + 1] = value_keep(ref(args[i]));
    Outcome answer = call_with(p, all->items, all->count, t, args + positional);
    object_release(all);
    return answer;
}

/* `__call__`, as instances of subclasses are called. */
static Outcome partial_dunder_call(Ref self, const Value *args, u32 n) {
    const Partial *p = partial_of(self);
    Construct c = construct_args(args);
    if (!enough(p, c.n)) return OUTCOME_ERROR;
    Tuple *all = joined(p->args, p->open, c.args, c.n);
    Dict *keywords = all ? merged(p->keywords, c.keywords) : NULL;
    Outcome answer = keywords ? functools_call(ref(p->function), ref_of(all), ref_of(keywords)) : OUTCOME_ERROR;
    if (all) object_release(all);
    if (keywords) object_release(keywords);
    return answer;
}

static Outcome partial_get(Ref self, Ref instance, Ref owner) {
    if (is_empty(instance) || is_none(instance)) return outcome(value_keep(self));
    return outcome(method_new(self, instance));
}

/* ---- repr: "functools.partial(" function ", " args ", " key "=" values ")". Slots: self, the list of texts so far ---- */

enum { REPR_SELF, REPR_TEXTS, REPR_ARGS, REPR_KEYWORDS, REPR_SLOTS };

static void repr_leave(Frame *f) {
    if (f->aux) object_of(ref(frame_slots(f)[REPR_SELF]))->refs &= ~(u32)FLAG_KIND;
}

/* What is shown i-th: the function, the arguments, the keywords' values (then *key is set). EMPTY: no more. */
static Ref shown_at(Value *slots, u32 i, Ref *key) {
    const Tuple *args = AS(Tuple, ref(slots[REPR_ARGS]));
    const Table *keywords = &dict_of(ref(slots[REPR_KEYWORDS]))->table;
    Ref value = REF_EMPTY;
    *key = REF_EMPTY;
    if (i == 0) return ref(partial_of(ref(slots[REPR_SELF]))->function);
    if (i <= args->count) return ref(args->items[i - 1]);
    u32 position = 0;
    for (u32 at = args->count; at < i; at++)
        if (!table_next(keywords, &position, key, &value)) return REF_EMPTY;
    return value;
}

static void put_type_name(TextBuilder *b, const Type *type) {
    Ref module = type_module(type);
    if (type == partial_type || !is_kind(module, TYPE_IS_STR)) {
        builder_c(b, "functools.partial");
        return;
    }
    builder_text(b, text_of(module));
    builder_char(b, '.');
    builder_text(b, type->qualname);
}

static Value repr_text(Value *slots) {
    TextBuilder b = {0};
    const ListObject *texts = AS(ListObject, ref(slots[REPR_TEXTS]));
    put_type_name(&b, type_of(ref(slots[REPR_SELF])));
    builder_char(&b, '(');
    for (u32 i = 0; i < texts->count; i++) {
        Ref key;
        if (i) builder_c(&b, ", ");
        (void)shown_at(slots, i, &key);
        if (is_text(key)) {
            builder_text(&b, AS(Text, key));
            builder_char(&b, '=');
        }
        builder_text(&b, text_of(ref(texts->items[i])));
    }
    builder_char(&b, ')');
    Text *made = builder_finish(&b);
    return made ? value_of(made) : VALUE_ERROR;
}

static Outcome repr_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    Ref key;
    if (is_error(incoming)) return native_fail(f);
    if (!is_empty(ref(incoming)) && !list_append(ref(slots[REPR_TEXTS]), incoming)) return native_fail(f);
    Ref next = shown_at(slots, AS(ListObject, ref(slots[REPR_TEXTS]))->count, &key);
    if (!is_empty(next)) return op_repr(next);
    Value made = repr_text(slots);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind repr_frame = {.name = "partial.__repr__", .step = repr_step, .slots = REPR_SLOTS, .leave = repr_leave};

static Outcome partial_repr(Ref self) {
    if (object_of(self)->refs & FLAG_KIND) {
        Text *again = text_from_c("...");
        return again ? outcome(value_of(again)) : OUTCOME_ERROR;
    }
    Value texts = list_new(0);
    Frame *f = is_error(texts) ? NULL : native_push_counted(&repr_frame);
    if (!f) return value_release(texts), OUTCOME_ERROR;
    Value *slots = frame_slots(f);
    slots[REPR_SELF] = value_keep(self);
    slots[REPR_TEXTS] = texts;
    slots[REPR_ARGS] = value_keep(ref_of(partial_of(self)->args));
    slots[REPR_KEYWORDS] = value_keep(ref_of(partial_of(self)->keywords));
    object_of(self)->refs |= FLAG_KIND;
    f->aux = 1;
    return OUTCOME_PUSHED;
}

/* ---- pickling, attributes ---- */

static Value own_dict(Ref self) {
    if (!partial_of(self)->dict) return NONE;
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}

static Value partial_reduce(Ref self) {
    const Partial *p = partial_of(self);
    Value dict = own_dict(self), args = is_error(dict) ? VALUE_ERROR : tuple_pack1(value_keep(ref(p->function)));
    Value items[4] = {value_keep(ref(p->function)), value_keep(ref_of(p->args)), value_keep(ref_of(p->keywords)), dict};
    Value state = is_error(dict) ? VALUE_ERROR : tuple_take(items, 4);
    return tuple_pack3(value_keep(ref_of(type_of(self))), args, state);
}

static Value partial_setstate(Ref self, Ref state) {
    const Tuple *t = is_kind(state, TYPE_IS_TUPLE) ? tuple_of(state) : NULL;
    Partial *p = partial_of(self);
    if (!t || t->count != 4 || !functools_callable(ref(t->items[0])) || !is_kind(ref(t->items[1]), TYPE_IS_TUPLE)
        || (!is_none(ref(t->items[2])) && !is_kind(ref(t->items[2]), TYPE_IS_DICT))
        || (!is_none(ref(t->items[3])) && !is_kind(ref(t->items[3]), TYPE_IS_DICT)))
        return raise(ERR_TYPE, "invalid partial state");
    const Tuple *given = tuple_of(ref(t->items[1]));
    if (given->count && is_placeholder(ref(given->items[given->count - 1]))) return raise(ERR_TYPE, "trailing Placeholders are not allowed");
    Value args = tuple_from(given->items, given->count);
    if (is_error(args)) return args;
    Value keywords = VALUE_ERROR;
    if (is_none(ref(t->items[2]))) {
        Dict *none = dict_new();
        if (none) keywords = value_of(none);
    } else {
        keywords = dict_copy_plain(ref(t->items[2]));
    }
    if (is_error(keywords) || (!is_none(ref(t->items[3])) && !instance_set_dict(self, ref(t->items[3])))) {
        value_release(args);
        value_release(keywords);
        return VALUE_ERROR;
    }
    Tuple *old_args = p->args;
    Dict *old_keywords = p->keywords;
    p->args = AS(Tuple, ref(args));
    p->keywords = dict_of(ref(keywords));
    p->open = count_open(p->args);
    value_set(&p->function, value_keep(ref(t->items[0])));
    object_release(old_args);
    object_release(old_keywords);
    return NONE;
}

static Value get_function(Ref self) { return value_keep(ref(partial_of(self)->function)); }
static Value get_args(Ref self) { return value_keep(ref_of(partial_of(self)->args)); }
static Value get_keywords(Ref self) { return value_keep(ref_of(partial_of(self)->keywords)); }
static Value get_dict(Ref self) {
    Dict *dict = instance_dict(self);
    return dict ? value_keep(ref_of(dict)) : VALUE_ERROR;
}
static bool set_dict(Ref self, Ref value) {
    if (is_empty(value)) return RAISE_FALSE(ERR_TYPE, "cannot delete __dict__");
    if (!is_kind(value, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "__dict__ must be set to a dictionary, not a '%T'", value);
    return instance_set_dict(self, value);
}

static const NativeRow partial_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, partial_new, NEW_DOC),
    REPR_ROW(O0, partial_repr),
    METHOD("__call__($self, /, *args, **kwargs)", ON, partial_dunder_call, "Call self as a function."),
    GET_ROW(O2, partial_get),
    METHOD("__reduce__($self, /)", P0, partial_reduce, "Helper for pickle."),
    METHOD("__setstate__($self, state, /)", P1, partial_setstate, "Set state information for unpickling."),
    CLASS_GETITEM_ROW("See PEP 585"),
};
static const GetSetRow partial_getset[] = {
    MEMBER("func", get_function, NULL, "function object to use in future partial calls"),
    MEMBER("args", get_args, NULL, "tuple of arguments to future partial calls"),
    MEMBER("keywords", get_keywords, NULL, "dictionary of keyword arguments to future partial calls"),
    ATTRIBUTE("__dict__", get_dict, set_dict, ""),
};
const TypeSpec partial_spec = {
    .name = "functools.partial",
    .doc = "Create a new function with partial application of the given arguments and keywords.",
    .signature = "(func, /, *args, **keywords)",
    .size = sizeof(Partial), .flags = TYPE_BASE, METHODS(partial_methods), GETSET(partial_getset),
    .destroy = partial_destroy, .visit = partial_visit, .blank = partial_blank, .call = partial_call,
    .dict_offset = offsetof(Partial, dict), .weakref_offset = offsetof(Partial, weakrefs),
};

/* ---- Placeholder ---- */

static Value placeholder_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c)) return VALUE_ERROR;
    if (c.n || c.keywords) return raise(ERR_TYPE, "PlaceholderType takes no arguments");
    return value_keep(ref(placeholder));
}
static Value placeholder_name(Ref self) {
    Text *name = text_from_c("Placeholder");
    return name ? value_of(name) : VALUE_ERROR;
}
static void placeholder_destroy(Object *self) { object_free(self, sizeof(Object)); }

static const NativeRow placeholder_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, placeholder_new, NEW_DOC),
    REPR_ROW(P0, placeholder_name), REDUCE_ROW(P0, placeholder_name),
};
const TypeSpec placeholder_spec = {
    .name = "functools._PlaceholderType", .doc = "The type of the Placeholder singleton.\n\nUsed as a placeholder for partial arguments.",
    .size = sizeof(Object), .flags = TYPE_LEAF | TYPE_IMMUTABLE, METHODS(placeholder_methods), .destroy = placeholder_destroy};

static Type *made_type(Dict *namespace_, const char *name) {
    Text *key = text_intern_c(name);
    if (!key) return NULL;
    Ref type = dict_get_text(namespace_, key);
    object_release(key);
    return AS(Type, type);
}

bool partial_fill(Dict *namespace_) {
    partial_type = made_type(namespace_, "partial");
    placeholder_type = made_type(namespace_, "_PlaceholderType");
    Text *name = text_intern_c("Placeholder");
    if (!partial_type || !placeholder_type || !name) return false;
    placeholder = type_allocate(placeholder_type);
    bool done = !is_error(placeholder) && dict_set_text(namespace_, name, ref(placeholder));
    object_release(name);
    return done;
}
