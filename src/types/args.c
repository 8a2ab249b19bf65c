/* args.c: see args.h. Slot 0 of the frame is self, the arguments follow; aux is the spec, state the argument asked for. */
#include "types/args.h"
#include "types/bytes.h"

enum { ALL_READY = 0xFFFF };

bool is_integer(Ref r) { return is_int48(r) || is_bool(r) || (is_pointer(r) && is_kind(r, TYPE_IS_INT)); }

i64 integer_clamp(Ref r) {
    if (is_int48(r)) return int48_of(r);
    return is_bool(r) ? is_true(r) : int_clamp_i64(payload_of(r));
}

bool integer_fits(Ref r) { return is_int48(r) || is_bool(r) || int_fits_i64(payload_of(r)); }

static Answer integer_ready(Ref arg, char kind) {
    if (is_integer(arg)) {
        if (kind == 's') return ANSWER_YES;
        i64 n = integer_clamp(arg);
        if (integer_fits(arg) && (kind == 'n' || n == (i32)n)) return ANSWER_YES;
        (void)raise(ERR_OVERFLOW, "Python int too large to convert to C %s", kind == 'n' ? "ssize_t" : "int");
        return ANSWER_ERROR;
    }
    if (type_lookup_dunder(type_of(arg), N_INDEX)) return ANSWER_PYTHON;
    if (kind == 's') (void)raise(ERR_TYPE, "slice indices must be integers or None or have an __index__ method");
    else (void)raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", arg);
    return ANSWER_ERROR;
}

Value raise_bad_argument(const char *function, const char *argument, const char *expected, Ref given) {
    if (is_none(given)) return raise(ERR_TYPE, "%s() %s must be %s, not None", function, argument, expected);
    return raise(ERR_TYPE, "%s() %s must be %s, not %T", function, argument, expected, given);
}

static Answer text_ready(const ArgsSpec *spec, Ref arg, u32 i) {
    if (is_kind(arg, TYPE_IS_STR)) return ANSWER_YES;
    char which[] = "argument 1";
    which[9] = (char)('1' + i);
    (void)raise_bad_argument(spec->name, strlen(spec->kinds) == 1 ? "argument" : which, "str", arg);
    return ANSWER_ERROR;
}

static Answer byte_ready(Ref arg, char kind) {
    Bytes bytes;
    if (bytes_view(arg, &bytes)) return ANSWER_YES;
    if (is_integer(arg)) {
        i64 n = integer_clamp(arg);
        if (n >= 0 && n < 256) return ANSWER_YES;
        return (void)raise(ERR_VALUE, "byte must be in range(0, 256)"), ANSWER_ERROR;
    }
    if (type_lookup_dunder(type_of(arg), N_INDEX)) return ANSWER_PYTHON;
    (void)raise(ERR_TYPE, kind == 'y' ? "argument should be integer or bytes-like object, not '%T'" : "a bytes-like object is required, not '%T'", arg);
    return ANSWER_ERROR;
}

static Answer one_ready(const ArgsSpec *spec, Ref arg, u32 i) {
    char kind = spec->kinds[i];
    if (is_empty(arg)) return ANSWER_YES;
    switch (kind) {
    case 'o': return ANSWER_YES;
    case 'u': return text_ready(spec, arg, i);
    case 's':
        if (is_none(arg)) return ANSWER_YES;
        return integer_ready(arg, kind);
    case 'n':
    case 'i': return integer_ready(arg, kind);
    case 'y':
    case 'Y': return byte_ready(arg, kind);
    case 'b': {
        Answer truth = try_truth(arg);
        return truth == ANSWER_NO ? ANSWER_YES : truth;
    }
    default: UNREACHABLE();
    }
}

/* Which argument is looked at as the i-th: what is sought in bytes is looked at last. */
static u32 place_of(const ArgsSpec *spec, u32 i, u32 n) { return *spec->kinds == 'y' ? (i + 1) % n : i; }

Answer args_ready(const ArgsSpec *spec, const Value *args, u32 n) {
    for (u32 k = 0; k < n; k++) {
        u32 i = place_of(spec, k, n);
        Answer ready = one_ready(spec, ref(args[i]), i);
        if (UNLIKELY(ready != ANSWER_YES)) return ready;
    }
    return ANSWER_YES;
}

static Outcome args_step(Frame *f, Value incoming) {
    const ArgsSpec *spec = (const ArgsSpec *)(uintptr_t)f->aux;
    Value *args = frame_slots(f) + 1;
    u32 n = f->slot_count - 1u, k = 0;
    if (is_error(incoming)) return native_fail(f);
    if (f->state == ALL_READY) return native_done(f, incoming);
    if (f->state) {
        k = f->state - 1u; /* looked at again: it may be too large */
        value_set(&args[place_of(spec, k, n)], incoming);
    }
    for (; k < n; k++) {
        u32 i = place_of(spec, k, n);
        Ref arg = ref(args[i]);
        Answer ready = one_ready(spec, arg, i);
        if (ready == ANSWER_ERROR) return native_fail(f);
        if (ready == ANSWER_YES) continue;
        f->state = (u16)(k + 1);
        return spec->kinds[i] == 'b' ? op_truth(arg) : op_index(arg);
    }
    f->state = ALL_READY;
    return spec->again(ref(frame_slots(f)[0]), args, n);
}

static const NativeFrameKind args_frame = {.name = "arguments", .step = args_step};

Outcome args_then(const ArgsSpec *spec, Ref self, const Value *args, u32 n) {
    Frame *f = native_push_sized(&args_frame, n + 1);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(self);
    for (u32 i = 0; i < n; i++) frame_slots(f)[i + 1] = value_keep(ref(args[i]));
    f->aux = (u32)(uintptr_t)spec;
    return OUTCOME_PUSHED;
}

i64 arg_i64(Value arg, i64 otherwise) { return is_empty(ref(arg)) ? otherwise : integer_clamp(ref(arg)); }

bool arg_truth(Value arg, bool otherwise) {
    return is_empty(ref(arg)) ? otherwise : try_truth(ref(arg)) == ANSWER_YES;
}

static u32 clamp_bound(Value arg, u32 length, u32 otherwise) {
    if (is_empty(ref(arg)) || is_none(ref(arg))) return otherwise;
    i64 at = integer_clamp(ref(arg));
    if (at < 0) at = at < -(i64)length ? 0 : at + length;
    return at > length ? length : (u32)at;
}

void arg_bounds(Value start_arg, Value end_arg, u32 length, u32 *start, u32 *end) {
    i64 from = is_empty(ref(start_arg)) || is_none(ref(start_arg)) ? 0 : integer_clamp(ref(start_arg));
    *start = clamp_bound(start_arg, length, 0);
    *end = clamp_bound(end_arg, length, length);
    if (from > (i64)length) *start = length + 1; /* past the end: even an empty string is not there */
}

bool args_construct(const Construct *c, const char *function, const char *const *names, u32 count, Ref *out) {
    u32 named = c->keywords ? c->keywords->table.used : 0, position = 0;
    Ref key, value;
    if (c->n + named > count) return RAISE_FALSE(ERR_TYPE, "%s() takes at most %u argument%s (%u given)", function, count, count == 1 ? "" : "s", c->n + named);
    for (u32 i = 0; i < count; i++) out[i] = i < c->n ? ref(c->args[i]) : REF_EMPTY;
    while (named && table_next(&c->keywords->table, &position, &key, &value)) {
        u32 i = 0;
        while (i < count && !text_is(text_of(key), names[i])) i++;
        if (i == count) return raise_unexpected_keyword(function, text_of(key), names, count);
        if (!is_empty(out[i])) return RAISE_FALSE(ERR_TYPE, "argument for %s() given by name ('%s') and position (%u)", function, names[i], i + 1);
        out[i] = value;
    }
    return true;
}
