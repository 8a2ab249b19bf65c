/* frame.c: pushing and popping activation records, and the views that outlive them: see frame.h. */
#include "frame/native_frame.h"
#include "object/tuple.h"

bool frame_too_deep(void) { return RAISE_FALSE(ERR_RECURSION, "maximum recursion depth exceeded"); }

void frame_start(Frame *f, Code *code, Function *function, u32 on_return) {
    f->code = code;
    f->ip = code->units;
    f->kind = FRAME_PYTHON;
    f->on_return = (u8)on_return;
    f->flags = 0;
    f->wanted = WANT_PUSH;
    f->data = 0;
    f->view = NULL;
    f->function = function;
    f->state = 0;
    f->slot_count = 0;
    f->aux = 0;
    f->held = EMPTY;
    Value *locals = frame_locals(f);
    for (u32 i = 0; i < code->nlocalsplus; i++) {
        locals[i] = EMPTY;
        KEEP_LOOP();
    }
    Value *specials = locals + code->nlocalsplus;
    specials[SPECIAL_GLOBALS] = value_borrowed(function->globals);
    specials[SPECIAL_BUILTINS] = value_borrowed(function->builtins);
    specials[SPECIAL_LOCALS] = EMPTY;
    f->sp = specials + FRAME_SPECIALS_SIZE;
}

Frame *frame_push(Code *code, Function *function, u32 on_return) {
    Thread *t = vm.thread;
    bool counted = !(code->flags & CODE_HIDDEN);
    if (counted && UNLIKELY(t->depth >= t->depth_limit)) {
        (void)frame_too_deep();
        return NULL;
    }
    Frame *f = (Frame *)(void *)stack_push(&t->stack, code->frame_slots);
    if (UNLIKELY(!f)) {
        raise_no_memory();
        return NULL;
    }
    object_keep(function);
    frame_start(f, code, function, on_return);
    if (counted) {
        t->depth++;
        f->flags = FRAME_COUNTED;
    } else {
        f->flags = FRAME_HIDDEN;
    }
    f->previous = t->frame;
    t->frame = f;
    return f;
}

/* The last first, as CPython's frames are cleared. */
void frame_release_contents(Frame *f) {
    if (f->kind == FRAME_PYTHON) {
        Value *locals = frame_locals(f), *stack = frame_stack(f), *sp = f->sp;
        f->sp = stack;
        while (sp > stack) value_release(*--sp);
        for (u32 i = f->code->nlocalsplus; i-- > 0;) value_release(value_take(&locals[i]));
        value_release(value_take(&locals[f->code->nlocalsplus + SPECIAL_LOCALS]));
    } else {
        Value *slots = frame_slots(f);
        u32 n = (u32)(f->sp - slots);
        f->sp = slots;
        for (u32 i = 0; i < n; i++) value_release(value_take(&slots[i]));
    }
}

void frame_pop(Frame *f) {
    Thread *t = vm.thread;
    t->frame = f->previous;
    if (f->flags & FRAME_COUNTED) frame_leave_depth();
    if (f->kind == FRAME_NATIVE && f->native->leave) f->native->leave(f);
    if (UNLIKELY(f->view != NULL)) frame_part_from_view(f);
    frame_release_contents(f);
    if (f->kind == FRAME_PYTHON) object_release(f->function);
    stack_pop(&t->stack, (Slot *)(void *)f);
}

void frame_visit(Frame *f, GcVisit *visit) {
    if (f->kind == FRAME_PYTHON) {
        gc_visit_object(visit, f->function);
        gc_visit_slots(visit, frame_locals(f), f->code->nlocalsplus);
        gc_visit(visit, ref(frame_specials(f)[SPECIAL_LOCALS]));
        gc_visit_slots(visit, frame_stack(f), (u32)(f->sp - frame_stack(f)));
    } else {
        gc_visit_slots(visit, frame_slots(f), (u32)(f->sp - frame_slots(f)));
    }
    gc_visit(visit, ref(f->held));
    gc_visit_object(visit, f->view);
}

Frame *frame_visible(Frame *f) {
    while (f && (f->kind != FRAME_PYTHON || f->flags & FRAME_HIDDEN)) f = f->previous;
    return f;
}

Dict *frame_globals(Frame *f) { return f->function->globals; }
Dict *frame_builtins(Frame *f) { return f->function->builtins; }

FrameView *frame_view(Frame *f) {
    if (!f->view) {
        FrameView *view = NEW(FrameView, T_FRAME);
        if (!view) return NULL;
        view->record = f;
        view->own_slots = 0;
        view->back = view->trace = view->extra_locals = view->fast_locals_proxy = EMPTY;
        view->trace_lines = 1;
        view->trace_opcodes = view->line_override = 0;
        f->view = view;
    }
    object_keep(f->view);
    return f->view;
}

/* Out of memory here leaves the view without locals: the run goes on, and what Python would have seen is lost. */
static void take_locals(Frame *f) {
    Value raised = raised_take(); /* while unwinding: that there is no memory for the copy must not take it away */
    FrameView *view = f->view;
    u32 slots = FRAME_HEADER_SLOTS + f->code->nlocalsplus + FRAME_SPECIALS_SIZE;
    Frame *visible = frame_visible(f->previous);
    FrameView *back = visible ? frame_view(visible) : NULL;
    if (visible && !back) raised_clear();
    value_set(&view->back, back ? value_of(back) : NONE);
    Frame *own = buffer_new(slots * 8);
    if (!own) raised_clear();
    raised_restore(raised);
    view->record = own;
    if (!own) return;
    memcpy(own, f, slots * 8);
    object_keep(own->function);
    own->sp = frame_stack(own);
    own->previous = NULL;
    own->view = NULL; /* it belongs to the view, not the view to it */
    own->held = EMPTY;
    Value *locals = frame_locals(f);
    for (u32 i = 0; i < f->code->nlocalsplus; i++) locals[i] = EMPTY;
    frame_specials(f)[SPECIAL_LOCALS] = EMPTY;
    view->own_slots = slots;
}

void frame_part_from_view(Frame *f) {
    FrameView *view = f->view;
    if (view->head.refs >= 2 * REF_ONE) take_locals(f);
    else view->record = NULL;
    f->view = NULL;
    object_release(view);
}

void frame_view_destroy(Object *o) {
    FrameView *view = (FrameView *)o;
    if (view->own_slots) {
        frame_release_contents(view->record);
        object_release(view->record->function);
        buffer_free(view->record, view->own_slots * 8);
    } else if (view->record) {
        view->record->view = NULL;
    }
    value_release(view->back);
    value_release(view->trace);
    value_release(view->extra_locals);
    value_release(view->fast_locals_proxy);
    object_free(o, sizeof *view);
}

void frame_view_visit(Object *o, GcVisit *visit) {
    FrameView *view = (FrameView *)o;
    if (view->own_slots) frame_visit(view->record, visit);
    gc_visit(visit, ref(view->back));
    gc_visit(visit, ref(view->trace));
    gc_visit(visit, ref(view->extra_locals));
    gc_visit(visit, ref(view->fast_locals_proxy));
}
