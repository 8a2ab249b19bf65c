/* itertools.c: the itertools module (library reference, "itertools"): what its iterators share, and the list of them. */
#include "modules/itertools.h"

void it_destroy(Object *self) {
    ItObject *it = (ItObject *)self;
    for (u32 i = 0; i < IT_SLOTS; i++) value_release(it->slot[i]);
    for (u32 i = 0; i < COUNT_OF(it->pending); i++) value_release(it->pending[i]);
    if (it->indices) buffer_free(it->indices, it->room * 4);
    object_free(it, sizeof *it);
}

void it_visit(Object *self, GcVisit *visit) {
    ItObject *it = (ItObject *)self;
    gc_visit_slots(visit, it->slot, IT_SLOTS);
    gc_visit_slots(visit, it->pending, COUNT_OF(it->pending));
}

void it_blank(Object *self) {
    ItObject *it = (ItObject *)self;
    for (u32 i = 0; i < IT_SLOTS; i++) it->slot[i] = EMPTY;
    for (u32 i = 0; i < COUNT_OF(it->pending); i++) it->pending[i] = EMPTY;
}

bool it_indices(ItObject *it, u64 room) {
    if (!room) return true;
    if (room > UINT32_MAX / 8) return raise_no_memory(), false;
    it->indices = buffer_new((u32)room * 4);
    it->room = it->indices ? (u32)room : 0;
    return it->indices != NULL;
}

/* ---- arguments ---- */

static MUST_CHECK bool bind_count(const ItMake *how, u32 n, u32 named) {
    if (n + named > how->most)
        return RAISE_FALSE(ERR_TYPE, "%s() takes at most %u %sargument%s (%u given)", how->name, how->most, n ? "" : "keyword ", how->most == 1 ? "" : "s", n + named);
    if (n > how->positional)
        return RAISE_FALSE(ERR_TYPE, "%s() takes %s %u positional argument%s (%u given)", how->name, how->least < how->positional ? "at most" : "exactly",
                           how->positional, how->positional == 1 ? "" : "s", n);
    return true;
}

static u32 name_index(const ItMake *how, const Text *key) {
    u32 i = 0;
    while (i < how->most && !text_is(key, how->names[i])) i++;
    return i;
}

bool it_bind(const ItMake *how, const Construct *c, Ref *out) {
    u32 named = c->keywords ? c->keywords->table.used : 0, position = 0;
    Ref key, value;
    if (!bind_count(how, c->n, named)) return false;
    for (u32 i = 0; i < how->most; i++) out[i] = i < c->n ? ref(c->args[i]) : REF_EMPTY;
    while (named && table_next(&c->keywords->table, &position, &key, &value)) {
        u32 i = name_index(how, text_of(key));
        if (i < how->most && i >= c->n) out[i] = value;
    }
    for (u32 i = 0; i < how->least; i++)
        if (is_empty(out[i])) return RAISE_FALSE(ERR_TYPE, "%s() missing required argument '%s' (pos %u)", how->name, how->names[i], i + 1);
    for (position = 0; named && table_next(&c->keywords->table, &position, &key, &value);) {
        u32 i = name_index(how, text_of(key));
        if (i == how->most) return raise_unexpected_keyword(how->name, text_of(key), how->names, how->most);
        if (i < c->n) return RAISE_FALSE(ERR_TYPE, "argument for %s() given by name ('%s') and position (%u)", how->name, how->names[i], i + 1);
    }
    return true;
}

/* Slots: the class, the arguments. aux: how; state: the step of the script that is next. */
enum { MAKE_TYPE, MAKE_FIRST };

static Outcome make_end(Frame *f, const ItMake *how) {
    Value made = type_allocate(AS(Type, ref(frame_slots(f)[MAKE_TYPE])));
    if (is_error(made)) return native_fail(f);
    if (how->make(it_of(ref(made)), frame_slots(f) + MAKE_FIRST)) return native_done(f, made);
    value_release(made);
    return native_fail(f);
}

/* NO: nothing is to be asked, and *result takes the argument's place unless it is EMPTY. */
static Answer convert_natively(char letter, Ref arg, Value *result) {
    *result = EMPTY;
    switch (letter) {
    case 'i': *result = try_iter(arg); break;
    case 't':
        if (!is_tuple(arg)) return ANSWER_PYTHON;
        return ANSWER_NO;
    case 'b': {
        Answer truth = try_truth(arg);
        if (truth == ANSWER_PYTHON || truth == ANSWER_ERROR) return truth;
        *result = value_bool(truth == ANSWER_YES);
        return ANSWER_NO;
    }
    case 'p':
        if (is_none(arg)) return ANSWER_NO;
        if (!is_integer(arg)) return (void)raise(ERR_TYPE, "Expected int as r"), ANSWER_ERROR;
        *result = int_exact(arg);
        break;
    case 'x':
        if (is_none(arg)) return ANSWER_NO;
        /* fall through */
    default: *result = try_index(arg); break;
    }
    return is_needs_python(*result) ? ANSWER_PYTHON : is_error(*result) ? ANSWER_ERROR : ANSWER_NO;
}

static Outcome ask_conversion(char letter, Ref arg) {
    switch (letter) {
    case 'i': return op_iter(arg);
    case 't': return op_tuple(arg);
    case 'b': return op_truth(arg);
    default: return op_index(arg);
    }
}

/* What came of a conversion takes the argument's place. */
static bool put(Value *arg, char letter, Value result) {
    bool number = letter == 'n' || letter == 'p';
    if (number && !int_fits_i64(ref(result))) {
        value_release(result);
        return RAISE_FALSE(ERR_OVERFLOW, "Python int too large to convert to C ssize_t");
    }
    if (letter == 'x' && !int_fits_i64(ref(result))) value_set(&result, value_int48(-1));
    value_set(arg, result);
    return true;
}

static Outcome make_step(Frame *f, Value incoming) {
    const ItMake *how = (const ItMake *)(uintptr_t)f->aux;
    Value *args = frame_slots(f) + MAKE_FIRST;
    const char *script = how->script + 2 * f->state;
    if (is_error(incoming)) {
        if (script[0] != 'x') return native_fail(f);
        raised_clear(); /* whatever it was: it is no index */
        incoming = value_int48(-1);
    }
    if (!is_empty(ref(incoming))) {
        if (!put(&args[script[1] - '0'], script[0], incoming)) return native_fail(f);
        f->state++;
    }
    for (script = how->script + 2 * f->state; *script; script += 2, f->state++) {
        if (*script == 'c') {
            if (!how->check(args)) return native_fail(f);
            continue;
        }
        Value *arg = &args[script[1] - '0'], made;
        if (is_empty(ref(*arg))) continue;
        switch (convert_natively(*script, ref(*arg), &made)) {
        case ANSWER_PYTHON: return ask_conversion(*script, ref(*arg));
        case ANSWER_ERROR:
            if (*script != 'x') return native_fail(f);
            raised_clear();
            made = value_int48(-1);
            break;
        default: break;
        }
        if (!is_empty(ref(made)) && !put(arg, *script, made)) return native_fail(f);
    }
    return make_end(f, how);
}
static const NativeFrameKind make_frame = {.name = "itertools", .step = make_step, .slots = MAKE_FIRST + IT_ARGS};

Outcome it_convert(const ItMake *how, Type *type, const Ref *given) {
    Frame *f = native_push(&make_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[MAKE_TYPE] = value_keep(ref_of(type));
    for (u32 i = 0; i < how->most; i++) frame_slots(f)[MAKE_FIRST + i] = value_keep(given[i]);
    f->aux = (u32)(uintptr_t)how;
    return OUTCOME_PUSHED;
}

Outcome it_new(const ItMake *how, Ref self, const Value *args) {
    Construct c;
    Ref given[IT_ARGS];
    if (!construct_new(self, args, &c)) return OUTCOME_ERROR;
    if (how->names) return it_bind(how, &c, given) ? it_convert(how, c.type, given) : OUTCOME_ERROR;
    if (c.type->dunder[N_INIT] == AS(Type, self)->dunder[N_INIT] && !construct_no_keywords(&c, how->name)) return OUTCOME_ERROR;
    if (!construct_count(&c, how->name, how->least, how->most)) return OUTCOME_ERROR;
    for (u32 i = 0; i < how->most; i++) given[i] = i < c.n ? ref(c.args[i]) : REF_EMPTY;
    return it_convert(how, c.type, given);
}

i64 it_number(Value arg, i64 otherwise) { return is_empty(ref(arg)) || is_none(ref(arg)) ? otherwise : integer_clamp(ref(arg)); }

Outcome it_push(const NativeFrameKind *kind, Ref self) {
    Frame *f = native_push(kind);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[IT_SELF] = value_keep(self);
    for (u32 i = 0; i < 2 && i + 1 < kind->slots; i++) frame_slots(f)[IT_FIRST + i] = value_take(&it_of(self)->pending[i]);
    return OUTCOME_PUSHED;
}

/* ---- the module ---- */

static const TypeSpec *const types[] = {
    &accumulate_spec, &batched_spec, &chain_spec, &combinations_spec, &combinations_with_replacement_spec, &compress_spec, &count_spec,
    &cycle_spec, &dropwhile_spec, &filterfalse_spec, &groupby_spec, &islice_spec, &pairwise_spec, &permutations_spec, &product_spec,
    &repeat_spec, &starmap_spec, &takewhile_spec, &zip_longest_spec, &grouper_spec, &tee_spec, &tee_data_spec,
};

static const NativeRow functions[] = {
    FUNCTION_ROW("tee($module, iterable, n=2, /)", ON, itertools_tee, "Returns a tuple of n independent iterators."),
};

static Type *made_type(Dict *namespace_, const char *name) {
    Text *key = text_intern_c(name);
    if (!key) return NULL;
    Ref type = dict_get_text(namespace_, key);
    object_release(key);
    return AS(Type, type);
}

/* Types whose instances are made from within. */
static bool fill(Dict *namespace_) {
    grouper_type = made_type(namespace_, "_grouper");
    tee_type = made_type(namespace_, "_tee");
    tee_data_type = made_type(namespace_, "_tee_dataobject");
    return grouper_type && tee_type && tee_data_type;
}

const ModuleSpec itertools_module = {
    .name = "itertools", .doc = "Functional tools for creating and using iterators.", FUNCTIONS(functions), TYPES(types), .fill = fill};
