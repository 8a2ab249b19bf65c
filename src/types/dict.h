/* dict.h: dicts as other types and the loop see them. struct Dict and its table are object/table.h's; keys that Python must
 * be asked about are PROBE's (frame/probe.h). */
#ifndef KRAIT_DICT_H
#define KRAIT_DICT_H
#include "types/native.h"

INLINE Dict *dict_of(Ref r) { return AS(Dict, r); }
INLINE bool is_dict(Ref r) { return is_exact(r, T_DICT); }
INLINE bool is_any_dict(Ref r) { return is_kind(r, TYPE_IS_DICT); }
/* Iterating it is iterating its table: a dict, or a subclass that has not overridden __iter__. */
bool dict_iterates_plainly(Ref r);

MUST_CHECK Value dict_copy_plain(Ref dict);             /* a new exact dict of its table */
Outcome dict_copy(Ref dict);                            /* dict.copy(): as above, or by keys() where a class says so */
/* dict.update(other): a mapping, or an iterable of pairs. The answer is None. dict_merge: other is known to be a mapping. */
Outcome dict_update(Ref dict, Ref other);
Outcome dict_getitem(Ref dict, Ref key);                /* dict[key], with __missing__ */
Outcome dict_contains(Ref dict, Ref key);               /* True or False */
Value dict_try_compare(Ref a, Ref b, u32 op);
Outcome dict_compare(Ref a, Ref b, u32 op);

/* dict_iterator.c */
typedef enum { DICT_KEYS, DICT_VALUES, DICT_ITEMS } DictPart;
MUST_CHECK Value dict_iterator_new(Ref dict, DictPart part, bool backward);
Value dict_iter(Ref dict);
Value dict_reversed(Ref dict);
/* dict_views.c */
typedef struct { Object head; Dict *dict; } DictView;
MUST_CHECK Value dict_view_new(Ref dict, DictPart part);
#endif
