/* op_attr_frames.c: attribute work that goes on after Python has answered. */
#include "frame/call.h"
#include "frame/probe.h"
#include "object/attr.h"

/* ---- object.name(*args) where finding the name may run Python: slots object, name, args… ---- */

static Outcome method_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state++) {
    case 0:
        return op_getattr(ref(slot[0]), AS(Text, ref(slot[1])));
    case 1:
        value_set(&slot[0], incoming);
        return op_call(ref(slot[0]), slot + 2, f->slot_count - 2u);
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind method_frame = {"method call", method_step, 2, 0, NULL};

Outcome call_method_later(Ref object, Text *name, const Value *args, u32 n) {
    Frame *f = native_push_sized(&method_frame, 2 + n);
    if (!f) return OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[0] = value_keep(object);
    slot[1] = value_keep(ref_of(name));
    for (u32 i = 0; i < n; i++) slot[2 + i] = value_keep(ref(args[i]));
    return OUTCOME_PUSHED;
}

/* ---- an instance dict with keys that must be asked: slots object, name ---- */

static Outcome odd_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Ref object = ref(slot[0]);
    Text *name = AS(Text, ref(slot[1]));
    if (is_error(incoming)) return native_fail(f);
    if (f->state == 0) {
        f->state = 1;
        Dict *dict = instance_dict(object);
        return dict ? op_table_get(ref_of(dict), &dict->table, ref_of(name)) : native_fail(f);
    }
    if (f->state == 1 && !is_empty(ref(incoming))) return native_done(f, incoming);
    if (f->state == 2) return native_done(f, incoming);
    f->state = 2;
    Ref found = type_lookup(type_of(object), name);
    if (!is_empty(found)) return op_bind(found, object, type_of(object));
    raise_attribute(object, name, "'%T' object has no attribute '%U'", object, name);
    return native_fail(f);
}
static const NativeFrameKind odd_frame = {"getattr", odd_step, 2, 0, NULL};

Outcome op_getattr_odd_dict(Ref object, Text *name) {
    Frame *f = native_push(&odd_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[0] = value_keep(object);
    frame_slots(f)[1] = value_keep(ref_of(name));
    return OUTCOME_PUSHED;
}
