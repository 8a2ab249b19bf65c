/* iterate.h: the shared driver of natives that go over one iterable: sum, any, list(), dict.update, str.join, max(key=) …
 *
 * Slot 0 holds the iterable and then its iterator; slots from ITERATE_FIRST on are the native's own. `item` gets each
 * item (owned) and answers like a step: ITERATE_NEXT to go on, native_done / native_fail to end, or an op_… whose answer
 * goes to `resume`. `finish` is asked when the iterator is exhausted. Sources that are natively iterable never leave C.
 */
#ifndef KRAIT_ITERATE_H
#define KRAIT_ITERATE_H
#include "frame/op.h"

typedef struct {
    NativeFrameKind native;                         /* .step = iterate_step */
    Outcome (*item)(Frame *f, Value item);
    Outcome (*resume)(Frame *f, Value incoming);    /* NULL if item never asks; VALUE_ERROR never reaches it unless catches */
    Outcome (*finish)(Frame *f);
    bool catches;                                   /* resume wants errors too */
} IterateKind;
enum { ITERATE_FIRST = 1 };
#define ITERATE_NEXT ((Outcome){BITS_EMPTY})
Outcome iterate_step(Frame *f, Value incoming);
MUST_CHECK Frame *iterate_push(const IterateKind *kind, Ref iterable);
#define ITERATE_KIND(name_, slots_, item_, resume_, finish_) \
    {.native = {.name = (name_), .step = iterate_step, .slots = ITERATE_FIRST + (slots_)}, .item = (item_), .resume = (resume_), .finish = (finish_)}
#endif
