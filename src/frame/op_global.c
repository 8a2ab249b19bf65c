/* op_global.c: names of globals and builtins, the long way. */
#include "frame/call.h"
#include "frame/probe.h"
#include "object/table.h"

static Value raise_no_name(Text *name) { return raise_name(ERR_NAME, name, "name '%U' is not defined", name); }

/* Globals or builtins with keys that must be asked: the frame goes from one to the other. */
enum { IN_GLOBALS, IN_BUILTINS };
static Outcome odd_global_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state > IN_GLOBALS && !is_empty(ref(incoming))) return native_done(f, incoming);
    if (f->state == 2) {
        raise_no_name(AS(Text, ref(slot[2])));
        return native_fail(f);
    }
    Dict *dict = AS(Dict, ref(slot[f->state++]));
    return op_table_get(ref_of(dict), &dict->table, ref(slot[2]));
}
static const NativeFrameKind odd_global_frame = {"global", odd_global_step, 3, 0, NULL};

static Outcome find_global(Function *function, Text *name) {
    Ref found = dict_get_text(function->globals, name);
    if (is_empty(found)) found = dict_get_text(function->builtins, name);
    if (is_empty(found)) return outcome(raise_no_name(name));
    if (BITS(found) != BITS_NEEDS_PYTHON) return outcome(value_keep(found));
    Frame *f = native_push(&odd_global_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(ref_of(function->globals));
    frame_slots(f)[1] = value_keep(ref_of(function->builtins));
    frame_slots(f)[2] = value_keep(ref_of(name));
    return OUTCOME_PUSHED;
}

Outcome op_load_global(Frame *f, Text *name) {
    while (f->kind != FRAME_PYTHON) f = f->previous;
    return find_global(f->function, name);
}
