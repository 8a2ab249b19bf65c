/* builtins_scope.c: builtin functions that see the caller's names: globals locals vars dir eval exec compile. The caller is
 * the nearest visible frame. */
#include "compile/compile.h"
#include "modules/builtins.h"
#include "modules/modules.h"

static Frame *caller(void) { return frame_visible(vm.thread->frame); }

Outcome builtin_globals(Ref self) { return outcome(value_keep(ref_of(frame_globals(caller())))); }

/* A function's locals as a new dict: cells opened, hidden names left out. */
static Value function_locals(Frame *f) {
    Dict *dict = dict_new();
    const Code *code = f->code;
    for (u32 i = 0; dict && i < code->nlocalsplus; i++) {
        Ref v = ref(frame_locals(f)[i]);
        if (code->local_kinds[i] == LOCAL_HIDDEN || is_empty(v)) continue;
        if (code->local_kinds[i] != LOCAL_NAME && is_exact(v, T_CELL)) v = ref(AS(Cell, v)->value);
        if (is_empty(v)) continue;
        if (!dict_set_text(dict, code->local_names[i], v)) {
            object_release(dict);
            return VALUE_ERROR;
        }
    }
    return dict ? value_of(dict) : VALUE_ERROR;
}

static Value frame_locals_mapping(Frame *f) {
    if (f->code->flags & CODE_OPTIMIZED) return function_locals(f);
    Ref mapping = ref(frame_specials(f)[SPECIAL_LOCALS]);
    return value_keep(is_empty(mapping) ? ref_of(frame_globals(f)) : mapping);
}

Outcome builtin_locals(Ref self) { return outcome(frame_locals_mapping(caller())); }

Outcome builtin_vars(Ref self, const Value *args, u32 n) {
    if (is_empty(ref(args[0]))) return builtin_locals(self);
    Ref object = ref(args[0]);
    if (!instance_has_dict(object) && is_empty(type_lookup(type_of(object), vm.names[N_DICT]))) return RAISE_OUTCOME(ERR_TYPE, "vars() argument must have __dict__ attribute");
    return op_getattr(object, vm.names[N_DICT]);
}

/* ---- dir: what __dir__ gives, or the names of the caller, as a sorted list ---- */

static Outcome dir_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        if (is_empty(ref(slot[0]))) return outcome(frame_locals_mapping(caller()));
        return op_call_dunder(ref(slot[0]), N_DIR, NULL, 0);
    case 1: {
        Outcome asked = op_list(ref(incoming));
        value_release(incoming);
        return asked;
    }
    case 2:
        slot[1] = incoming;
        return list_sort(ref(incoming), REF_EMPTY, false);
    default:
        return native_done(f, value_take(&slot[1]));
    }
}
static const NativeFrameKind dir_frame = {"dir", dir_step, 2, 0, NULL};

Outcome builtin_dir(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&dir_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref(args[0]));
    return OUTCOME_PUSHED;
}

/* ---- running code ---- */

static Dict *builtins_of(Dict *globals) {
    Ref found = dict_get_text(globals, vm.names[N_BUILTINS]);
    if (is_exact(found, T_DICT)) return AS(Dict, found);
    if (is_exact(found, T_MODULE)) return module_dict(found);
    return vm.builtins;
}

static Outcome run_code(Ref code, Dict *globals, Ref locals) {
    if (AS(Code, code)->nfrees) return RAISE_OUTCOME(ERR_TYPE, "code object passed to exec() may not contain free variables");
    if (is_empty(dict_get_text(globals, vm.names[N_BUILTINS])) && !dict_set_text(globals, vm.names[N_BUILTINS], dict_get_text(vm.modules, vm.names[N_BUILTINS_MODULE]))) return OUTCOME_ERROR;
    Function *function = function_new(AS(Code, code), globals, builtins_of(globals));
    if (!function) return OUTCOME_ERROR;
    Frame *f = frame_push(function->code, function, ON_VALUE);
    object_release(function);
    if (!f) return OUTCOME_ERROR;
    if (!same(locals, ref_of(globals))) frame_specials(f)[SPECIAL_LOCALS] = value_keep(locals);
    return OUTCOME_PUSHED;
}

/* A str that is compiled must have a UTF-8 form: so no lone surrogates. */
static bool check_surrogates(const Text *text) {
    if (text_utf8_length(text) == text->length) return true;
    for (u32 i = 0; i < text->length; i++) {
        u32 end = i, c;
        while (end < text->length && (c = text_char(text, end), c >= 0xd800 && c <= 0xdfff)) end++;
        if (end > i) return raise_unicode_encode("utf-8", ref_of(text), i, end, "surrogates not allowed"), false;
    }
    return true;
}

static Value to_code(Ref source, Text *filename, CompileMode mode, u32 flags) {
    if (is_exact(source, T_CODE)) return value_keep(source);
    Bytes bytes;
    Value held = EMPTY;
    if (is_kind(source, TYPE_IS_STR)) {
        const Text *text = text_of(source);
        if (!check_surrogates(text)) return VALUE_ERROR;
        BytesObject *copy = bytes_new(text_utf8_length(text));
        if (!copy) return VALUE_ERROR;
        text_to_utf8(text, copy->data);
        bytes = (Bytes){copy->data, copy->length};
        held = value_of(copy);
        flags |= COMPILE_TEXT;
    } else if (!bytes_view(source, &bytes)) {
        return raise(ERR_TYPE, "%s() arg 1 must be a string, bytes or %s object", mode == COMPILE_EVAL ? "eval" : mode == COMPILE_EXEC ? "exec" : "compile", "code");
    }
    Value code = compile_source(bytes, filename, mode, flags);
    value_release(held);
    return code;
}

/* The namespaces that were given, or the caller's. Both owned. */
static bool namespaces(const char *name, Ref globals, Ref locals, Value *out_globals, Value *out_locals) {
    bool no_globals = is_empty(globals) || is_none(globals), no_locals = is_empty(locals) || is_none(locals);
    *out_globals = *out_locals = EMPTY;
    if (!no_globals && !is_kind(globals, TYPE_IS_DICT)) return RAISE_FALSE(ERR_TYPE, "%s() globals must be a dict, not %T", name, globals);
    if (!no_locals && !type_lookup_dunder(type_of(locals), N_GETITEM)) {
        if (name[1] == 'v') return RAISE_FALSE(ERR_TYPE, "locals must be a mapping");
        return RAISE_FALSE(ERR_TYPE, "locals must be a mapping or None, not %T", locals);
    }
    *out_globals = no_globals ? value_keep(ref_of(frame_globals(caller()))) : value_keep(globals);
    *out_locals = !no_locals ? value_keep(locals) : no_globals ? frame_locals_mapping(caller()) : value_keep(globals);
    return !is_error(*out_locals);
}

static Outcome evaluate(const char *name, Ref source, Ref globals, Ref locals, CompileMode mode) {
    Value g, l;
    Outcome answer = OUTCOME_ERROR;
    Text *filename = text_from_c("<string>");
    if (filename && namespaces(name, globals, locals, &g, &l)) {
        Value code = to_code(source, filename, mode, 0);
        if (!is_error(code)) answer = run_code(ref(code), AS(Dict, ref(g)), ref(l));
        value_release(code);
        value_release(g);
        value_release(l);
    }
    if (filename) object_release(filename);
    return answer;
}

Outcome builtin_eval(Ref self, const Value *args, u32 n) { return evaluate("eval", ref(args[0]), ref(args[1]), ref(args[2]), COMPILE_EVAL); }

static Outcome exec_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return evaluate("exec", ref(frame_slots(f)[0]), ref(frame_slots(f)[1]), ref(frame_slots(f)[2]), COMPILE_EXEC);
    value_release(incoming);
    return native_done(f, NONE);
}
static const NativeFrameKind exec_frame = {"exec", exec_step, 3, 0, NULL};

Outcome builtin_exec(Ref self, const Value *args, u32 n) {
    Frame *f = native_push(&exec_frame);
    if (!f) return OUTCOME_ERROR;
    for (u32 i = 0; i < 3; i++) frame_slots(f)[i] = value_keep(ref(args[i]));
    return OUTCOME_PUSHED;
}

Outcome builtin_compile(Ref self, const Value *args, u32 n) {
    Ref filename = ref(args[1]), mode = ref(args[2]);
    if (!is_kind(filename, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "expected str, bytes or os.PathLike object, not %T", filename);
    if (!is_kind(mode, TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "compile() argument 'mode' must be str, not %T", mode);
    const Text *m = text_of(mode);
    CompileMode kind = text_is(m, "exec") ? COMPILE_EXEC : text_is(m, "eval") ? COMPILE_EVAL : COMPILE_SINGLE;
    if (kind == COMPILE_SINGLE && !text_is(m, "single")) return RAISE_OUTCOME(ERR_VALUE, "compile() mode must be 'exec', 'eval' or 'single'");
    return outcome(to_code(ref(args[0]), text_of(filename), kind, 0));
}
