/* object_reduce.h: what pickling and copying ask of any object. */
#ifndef KRAIT_OBJECT_REDUCE_H
#define KRAIT_OBJECT_REDUCE_H
#include "types/native.h"

NativeO1 object_reduce_ex;
NativeO0 object_reduce, object_getstate;
#endif
