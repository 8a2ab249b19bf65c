/* traceback.c: see traceback.h. */
#include "frame/traceback.h"

void traceback_add(Frame *f) {
    if (f->flags & FRAME_HIDDEN) return;
    Value raised = raised_take(); /* a failed allocation here must not replace it */
    Exception *e = AS(Exception, ref(raised));
    FrameView *view = frame_view(f);
    Traceback *entry = view ? NEW(Traceback, T_TRACEBACK) : NULL;
    if (entry) {
        entry->next = is_empty(ref(e->traceback)) ? NONE : value_take(&e->traceback);
        entry->frame = view;
        entry->unit = frame_unit(f);
        entry->line = code_line(f->code, entry->unit);
        value_set(&e->traceback, value_of(entry));
    } else if (view) {
        object_release(view);
    }
    raised_restore(raised);
}
