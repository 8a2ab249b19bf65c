/* construct.c: see construct.h. */
#include "types/construct.h"
#include "object/tuple.h"

Construct construct_args(const Value *args) {
    const Tuple *given = AS(Tuple, ref(args[0]));
    Dict *keywords = is_empty(ref(args[1])) ? NULL : AS(Dict, ref(args[1]));
    if (keywords && !keywords->table.used) keywords = NULL;
    return (Construct){NULL, given->items, given->count, keywords};
}

bool construct_new(Ref self, const Value *args, Construct *out) {
    Type *owner = AS(Type, self);
    *out = construct_args(args);
    if (!out->n) return RAISE_FALSE(ERR_TYPE, "%N.__new__(): not enough arguments", owner);
    Ref first = ref(out->args[0]);
    if (!is_kind(first, TYPE_IS_TYPE)) return RAISE_FALSE(ERR_TYPE, "%N.__new__(X): X is not a type object (%T)", owner, first);
    out->type = AS(Type, first);
    out->args++;
    out->n--;
    if (out->type != owner && !type_is_subtype(out->type, owner))
        return RAISE_FALSE(ERR_TYPE, "%N.__new__(%N): %N is not a subtype of %N", owner, out->type, out->type, owner);
    /* A builtin's instances are made by its own __new__, which fills what is its own. */
    Type *builtin = out->type;
    while (builtin->flags & TYPE_HEAP) builtin = builtin->base;
    if (builtin->dunder[N_NEW] != owner->dunder[N_NEW] && !(builtin->flags & TYPE_NO_NEW))
        return RAISE_FALSE(ERR_TYPE, "%N.__new__(%N) is not safe, use %N.__new__()", owner, out->type, builtin);
    return true;
}

bool construct_no_keywords(const Construct *c, const char *name) {
    return !c->keywords || RAISE_FALSE(ERR_TYPE, "%s() takes no keyword arguments", name);
}

bool construct_count(const Construct *c, const char *name, u32 least, u32 most) {
    if (c->n >= least && c->n <= most) return true;
    u32 bound = c->n < least ? least : most;
    const char *how = least == most ? "" : c->n < least ? "at least " : "at most ";
    return RAISE_FALSE(ERR_TYPE, "%s expected %s%u argument%s, got %u", name, how, bound, bound == 1 ? "" : "s", c->n);
}

Value construct_payload(Type *type, Value exact) {
    if (is_error(exact) || !type_has(type, TYPE_HEAP)) return exact;
    Value made = type_allocate(type);
    if (is_error(made)) {
        value_release(exact);
        return made;
    }
    AS(Instance, ref(made))->values[0] = exact;
    return made;
}

Outcome construct_alias(Ref type, Ref item) {
    return op_call2(ref_of(vm.types[T_GENERIC_ALIAS]), type, item);
}
