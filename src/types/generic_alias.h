/* generic_alias.h: list[int] and the like (PEP 585): a class and what it was subscripted with. */
#ifndef KRAIT_GENERIC_ALIAS_H
#define KRAIT_GENERIC_ALIAS_H
#include "types/native.h"

typedef struct GenericAlias {
    Object head;
    Object *weakrefs;
    u32 starred;       /* *tuple[int, …], as unpacking makes it */
    Value origin, args; /* args: a tuple */
} GenericAlias;

INLINE bool is_generic_alias(Ref r) { return type_is_subtype(type_of(r), vm.types[T_GENERIC_ALIAS]); }
/* types.GenericAlias(origin, arguments): what is no tuple becomes a tuple of one. */
MUST_CHECK Value generic_alias_new(Ref origin, Ref arguments);
/* The items of `args` as they stand in the repr of an alias or a union, joined: classes by their names, the rest by
 * repr. before, between, after: static texts; `shown` (or EMPTY) goes in front of `before`. */
Outcome alias_repr(Ref shown, Ref args, u32 style);
enum { ALIAS_BRACKETS, ALIAS_STARRED, ALIAS_UNION, ALIAS_LIST };
/* The parameters among args: those that have `__typing_subst__`, and those of their own __parameters__; a tuple. */
Outcome alias_parameters(Ref args);
/* args with their parameters replaced by `items`, as a tuple. `self` is told in errors. */
Outcome alias_substitute(Ref self, Ref args, Ref items);
#endif
