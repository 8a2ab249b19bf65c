/* specs.h: the spec of every builtin type, by name; types.def lists them. */
#ifndef KRAIT_SPECS_H
#define KRAIT_SPECS_H
#include "object/type.h"

#define TYPE(id, spec) extern const TypeSpec spec;
#include "object/types.def"
extern const TypeSpec *const exception_specs[ERR_COUNT];
#endif
