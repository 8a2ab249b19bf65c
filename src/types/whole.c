/* whole.c: op_list and op_tuple of frame/op.h: an iterable's items as a list or tuple. */
#include "types/list.h"
#include "types/tuple.h"

Outcome op_list(Ref iterable) { return list_from_iterable(iterable); }
Outcome op_tuple(Ref iterable) { return tuple_from_iterable(iterable); }
