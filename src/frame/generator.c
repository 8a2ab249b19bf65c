/* generator.c: making and resuming what owns its record: see generator.h. */
#include "frame/generator.h"
#include "object/serial.h"
#include "frame/op.h"

static u32 type_for(const Code *code) {
    return code->flags & CODE_COROUTINE ? T_COROUTINE : code->flags & CODE_ASYNC_GENERATOR ? T_ASYNC_GENERATOR : T_GENERATOR;
}

Generator *generator_new(Function *function) {
    Code *code = function->code;
    Generator *g = object_new(vm.types[type_for(code)], generator_size(code));
    if (!g) return NULL;
    g->weakrefs = NULL;
    g->serial = serial_next();
    g->state = GENERATOR_CREATED;
    g->hooked = g->ended = g->awaited = 0;
    g->name = function->name;
    g->qualname = function->qualname;
    object_keep(g->name);
    object_keep(g->qualname);
    g->exc = (ExcInfo){NONE, NULL};
    g->origin = EMPTY;
    object_keep(function);
    frame_start(&g->frame, code, function, ON_VALUE);
    g->frame.flags = FRAME_OWNED | (code->flags & CODE_HIDDEN ? FRAME_HIDDEN : 0);
    g->frame.previous = NULL;
    return g;
}

static const char *kind_name(const Generator *g) {
    return g->head.type == vm.types[T_COROUTINE] ? "coroutine" : g->head.type == vm.types[T_ASYNC_GENERATOR] ? "async generator" : "generator";
}

/* What a finished generator answers when it is asked again. */
static Outcome ended(const Generator *g, u32 on_return) {
    if (g->head.type == vm.types[T_COROUTINE]) return outcome(raise(ERR_RUNTIME, "cannot reuse already awaited coroutine"));
    if (on_return == ON_RESUMED_NEXT) return outcome(STOP);
    return frame_accept(on_return, 0, EMPTY, NONE);
}

Outcome generator_resume(Generator *g, Value sent, u32 on_return) {
    if (UNLIKELY(g->state == GENERATOR_RUNNING)) {
        value_release(sent);
        return outcome(raise(ERR_VALUE, "%s already executing", kind_name(g)));
    }
    if (UNLIKELY(g->state == GENERATOR_CLOSED)) {
        value_release(sent);
        return ended(g, on_return);
    }
    Frame *f = &g->frame;
    if (!(f->flags & FRAME_HIDDEN)) {
        if (!frame_enter_depth()) {
            value_release(sent);
            generator_drop(g); /* as in CPython, where its frame fails before its code runs */
            return OUTCOME_ERROR;
        }
        f->flags |= FRAME_COUNTED;
    }
    object_keep(g); /* while it runs it must not go */
    Thread *t = vm.thread;
    if (g->state == GENERATOR_SUSPENDED) *f->sp++ = sent;
    g->state = GENERATOR_RUNNING;
    g->exc.previous = t->exc_info;
    t->exc_info = &g->exc;
    f->on_return = (u8)on_return;
    f->wanted = WANT_PUSH;
    f->previous = t->frame;
    t->frame = f;
    return OUTCOME_PUSHED;
}

void generator_drop(Generator *g) {
    g->state = GENERATOR_CLOSED;
    value_set(&g->exc.handled, NONE);
    if (g->frame.view) frame_part_from_view(&g->frame);
    frame_release_contents(&g->frame);
}

void generator_unlink(Generator *g, u32 state) {
    Thread *t = vm.thread;
    Frame *f = &g->frame;
    t->frame = f->previous;
    t->exc_info = g->exc.previous;
    g->exc.previous = NULL;
    f->previous = NULL;
    if (f->flags & FRAME_COUNTED) {
        f->flags &= (u8)~FRAME_COUNTED;
        t->depth--;
    }
    g->state = (u8)state;
    if (state == GENERATOR_CLOSED) generator_drop(g);
    object_release(g);
}
