/* construct.h: what `__new__` and `__init__` rows share: rows of the form "__new__($type, *args, **kwargs)" get a tuple and
 * a dict (or EMPTY), because a subclass may pass anything on that its own `__init__` takes. */
#ifndef KRAIT_CONSTRUCT_H
#define KRAIT_CONSTRUCT_H
#include "types/native.h"

typedef struct {
    Type *type;         /* the class to make an instance of */
    const Value *args;  /* without the class */
    u32 n;
    Dict *keywords;     /* NULL: none */
} Construct;
/* self: the type that `__new__` belongs to; args: the row's two. false: TypeError raised. */
MUST_CHECK bool construct_new(Ref self, const Value *args, Construct *out);
/* Of `__init__` and other methods: args as they are. */
Construct construct_args(const Value *args);
/* "list() takes no keyword arguments", and "list expected at most 1 argument, got 2". */
MUST_CHECK bool construct_no_keywords(const Construct *c, const char *name);
MUST_CHECK bool construct_count(const Construct *c, const char *name, u32 least, u32 most);
/* An instance of a TYPE_PAYLOAD class around the exact builtin value (taken over); itself if the class is the builtin's. */
MUST_CHECK Value construct_payload(Type *type, Value exact);
/* `type[item]`: types.GenericAlias(type, item), the native of `__class_getitem__` rows. */
Outcome construct_alias(Ref type, Ref item);
#define CLASS_GETITEM_ROW(doc_) CLASS_METHOD("__class_getitem__($type, object, /)", O1, construct_alias, doc_)
#endif
