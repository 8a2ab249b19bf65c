/* frozen.c: see frozen.h. A slow path's module is run when it is first needed, in a namespace that no program reaches. */
#include "modules/frozen.h"
#include "base/inflate.h"
#include "compile/compile.h"
#include "modules/import.h"

#include "frozen_data.h" /* frozen[] */
static const char slow_prefix[] = "_slow.";

static const Frozen *find(const Text *name) {
    for (const Frozen *at = frozen; at->name; at++)
        if (text_is(name, at->name)) return at;
    return NULL;
}

const Frozen *frozen_find(const Text *name) {
    const Frozen *found = find(name);
    return found && strncmp(found->name, slow_prefix, sizeof slow_prefix - 1) ? found : NULL;
}

Value frozen_source(const Frozen *module) {
    BytesObject *source = bytes_new(module->length);
    if (!source) return VALUE_ERROR;
    fuel_charge(module->length / 16);
    bool whole = inflate((Bytes){module->packed, module->packed_length}, source->data, module->length);
    CHECK(whole, "a frozen module's source is unpacked as it was packed");
    return value_of(source);
}

/* ---- slow paths. Slots: module name, function's name, arguments as a tuple, namespace or module ---- */

enum { NAME, FUNCTION, ARGS, MODULE, SLOTS };
enum { BEGIN, IMPORTED, LOADED, FOUND, CALLED };
static Dict *slow_modules; /* name to namespace */

static Outcome call_function_of(Frame *f, Ref function) {
    const Tuple *args = AS(Tuple, ref(frame_slots(f)[ARGS]));
    f->state = CALLED;
    return op_call(function, args->items, args->count);
}

static Outcome call_in_namespace(Frame *f) {
    Value *slots = frame_slots(f);
    Ref function = dict_get_text(AS(Dict, ref(slots[MODULE])), AS(Text, ref(slots[FUNCTION])));
    if (!is_empty(function)) return call_function_of(f, function);
    (void)raise(ERR_SYSTEM, "slow path %U.%U is missing", AS(Text, ref(slots[NAME])), AS(Text, ref(slots[FUNCTION])));
    return native_fail(f);
}

/* Runs the module's body in a namespace of its own. */
static Outcome load(Frame *f, const Frozen *module) {
    Value *slots = frame_slots(f);
    Text *file = text_format("<frozen %U>", AS(Text, ref(slots[NAME])));
    Value source = file ? frozen_source(module) : VALUE_ERROR;
    Value code = is_error(source) ? VALUE_ERROR : compile_source((Bytes){AS(BytesObject, ref(source))->data, module->length}, file, COMPILE_EXEC, COMPILE_HIDDEN);
    value_release(source);
    if (file) object_release(file);
    Dict *namespace_ = is_error(code) ? NULL : dict_new();
    bool done = namespace_ && dict_set_text(namespace_, vm.names[N_NAME], ref(slots[NAME]))
             && dict_set_text(namespace_, vm.names[N_BUILTINS], dict_get_text(vm.modules, vm.names[N_BUILTINS_MODULE]));
    if (namespace_) slots[MODULE] = value_of(namespace_);
    Function *function = done ? function_new(AS(Code, ref(code)), namespace_, vm.builtins) : NULL;
    value_release(code);
    if (!function) return native_fail(f);
    Passed nothing = {REF_EMPTY, NULL, NULL, 0, 0, 0};
    f->state = LOADED;
    Outcome called = call_function(function, &nothing, ON_VALUE);
    object_release(function);
    return called;
}

static Outcome begin(Frame *f) {
    Value *slots = frame_slots(f);
    Text *name = AS(Text, ref(slots[NAME]));
    Text *full = text_format("%s%U", slow_prefix, name);
    if (!full) return native_fail(f);
    const Frozen *hidden = find(full);
    object_release(full);
    if (!hidden) return f->state = IMPORTED, import_module(name);
    if (!slow_modules) slow_modules = dict_new();
    if (!slow_modules) return native_fail(f);
    Ref known = dict_get_text(slow_modules, name);
    if (is_empty(known)) return load(f, hidden);
    slots[MODULE] = value_keep(known);
    return call_in_namespace(f);
}

static Outcome slow_step(Frame *f, Value incoming) {
    Value *slots = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case BEGIN: return begin(f);
    case IMPORTED:
        slots[MODULE] = incoming;
        f->state = FOUND;
        return op_getattr(ref(slots[MODULE]), AS(Text, ref(slots[FUNCTION])));
    case LOADED:
        value_release(incoming);
        if (!dict_set_text(slow_modules, AS(Text, ref(slots[NAME])), ref(slots[MODULE]))) return native_fail(f);
        return call_in_namespace(f);
    case FOUND:
        value_set(&slots[MODULE], incoming);
        return call_function_of(f, ref(slots[MODULE]));
    default: return native_done(f, incoming);
    }
}
static const NativeFrameKind slow_frame = {.name = "slow path", .step = slow_step, .slots = SLOTS};

Outcome frozen_slow(const char *module, const char *function, const Value *args, u32 n) {
    Text *name = text_intern_c(module), *called = name ? text_intern_c(function) : NULL;
    Value all = called ? tuple_from(args, n) : VALUE_ERROR;
    Frame *f = is_error(all) ? NULL : native_push(&slow_frame);
    if (!f) {
        if (name) object_release(name);
        if (called) object_release(called);
        value_release(all);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[NAME] = value_of(name);
    frame_slots(f)[FUNCTION] = value_of(called);
    frame_slots(f)[ARGS] = all;
    return OUTCOME_PUSHED;
}
