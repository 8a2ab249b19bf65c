/* ops_names.c: names that are no plain locals: module and class namespaces, cells, globals written. */
#include "frame/probe.h"
#include "object/table.h"
#include "vm/ops.h"

Outcome cold_DELETE_FAST(Frame *f, u32 a) {
    Value *local = &frame_locals(f)[a];
    if (is_empty(ref(*local))) return vm_raise_unbound(f, a), OUTCOME_ERROR;
    value_release(value_take(local));
    return OP_NOTHING;
}

Outcome cold_MAKE_CELL(Frame *f, u32 a) {
    Value *local = &frame_locals(f)[a];
    Cell *cell = cell_new(value_take(local));
    if (!cell) return OUTCOME_ERROR;
    *local = value_of(cell);
    return OP_NOTHING;
}

Outcome cold_COPY_FREE_VARS(Frame *f, u32 a) {
    const Tuple *closure = AS(Tuple, ref(f->function->closure));
    Value *to = frame_locals(f) + f->code->nlocalsplus - a;
    for (u32 i = 0; i < a; i++) to[i] = value_keep(ref(closure->items[i]));
    return OP_NOTHING;
}

Outcome cold_DELETE_DEREF(Frame *f, u32 a) {
    Cell *cell = AS(Cell, ref(frame_locals(f)[a]));
    if (is_empty(ref(cell->value))) return vm_raise_unbound(f, a), OUTCOME_ERROR;
    value_release(value_take(&cell->value));
    return OP_NOTHING;
}

/* ---- the namespace of a module or class body ---- */

static Ref locals_of(Frame *f) {
    Ref locals = ref(frame_specials(f)[SPECIAL_LOCALS]);
    return is_empty(locals) ? ref_of(f->function->globals) : locals;
}

/* A name in `locals`, natively: EMPTY absent; NEEDS_PYTHON's bits: it is no exact dict, or a key must be asked. */
static Ref quick_lookup(Ref locals, Text *name) {
    return is_exact(locals, T_DICT) ? dict_get_text(AS(Dict, locals), name) : REF(BITS_NEEDS_PYTHON);
}

/* ---- a mapping of the program's own (metaclass __prepare__, exec): its KeyError goes on to what comes behind ---- */

enum { MAPPING, KEY, CELL, LOOKUP_SLOTS };
static Outcome lookup_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (f->state++ == 0) return op_getitem(ref(slot[MAPPING]), ref(slot[KEY]));
    if (f->state > 2) return is_error(incoming) ? native_fail(f) : native_done(f, incoming);
    if (!is_error(incoming)) return native_done(f, incoming);
    if (!raised_is(ERR_KEY)) return native_fail(f);
    raised_clear();
    if (!is_empty(ref(slot[CELL]))) {
        Ref held = ref(AS(Cell, ref(slot[CELL]))->value);
        if (!is_empty(held)) return native_done(f, value_keep(held));
        Text *name = AS(Text, ref(slot[KEY]));
        raise_name(ERR_NAME, name, "cannot access free variable '%U' where it is not associated with a value in enclosing scope", name);
        return native_fail(f);
    }
    return op_load_global(f->previous, AS(Text, ref(slot[KEY])));
}
static const NativeFrameKind lookup_frame = {"name", lookup_step, LOOKUP_SLOTS, 0, NULL};

static Outcome lookup_slowly(Ref mapping, Text *name, Ref cell) {
    Frame *f = native_push(&lookup_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[MAPPING] = value_keep(mapping);
    slot[KEY] = value_keep(ref_of(name));
    slot[CELL] = value_keep(cell);
    return OUTCOME_PUSHED;
}

Outcome cold_LOAD_NAME(Frame *f, u32 a) {
    Text *name = f->code->names[a];
    Ref locals = locals_of(f), found = quick_lookup(locals, name);
    if (BITS(found) == BITS_NEEDS_PYTHON) return lookup_slowly(locals, name, REF_EMPTY);
    return is_empty(found) ? op_load_global(f, name) : outcome(value_keep(found));
}

Outcome cold_LOAD_FROM_DICT_OR_GLOBALS(Frame *f, u32 a) {
    Value mapping = op_pop(f);
    Text *name = f->code->names[a];
    Ref found = quick_lookup(ref(mapping), name);
    Outcome answer = BITS(found) == BITS_NEEDS_PYTHON ? lookup_slowly(ref(mapping), name, REF_EMPTY)
                   : is_empty(found) ? op_load_global(f, name) : outcome(value_keep(found));
    value_release(mapping);
    return answer;
}

Outcome cold_LOAD_FROM_DICT_OR_DEREF(Frame *f, u32 a) {
    Value mapping = op_pop(f);
    Text *name = f->code->local_names[a];
    Ref cell = ref(frame_locals(f)[a]), found = quick_lookup(ref(mapping), name);
    Outcome answer;
    if (BITS(found) == BITS_NEEDS_PYTHON) answer = lookup_slowly(ref(mapping), name, cell);
    else if (!is_empty(found)) answer = outcome(value_keep(found));
    else if (!is_empty(ref(AS(Cell, cell)->value))) answer = outcome(value_keep(ref(AS(Cell, cell)->value)));
    else answer = (vm_raise_unbound(f, a), OUTCOME_ERROR);
    value_release(mapping);
    return answer;
}

Outcome op_wanting(Frame *f, u32 wanted, Outcome asked) {
    if (!outcome_is_value(asked)) {
        if (outcome_is_pushed(asked)) f->wanted = (u8)wanted;
        return asked;
    }
    if (wanted == WANT_DROP) {
        value_release(outcome_value(asked));
        return OP_NOTHING;
    }
    if (wanted == WANT_NOT) return outcome(value_bool(!is_true(ref(outcome_value(asked)))));
    if (wanted == WANT_METHOD) {
        *f->sp++ = outcome_value(asked);
        return (*f->sp++ = EMPTY, OP_NOTHING);
    }
    return asked;
}

Outcome cold_STORE_NAME(Frame *f, u32 a) {
    Value v = op_pop(f);
    Text *name = f->code->names[a];
    Ref locals = locals_of(f);
    Outcome answer = OP_NOTHING;
    if (is_exact(locals, T_DICT) && BITS(dict_get_text(AS(Dict, locals), name)) != BITS_NEEDS_PYTHON) {
        if (!dict_set_text(AS(Dict, locals), name, ref(v))) answer = OUTCOME_ERROR;
    } else {
        answer = op_wanting(f, WANT_DROP, op_setitem(locals, ref_of(name), ref(v)));
    }
    value_release(v);
    return answer;
}

/* del of a name in a mapping of the program's own: KeyError is NameError. */
static Outcome delete_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (f->state++ == 0) return op_delitem(ref(slot[0]), ref(slot[1]));
    if (!is_error(incoming)) return native_done(f, incoming);
    if (raised_is(ERR_KEY)) {
        raised_clear();
        raise_name(ERR_NAME, AS(Text, ref(slot[1])), "name '%U' is not defined", AS(Text, ref(slot[1])));
    }
    return native_fail(f);
}
static const NativeFrameKind delete_frame = {"del", delete_step, 2, 0, NULL};

Outcome cold_DELETE_NAME(Frame *f, u32 a) {
    Text *name = f->code->names[a];
    Ref locals = locals_of(f);
    if (is_exact(locals, T_DICT)) {
        if (dict_delete_text(AS(Dict, locals), name)) return OP_NOTHING;
        return outcome(raise_name(ERR_NAME, name, "name '%U' is not defined", name));
    }
    Frame *asking = native_push(&delete_frame);
    if (!asking) return OUTCOME_ERROR;
    frame_slots(asking)[0] = value_keep(locals);
    frame_slots(asking)[1] = value_keep(ref_of(name));
    f->wanted = WANT_DROP;
    return OUTCOME_PUSHED;
}

Outcome cold_STORE_GLOBAL(Frame *f, u32 a) {
    Value v = op_pop(f);
    bool done = dict_set_text(f->function->globals, f->code->names[a], ref(v));
    value_release(v);
    return done ? OP_NOTHING : OUTCOME_ERROR;
}

Outcome cold_DELETE_GLOBAL(Frame *f, u32 a) {
    Text *name = f->code->names[a];
    if (dict_delete_text(f->function->globals, name)) return OP_NOTHING;
    return outcome(raise_name(ERR_NAME, name, "name '%U' is not defined", name));
}

Outcome cold_LOAD_LOCALS(Frame *f, u32 a) {
    (void)a;
    return outcome(value_keep(locals_of(f)));
}

Outcome cold_LOAD_BUILD_CLASS(Frame *f, u32 a) {
    (void)a;
    Ref found = dict_get_text(f->function->builtins, vm.names[N_BUILD_CLASS]);
    if (is_empty(found)) return RAISE_OUTCOME(ERR_NAME, "__build_class__ not found");
    return outcome(value_keep(found));
}

Outcome cold_SETUP_ANNOTATIONS(Frame *f, u32 a) {
    (void)a;
    Ref locals = locals_of(f);
    if (!is_exact(locals, T_DICT)) return OP_NOTHING;
    if (!is_empty(dict_get_text(AS(Dict, locals), vm.names[N_ANNOTATIONS]))) return OP_NOTHING;
    Dict *made = dict_new();
    if (!made) return OUTCOME_ERROR;
    bool done = dict_set_text(AS(Dict, locals), vm.names[N_ANNOTATIONS], ref_of(made));
    object_release(made);
    return done ? OP_NOTHING : OUTCOME_ERROR;
}

Outcome cold_LOAD_COMMON_CONSTANT(Frame *f, u32 a) {
    switch (a) {
    case 0: return outcome(value_keep(ref_of(vm.types[T_ERRORS + ERR_ASSERTION])));
    case 1: return outcome(value_keep(ref_of(vm.types[T_ERRORS + ERR_NOT_IMPLEMENTED])));
    case 2: return outcome(value_keep(ref_of(vm.types[T_TUPLE])));
    default: {
        Text *name = text_intern_c(a == 3 ? "all" : "any");
        if (!name) return OUTCOME_ERROR;
        Outcome answer = op_load_global(f, name);
        object_release(name);
        return answer;
    }
    }
}
