/* op_convert.c: asking anything for its text, its number, its items. */
#include "frame/call.h"
#include "frame/iterate.h"
#include "object/table.h"

INLINE bool usable(const Object *method) { return method != NULL; } /* None is called, and says that it cannot be */

static void put_hex(TextBuilder *b, u32 n, u32 least) {
    for (i32 shift = 28; shift >= 0; shift -= 4)
        if (n >> shift || (u32)shift < least * 4) builder_char(b, (u32)"0123456789abcdef"[n >> shift & 15]);
}

/* <module.Class object at 0x…>: what object.__repr__ says. */
Text *text_default_repr(Ref a) {
    const Type *type = type_of(a);
    Ref module = type_module(type);
    TextBuilder b = {0};
    builder_char(&b, '<');
    if (is_text(module) && !text_is(AS(Text, module), "builtins")) {
        builder_text(&b, AS(Text, module));
        builder_char(&b, '.');
    }
    builder_text(&b, type->qualname);
    builder_c(&b, " object at 0x");
    put_hex(&b, (u32)object_id(a), 1);
    builder_char(&b, '>');
    return builder_finish(&b);
}

Outcome op_repr(Ref a) {
    Value text = try_repr(a);
    if (!is_needs_python(text)) return outcome(text);
    Object *method = type_of(a)->dunder[N_REPR];
    if (!usable(method)) {
        Text *made = text_default_repr(a);
        return made ? outcome(value_of(made)) : OUTCOME_ERROR;
    }
    return call_special(method, a, NULL, 0, checked(a, ON_STR), N_REPR, EMPTY);
}

Outcome op_str(Ref a) {
    Value text = try_str(a);
    if (!is_needs_python(text)) return outcome(text);
    Object *method = type_of(a)->dunder[N_STR];
    if (!usable(method) || method == vm.types[T_OBJECT]->dunder[N_STR]) return op_repr(a);
    return call_special(method, a, NULL, 0, checked(a, ON_STR), N_STR, EMPTY);
}

Outcome op_format(Ref a, Ref spec) {
    Object *method = type_of(a)->dunder[N_FORMAT];
    Value args[1] = {VALUE(BITS(spec))};
    if (is_text(a) && !text_of(spec)->length) return outcome(value_keep(a));
    if (!usable(method)) return RAISE_OUTCOME(ERR_TYPE, "unsupported format string passed to %T.__format__", a);
    return call_special(method, a, args, 1, checked(a, ON_STR), N_FORMAT, EMPTY);
}

/* ---- ascii(): repr, then what is not ASCII escaped ---- */

static Text *escape(const Text *t) {
    TextBuilder b = {0};
    for (u32 i = 0; i < t->length; i++) {
        u32 c = text_char(t, i);
        if (c < 128) {
            builder_char(&b, c);
        } else {
            builder_c(&b, c < 256 ? "\\x" : c < 65536 ? "\\u" : "\\U");
            put_hex(&b, c, c < 256 ? 2 : c < 65536 ? 4 : 8);
        }
    }
    return builder_finish(&b);
}

static Outcome ascii_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_repr(ref(frame_slots(f)[0]));
    Text *escaped = escape(text_of(ref(incoming)));
    value_release(incoming);
    return escaped ? native_done(f, value_of(escaped)) : native_fail(f);
}
static const NativeFrameKind ascii_frame = {"ascii", ascii_step, 1, 0, NULL};

Outcome op_ascii(Ref a) {
    Frame *f = native_push(&ascii_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(a);
    return OUTCOME_PUSHED;
}

/* ---- numbers ---- */

Outcome op_index(Ref a) {
    Value n = try_index(a);
    if (!is_needs_python(n)) return outcome(n);
    return call_special(type_of(a)->dunder[N_INDEX], a, NULL, 0, ON_INDEX, 0, EMPTY);
}

Outcome op_int(Ref a) {
    if (is_int48(a) || is_exact(a, T_INT)) return outcome(value_keep(a));
    const Type *type = type_of(a);
    u32 id = usable(type->dunder[N_INT]) ? N_INT : N_INDEX;
    if (usable(type->dunder[id])) return call_special(type->dunder[id], a, NULL, 0, ON_INT, id, EMPTY);
    return RAISE_OUTCOME(ERR_TYPE, "int() argument must be a string, a bytes-like object or a real number, not '%T'", a);
}

static Outcome float_from_index_step(Frame *f, Value incoming) {
    if (is_error(incoming)) return native_fail(f);
    if (f->state++ == 0) return op_index(ref(frame_slots(f)[0]));
    if (f->state == 2) {
        value_set(&frame_slots(f)[0], incoming);
        return call_special(vm.types[T_INT]->dunder[N_FLOAT], ref(frame_slots(f)[0]), NULL, 0, ON_VALUE, 0, EMPTY);
    }
    return native_done(f, incoming);
}
static const NativeFrameKind float_from_index_frame = {"float", float_from_index_step, 1, 0, NULL};

Outcome op_float(Ref a) {
    if (is_double(a) || is_exact(a, T_FLOAT)) return outcome(value_keep(a));
    const Type *type = type_of(a);
    if (type_has(type, TYPE_IS_FLOAT) && type->dunder[N_FLOAT] == vm.types[T_FLOAT]->dunder[N_FLOAT]) return outcome(value_keep(payload_of(a)));
    if (usable(type->dunder[N_FLOAT])) return call_special(type->dunder[N_FLOAT], a, NULL, 0, ON_FLOAT, 0, value_keep(a));
    if (!usable(type->dunder[N_INDEX])) return RAISE_OUTCOME(ERR_TYPE, "float() argument must be a string or a real number, not '%T'", a);
    Frame *f = native_push(&float_from_index_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(a);
    return OUTCOME_PUSHED;
}

/* ---- operator.length_hint: __len__, then __length_hint__; a TypeError of either gives `otherwise` ---- */

static Outcome hint_step(Frame *f, Value incoming) {
    Ref a = ref(frame_slots(f)[0]);
    const Type *type = type_of(a);
    if (f->state == 0 && (type->try_len || usable(type->dunder[N_LEN]))) {
        f->state = 1;
        return op_len(a);
    }
    if (f->state == 1) {
        if (!is_error(incoming)) return native_done(f, incoming);
        if (!raised_is(ERR_TYPE)) return native_fail(f);
        raised_clear();
    }
    if (f->state <= 1) {
        f->state = 2;
        if (!usable(type->dunder[N_LENGTH_HINT])) return native_done(f, value_take(&frame_slots(f)[1]));
        return call_special(type->dunder[N_LENGTH_HINT], a, NULL, 0, ON_VALUE, 0, EMPTY);
    }
    if (is_error(incoming)) {
        if (!raised_is(ERR_TYPE)) return native_fail(f);
        raised_clear();
        return native_done(f, value_take(&frame_slots(f)[1]));
    }
    if (is_not_implemented(ref(incoming))) return native_done(f, value_take(&frame_slots(f)[1]));
    if (!is_kind(ref(incoming), TYPE_IS_INT)) {
        raise(ERR_TYPE, "__length_hint__ must be an integer, not %T", ref(incoming));
        value_release(incoming);
        return native_fail(f);
    }
    if (int_clamp_i64(ref(incoming)) < 0) {
        value_release(incoming);
        raise(ERR_VALUE, "__length_hint__() should return >= 0");
        return native_fail(f);
    }
    return native_done(f, incoming);
}
static const NativeFrameKind hint_frame = {"length_hint", hint_step, 2, 0, NULL};

Outcome op_length_hint(Ref a, i64 otherwise) {
    Value n = try_len(a);
    if (!is_needs_python(n)) return outcome(n);
    const Type *type = type_of(a);
    if (!usable(type->dunder[N_LEN]) && !usable(type->dunder[N_LENGTH_HINT])) return outcome(value_int48(otherwise));
    Frame *f = native_push(&hint_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(a);
    frame_slots(f)[1] = value_int48(otherwise);
    return OUTCOME_PUSHED;
}

Outcome op_slow(const char *module, const char *function, const Value *args, u32 n) { return vm.hooks.slow(module, function, args, n); }
