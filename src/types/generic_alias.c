/* generic_alias.c: see generic_alias.h. Attributes are the origin's but for the few that tell of the alias itself; a call
 * calls the origin and leaves a mark on what comes of it.
 */
#include "types/generic_alias.h"
#include "frame/call.h"
#include "object/tuple.h"
#include "types/construct.h"
#include "types/list.h"
#include "types/rows.h"
#include "types/sequence.h"
#include "types/type.h"

INLINE GenericAlias *alias_of(Ref r) { return AS(GenericAlias, r); }

static void alias_blank(Object *self) {
    GenericAlias *alias = (GenericAlias *)self;
    alias->origin = NONE;
    alias->args = value_keep(ref(vm.empty_tuple));
}

static void alias_destroy(Object *self) {
    GenericAlias *alias = (GenericAlias *)self;
    value_release(alias->origin);
    value_release(alias->args);
    object_free(self, sizeof *alias);
}

static void alias_visit(Object *self, GcVisit *visit) {
    gc_visit(visit, ref(((GenericAlias *)self)->origin));
    gc_visit(visit, ref(((GenericAlias *)self)->args));
}

static Value make(Type *type, Ref origin, Ref arguments, bool starred) {
    Value args = is_tuple(arguments) ? value_keep(arguments) : tuple_pack1(value_keep(arguments));
    Value made = is_error(args) ? args : type_allocate(type);
    if (is_error(made)) {
        value_release(args);
        return made;
    }
    GenericAlias *alias = alias_of(ref(made));
    value_set(&alias->origin, value_keep(origin));
    value_set(&alias->args, args);
    alias->starred = starred;
    return made;
}

Value generic_alias_new(Ref origin, Ref arguments) { return make(vm.types[T_GENERIC_ALIAS], origin, arguments, false); }

static Value alias_new(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !construct_no_keywords(&c, "GenericAlias") || !construct_count(&c, "GenericAlias", 2, 2)) return VALUE_ERROR;
    return make(c.type, ref(c.args[0]), ref(c.args[1]), false);
}

/* An attribute by a name that only aliases speak of; EMPTY: absent. */
static Outcome ask(Ref object, const char *attribute) {
    Text *name = text_intern_c(attribute);
    if (!name) return OUTCOME_ERROR;
    Outcome asked = op_getattr_or(object, name, REF_EMPTY);
    object_release(name);
    return asked;
}

/* ---- repr of aliases and unions; slots: shown first, the items, their texts, the item's qualified name, style ---- */

enum { TOLD_FIRST, TOLD_ITEMS, TOLD_PARTS, TOLD_NAME, TOLD_STYLE, TOLD_SLOTS };
enum { TELL_NEXT, TELL_ORIGIN, TELL_ARGS, TELL_QUALNAME, TELL_MODULE, TELL_TEXT };
/* aux: which item is next; the first shown is item 0 if there is one */

static Ref told_item(Frame *f, u32 i) {
    Value *slot = frame_slots(f);
    if (!is_empty(ref(slot[TOLD_FIRST]))) {
        if (i == 0) return ref(slot[TOLD_FIRST]);
        i--;
    }
    const Value *items;
    u32 count;
    if (!sequence_items(ref(slot[TOLD_ITEMS]), &items, &count)) return REF_EMPTY;
    return i < count ? ref(items[i]) : REF_EMPTY;
}

static Outcome tell_finish(Frame *f) {
    Value *slot = frame_slots(f);
    const ListObject *parts = AS(ListObject, ref(slot[TOLD_PARTS]));
    u32 style = (u32)int48_of(ref(slot[TOLD_STYLE])), at = 0;
    TextBuilder b = {0};
    if (style == ALIAS_STARRED) builder_char(&b, '*');
    if (!is_empty(ref(slot[TOLD_FIRST]))) builder_text(&b, text_of(ref(parts->items[at++])));
    if (style != ALIAS_UNION) builder_char(&b, '[');
    for (u32 i = at; i < parts->count; i++) {
        if (i > at) builder_c(&b, style == ALIAS_UNION ? " | " : ", ");
        builder_text(&b, text_of(ref(parts->items[i])));
    }
    if (at == parts->count && style != ALIAS_LIST) builder_c(&b, "()");
    if (style != ALIAS_UNION) builder_char(&b, ']');
    Text *made = builder_finish(&b);
    return made ? native_done(f, value_of(made)) : native_fail(f);
}

static Outcome tell_item(Frame *f) {
    Value *slot = frame_slots(f);
    Ref item = told_item(f, f->aux);
    u32 style = (u32)int48_of(ref(slot[TOLD_STYLE]));
    if (is_empty(item)) return tell_finish(f);
    f->state = TELL_TEXT;
    if (BITS(item) == BITS_ELLIPSIS || (style == ALIAS_UNION && same(item, ref_of(vm.types[T_NONE])))) {
        Text *text = text_from_c(BITS(item) == BITS_ELLIPSIS ? "..." : "None");
        return text ? outcome(value_of(text)) : native_fail(f);
    }
    if (is_pointer(item) && object_of(item)->type == vm.types[T_TYPE]) {
        Text *name = type_full_name(AS(Type, item));
        return name ? outcome(value_of(name)) : native_fail(f);
    }
    if (is_exact(item, T_LIST) && style != ALIAS_UNION) return alias_repr(REF_EMPTY, item, ALIAS_LIST);
    if (!is_pointer(item) || is_exact(item, T_STR) || is_generic_alias(item) || is_exact(item, T_UNION)) return op_repr(item);
    f->state = TELL_ORIGIN;
    return ask(item, "__origin__");
}

static Outcome tell_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Ref item = told_item(f, f->aux);
    if (is_error(incoming)) return native_fail(f);
    bool absent = is_empty(ref(incoming));
    switch (f->state) {
    case TELL_NEXT:
        return tell_item(f);
    case TELL_ORIGIN:
        value_release(incoming);
        f->state = absent ? TELL_QUALNAME : TELL_ARGS;
        return ask(item, absent ? "__qualname__" : "__args__");
    case TELL_ARGS:
        value_release(incoming);
        f->state = absent ? TELL_QUALNAME : TELL_TEXT;
        return absent ? op_getattr_or(item, vm.names[N_QUALNAME], REF_EMPTY) : op_repr(item);
    case TELL_QUALNAME:
        value_set(&slot[TOLD_NAME], incoming);
        f->state = absent ? TELL_TEXT : TELL_MODULE;
        return absent ? op_repr(item) : op_getattr_or(item, vm.names[N_MODULE], REF_EMPTY);
    case TELL_MODULE: {
        f->state = TELL_TEXT;
        if (absent || is_none(ref(incoming)) || !is_kind(ref(slot[TOLD_NAME]), TYPE_IS_STR) || !is_kind(ref(incoming), TYPE_IS_STR)) {
            value_release(incoming);
            return op_repr(item);
        }
        const Text *module = text_of(ref(incoming));
        Text *text = text_is(module, "builtins") ? text_format("%U", text_of(ref(slot[TOLD_NAME]))) : text_format("%U.%U", module, text_of(ref(slot[TOLD_NAME])));
        value_release(incoming);
        return text ? outcome(value_of(text)) : native_fail(f);
    }
    default:
        f->aux++;
        f->state = TELL_NEXT;
        return list_append(ref(slot[TOLD_PARTS]), incoming) ? tell_item(f) : native_fail(f);
    }
}
static const NativeFrameKind tell_frame = {"repr", tell_step, TOLD_SLOTS, 0, NULL};

Outcome alias_repr(Ref shown, Ref args, u32 style) {
    Value parts = list_new(0);
    if (is_error(parts)) return OUTCOME_ERROR;
    Frame *f = native_push_counted(&tell_frame);
    if (!f) return value_release(parts), OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[TOLD_FIRST] = value_keep(shown);
    slot[TOLD_ITEMS] = value_keep(args);
    slot[TOLD_PARTS] = parts;
    slot[TOLD_STYLE] = value_u32(style);
    return OUTCOME_PUSHED;
}

static Outcome alias_repr_method(Ref self) {
    const GenericAlias *alias = alias_of(self);
    return alias_repr(ref(alias->origin), ref(alias->args), alias->starred ? ALIAS_STARRED : ALIAS_BRACKETS);
}

/* ---- parameters; slots: the args, what was found, the inner parameters; aux: which is next ---- */

enum { PARAM_ARGS, PARAM_FOUND, PARAM_SLOTS };
enum { PARAM_NEXT, PARAM_ASKED, PARAM_INNER };

static bool add_once(Ref list, Ref item) {
    const ListObject *known = AS(ListObject, list);
    for (u32 i = 0; i < known->count; i++)
        if (same(ref(known->items[i]), item)) return true;
    return list_append(list, value_keep(item));
}

static Outcome parameters_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    const Tuple *args = AS(Tuple, ref(slot[PARAM_ARGS]));
    Ref found = ref(slot[PARAM_FOUND]);
    if (is_error(incoming)) return native_fail(f);
    if (f->state == PARAM_ASKED) {
        bool is_parameter = !is_empty(ref(incoming));
        value_release(incoming);
        if (is_parameter) {
            if (!add_once(found, ref(args->items[f->aux]))) return native_fail(f);
            f->aux++;
        } else {
            f->state = PARAM_INNER;
            return ask(ref(args->items[f->aux]), "__parameters__");
        }
    } else if (f->state == PARAM_INNER) {
        bool done = true;
        if (is_tuple(ref(incoming)))
            for (u32 i = 0; done && i < AS(Tuple, ref(incoming))->count; i++) done = add_once(found, ref(AS(Tuple, ref(incoming))->items[i]));
        value_release(incoming);
        if (!done) return native_fail(f);
        f->aux++;
    }
    while (f->aux < args->count) {
        Ref item = ref(args->items[f->aux]);
        if (is_pointer(item) && !is_kind(item, TYPE_IS_TYPE) && !is_exact(item, T_STR)) {
            f->state = PARAM_ASKED;
            return ask(item, "__typing_subst__");
        }
        f->aux++;
    }
    Value made = list_to_tuple(found);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind parameters_frame = {"__parameters__", parameters_step, PARAM_SLOTS, 0, NULL};

Outcome alias_parameters(Ref args) {
    Value found = list_new(0);
    if (is_error(found)) return OUTCOME_ERROR;
    Frame *f = native_push(&parameters_frame);
    if (!f) return value_release(found), OUTCOME_ERROR;
    frame_slots(f)[PARAM_ARGS] = value_keep(args);
    frame_slots(f)[PARAM_FOUND] = found;
    return OUTCOME_PUSHED;
}

/* ---- substitution; slots: self, args, items, parameters, what has been made, the inner parameters; aux: which is next ---- */

enum { SUB_SELF, SUB_ARGS, SUB_ITEMS, SUB_PARAMETERS, SUB_MADE, SUB_SLOTS };
enum { SUB_BEGIN, SUB_KNOWN, SUB_NEXT, SUB_IS, SUB_INNER, SUB_TAKE, SUB_TOLD };

static Outcome wrong_count(Frame *f, Value told) {
    Value *slot = frame_slots(f);
    u32 wanted = AS(Tuple, ref(slot[SUB_PARAMETERS]))->count, given = AS(Tuple, ref(slot[SUB_ITEMS]))->count;
    if (!wanted) raise(ERR_TYPE, "%U is not a generic class", text_of(ref(told)));
    else raise(ERR_TYPE, "Too %s arguments for %U; actual %u, expected %u", given > wanted ? "many" : "few", text_of(ref(told)), given, wanted);
    value_release(told);
    return native_fail(f);
}

/* What stands for a parameter; EMPTY: it is none of ours. */
static Ref given_for(Frame *f, Ref parameter) {
    const Tuple *parameters = AS(Tuple, ref(frame_slots(f)[SUB_PARAMETERS])), *items = AS(Tuple, ref(frame_slots(f)[SUB_ITEMS]));
    for (u32 i = 0; i < parameters->count; i++)
        if (same(ref(parameters->items[i]), parameter)) return ref(items->items[i]);
    return REF_EMPTY;
}

static Outcome sub_next(Frame *f) {
    Value *slot = frame_slots(f);
    const Tuple *args = AS(Tuple, ref(slot[SUB_ARGS]));
    for (; f->aux < args->count; f->aux++) {
        Ref item = ref(args->items[f->aux]);
        if (is_pointer(item) && !is_kind(item, TYPE_IS_TYPE) && !is_exact(item, T_STR)) {
            f->state = SUB_IS;
            return ask(item, "__typing_subst__");
        }
        if (!list_append(ref(slot[SUB_MADE]), value_keep(item))) return native_fail(f);
    }
    Value made = list_to_tuple(ref(slot[SUB_MADE]));
    return is_error(made) ? native_fail(f) : native_done(f, made);
}

static Outcome sub_inner(Frame *f, Value inner) {
    Value *slot = frame_slots(f);
    Ref item = ref(AS(Tuple, ref(slot[SUB_ARGS]))->items[f->aux]);
    f->state = SUB_TAKE;
    u32 n = is_tuple(ref(inner)) ? AS(Tuple, ref(inner))->count : 0;
    Tuple *chosen = n ? tuple_new(n) : NULL;
    for (u32 i = 0; chosen && i < n; i++) {
        Ref parameter = ref(AS(Tuple, ref(inner))->items[i]), given = given_for(f, parameter);
        chosen->items[i] = value_keep(is_empty(given) ? parameter : given);
    }
    value_release(inner);
    if (!n) return outcome(value_keep(item));
    if (!chosen) return native_fail(f);
    Outcome asked = op_getitem(item, ref_of(chosen));
    object_release(chosen);
    return asked;
}

static Outcome substitute_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    const Tuple *args = AS(Tuple, ref(slot[SUB_ARGS]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case SUB_BEGIN:
        f->state = SUB_KNOWN;
        return alias_parameters(ref(slot[SUB_ARGS]));
    case SUB_KNOWN:
        slot[SUB_PARAMETERS] = incoming;
        f->state = SUB_TOLD;
        if (!AS(Tuple, ref(incoming))->count || AS(Tuple, ref(incoming))->count != AS(Tuple, ref(slot[SUB_ITEMS]))->count) return op_repr(ref(slot[SUB_SELF]));
        return sub_next(f);
    case SUB_TOLD:
        return wrong_count(f, incoming);
    case SUB_IS: {
        Ref item = ref(args->items[f->aux]);
        if (is_empty(ref(incoming))) {
            f->state = SUB_INNER;
            return ask(item, "__parameters__");
        }
        f->state = SUB_TAKE;
        Outcome asked = op_call1(ref(incoming), given_for(f, item));
        value_release(incoming);
        return asked;
    }
    case SUB_INNER:
        return sub_inner(f, incoming);
    default:
        f->aux++;
        return list_append(ref(slot[SUB_MADE]), incoming) ? sub_next(f) : native_fail(f);
    }
}
static const NativeFrameKind substitute_frame = {"__getitem__", substitute_step, SUB_SLOTS, 0, NULL};

Outcome alias_substitute(Ref self, Ref args, Ref items) {
    Value made = list_new(0), given = is_tuple(items) ? value_keep(items) : tuple_pack1(value_keep(items));
    Frame *f = is_error(made) || is_error(given) ? NULL : native_push(&substitute_frame);
    if (!f) {
        value_release(made);
        value_release(given);
        return OUTCOME_ERROR;
    }
    Value *slot = frame_slots(f);
    slot[SUB_SELF] = value_keep(self);
    slot[SUB_ARGS] = value_keep(args);
    slot[SUB_ITEMS] = given;
    slot[SUB_MADE] = made;
    return OUTCOME_PUSHED;
}

/* slots: self, items */
static Outcome getitem_step(Frame *f, Value incoming) {
    Ref self = ref(frame_slots(f)[0]);
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return alias_substitute(self, ref(alias_of(self)->args), ref(frame_slots(f)[1]));
    Value made = make(vm.types[T_GENERIC_ALIAS], ref(alias_of(self)->origin), ref(incoming), alias_of(self)->starred);
    value_release(incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind getitem_frame = {"__getitem__", getitem_step, 2, 0, NULL};

static Outcome alias_getitem(Ref self, Ref items) {
    Frame *f = native_push(&getitem_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    frame_slots(f)[1] = value_keep(items);
    return OUTCOME_PUSHED;
}

/* ---- calling: the origin's instance is told where it comes from, if it listens; slots: self, args, names, made ---- */

static Outcome call_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    switch (f->state++) {
    case 0: {
        const Tuple *args = AS(Tuple, ref(slot[1]));
        return op_call_names(ref(alias_of(ref(slot[0]))->origin), args->items, args->count, ref(slot[2]));
    }
    case 1: {
        if (is_error(incoming)) return native_fail(f);
        slot[3] = incoming;
        Text *name = text_intern_c("__orig_class__");
        Outcome set = name ? op_setattr(ref(incoming), name, ref(slot[0])) : OUTCOME_ERROR;
        if (name) object_release(name);
        return set;
    }
    default:
        if (is_error(incoming)) {
            if (!raised_is(ERR_ATTRIBUTE) && !raised_is(ERR_TYPE)) return native_fail(f);
            raised_clear();
        }
        return native_done(f, value_take(&slot[3]));
    }
}
static const NativeFrameKind call_frame = {"call", call_step, 4, 0, NULL};

static Outcome alias_call(Ref self, Ref first, const Value *args, u32 n, Ref names) {
    u32 before = is_empty(first) ? 0 : 1;
    Tuple *all = tuple_new(n + before);
    if (!all) return OUTCOME_ERROR;
    if (before) all->items[0] = value_keep(first);
    for (u32 i = 0; i < n; i++) all->items[i + before] = value_keep(ref(args[i]));
    Frame *f = native_push_counted(&call_frame);
    if (!f) return object_release(all), OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[0] = value_keep(self);
    slot[1] = value_of(all);
    slot[2] = value_keep(names);
    return OUTCOME_PUSHED;
}

static Outcome alias_call_method(Ref self, const Value *args, u32 n) {
    const Tuple *given = AS(Tuple, ref(args[0]));
    Ref keywords = ref(args[1]);
    if (is_empty(keywords)) return alias_call(self, REF_EMPTY, given->items, given->count, REF_EMPTY);
    return op_call_ex(ref(alias_of(self)->origin), ref_of(given), keywords);
}

/* ---- attributes ---- */

static Outcome alias_getattribute(Ref self, Ref asked) {
    static const char *const own[] = {"__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__",
                                      "__mro_entries__", "__reduce_ex__", "__reduce__", "__bases__", "__copy__", "__deepcopy__"};
    if (!is_kind(asked, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "attribute name must be string, not '%T'", asked);
    Text *name = text_of(asked);
    for (u32 i = 0; i < COUNT_OF(own); i++)
        if (text_is(name, own[i])) return op_generic_getattr(self, name);
    return op_getattr(ref(alias_of(self)->origin), name);
}

static Value get_origin(Ref self) { return value_keep(ref(alias_of(self)->origin)); }
static Value get_args(Ref self) { return value_keep(ref(alias_of(self)->args)); }
static Value get_unpacked(Ref self) { return value_bool(alias_of(self)->starred); }
static Outcome get_parameters(Ref self) { return alias_parameters(ref(alias_of(self)->args)); }
static Value get_tuple_args(Ref self) {
    const GenericAlias *alias = alias_of(self);
    return alias->starred && same(ref(alias->origin), ref_of(vm.types[T_TUPLE])) ? value_keep(ref(alias->args)) : NONE;
}

static Value alias_mro_entries(Ref self, Ref bases) { return tuple_pack1(get_origin(self)); }
static Value no_instances(Ref self, Ref other) { return raise(ERR_TYPE, "isinstance() argument 2 cannot be a parameterized generic"); }
static Value no_subclasses(Ref self, Ref other) { return raise(ERR_TYPE, "issubclass() argument 2 cannot be a parameterized generic"); }
static Value alias_or(Ref self, Ref other) { return union_of(self, other); }
static Value alias_ror(Ref self, Ref other) { return union_of(other, self); }

static Value alias_reduce(Ref self) {
    Value args = tuple_pack2(get_origin(self), get_args(self));
    return is_error(args) ? args : tuple_pack2(value_keep(ref_of(vm.types[T_GENERIC_ALIAS])), args);
}

static Outcome alias_dir(Ref self) { return op_call_method(ref(alias_of(self)->origin), vm.names[N_DIR], NULL, 0); }

/* `*list[int]` in an annotation or subscript: the starred alias, once. */
static Value alias_iter(Ref self) {
    const GenericAlias *alias = alias_of(self);
    Value starred = make(type_of(self), ref(alias->origin), ref(alias->args), true);
    Value one = is_error(starred) ? starred : tuple_pack1(starred);
    if (is_error(one)) return one;
    Value iterator = try_iter(ref(one));
    value_release(one);
    return iterator;
}

/* ---- equality and hash: origin and arguments, natively where they are; slots: a, b ---- */

static bool comparable(Ref a, Ref b, u32 op) { return (op == N_EQ || op == N_NE) && is_generic_alias(a) && is_generic_alias(b); }

static Value alias_try_compare(Ref a, Ref b, u32 op) {
    if (!comparable(a, b, op)) return NOT_IMPLEMENTED;
    const GenericAlias *x = alias_of(a), *y = alias_of(b);
    if (x->starred != y->starred) return value_bool(op == N_NE);
    Answer equal = try_equal(ref(x->origin), ref(y->origin));
    if (equal == ANSWER_YES) equal = try_equal(ref(x->args), ref(y->args));
    if (equal == ANSWER_PYTHON) return NEEDS_PYTHON;
    return equal == ANSWER_ERROR ? VALUE_ERROR : value_bool((equal == ANSWER_YES) == (op == N_EQ));
}

static Outcome compare_step(Frame *f, Value incoming) {
    const GenericAlias *x = alias_of(ref(frame_slots(f)[0])), *y = alias_of(ref(frame_slots(f)[1]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_equal(ref(x->origin), ref(y->origin));
    if (f->state == 2 && is_true(ref(incoming))) return op_equal(ref(x->args), ref(y->args));
    return native_done(f, value_bool(is_true(ref(incoming)) == (f->aux == N_EQ)));
}
static const NativeFrameKind compare_frame = {"==", compare_step, 2, 0, NULL};

static Outcome alias_compare(Ref a, Ref b, u32 op) {
    Value known = alias_try_compare(a, b, op);
    if (!is_needs_python(known)) return outcome(known);
    Frame *f = native_push(&compare_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(a);
    frame_slots(f)[1] = value_keep(b);
    f->aux = op;
    return OUTCOME_PUSHED;
}
COMPARE_METHODS(alias, alias_compare)

static Value alias_try_hash(Ref self) {
    const GenericAlias *alias = alias_of(self);
    i64 origin, args;
    HashAnswer answer = try_hash(ref(alias->origin), &origin);
    if (answer == HASH_OK) answer = try_hash(ref(alias->args), &args);
    if (answer != HASH_OK) return answer == HASH_PYTHON ? NEEDS_PYTHON : VALUE_ERROR;
    i64 hash = origin ^ args;
    return value_from_i64(hash == -1 ? -2 : hash);
}

static Outcome hash_step(Frame *f, Value incoming) {
    const GenericAlias *alias = alias_of(ref(frame_slots(f)[0]));
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_hash(ref(alias->origin));
    case 1:
        frame_slots(f)[1] = incoming;
        return op_hash(ref(alias->args));
    default: {
        i64 hash = int_clamp_i64(ref(frame_slots(f)[1])) ^ int_clamp_i64(ref(incoming));
        value_release(incoming);
        Value made = value_from_i64(hash == -1 ? -2 : hash);
        return is_error(made) ? native_fail(f) : native_done(f, made);
    }
    }
}
static const NativeFrameKind hash_frame = {"hash", hash_step, 2, 0, NULL};

static Outcome alias_hash(Ref self) {
    Value known = alias_try_hash(self);
    if (!is_needs_python(known)) return outcome(known);
    Frame *f = native_push(&hash_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    return OUTCOME_PUSHED;
}

static const NativeRow alias_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, alias_new, NEW_DOC),
    REPR_ROW(O0, alias_repr_method), HASH_ROW(O0, alias_hash), COMPARE_ROWS(alias), ITER_ROW(alias_iter),
    METHOD("__call__($self, /, *args, **kwargs)", ON, alias_call_method, "Call self as a function."),
    METHOD("__getattribute__($self, name, /)", O1, alias_getattribute, "Return getattr(self, name)."),
    METHOD("__getitem__($self, key, /)", O1, alias_getitem, "Return self[key]."),
    METHOD("__or__($self, value, /)", P1, alias_or, "Return self|value."),
    METHOD("__ror__($self, value, /)", P1, alias_ror, "Return value|self."),
    METHOD("__mro_entries__($self, bases, /)", P1, alias_mro_entries, NULL),
    METHOD("__instancecheck__($self, object, /)", P1, no_instances, NULL),
    METHOD("__subclasscheck__($self, object, /)", P1, no_subclasses, NULL),
    METHOD("__reduce__($self, /)", P0, alias_reduce, NULL),
    METHOD("__dir__($self, /)", O0, alias_dir, NULL),
};
static const GetSetRow alias_getset[] = {
    MEMBER("__origin__", get_origin, NULL, NULL),
    MEMBER("__args__", get_args, NULL, NULL),
    MEMBER("__unpacked__", get_unpacked, NULL, NULL),
    ATTRIBUTE("__typing_unpacked_tuple_args__", get_tuple_args, NULL, NULL),
    {.name = "__parameters__", .ask = get_parameters, .doc = "Type variables in the GenericAlias."},
};

const TypeSpec generic_alias_spec = {
    .name = "types.GenericAlias", .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
    .signature = "(origin, args, /)",
    .size = sizeof(GenericAlias), .weakref_offset = offsetof(GenericAlias, weakrefs), .flags = TYPE_BASE | TYPE_IMMUTABLE,
    METHODS(alias_methods), GETSET(alias_getset), .destroy = alias_destroy, .visit = alias_visit, .blank = alias_blank,
    .call = alias_call, .try_hash = alias_try_hash, .try_compare = alias_try_compare, .try_iter = alias_iter,
};
