/* call_function.c: calling functions made in Python: matching what was passed to the parameters (language reference,
 * "Calls"), with CPython's texts where it does not match. The loop has its own quick way for plain positional calls.
 */
#include "frame/call.h"
#include "frame/generator.h"
#include "object/suggest.h"
#include "object/table.h"

INLINE Ref passed_at(const Passed *p, u32 i) { return p->has_self ? (i ? ref(p->args[i - 1]) : p->self) : ref(p->args[i]); }
INLINE u32 passed_positional(const Passed *p) { return p->n + p->has_self - p->named; }

static void plural(TextBuilder *b, u32 n) {
    if (n != 1) builder_char(b, 's');
}

static bool raise_built(TextBuilder *b) {
    Text *text = builder_finish(b);
    if (!text) return false;
    raise(ERR_TYPE, "%U", text);
    object_release(text);
    return false;
}

static bool too_many(const Function *function, const Value *locals, u32 given) {
    const Code *code = function->code;
    u32 defaults = is_empty(ref(function->defaults)) ? 0 : AS(Tuple, ref(function->defaults))->count;
    u32 kwonly_given = 0;
    for (u32 i = code->argcount; i < code->argcount + code->kwonly; i++) kwonly_given += !is_empty(ref(locals[i]));
    TextBuilder b = {0};
    builder_text(&b, function->qualname);
    builder_c(&b, "() takes ");
    if (defaults) {
        builder_c(&b, "from ");
        builder_i64(&b, code->argcount - defaults);
        builder_c(&b, " to ");
    }
    builder_i64(&b, code->argcount);
    builder_c(&b, " positional argument");
    plural(&b, code->argcount);
    builder_c(&b, " but ");
    builder_i64(&b, given);
    if (kwonly_given) {
        builder_c(&b, " positional argument");
        plural(&b, given);
        builder_c(&b, " (and ");
        builder_i64(&b, kwonly_given);
        builder_c(&b, " keyword-only argument");
        plural(&b, kwonly_given);
        builder_c(&b, ")");
    }
    builder_c(&b, given == 1 && !kwonly_given ? " was given" : " were given");
    return raise_built(&b);
}

/* The parameters from `from` up to `to` that are still empty and have no default by position. */
static bool missing(const Function *function, const Value *locals, u32 from, u32 to, const char *kind) {
    const Code *code = function->code;
    u32 count = 0, seen = 0;
    for (u32 i = from; i < to; i++) count += is_empty(ref(locals[i]));
    TextBuilder b = {0};
    builder_text(&b, function->qualname);
    builder_c(&b, "() missing ");
    builder_i64(&b, count);
    builder_c(&b, " required ");
    builder_c(&b, kind);
    builder_c(&b, " argument");
    plural(&b, count);
    builder_c(&b, ": ");
    for (u32 i = from; i < to; i++) {
        if (!is_empty(ref(locals[i]))) continue;
        if (seen) builder_c(&b, count == 2 ? " and " : seen + 1 == count ? ", and " : ", ");
        builder_char(&b, '\'');
        builder_text(&b, code->local_names[i]);
        builder_char(&b, '\'');
        seen++;
    }
    return raise_built(&b);
}

static u32 parameter_index(const Code *code, Text *name) {
    u32 n = code->argcount + code->kwonly;
    for (u32 i = code->posonly; i < n; i++)
        if (code->local_names[i] == name) return i;
    for (u32 i = code->posonly; i < n; i++)
        if (text_equal(code->local_names[i], name)) return i;
    return ~0u;
}

static bool positional_only_named(const Function *function, const Passed *p) {
    const Code *code = function->code;
    TextBuilder b = {0};
    u32 seen = 0;
    for (u32 i = 0; i < code->posonly; i++)
        for (u32 k = 0; k < p->named; k++) {
            Text *name = AS(Text, payload_of(ref(p->names->items[k])));
            if (!text_equal(name, code->local_names[i])) continue;
            if (!seen++) {
                builder_text(&b, function->qualname);
                builder_c(&b, "() got some positional-only arguments passed as keyword arguments: '");
            } else {
                builder_c(&b, ", ");
            }
            builder_text(&b, name);
        }
    if (!seen) return builder_drop(&b), false;
    builder_char(&b, '\'');
    raise_built(&b);
    return true;
}

static const Text *nearest_parameter(const Code *code, const Text *wrong) {
    const Text *nearest = NULL;
    u32 best = SUGGEST_NONE;
    for (u32 i = code->posonly; i < (u32)code->argcount + code->kwonly; i++)
        if (suggest_nearer(wrong, code->local_names[i], &best)) nearest = code->local_names[i];
    return nearest;
}

static bool give_keyword(const Function *function, Value *locals, const Passed *p, u32 k, u32 rest) {
    const Code *code = function->code;
    Text *name = AS(Text, payload_of(ref(p->names->items[k])));
    Ref value = ref(p->args[p->n - p->named + k]);
    u32 i = parameter_index(code, name);
    if (i == ~0u) {
        if (rest != ~0u) return dict_set_text(AS(Dict, ref(locals[rest])), name, value);
        if (code->posonly && positional_only_named(function, p)) return false;
        if (!is_empty(ref(vm.raised))) return false;
        const Text *meant = nearest_parameter(code, name);
        if (meant) return RAISE_FALSE(ERR_TYPE, "%U() got an unexpected keyword argument '%U'. Did you mean '%U'?", function->qualname, name, meant);
        return RAISE_FALSE(ERR_TYPE, "%U() got an unexpected keyword argument '%U'", function->qualname, name);
    }
    if (!is_empty(ref(locals[i]))) return RAISE_FALSE(ERR_TYPE, "%U() got multiple values for argument '%U'", function->qualname, name);
    locals[i] = value_keep(value);
    return true;
}

static bool fill_defaults(const Function *function, Value *locals, u32 given) {
    const Code *code = function->code;
    if (given < code->argcount) {
        const Tuple *defaults = is_empty(ref(function->defaults)) ? NULL : AS(Tuple, ref(function->defaults));
        u32 count = defaults ? defaults->count : 0, required = code->argcount - count;
        for (u32 i = given; i < required; i++)
            if (is_empty(ref(locals[i]))) return missing(function, locals, 0, required, "positional");
        for (u32 i = required; i < code->argcount; i++)
            if (is_empty(ref(locals[i]))) locals[i] = value_keep(ref(defaults->items[i - required]));
    }
    bool lacking = false;
    for (u32 i = code->argcount; i < code->argcount + code->kwonly; i++) {
        if (!is_empty(ref(locals[i]))) continue;
        Ref found = is_empty(ref(function->kwdefaults)) ? REF_EMPTY : dict_get_text(AS(Dict, ref(function->kwdefaults)), code->local_names[i]);
        if (is_empty(found)) lacking = true;
        else locals[i] = value_keep(found);
    }
    return !lacking || missing(function, locals, code->argcount, code->argcount + code->kwonly, "keyword-only");
}

static bool bind(const Function *function, Value *locals, const Passed *p) {
    const Code *code = function->code;
    u32 given = passed_positional(p), direct = u32_min(given, code->argcount), next = code->argcount + code->kwonly, rest = ~0u;
    for (u32 i = 0; i < direct; i++) locals[i] = value_keep(passed_at(p, i));
    if (code->flags & CODE_VARARGS) {
        Tuple *extra = tuple_new(given - direct);
        if (!extra) return false;
        for (u32 i = direct; i < given; i++) extra->items[i - direct] = value_keep(passed_at(p, i));
        locals[next++] = value_of(extra);
    }
    if (code->flags & CODE_VARKEYWORDS) {
        Dict *dict = dict_new();
        if (!dict) return false;
        locals[rest = next] = value_of(dict);
    }
    for (u32 k = 0; k < p->named; k++)
        if (!give_keyword(function, locals, p, k, rest)) return false;
    if (given > code->argcount && !(code->flags & CODE_VARARGS)) return too_many(function, locals, given);
    return fill_defaults(function, locals, direct);
}

enum { OWNS_RECORD = CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR };

static Outcome call_generator(Function *function, const Passed *p, u32 on_return) {
    Generator *g = generator_new(function);
    if (!g) return OUTCOME_ERROR;
    if (!bind(function, frame_locals(&g->frame), p)) {
        g->state = GENERATOR_CLOSED;
        frame_release_contents(&g->frame);
        object_release(g);
        return OUTCOME_ERROR;
    }
    return on_return == ON_VALUE ? outcome(value_of(g)) : frame_accept(on_return, 0, EMPTY, value_of(g));
}

/* As many positional arguments as there are parameters, and no others. */
static bool fits_plainly(const Code *code, const Passed *p) {
    return code->flags & CODE_SIMPLE && !p->named && p->n + p->has_self == code->argcount;
}

Outcome call_function(Function *function, const Passed *p, u32 on_return) {
    Code *code = function->code;
    vm.fuel--;
    if (UNLIKELY(code->flags & OWNS_RECORD)) return call_generator(function, p, on_return);
    Frame *f = frame_push(code, function, on_return);
    if (UNLIKELY(!f)) return OUTCOME_ERROR;
    Value *locals = frame_locals(f);
    if (LIKELY(fits_plainly(code, p))) {
        if (p->has_self) *locals++ = value_keep(p->self);
        for (u32 i = 0; i < p->n; i++) locals[i] = value_keep(ref(p->args[i]));
        return OUTCOME_PUSHED;
    }
    if (UNLIKELY(!bind(function, locals, p))) {
        f->on_return = ON_VALUE;
        frame_pop(f);
        return OUTCOME_ERROR;
    }
    return OUTCOME_PUSHED;
}
