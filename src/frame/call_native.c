/* call_native.c: calling natives: matching what was passed to a row's signature, and the exact C call. */
#include "frame/call.h"
#include "object/native_object.h"
#include "object/suggest.h"
#include "object/table.h"
#include "object/tuple.h"

/* What was passed, as one sequence: an optional first argument, then args, the last of which may have names. */
INLINE Ref passed_at(const Passed *p, u32 i) { return p->has_self ? (i ? ref(p->args[i - 1]) : p->self) : ref(p->args[i]); }
INLINE u32 passed_positional(const Passed *p) { return p->n + p->has_self - p->named; }

/* The callable's name in error texts: "list.append()" for a method of a type, "len()" for a function. */
static Text *told_name(const NativeObject *native) {
    if (native->owner && !(native->row->flags & NATIVE_STATIC)) return text_format("%N.%U()", native->owner, native->name);
    Ref self = ref(native->self);
    if (is_kind(self, TYPE_IS_TYPE)) return text_format("%N.%U()", AS(Type, self), native->name);
    if (is_pointer(self) && !is_exact(self, T_MODULE)) return text_format("%T.%U()", self, native->name);
    Ref module = ref(native->module);
    if (is_text(module) && !text_is(AS(Text, module), "builtins")) return text_format("%U.%U()", AS(Text, module), native->name);
    return text_format("%U()", native->name);
}

static bool is_wrapper(const NativeObject *native) {
    return native->head.type == vm.types[T_WRAPPER_DESCRIPTOR] || native->head.type == vm.types[T_METHOD_WRAPPER];
}

static bool wrong_count(const NativeObject *native, u32 least, u32 most, u32 given) {
    Text *name = told_name(native);
    if (!name) return false;
    if (native->row->flags & NATIVE_COUNTED) {
        raise(ERR_TYPE, "%U expected %u argument%s, got %u", native->name, least, least == 1 ? "" : "s", given);
    } else if (is_wrapper(native) && least == most && most <= 1) {
        raise(ERR_TYPE, "expected %u argument%s, got %u", least, least == 1 ? "" : "s", given);
    } else if (most == 0) {
        raise(ERR_TYPE, "%U takes no arguments (%u given)", name, given);
    } else if (least == most && most == 1) {
        raise(ERR_TYPE, "%U takes exactly one argument (%u given)", name, given);
    } else {
        Text *bare = native->name;
        const char *how = least == most ? "" : given < least ? "at least " : "at most ";
        u32 bound = given < least ? least : most;
        raise(ERR_TYPE, "%U expected %s%u argument%s, got %u", bare, how, bound, bound == 1 ? "" : "s", given);
    }
    object_release(name);
    return false;
}

static bool no_keywords(const NativeObject *native) {
    if (is_wrapper(native)) return RAISE_FALSE(ERR_TYPE, "wrapper %U() takes no keyword arguments", native->name);
    Text *name = told_name(native);
    if (!name) return false;
    raise(ERR_TYPE, "%U takes no keyword arguments", name);
    object_release(name);
    return false;
}

static u32 find_parameter(const Signature *s, Text *name) {
    for (u32 i = 0; i < s->count; i++)
        if (i != s->star && i != s->starstar && (s->names[i] == name || text_equal(s->names[i], name))) return i;
    return ~0u;
}

static bool unexpected_keyword(const NativeObject *native, const Signature *s, const Text *wrong) {
    const Text *nearest = NULL;
    u32 best = SUGGEST_NONE;
    for (u32 i = s->posonly; i < s->count; i++)
        if (i != s->star && suggest_nearer(wrong, s->names[i], &best)) nearest = s->names[i];
    if (nearest) return RAISE_FALSE(ERR_TYPE, "%U() got an unexpected keyword argument '%U'. Did you mean '%U'?", native->name, wrong, nearest);
    return RAISE_FALSE(ERR_TYPE, "%U() got an unexpected keyword argument '%U'", native->name, wrong);
}

/* Takes the value of a parameter; what no parameter takes is collected, or left for check_keywords to complain of. */
static bool give_keyword(const Signature *s, Value *bound, Ref name, Ref value) {
    u32 i = find_parameter(s, AS(Text, payload_of(name)));
    if (i != ~0u && i >= s->posonly) {
        if (is_empty(ref(bound[i]))) bound[i] = value_keep(value);
        return true;
    }
    if (s->starstar == 255) return true;
    if (is_empty(ref(bound[s->starstar]))) {
        Dict *rest = dict_new();
        if (!rest) return false;
        bound[s->starstar] = value_of(rest);
    }
    return dict_set_text(AS(Dict, ref(bound[s->starstar])), AS(Text, payload_of(name)), value);
}

static bool check_keywords(const NativeObject *native, const Signature *s, const Passed *p, u32 given) {
    for (u32 k = 0; k < p->named; k++) {
        const Text *name = AS(Text, ref(p->names->items[k]));
        u32 i = find_parameter(s, (Text *)name);
        if (i != ~0u && i >= s->posonly) {
            if (i >= given) continue;
            return RAISE_FALSE(ERR_TYPE, "argument for %U() given by name ('%U') and position (%u)", native->name, name, i + 1);
        }
        if (s->starstar == 255) return unexpected_keyword(native, s, name);
    }
    return true;
}

static bool missing(const NativeObject *native, const Signature *s, const Value *bound, u32 given) {
    for (u32 i = 0; i < s->count; i++) {
        if (i == s->star || i == s->starstar || s->optional >> i & 1 || !is_empty(ref(bound[i]))) continue;
        if (i < s->posonly) return wrong_count(native, s->required, s->positional, given);
        return RAISE_FALSE(ERR_TYPE, "%U() missing required argument '%U' (pos %u)", native->name, s->names[i], i + 1);
    }
    return true;
}

/* The counts of a native that takes keywords, in the words of CPython's argument parser. */
static bool check_counts(const NativeObject *native, const Signature *s, u32 given, u32 named) {
    u32 least = u32_min(s->required, s->posonly);
    if (given + named > s->count)
        return RAISE_FALSE(ERR_TYPE, "%U() takes at most %u %sargument%s (%u given)", native->name, s->count, given ? "" : "keyword ", s->count == 1 ? "" : "s", given + named);
    if (given <= s->positional && given >= least) return true;
    if (!s->positional) return RAISE_FALSE(ERR_TYPE, "%U() takes no positional arguments", native->name);
    u32 bound = given < least ? least : s->positional;
    const char *how = (given < least ? least : s->required) == s->positional ? "exactly" : given < least ? "at least" : "at most";
    return RAISE_FALSE(ERR_TYPE, "%U() takes %s %u positional argument%s (%u given)", native->name, how, bound, bound == 1 ? "" : "s", given);
}

/* Fills bound[0 … s->count - 1], each owned. */
static bool bind(NativeObject *native, const Signature *s, const Passed *p, u32 skip, Value *bound) {
    for (u32 i = 0; i < s->count; i++) bound[i] = EMPTY;
    u32 given = passed_positional(p) - skip;
    bool takes_names = s->starstar != 255 || s->count - (s->star != 255) > s->posonly;
    if (native->row->flags & NATIVE_COUNTED && given != s->required) return wrong_count(native, s->required, s->positional, given);
    if (p->named && !takes_names) return no_keywords(native);
    if (s->star == 255 && s->starstar == 255 && takes_names && !check_counts(native, s, given, p->named)) return false;
    if (s->star == 255 && given > s->positional) return wrong_count(native, s->required, s->positional, given);
    u32 direct = u32_min(given, s->positional);
    for (u32 i = 0; i < direct; i++) bound[i] = value_keep(passed_at(p, skip + i));
    if (s->star != 255) {
        Tuple *rest = tuple_new(given - direct);
        if (!rest) return false;
        for (u32 i = direct; i < given; i++) rest->items[i - direct] = value_keep(passed_at(p, skip + i));
        bound[s->star] = value_of(rest);
    }
    for (u32 k = 0; k < p->named; k++)
        if (!give_keyword(s, bound, ref(p->names->items[k]), ref(p->args[p->n - p->named + k]))) return false;
    return missing(native, s, bound, given) && (!p->named || check_keywords(native, s, p, direct));
}

Outcome call_bound(const NativeRow *row, Ref self, const Value *args, u32 n) {
    switch (row->kind) {
    case NATIVE_P0: return outcome(row->code.P0(self));
    case NATIVE_P1: return outcome(row->code.P1(self, ref(args[0])));
    case NATIVE_P2: return outcome(row->code.P2(self, ref(args[0]), ref(args[1])));
    case NATIVE_P3: return outcome(row->code.P3(self, ref(args[0]), ref(args[1]), ref(args[2])));
    case NATIVE_PN: return outcome(row->code.PN(self, args, n));
    case NATIVE_O0: return row->code.O0(self);
    case NATIVE_O1: return row->code.O1(self, ref(args[0]));
    case NATIVE_O2: return row->code.O2(self, ref(args[0]), ref(args[1]));
    case NATIVE_O3: return row->code.O3(self, ref(args[0]), ref(args[1]), ref(args[2]));
    case NATIVE_ON: return row->code.ON(self, args, n);
    }
    UNREACHABLE();
}

static Outcome call_with_signature(NativeObject *native, Ref self, const Passed *p, u32 skip) {
    const Signature *s = native_signature(native);
    if (!s) return OUTCOME_ERROR;
    Value bound[SIGNATURE_MAX];
    Outcome answer = OUTCOME_ERROR;
    if (bind(native, s, p, skip, bound)) answer = call_bound(native->row, self, bound, s->count);
    for (u32 i = 0; i < s->count; i++) value_release(bound[i]);
    return answer;
}

static Outcome call_raw(NativeObject *native, Ref self, const Passed *p, u32 skip) {
    if (p->named) return no_keywords(native), OUTCOME_ERROR;
    const NativeRow *row = native->row;
    const Value *args = p->has_self && !skip ? NULL : p->args + (skip - p->has_self);
    u32 n = passed_positional(p) - skip;
    if (args) return row->kind == NATIVE_PRAW ? outcome(row->code.PRAW(self, args, n)) : row->code.ORAW(self, args, n);
    /* a first argument that lies apart: one row of them all */
    Value *all = buffer_new(n * 8);
    if (!all) return OUTCOME_ERROR;
    for (u32 i = 0; i < n; i++) all[i] = VALUE(BITS(passed_at(p, i)));
    Outcome answer = row->kind == NATIVE_PRAW ? outcome(row->code.PRAW(self, all, n)) : row->code.ORAW(self, all, n);
    buffer_free(all, n * 8);
    return answer;
}

/* self is what the native is bound to; the first `skip` of what was passed have already been used. */
static Outcome call_row(NativeObject *native, Ref self, const Passed *p, u32 skip) {
    static const i8 arity[] = {0, 1, 2, 3, -1, 0, 1, 2, 3, -1, -2, -2};
    const NativeRow *row = native->row;
    i32 wanted = arity[row->kind];
    if (wanted == -2) return call_raw(native, self, p, skip);
    u32 given = passed_positional(p) - skip;
    if (wanted >= 0 && !p->named && given == (u32)wanted) {
        if (!p->has_self || skip) return call_bound(row, self, p->args + (skip - p->has_self), given);
        Value few[3];
        for (u32 i = 0; i < given; i++) few[i] = VALUE(BITS(passed_at(p, i)));
        return call_bound(row, self, few, given);
    }
    return call_with_signature(native, self, p, skip);
}

Outcome call_native_function(Ref callable, const Passed *p) {
    NativeObject *native = AS(NativeObject, callable);
    return call_row(native, ref(native->self), p, 0);
}

/* `list.append(x, 1)`: the instance is the first of what was passed. */
Outcome call_native_descriptor(Ref callable, const Passed *p) {
    NativeObject *native = AS(NativeObject, callable);
    bool wrapper = native->head.type == vm.types[T_WRAPPER_DESCRIPTOR];
    if (!passed_positional(p)) {
        if (wrapper) return RAISE_OUTCOME(ERR_TYPE, "descriptor '%U' of '%N' object needs an argument", native->name, native->owner);
        return RAISE_OUTCOME(ERR_TYPE, "unbound method %N.%U() needs an argument", native->owner, native->name);
    }
    Ref self = passed_at(p, 0);
    if (UNLIKELY(!type_is_subtype(type_of(self), native->owner))) {
        if (wrapper) return RAISE_OUTCOME(ERR_TYPE, "descriptor '%U' requires a '%N' object but received a '%T'", native->name, native->owner, self);
        return RAISE_OUTCOME(ERR_TYPE, "descriptor '%U' for '%N' objects doesn't apply to a '%T' object", native->name, native->owner, self);
    }
    return call_row(native, self, p, 1);
}

Outcome call_native_self(NativeObject *native, Ref self, const Value *args, u32 n) {
    Passed p = {REF_EMPTY, args, NULL, n, 0, 0};
    return call_row(native, self, &p, 0);
}
