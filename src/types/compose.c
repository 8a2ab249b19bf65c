/* compose.c: see compose.h. slots: the objects, each replaced by its text as it comes, then what is marked (or EMPTY);
 * aux: the format; state: how many have been asked. */
#include "types/compose.h"

static u32 next_directive(const char **at, TextBuilder *b) {
    for (const char *p = *at; *p; p++) {
        if (*p != '%') {
            if (b) builder_char(b, (u8)*p);
        } else if (*++p == '%') {
            if (b) builder_char(b, '%');
        } else {
            *at = p + 1;
            return (u8)*p;
        }
    }
    *at += strlen(*at);
    return 0;
}

static Value join(const char *format, const Value *texts) {
    TextBuilder b = {0};
    for (u32 i = 0; next_directive(&format, &b); i++) builder_text(&b, text_of(ref(texts[i])));
    Text *made = builder_finish(&b);
    return made ? value_of(made) : VALUE_ERROR;
}

static u32 directive(const char *format, u32 i) {
    u32 kind = 0;
    for (u32 k = 0; k <= i; k++) kind = next_directive(&format, NULL);
    return kind;
}

static Outcome compose_step(Frame *f, Value incoming) {
    const char *format = (const char *)(uintptr_t)f->aux;
    Value *slot = frame_slots(f);
    u32 n = f->slot_count - 1u;
    if (is_error(incoming)) return native_fail(f);
    if (f->state) value_set(&slot[f->state - 1], incoming);
    if (f->state < n) {
        u32 i = f->state++;
        return directive(format, i) == 'R' ? op_repr(ref(slot[i])) : op_str(ref(slot[i]));
    }
    Value made = join(format, slot);
    return is_error(made) ? native_fail(f) : native_done(f, made);
}

static void compose_leave(Frame *f) {
    Ref marked = ref(frame_slots(f)[f->slot_count - 1]);
    if (!is_empty(marked)) object_of(marked)->refs &= ~(u32)FLAG_KIND;
}
static const NativeFrameKind compose_frame = {.name = "repr", .step = compose_step, .leave = compose_leave};

bool compose_is_marked(Ref self) { return (object_of(self)->refs & FLAG_KIND) != 0; }

static Outcome begin(Ref marked, const char *format, const Value *args, u32 n) {
    if (!frame_enter_depth()) return OUTCOME_ERROR;
    Frame *f = native_push_sized(&compose_frame, n + 1);
    if (!f) return frame_leave_depth(), OUTCOME_ERROR;
    f->flags |= FRAME_COUNTED;
    for (u32 i = 0; i < n; i++) frame_slots(f)[i] = value_keep(ref(args[i]));
    if (!is_empty(marked)) {
        frame_slots(f)[n] = value_keep(marked);
        object_of(marked)->refs |= FLAG_KIND;
    }
    f->aux = (u32)(uintptr_t)format;
    return OUTCOME_PUSHED;
}

Outcome compose(const char *format, const Value *args, u32 n) { return begin(REF_EMPTY, format, args, n); }
Outcome compose_marked(Ref self, const char *format, const Value *args, u32 n) { return begin(self, format, args, n); }
