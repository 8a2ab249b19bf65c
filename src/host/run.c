/* run.c: the root frame of a run: it reads and compiles the program, calls it, and turns what comes of it into a result
 * or into the text that CPython prints. Everything here is a step under the run's own limits.
 */
#include "host/run.h"
#include "bytecode/code.h"
#include "compile/compile.h"
#include "frame/call.h"
#include "frame/generator.h"
#include "frame/traceback.h"
#include "frame/wait.h"
#include "host/embed.h"
#include "host/finish.h"
#include "host/output.h"
#include "host/sources.h"
#include "host/warnings.h"
#include "mem/budget.h"
#include "modules/modules.h"
#include "object/collect.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/traceback_text.h"

static Run *runs;
static u32 last_id;

Run *run_find(u32 id) {
    for (Run *run = runs; run; run = run->next)
        if (run->id == id) return run;
    return NULL;
}

/* ---- opening ---- */

static Value request_value(Bytes request, const char *key) {
    WireReader r;
    return wire_find(request, key, &r) ? wire_read_value(&r) : EMPTY;
}

static bool request_is(Bytes request, const char *key, const char *text) {
    WireReader r;
    Bytes found;
    return wire_find(request, key, &r) && wire_read_text(&r, &found) && found.length == strlen(text) && !memcmp(found.at, text, found.length);
}

static void start_thread(Run *run) {
    Thread *t = &run->thread;
    memset(t, 0, sizeof *t);
    t->exc_root = (ExcInfo){NONE, NULL};
    t->exc_info = &t->exc_root;
    t->incoming = t->wait_payload = t->sent_result = EMPTY;
    t->depth_limit = vm.main_thread.depth_limit;
    t->id = run->id;
}

Run *run_open(Bytes request) {
    Run *run = buffer_new(sizeof *run);
    if (!run) return raised_clear(), NULL;
    memset(run, 0, sizeof *run);
    run->id = ++last_id;
    run->mode = request_is(request, "mode", "main") ? RUN_MAIN : RUN_EXEC;
    run->want_handle = request_is(request, "result", "handle");
    run->source = request_value(request, "source");
    run->path = request_value(request, "path");
    run->module = request_value(request, "module");
    run->filename = request_value(request, "filename");
    run->result = run->text = run->traceback = run->thrown = EMPTY;
    start_thread(run);
    bool broken = is_error(run->source) || is_error(run->path) || is_error(run->module) || is_error(run->filename);
    bool nothing = is_empty(ref(run->source)) && is_empty(ref(run->path)) && is_empty(ref(run->module));
    if (broken || nothing || !stack_init(&run->thread.stack)) {
        raised_clear();
        run_close(run);
        return NULL;
    }
    run->next = runs;
    runs = run;
    return run;
}

/* Takes every frame off the thread, past every handler; its generators are closed without running. What is raised then
 * gets their traceback. */
static void unwind(Run *run) {
    Thread *t = &run->thread;
    while (t->frame) {
        Frame *f = t->frame;
        if (f->kind == FRAME_PYTHON && !is_empty(ref(vm.raised))) traceback_add(f);
        if (f->flags & FRAME_OWNED) {
            generator_unlink(generator_of(f), GENERATOR_CLOSED);
        } else {
            value_release(value_take(&f->held));
            frame_pop(f);
        }
    }
    value_set(&t->incoming, EMPTY);
    value_set(&t->wait_payload, EMPTY);
    value_set(&t->sent_result, EMPTY);
    t->wait = 0;
}

void run_close(Run *run) {
    for (Run **at = &runs; *at; at = &(*at)->next)
        if (*at == run) {
            *at = run->next;
            break;
        }
    Thread *before = vm.thread;
    vm.thread = &run->thread;
    value_release(raised_take());
    unwind(run);
    value_release(run->thread.exc_root.handled);
    if (run->thread.stack.chunk) stack_clear(&run->thread.stack);
    value_release(run->source);
    value_release(run->path);
    value_release(run->module);
    value_release(run->filename);
    value_release(run->result);
    value_release(run->text);
    value_release(run->traceback);
    value_release(run->thrown);
    vm.thread = before == &run->thread ? &vm.main_thread : before;
    buffer_free(run, sizeof *run);
}

void runs_close_all(void) {
    while (runs) run_close(runs);
}

/* ---- the root frame ---- */

enum { TIDY, READ, COMPILE, RAN, TEXT, TOLD, ENDED };

static Run *run_of(const Frame *f) { return run_find(f->aux); }

static Outcome leave(Frame *f, u32 why) {
    vm.left = why;
    return native_done(f, NONE);
}

static Value main_namespace(void) {
    Ref known = dict_get_text(vm.modules, vm.names[N_MAIN]);
    if (!is_empty(known)) return value_keep(known);
    Value module = module_new(vm.names[N_MAIN]);
    if (is_error(module)) return module;
    Dict *dict = module_dict(ref(module));
    bool done = dict_set_text(dict, vm.names[N_BUILTINS], dict_get_text(vm.modules, vm.names[N_BUILTINS_MODULE])) && dict_set_text(vm.modules, vm.names[N_MAIN], ref(module));
    if (done) return module;
    value_release(module);
    return VALUE_ERROR;
}

static Text *file_name(const Run *run) {
    Ref given = !is_empty(ref(run->filename)) ? ref(run->filename) : ref(run->path);
    if (is_kind(given, TYPE_IS_STR)) {
        object_keep(object_of(given));
        return AS(Text, given);
    }
    return text_from_c(run->mode == RUN_MAIN ? "<string>" : "<exec>");
}

static Outcome call_code(Value code, Dict *globals) {
    Function *function = function_new(AS(Code, ref(code)), globals, vm.builtins);
    value_release(code);
    if (!function) return OUTCOME_ERROR;
    Passed p = {REF_EMPTY, NULL, NULL, 0, 0, 0};
    Outcome called = call_function(function, &p, ON_VALUE);
    object_release(function);
    return called;
}

static bool as_bytes(Ref source, Bytes *out, Value *held) {
    if (bytes_view(source, out)) return true;
    Text *text = text_of(source);
    BytesObject *copy = bytes_new(text_utf8_length(text));
    if (!copy) return false;
    text_to_utf8(text, copy->data);
    *held = value_of(copy);
    *out = (Bytes){copy->data, copy->length};
    return true;
}

static Value compile_run(const Run *run, Text *name, Bytes source) {
    CompileWarnings warnings = {0};
    u32 flags = is_text(ref(run->source)) ? COMPILE_TEXT : run->mode == RUN_MAIN ? COMPILE_FILE : 0;
    Value code = compile_source_warning(source, name, run->mode == RUN_MAIN ? COMPILE_EXEC : COMPILE_EXEC_VALUE, flags, &warnings);
    if (!is_error(code)) warnings_show(name, &warnings);
    compile_warnings_drop(&warnings);
    return code;
}

static Outcome compile_and_call(Frame *f, Run *run) {
    Value module = main_namespace(), held = EMPTY;
    Text *name = is_error(module) ? NULL : file_name(run);
    Bytes source;
    Value code = VALUE_ERROR;
    Dict *globals = name ? module_dict(ref(module)) : NULL;
    if (globals && as_bytes(ref(run->source), &source, &held)) {
        sources_remember(name, source);
        bool shown = !is_empty(ref(run->path)) && run->mode == RUN_MAIN;
        if (!shown || dict_set_text(globals, vm.names[N_FILE], ref_of(name)))
            code = compile_run(run, name, source);
    }
    value_release(held);
    if (name) object_release(name);
    f->state = RAN;
    Outcome called = is_error(code) ? OUTCOME_ERROR : call_code(code, globals);
    value_release(module);
    return called;
}

static Outcome begin(Frame *f, Run *run) {
    if (!is_empty(ref(run->source))) return compile_and_call(f, run);
    if (!is_empty(ref(run->module))) {
        f->state = RAN;
        Value args[1] = {run->module};
        return op_slow("runpy", "_run_module_as_main", args, 1);
    }
    Text *read = text_from_c("read");
    Value request = read ? tuple_pack2(value_of(read), value_keep(ref(run->path))) : VALUE_ERROR;
    if (is_error(request)) return native_fail(f);
    f->state = COMPILE;
    return wait_file(request);
}

/* A script's end is the end of its modules: finalizers run while its limits still hold. An interpreter that goes on
 * (mode "exec") keeps them. */
static Outcome finish(Frame *f, Run *run) {
    f->state = ENDED;
    if (run->mode == RUN_MAIN && !run->stopping) {
        sources_forget(); /* what finalizers raise from here on is told without its lines, as in CPython */
        do
            if (vm.pending & PENDING_FINALIZERS) return finalize_pending();
        while (finish_next(&run->finish));
    }
    return leave(f, run->failed ? LEFT_FAILED : LEFT_DONE);
}

/* There is no memory to tell of the frames that the exception has come through: they are what takes it. */
static bool forget_frames(Run *run) {
    Exception *e = AS(Exception, ref(run->result));
    if (!is_exact(ref(e->traceback), T_TRACEBACK)) return false;
    value_set(&e->traceback, NONE);
    return true;
}

static bool memory_is_short(void) { return budget.used > budget.limit - budget.limit / 8; }

/* The run may be there to free memory that the one before has filled; what that left in cycles goes first. */
static Outcome make_room(void) {
    budget_open_reserve();
    return vm.gc.enabled ? op_collect() : outcome(NONE);
}

static Outcome root_step(Frame *f, Value incoming) {
    Run *run = run_of(f);
    switch (f->state) {
    case TIDY:
        f->state = READ;
        if (memory_is_short()) return make_room();
        /* fall through */
    case READ:
        return begin(f, run);
    case COMPILE:
        if (!is_error(incoming) && is_none(ref(incoming))) {
            raise(ERR_FILE_NOT_FOUND, "[Errno 2] No such file or directory: %R", text_of(ref(run->path)));
        } else if (!is_error(incoming)) {
            run->source = incoming;
            return compile_and_call(f, run);
        }
        break;
    case RAN:
        if (is_error(incoming)) break;
        value_set(&run->result, incoming);
        return finish(f, run);
    case TEXT:
        if (is_error(incoming)) raised_clear();
        else value_set(&run->text, incoming);
        f->state = TOLD;
        return run->mode == RUN_MAIN && !run->stopping ? uncaught_push(ref(run->result)) : traceback_text_push(ref(run->result));
    case TOLD:
        if (is_error(incoming)) {
            raised_clear();
            if (forget_frames(run)) return traceback_text_push(ref(run->result));
        } else if (run->mode == RUN_MAIN && !run->stopping) {
            output_write(2, text_of(ref(incoming))); /* before what finalizers say at the script's end */
            value_release(incoming);
            value_set(&run->traceback, value_keep(ref(vm.empty_text)));
        } else {
            value_set(&run->traceback, incoming);
        }
        if (run->mode == RUN_MAIN) value_set(&AS(Exception, ref(run->result))->traceback, NONE); /* it holds frames */
        return finish(f, run);
    case ENDED:
        if (is_error(incoming)) raised_clear();
        else value_release(incoming);
        return finish(f, run);
    }
    /* an exception came up to here */
    run->failed = true;
    value_set(&run->result, raised_take());
    f->state = TEXT;
    return op_str(ref(run->result));
}
static const NativeFrameKind root_frame = {"run", root_step, 0, 0, NULL};

bool run_begin(Run *run) {
    Frame *f = native_push(&root_frame);
    if (!f) return false;
    f->flags |= FRAME_ROOT;
    f->aux = run->id;
    run->begun = true;
    return true;
}

/* The exception goes straight to a root frame of its own, which tells of it. */
bool run_stop(Run *run) {
    collect_rest();
    value_release(raised_take());
    raise(ERR_RUNTIME, "the run was stopped");
    unwind(run);
    if (!run_begin(run)) return false;
    run->thread.frame->state = RAN;
    run->thread.incoming = VALUE_ERROR;
    return true;
}
