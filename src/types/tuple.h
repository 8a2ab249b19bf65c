/* tuple.h: what types/tuple.c offers beside object/tuple.h. */
#ifndef KRAIT_TYPES_TUPLE_H
#define KRAIT_TYPES_TUPLE_H
#include "object/tuple.h"
#include "types/native.h"

Outcome tuple_from_iterable(Ref iterable); /* tuple(iterable); itself if it is an exact tuple */
#endif
