/* builtins.c: the builtins module: its table, and the functions that are a call of one operation. */
#include "modules/builtins.h"

static Outcome builtin_abs(Ref self, Ref x) { return op_unary(x, N_ABS); }
static Outcome builtin_ascii(Ref self, Ref x) { return op_ascii(x); }
static Outcome builtin_repr(Ref self, Ref x) { return op_repr(x); }
static Outcome builtin_hash(Ref self, Ref x) { return op_hash(x); }
static Outcome builtin_len(Ref self, Ref x) { return op_len(x); }
static Outcome builtin_divmod(Ref self, Ref x, Ref y) { return op_binary(x, y, N_DIVMOD); }
static Outcome builtin_pow(Ref self, const Value *args, u32 n) { return op_pow(ref(args[0]), ref(args[1]), is_empty(ref(args[2])) ? REF_NONE : ref(args[2])); }
static Outcome builtin_isinstance(Ref self, Ref x, Ref classes) { return op_isinstance(x, classes); }
static Outcome builtin_issubclass(Ref self, Ref x, Ref classes) { return op_issubclass(x, classes); }
static Value builtin_id(Ref self, Ref x) { return value_from_u64(object_id(x)); }

static Value builtin_callable(Ref self, Ref x) {
    const Object *call = type_of(x)->dunder[N_CALL];
    return value_bool(call || (is_pointer(x) && object_of(x)->type->call));
}

/* exit() and quit(), which CPython's `site` adds: raise SystemExit(code) */
static Outcome builtin_exit(Ref self, const Value *args, u32 n) {
    Ref code = is_empty(ref(args[0])) ? REF_NONE : ref(args[0]);
    Value made = error_blank(ERR_SYSTEM_EXIT);
    if (is_error(made)) return OUTCOME_ERROR;
    Value given[1] = {value_keep(code)}, all = tuple_from(given, 1);
    value_release(given[0]);
    if (is_error(all)) return value_release(made), OUTCOME_ERROR;
    value_set(&AS(Exception, ref(made))->args, all);
    value_set(&AS(Exception, ref(made))->value, value_keep(code));
    return outcome(raise_object(made));
}

static Outcome builtin_format(Ref self, const Value *args, u32 n) {
    Ref spec = is_empty(ref(args[1])) ? ref(vm.empty_text) : ref(args[1]);
    if (!is_kind(spec, TYPE_IS_STR)) return outcome(raise_bad_argument("format", "argument 2", "str", spec));
    return op_format(ref(args[0]), spec);
}

static bool name_argument(Ref name) {
    return is_kind(name, TYPE_IS_STR) || RAISE_FALSE(ERR_TYPE, "attribute name must be string, not '%T'", name);
}

static Outcome builtin_getattr(Ref self, const Value *args, u32 n) {
    if (!name_argument(ref(args[1]))) return OUTCOME_ERROR;
    Text *name = text_of(ref(args[1]));
    return is_empty(ref(args[2])) ? op_getattr(ref(args[0]), name) : op_getattr_or(ref(args[0]), name, ref(args[2]));
}

static Outcome hasattr_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_getattr_or(ref(frame_slots(f)[0]), text_of(ref(frame_slots(f)[1])), REF_EMPTY);
    bool has = !is_empty(ref(incoming));
    value_release(incoming);
    return native_done(f, value_bool(has));
}
static const NativeFrameKind hasattr_frame = {"hasattr", hasattr_step, 2, 0, NULL};

static Outcome builtin_hasattr(Ref self, Ref object, Ref name) {
    if (!name_argument(name)) return OUTCOME_ERROR;
    Frame *f = native_push(&hasattr_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(object);
    frame_slots(f)[1] = value_keep(name);
    return OUTCOME_PUSHED;
}

static Outcome builtin_setattr(Ref self, Ref object, Ref name, Ref value) {
    return name_argument(name) ? op_setattr(object, text_of(name), value) : OUTCOME_ERROR;
}

static Outcome builtin_delattr(Ref self, Ref object, Ref name) { return name_argument(name) ? op_delattr(object, text_of(name)) : OUTCOME_ERROR; }

static Value builtin_chr(Ref self, Ref n) {
    Value index = try_index(n);
    if (is_error(index)) return index;
    i64 c = is_needs_python(index) ? -1 : int_clamp_i64(ref(index));
    value_release(index);
    if (c < 0 || c > 0x10FFFF) return raise(ERR_VALUE, "chr() arg not in range(0x110000)");
    Text *made = text_from_char((u32)c);
    return made ? value_of(made) : VALUE_ERROR;
}

static Outcome chr_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_index(ref(frame_slots(f)[0]));
    Value made = builtin_chr(REF_EMPTY, ref(incoming));
    value_release(incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind chr_frame = {"chr", chr_step, 1, 0, NULL};

static Outcome builtin_chr_any(Ref self, Ref n) {
    if (is_int48(n)) return outcome(builtin_chr(self, n));
    Frame *f = native_push(&chr_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(n);
    return OUTCOME_PUSHED;
}

static Value builtin_ord(Ref self, Ref c) {
    if (is_kind(c, TYPE_IS_STR)) {
        const Text *t = text_of(c);
        if (t->length == 1) return value_u32(text_char(t, 0));
        return raise(ERR_TYPE, "ord() expected a character, but string of length %u found", t->length);
    }
    Bytes b;
    if (bytes_view(c, &b)) {
        if (b.length == 1) return value_u32(b.at[0]);
        return raise(ERR_TYPE, "ord() expected a character, but string of length %u found", b.length);
    }
    return raise(ERR_TYPE, "ord() expected string of length 1, but %T found", c);
}

/* ---- bin, oct, hex: of an int or of what __index__ gives; aux: the base ---- */

static Value in_base(Ref n, u32 base) {
    Text *digits = int_to_text(n, base);
    if (!digits) return VALUE_ERROR;
    TextBuilder b = {0};
    bool negative = digits->length && text_char(digits, 0) == '-';
    if (negative) builder_char(&b, '-');
    builder_c(&b, base == 2 ? "0b" : base == 8 ? "0o" : "0x");
    builder_slice(&b, digits, negative, digits->length);
    object_release(digits);
    Text *made = builder_finish(&b);
    return made ? value_of(made) : VALUE_ERROR;
}

static Outcome base_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_index(ref(frame_slots(f)[0]));
    Value made = in_base(ref(incoming), f->aux);
    value_release(incoming);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}
static const NativeFrameKind base_frame = {"bin", base_step, 1, 0, NULL};

static Outcome to_base(Ref x, u32 base) {
    if (is_int48(x) || is_exact(x, T_INT)) return outcome(in_base(x, base));
    Frame *f = native_push(&base_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(x);
    f->aux = base;
    return OUTCOME_PUSHED;
}
static Outcome builtin_bin(Ref self, Ref x) { return to_base(x, 2); }
static Outcome builtin_oct(Ref self, Ref x) { return to_base(x, 8); }
static Outcome builtin_hex(Ref self, Ref x) { return to_base(x, 16); }

/* ---- iter, next ---- */

static Outcome builtin_iter(Ref self, const Value *args, u32 n) {
    if (is_empty(ref(args[1]))) return op_iter(ref(args[0]));
    if (!is_true(ref(builtin_callable(self, ref(args[0]))))) return RAISE_OUTCOME(ERR_TYPE, "iter(v, w): v must be callable");
    return outcome(callable_iterator_new(ref(args[0]), ref(args[1])));
}

static bool is_iterator(Ref x) {
    const Type *type = type_of(x);
    return type->try_next || (type->dunder[N_NEXT] && type->dunder[N_NEXT] != DUNDER_NONE);
}

static Outcome next_or_step(Frame *f, Value incoming) {
    if (f->state++ == 0) return op_next(ref(frame_slots(f)[0]));
    if (is_error(incoming)) return native_fail(f);
    return native_done(f, is_stop(incoming) ? value_take(&frame_slots(f)[1]) : incoming);
}
static const NativeFrameKind next_or_frame = {"next", next_or_step, 2, 0, NULL};

static Outcome builtin_next(Ref self, const Value *args, u32 n) {
    Ref iterator = ref(args[0]);
    if (!is_iterator(iterator)) return RAISE_OUTCOME(ERR_TYPE, "'%T' object is not an iterator", iterator);
    if (is_empty(ref(args[1]))) {
        const Type *type = type_of(iterator);
        if (type->flags & TYPE_HEAP && !type->try_next) return op_call_dunder(iterator, N_NEXT, NULL, 0);
        return op_visible_next(iterator);
    }
    Frame *f = native_push(&next_or_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(iterator);
    frame_slots(f)[1] = value_keep(ref(args[1]));
    return OUTCOME_PUSHED;
}

/* ---- round ---- */

static Outcome builtin_round(Ref self, const Value *args, u32 n) {
    Object *method = type_of(ref(args[0]))->dunder[N_ROUND];
    if (!method || method == DUNDER_NONE) return RAISE_OUTCOME(ERR_TYPE, "type %T doesn't define __round__ method", ref(args[0]));
    bool whole = is_empty(ref(args[1])) || is_none(ref(args[1]));
    return call_special(method, ref(args[0]), args + 1, whole ? 0 : 1, ON_VALUE, 0, EMPTY);
}

static const NativeRow functions[] = {
    METHOD("__build_class__($module, func, name, /, *bases, metaclass=None, **kwds)", ON, builtin_build_class, "Runs a class body and makes the class."),
    METHOD("__import__($module, name, globals=None, locals=None, fromlist=(), level=0)", ON, builtin_import, "What the import statement calls."),
    METHOD("abs($module, x, /)", O1, builtin_abs, "The absolute value."),
    METHOD("all($module, iterable, /)", O1, builtin_all, "Whether every item is true."),
    METHOD("any($module, iterable, /)", O1, builtin_any, "Whether some item is true."),
    METHOD("ascii($module, obj, /)", O1, builtin_ascii, "repr() with what is not ASCII escaped."),
    METHOD("bin($module, number, /)", O1, builtin_bin, "An integer in base 2, with its prefix."),
    METHOD("callable($module, obj, /)", P1, builtin_callable, "Whether the object can be called."),
    METHOD("chr($module, i, /)", O1, builtin_chr_any, "The character of a code point."),
    METHOD("compile($module, source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", ON, builtin_compile, "Source to a code object."),
    METHOD("delattr($module, obj, name, /)", O2, builtin_delattr, "Deletes an attribute."),
    METHOD("dir($module, object=None, /)", ON, builtin_dir, "The names in scope, or the attributes of an object."),
    METHOD("divmod($module, x, y, /)", O2, builtin_divmod, "The pair (x // y, x % y)."),
    METHOD("eval($module, source, /, globals=None, locals=None)", ON, builtin_eval, "The value of an expression."),
    METHOD("exec($module, source, /, globals=None, locals=None, *, closure=None)", ON, builtin_exec, "Runs source or a code object."),
    METHOD("format($module, value, format_spec='', /)", ON, builtin_format, "value.__format__(format_spec)."),
    METHOD("getattr($module, object, name, default=None, /)", ON, builtin_getattr, "An attribute by name, or the default."),
    METHOD("globals($module, /)", O0, builtin_globals, "The namespace of the current module."),
    METHOD("hasattr($module, obj, name, /)", O2, builtin_hasattr, "Whether the object has an attribute."),
    METHOD("hash($module, obj, /)", O1, builtin_hash, "The hash value."),
    METHOD("hex($module, number, /)", O1, builtin_hex, "An integer in base 16, with its prefix."),
    METHOD("id($module, obj, /)", P1, builtin_id, "A number that is the object's own while it lives."),
    METHOD("input($module, prompt='', /)", ON, builtin_input, "A line from standard input."),
    METHOD("isinstance($module, obj, class_or_tuple, /)", O2, builtin_isinstance, "Whether an object is an instance of a class."),
    METHOD("issubclass($module, cls, class_or_tuple, /)", O2, builtin_issubclass, "Whether a class derives from another."),
    METHOD("iter($module, object, sentinel=None, /)", ON, builtin_iter, "An iterator over an object, or of calls up to a sentinel."),
    METHOD("aiter($module, async_iterable, /)", O1, builtin_aiter, "An asynchronous iterator over an object."),
    METHOD("len($module, obj, /)", O1, builtin_len, "The number of items."),
    METHOD("locals($module, /)", O0, builtin_locals, "The local variables of the caller."),
    METHOD("max($module, *args, key=None, default=None)", ON, builtin_max, "The largest item or argument."),
    METHOD("min($module, *args, key=None, default=None)", ON, builtin_min, "The smallest item or argument."),
    METHOD("next($module, iterator, default=None, /)", ON, builtin_next, "The next item, or the default at the end."),
    METHOD("anext($module, aiterator, default=None, /)", ON, builtin_anext, "An awaitable of the next item, or of the default at the end."),
    METHOD("oct($module, number, /)", O1, builtin_oct, "An integer in base 8, with its prefix."),
    METHOD("ord($module, character, /)", P1, builtin_ord, "The code point of a character."),
    METHOD("pow($module, base, exp, mod=None)", ON, builtin_pow, "base**exp, or that modulo mod."),
    METHOD("print($module, *args, sep=' ', end='\\n', file=None, flush=False)", ON, builtin_print, "Writes the arguments as text."),
    METHOD("repr($module, obj, /)", O1, builtin_repr, "The object as text for programmers."),
    METHOD("round($module, number, ndigits=None)", ON, builtin_round, "A number rounded to so many digits."),
    METHOD("setattr($module, obj, name, value, /)", O3, builtin_setattr, "Sets an attribute."),
    {.signature = "sorted($module, iterable, /, *, key=None, reverse=False)", .doc = "A new list of the items in order.", .code.ON = builtin_sorted,
     .kind = NATIVE_ON, .flags = NATIVE_COUNTED},
    METHOD("sum($module, iterable, /, start=0)", ON, builtin_sum, "The sum of the items."),
    METHOD("vars($module, object=None, /)", ON, builtin_vars, "An object's __dict__, or the local variables."),
    METHOD("quit($module, code=None, /)", ON, builtin_exit, "Ends the program."),
    METHOD("exit($module, code=None, /)", ON, builtin_exit, "Ends the program."),
};

static const u16 shown_types[] = {T_OBJECT, T_TYPE, T_INT, T_BOOL, T_FLOAT, T_STR, T_BYTES, T_TUPLE, T_LIST, T_DICT, T_SET, T_FROZENSET, T_RANGE, T_SLICE,
                                  T_PROPERTY, T_CLASSMETHOD, T_STATICMETHOD, T_SUPER, T_ENUMERATE, T_REVERSED, T_MAP, T_FILTER, T_ZIP};

static bool set_constant(Dict *dict, const char *text, Ref value) {
    Text *name = text_intern_c(text);
    bool done = name && dict_set_text(dict, name, value);
    if (name) object_release(name);
    return done;
}

static bool fill(Dict *dict) {
    for (u32 i = 0; i < COUNT_OF(shown_types); i++)
        if (!dict_set_text(dict, vm.types[shown_types[i]]->name, ref_of(vm.types[shown_types[i]]))) return false;
    for (u32 i = 0; i < ERR_COUNT; i++)
        if (i != ERR_INCOMPLETE_INPUT && !dict_set_text(dict, vm.types[T_ERRORS + i]->name, ref_of(vm.types[T_ERRORS + i]))) return false;
    return set_constant(dict, "None", REF_NONE) && set_constant(dict, "True", ref(value_bool(true))) && set_constant(dict, "False", ref(value_bool(false)))
        && set_constant(dict, "Ellipsis", ref(ELLIPSIS)) && set_constant(dict, "NotImplemented", ref(NOT_IMPLEMENTED))
        && set_constant(dict, "__debug__", ref(value_bool(true))) && set_constant(dict, "EnvironmentError", ref_of(vm.types[T_ERRORS + ERR_OS]))
        && set_constant(dict, "IOError", ref_of(vm.types[T_ERRORS + ERR_OS]));
}

const ModuleSpec builtins_module = {
    .name = "builtins", .doc = "Built-in functions, types, exceptions, and other objects.", FUNCTIONS(functions), .fill = fill};
