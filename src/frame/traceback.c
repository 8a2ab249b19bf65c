/* traceback.c: see traceback.h. */
#include "frame/traceback.h"

u32 traceback_line(const Traceback *entry) {
    if (entry->line != LINE_OF_UNIT) return entry->line;
    const Frame *record = entry->frame ? entry->frame->record : NULL;
    return record ? code_line(record->code, entry->unit) : 0;
}

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
        entry->line = LINE_OF_UNIT;
        value_set(&e->traceback, value_of(entry));
    } else if (view) {
        object_release(view);
    }
    raised_restore(raised);
}
