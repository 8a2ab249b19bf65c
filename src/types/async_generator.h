/* async_generator.h: what an asynchronous generator yields is told from what it awaits by a wrapper around it. */
#ifndef KRAIT_ASYNC_GENERATOR_H
#define KRAIT_ASYNC_GENERATOR_H
#include "types/native.h"

MUST_CHECK Value async_generator_wrap(Value yielded); /* takes it over */
#endif
