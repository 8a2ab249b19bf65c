/* embed.c: the frontier's functions; see embed.h. The only caller of the loop.
 *
 * A step runs the loop in stretches of STRETCH fuel: leaving it and coming back lets the engine's optimiser take over
 * a long loop (MECHANICS, dispatch), and costs nothing.
 */
#include "host/embed.h"
#include "base/c_stack.h"
#include "frame/generator.h"
#include "frame/traceback.h"
#include "host/finish.h"
#include "host/hooks.h"
#include "host/output.h"
#include "host/run.h"
#include "host/sources.h"
#include "host/start.h"
#include "mem/budget.h"
#include "mem/heap.h"
#include "object/collect.h"
#include "object/error.h"
#include "object/tuple.h"
#include "types/exception.h"
#include "types/list.h"
#include "types/traceback_text.h"
#include "vm/vm.h"

enum { STRETCH = 20000 };

static Wire payload;
static KraitPayload shown;
static KraitUsage usage;
static bool created;

static void crash(const char *text, u32 length) { host_crash((const u8 *)text, length); }

u8 *krait_alloc(u32 length) { return heap_alloc(u32_max(length, 1)); }
void krait_free(u8 *at, u32 length) { heap_free(at, at ? u32_max(length, 1) : 0); }

const KraitPayload *krait_payload(void) {
    shown = (KraitPayload){payload.at, payload.length};
    return &shown;
}

/* ---- creation ---- */

static f64 option_number(Bytes options, const char *key, f64 otherwise) {
    WireReader r;
    f64 n;
    return wire_find(options, key, &r) && wire_read_number(&r, &n) ? n : otherwise;
}

static Value option_value(Bytes options, const char *key) {
    WireReader r;
    return wire_find(options, key, &r) ? wire_read_value(&r) : EMPTY;
}

/* sys.argv, sys.path and the like, as the embedder gives them. */
static bool fill_sys(Bytes options) {
    static const struct { const char *option, *name; } rows[] = {{"argv", "argv"}, {"path", "path"}, {"executable", "executable"}, {"env", "_environ"}};
    Text *sys_name = vm.names[N_SYS];
    Ref sys = dict_get_text(vm.modules, sys_name);
    Dict *dict = is_empty(sys) ? NULL : instance_dict(sys);
    for (u32 i = 0; dict && i < COUNT_OF(rows); i++) {
        Value v = option_value(options, rows[i].option);
        if (is_empty(ref(v))) continue;
        Text *name = is_error(v) ? NULL : text_intern_c(rows[i].name);
        bool done = name && dict_set_text(dict, name, ref(v));
        if (name) object_release(name);
        value_release(v);
        if (!done) return false;
    }
    return dict != NULL;
}

u32 krait_create(const u8 *at, u32 length) {
    Bytes options = {at, length};
    base_crash_slot = crash;
    if (created) return 1;
    f64 memory = option_number(options, "memory", 512.0 * 1024 * 1024);
    if (!(memory >= 1024 * 1024) || memory > 4294901760.0) return 1;
    budget.limit = (u64)memory;
    budget.reserve = u32_min((u32)(budget.limit / 32), 1 << 20);
    WireReader r;
    bool seeded = wire_find(options, "hashSeed", &r);
    created = true;
#ifdef KRAIT_DEBUG
    c_stack_paint();
#endif
    hooks_fill();
    if (!wire_open(&payload) || !start_interpreter((u32)option_number(options, "hashSeed", 0), !seeded, (u32)option_number(options, "recursion", 1000))) return 2;
    vm.int_digits_limit = (u32)option_number(options, "intDigits", 4300);
    return fill_sys(options) ? 0 : 2;
}

u32 krait_eval(const u8 *request, u32 length) {
    collect_rest();
    Run *run = run_open((Bytes){request, length});
    return run ? run->id : 0;
}

/* ---- answers ---- */

static void put_frames(Exception *e) {
    u32 count = 0;
    for (Ref at = ref(e->traceback); is_exact(at, T_TRACEBACK); at = ref(AS(Traceback, at)->next)) count++;
    wire_begin(&payload, 'l', count);
    for (Ref at = ref(e->traceback); is_exact(at, T_TRACEBACK); at = ref(AS(Traceback, at)->next)) {
        const Traceback *entry = AS(Traceback, at);
        const Frame *record = entry->frame->record;
        const Position *position = record ? code_position(record->code, entry->unit) : NULL;
        wire_begin(&payload, 'l', 4);
        if (record) wire_text(&payload, record->code->qualname);
        else wire_ascii(&payload, "?");
        if (record) wire_text(&payload, record->code->filename);
        else wire_ascii(&payload, "?");
        wire_i64(&payload, traceback_line(entry));
        wire_i64(&payload, position && position->column ? position->column - 1 : 0);
    }
}

/* What SystemExit asks for: its code, or EMPTY when the text must be printed and 1 returned. */
static void put_exit_code(Exception *e) {
    if (!type_is_subtype(e->head.type, vm.types[T_ERRORS + ERR_SYSTEM_EXIT])) return wire_byte(&payload, 'N');
    Ref code = is_empty(ref(e->value)) ? REF_NONE : ref(e->value);
    if (is_none(code)) wire_i64(&payload, 0);
    else if (is_kind(code, TYPE_IS_INT)) wire_i64(&payload, is_bool(code) ? is_true(code) : (i64)(int_clamp_i64(code) & 255));
    else wire_i64(&payload, 1);
}

static void put_text_or_nothing(Ref text) { wire_text(&payload, is_kind(text, TYPE_IS_STR) ? text_of(text) : vm.names[N_EMPTY_TEXT]); }

/* There is no memory to tell of an error, not even without its frames. */
static u32 answer_no_memory(void) {
    wire_reset(&payload);
    wire_byte(&payload, 'e');
    wire_ascii(&payload, "MemoryError");
    wire_ascii(&payload, "");
    wire_ascii(&payload, "MemoryError\n");
    wire_begin(&payload, 'l', 0);
    wire_byte(&payload, 'N');
    wire_byte(&payload, 'h');
    wire_u32(&payload, 0);
    wire_ascii(&payload, "MemoryError");
    return KRAIT_ERROR;
}

static void put_error(Run *run, u32 handle, bool with_frames) {
    Exception *e = AS(Exception, ref(run->result));
    wire_reset(&payload);
    wire_byte(&payload, 'e');
    wire_text(&payload, e->head.type->name);
    put_text_or_nothing(ref(run->text));
    put_text_or_nothing(ref(run->traceback));
    if (with_frames) put_frames(e);
    else wire_begin(&payload, 'l', 0);
    put_exit_code(e);
    wire_byte(&payload, 'h');
    wire_u32(&payload, handle);
    wire_text(&payload, e->head.type->name);
}

static u32 answer_error(Run *run) {
    u32 handle = run->want_handle ? handle_new(ref(run->result)) : 0; /* 0: none; it would keep all frames of the traceback */
    put_error(run, handle, true);
    if (payload.failed) put_error(run, handle, false);
    if (!payload.failed) return KRAIT_ERROR;
    if (handle) handle_free(handle);
    return answer_no_memory();
}

static u32 answer_value(Run *run) {
    if (wire_value(&payload, ref(run->result))) return KRAIT_DONE;
    value_set(&run->result, raised_take());
    value_set(&run->traceback, value_keep(ref(vm.empty_text)));
    return answer_error(run);
}

/* A wait is over: what it gives, or VALUE_ERROR for the exception that is raised. */
static void end_wait(Run *run, Value given) {
    run->thread.wait = 0;
    value_set(&run->thread.wait_payload, EMPTY);
    run->thread.incoming = given;
    if (is_error(given)) value_set(&run->thrown, raised_take());
}

static u32 answer_wait(Run *run) {
    Thread *t = &run->thread;
    bool told = wire_value(&payload, ref(t->wait_payload));
    if (told) return t->wait;
    end_wait(run, VALUE_ERROR); /* no memory to ask with: the program hears of it when it goes on */
    return KRAIT_SLICE;
}

static u32 answer_ended(Run *run) { return run->state == KRAIT_DONE ? answer_value(run) : answer_error(run); }

/* ---- steps ---- */

static u32 loop(u32 fuel, u32 instructions) {
    vm.instructions = instructions;
    for (;;) {
        u32 stretch = u32_min(fuel, STRETCH);
        vm.fuel = (i32)stretch;
        u32 left = instructions ? eval_traced() : eval();
        u32 used = (u32)((i32)stretch - vm.fuel);
        vm.fuel_used += used;
        if (left != LEFT_SLICE) return left;
        if (used >= fuel) return LEFT_SLICE;
        fuel -= used;
    }
}

/* The class of that name: a builtin exception, or one derived from RuntimeError that only says what happened outside. */
static Type *told_type(Ref name) {
    for (u32 i = 0; i < ERR_COUNT; i++)
        if (text_equal(text_of(name), vm.types[T_ERRORS + i]->name)) return object_keep(vm.types[T_ERRORS + i]), vm.types[T_ERRORS + i];
    Value bases = tuple_pack1(value_keep(ref_of(vm.types[T_ERRORS + ERR_RUNTIME])));
    Dict *namespace_ = is_error(bases) ? NULL : dict_new();
    Value made = namespace_ ? type_new(vm.types[T_TYPE], text_of(name), AS(Tuple, ref(bases)), namespace_, REF_EMPTY) : VALUE_ERROR;
    if (namespace_) object_release(namespace_);
    value_release(bases);
    return is_error(made) ? NULL : AS(Type, ref(made));
}

/* The embedder's exception: a list of the name of its class and a text. */
static void raise_told(Ref told) {
    const ListObject *list = is_list(told) ? AS(ListObject, told) : NULL;
    bool fits = list && list->count == 2 && is_text(ref(list->items[0])) && is_text(ref(list->items[1]));
    Type *type = fits ? told_type(ref(list->items[0])) : NULL;
    Value made = type ? type_allocate(type) : VALUE_ERROR;
    if (type) object_release(type);
    if (!fits) raise(ERR_RUNTIME, "the embedder failed");
    else if (is_error(made)) return;
    else if (!exception_set_args(ref(made), list->items + 1, text_of(ref(list->items[1]))->length != 0)) value_release(made);
    else raise_object(made);
}

u32 krait_run(u32 id, u32 fuel, u32 instructions) {
    Run *run = run_find(id);
    wire_reset(&payload);
    if (!run) return KRAIT_ERROR;
    if (vm.thread != &run->thread) collect_rest(); /* the collection that another run was in */
    if (run->ended) return answer_ended(run);
    vm.thread = &run->thread;
    if (run->thread.wait && vm.pending & PENDING_INTERRUPT) {
        vm.pending &= ~(u32)PENDING_INTERRUPT;
        raise_with_nothing(ERR_KEYBOARD_INTERRUPT);
        end_wait(run, VALUE_ERROR);
    }
    bool stops = run->stopping && !run->stopped;
    if (run->thread.wait && !stops) return answer_wait(run);
    if (stops) run->stopped = true;
    if (stops ? !run_stop(run) : !run->begun && !run_begin(run)) {
        value_set(&run->result, raised_take());
        run->ended = true;
        return run->state = answer_error(run);
    }
    if (!is_empty(ref(run->thrown))) raised_restore(value_take(&run->thrown));
    u32 left = loop(u32_max(fuel, 1), instructions);
    output_flush();
    switch (left) {
    case LEFT_DONE:
        run->ended = true;
        return run->state = KRAIT_DONE, run->state = answer_value(run);
    case LEFT_FAILED:
        run->ended = true;
        return run->state = answer_error(run);
    case LEFT_WAIT:
        return run->state = answer_wait(run);
    default:
        return run->state = KRAIT_SLICE;
    }
}

u32 krait_resume(u32 id, u32 failed, const u8 *value, u32 length) {
    Run *run = run_find(id);
    if (!run || !run->thread.wait) return 1;
    collect_rest();
    vm.thread = &run->thread;
    WireReader r = {value, value + length, false};
    Value told = wire_read_value(&r);
    if (!is_error(told) && failed) {
        raise_told(ref(told));
        value_release(told);
        told = VALUE_ERROR;
    }
    end_wait(run, told);
    return 0;
}

void krait_interrupt(u32 run) {
    (void)run;
    vm.pending |= PENDING_INTERRUPT;
}

void krait_stop(u32 id) {
    Run *run = run_find(id);
    if (!run || run->ended) return;
    run->stopping = true;
}

void krait_close(u32 id) {
    Run *run = run_find(id);
    collect_rest();
    if (run) run_close(run);
}

void krait_dispose(void) {
    if (!created) return;
    collect_rest();
    runs_close_all();
    end_interpreter();
    wire_close(&payload);
    created = false;
}

const KraitUsage *krait_usage(void) {
    usage = (KraitUsage){.memory = (f64)budget.used, .memory_peak = (f64)budget.peak, .wasm_memory = (f64)budget.used, .fuel = (f64)vm.fuel_used,
                         .cpu_ms = host_clock(2) / 1e6, .depth = vm.thread->depth, .c_stack_peak = c_stack_peak()};
    return &usage;
}
