/* repr.c: see repr.h.
 *
 * Natively the text grows in one builder. At the first item whose repr is Python's, what there is becomes a str in the
 * frame's list of parts, and the frame goes on from that item; at the end the parts are joined.
 *
 * slots: container (marked), parts, the item's two pieces, cursor; aux: position
 */
#include "types/repr.h"
#include "types/list.h"

enum { REPR_SELF, REPR_PARTS, REPR_PIECES, REPR_CURSOR = REPR_PIECES + 2, REPR_WHERE };
enum { REPR_RUN, REPR_ASKED };
_Static_assert(REPR_WHERE < REPR_SLOTS, "slots are counted in repr.h");

typedef struct { u32 position, count, piece, pieces; Ref items[2]; } Cursor;

static bool is_marked(Ref self) { return (object_of(self)->refs & FLAG_KIND) != 0; }
static void mark(Ref self) { object_of(self)->refs |= FLAG_KIND; }
static void unmark(Ref self) { object_of(self)->refs &= ~(u32)FLAG_KIND; }

/* YES: the end. PYTHON: piece `c->piece` of the item must be asked for its repr. */
static Answer run(const ReprKind *kind, Ref self, TextBuilder *b, Cursor *c) {
    for (;; c->piece = 0) {
        for (; c->piece < c->pieces; c->piece++) {
            if (c->piece) builder_ascii(b, ": ", 2);
            Value text = try_repr(c->items[c->piece]);
            if (is_needs_python(text)) return ANSWER_PYTHON;
            if (is_error(text)) return ANSWER_ERROR;
            builder_text(b, text_of(ref(text)));
            value_release(text);
        }
        c->pieces = kind->next(self, &c->position, c->items);
        if (!c->pieces) return ANSWER_YES;
        if (c->count++) builder_ascii(b, ", ", 2);
        if ((c->count & 255) == 0 && !fuel_poll(256)) return ANSWER_ERROR;
    }
}

static Value finished(TextBuilder *b) {
    Text *text = builder_finish(b);
    return text ? value_of(text) : VALUE_ERROR;
}

static Value nested(const ReprKind *kind, Ref self) {
    TextBuilder b = {0};
    kind->nested(self, &b);
    return finished(&b);
}

/* Leaves the builder with the text so far if the answer is PYTHON. */
static Answer begin(const ReprKind *kind, Ref self, TextBuilder *b, Cursor *c) {
    mark(self);
    kind->begin(self, b);
    Answer answer = run(kind, self, b, c);
    unmark(self);
    if (answer == ANSWER_YES) kind->end(self, b);
    if (answer == ANSWER_ERROR) builder_drop(b);
    return answer;
}

Value repr_try(const ReprKind *kind, Ref self) {
    if (is_marked(self)) return nested(kind, self);
    TextBuilder b = {0};
    Cursor c = {0};
    switch (begin(kind, self, &b, &c)) {
    case ANSWER_YES: return finished(&b);
    case ANSWER_ERROR: return VALUE_ERROR;
    default: builder_drop(&b); return NEEDS_PYTHON;
    }
}

/* ---- the frame ---- */

static MUST_CHECK bool add_part(Frame *f, TextBuilder *b) {
    if (!b->length && !b->failed) return true;
    Value text = finished(b);
    return !is_error(text) && list_append(ref(frame_slots(f)[REPR_PARTS]), text);
}

static void save(Frame *f, const Cursor *c) {
    Value *slots = frame_slots(f);
    slots[REPR_CURSOR] = value_int48(c->count);
    slots[REPR_WHERE] = value_int48(c->piece | c->pieces << 8);
    f->aux = c->position;
    for (u32 i = 0; i < 2; i++) value_set(&slots[REPR_PIECES + i], i < c->pieces ? value_keep(c->items[i]) : EMPTY);
}

static Cursor load(Frame *f) {
    Value *slots = frame_slots(f);
    u32 where = (u32)int48_of(ref(slots[REPR_WHERE]));
    return (Cursor){.position = f->aux, .count = (u32)int48_of(ref(slots[REPR_CURSOR])), .piece = where & 255, .pieces = where >> 8,
                    .items = {ref(slots[REPR_PIECES]), ref(slots[REPR_PIECES + 1])}};
}

static Value join_parts(Ref parts) {
    const ListObject *list = AS(ListObject, parts);
    TextBuilder b = {0};
    for (u32 i = 0; i < list->count; i++) builder_text(&b, text_of(ref(list->items[i])));
    return finished(&b);
}

static Outcome go_on(Frame *f) {
    const ReprKind *kind = (const ReprKind *)(const void *)f->native;
    Value *slots = frame_slots(f);
    Ref self = ref(slots[REPR_SELF]);
    TextBuilder b = {0};
    Cursor c = load(f);
    Answer answer = run(kind, self, &b, &c);
    if (answer == ANSWER_YES) kind->end(self, &b);
    if (answer == ANSWER_ERROR) {
        builder_drop(&b);
        return native_fail(f);
    }
    if (!add_part(f, &b)) return native_fail(f);
    if (answer == ANSWER_YES) {
        Value text = join_parts(ref(slots[REPR_PARTS]));
        return is_error(text) ? native_fail(f) : native_done(f, text);
    }
    save(f, &c);
    f->state = REPR_ASKED;
    return op_repr(ref(slots[REPR_PIECES + c.piece]));
}

Outcome repr_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state == REPR_RUN) { /* the item at the cursor is the one to ask first */
        Cursor c = load(f);
        f->state = REPR_ASKED;
        return op_repr(c.items[c.piece]);
    }
    if (!list_append(ref(slots[REPR_PARTS]), incoming)) return native_fail(f);
    Cursor c = load(f);
    c.piece++;
    slots[REPR_WHERE] = value_int48(c.piece | c.pieces << 8);
    return go_on(f);
}

void repr_leave(Frame *f) {
    Ref self = ref(frame_slots(f)[REPR_SELF]);
    if (!is_empty(self)) unmark(self);
}

Outcome repr_of(const ReprKind *kind, Ref self) {
    if (is_marked(self)) return outcome(nested(kind, self));
    TextBuilder b = {0};
    Cursor c = {0};
    switch (begin(kind, self, &b, &c)) {
    case ANSWER_YES: return outcome(finished(&b));
    case ANSWER_ERROR: return OUTCOME_ERROR;
    default: break;
    }
    Value parts = list_new(0);
    Frame *f = is_error(parts) ? NULL : native_push_counted(&kind->native);
    if (!f) {
        value_release(parts);
        builder_drop(&b);
        return OUTCOME_ERROR;
    }
    Value *slots = frame_slots(f);
    slots[REPR_PARTS] = parts;
    slots[REPR_SELF] = value_keep(self);
    mark(self);
    save(f, &c);
    f->state = REPR_RUN;
    if (add_part(f, &b)) return OUTCOME_PUSHED;
    frame_pop(f);
    return OUTCOME_ERROR;
}
