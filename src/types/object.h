/* object.h: what types/object.c offers to the files of type, module and others: collecting names for dir(). */
#ifndef KRAIT_TYPES_OBJECT_H
#define KRAIT_TYPES_OBJECT_H
#include "types/native.h"

MUST_CHECK bool object_merge_class_names(Dict *names, const Type *type); /* the keys of every class in its MRO */
MUST_CHECK Value object_names_list(const Dict *names);                   /* the keys as a list */
#endif
