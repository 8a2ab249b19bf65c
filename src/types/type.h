/* type.h: what the files of the type `type` share. */
#ifndef KRAIT_TYPES_TYPE_H
#define KRAIT_TYPES_TYPE_H
#include "types/native.h"

Outcome type_make(Ref self, const Value *args, u32 n); /* type.__new__, type_make.c */
/* "module.QualName", as reprs show a class; builtins bare. NULL: raised. */
MUST_CHECK Text *type_full_name(const Type *type);
MUST_CHECK Value mapping_proxy_new(Ref mapping);       /* mapping_proxy.c */
MUST_CHECK Value union_of(Ref a, Ref b);               /* union.c: a | b, or NotImplemented */
#endif
