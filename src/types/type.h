/* type.h: what the files of the type `type` share. */
#ifndef KRAIT_TYPES_TYPE_H
#define KRAIT_TYPES_TYPE_H
#include "types/native.h"

Outcome type_make(Ref self, const Value *args, u32 n); /* type.__new__, type_make.c */
MUST_CHECK bool type_check_name(Text *name);           /* what may be a class's __name__; false: raised */
/* type_bases.c */
Outcome type_set_bases(Ref type, Ref bases);           /* type.__bases__ = bases */
/* The order in which the class is searched from now on. asked: a metaclass's mro() gave it, so it is checked. false: raised. */
MUST_CHECK bool type_take_mro(Type *type, Tuple *mro, bool asked);
/* Whether instances of `from` may become instances of `to`, or bases of a class the one for the other; attribute: for the
 * error text. false: raised. */
MUST_CHECK bool type_check_layout(const Type *from, const Type *to, const char *attribute);
/* "module.QualName", as reprs show a class; builtins bare. NULL: raised. */
MUST_CHECK Text *type_full_name(const Type *type);
MUST_CHECK Value mapping_proxy_new(Ref mapping);       /* mapping_proxy.c */
MUST_CHECK Value union_of(Ref a, Ref b);               /* union.c: a | b, or NotImplemented */
#endif
