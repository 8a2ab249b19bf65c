/* generator.h: what generators, coroutines and asynchronous generators share in the files of their types. */
#ifndef KRAIT_TYPES_GENERATOR_H
#define KRAIT_TYPES_GENERATOR_H
#include "frame/generator.h"
#include "types/native.h"

INLINE Generator *generator_at(Ref r) { return AS(Generator, r); }
/* The exception that the arguments of throw() mean: a class is called, a traceback put in its place. */
Outcome generator_exception(const Value *args, u32 n);
void generator_destroy(Object *self);
void generator_visit(Object *self, GcVisit *visit);
void generator_clear(Object *self);
NativeP0 generator_repr, generator_get_name, generator_get_qualname, generator_get_delegate, generator_get_running,
    generator_get_suspended, generator_get_frame, generator_get_code;
AttrSet generator_set_name, generator_set_qualname;
#endif
