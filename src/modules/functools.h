/* functools.h: what the files of the _functools module share. */
#ifndef KRAIT_FUNCTOOLS_H
#define KRAIT_FUNCTOOLS_H
#include "modules/native.h"

extern const TypeSpec partial_spec, placeholder_spec;
MUST_CHECK bool partial_fill(Dict *namespace_); /* Placeholder, and the type's own knowledge of it */
extern const TypeSpec lru_cache_spec, lru_link_spec;
MUST_CHECK bool lru_fill(Dict *namespace_);
bool functools_callable(Ref r);
/* function(*args, **keywords) from a frame of its own, unless that cannot nest in C. */
Outcome functools_call(Ref function, Ref args, Ref keywords);
#endif
