/* abc.c: _abc: what the module `abc` (src/lib/abc.py) cannot say in Python: for which patterns of `match` a class's
 * instances count (PEP 634). The builtin types that sequence and mapping patterns take carry a flag; a class that derives
 * from collections.abc.Sequence or Mapping inherits it, and one that is registered with them is given it here.
 */
#include "modules/native.h"

enum { PATTERNS = TYPE_SEQUENCE | TYPE_MAPPING };

/* The builtin types are left as they are: str is a Sequence, and no sequence pattern takes it. */
static Value match_like(Ref self, Ref cls, Ref model) {
    if (!is_kind(cls, TYPE_IS_TYPE) || !is_kind(model, TYPE_IS_TYPE)) return RAISE(ERR_TYPE, "classes are needed");
    Type *type = AS(Type, cls);
    u32 wanted = AS(Type, model)->flags & PATTERNS;
    bool given = wanted && type->flags & TYPE_HEAP && (type->flags & PATTERNS) != wanted;
    if (given) type->flags = (type->flags & ~(u32)PATTERNS) | wanted;
    return value_bool(given);
}

static const NativeRow functions[] = {
    METHOD("match_like($module, cls, model, /)", P2, match_like,
           "Lets the patterns that take instances of one class take those of another; whether that is news."),
};
const ModuleSpec abc_module = {.name = "_abc", .doc = "Support for abc.", FUNCTIONS(functions)};
