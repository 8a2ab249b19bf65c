/* start.c: the order in which an interpreter is made. Types come first as bare structs, because the first dict, the first
 * str and the first tuple have types; then names; then what the types hold. */
#include "host/start.h"
#include "base/hash.h"
#include "host/embed.h"
#include "mem/heap.h"
#include "modules/modules.h"
#include "object/error.h"
#include "object/gc.h"
#include "object/table.h"
#include "object/tuple.h"
#include "types/specs.h"

static const char *const name_texts[N_COUNT] = {
#define NAME(id, text) [N_##id] = text,
#include "object/names.def"
};

static const TypeSpec *const type_specs[T_ERRORS] = {
#define TYPE(id, spec) [T_##id] = &spec,
#include "object/types.def"
};

static const u8 error_bases[ERR_COUNT] = {
#define ERROR(id, name, base) [ERR_##id] = ERR_##base,
#include "object/errors.def"
};

static bool start_thread(u32 recursion) {
    Thread *t = &vm.main_thread;
    vm.thread = t;
    vm.raised = vm.memory_error = EMPTY;
    t->frame = NULL;
    t->exc_root = (ExcInfo){NONE, NULL};
    t->exc_info = &t->exc_root;
    t->incoming = t->wait_payload = t->sent_result = EMPTY;
    t->depth_limit = recursion;
    vm.gc.threshold = GC_FEWEST;
    vm.gc.enabled = true;
    vm.int_digits_limit = 4300;
    return stack_init(&t->stack);
}

static void seed_hashes(u32 seed, bool random) {
    if (random) {
        host_entropy((u8 *)vm.hash_key, sizeof vm.hash_key);
        return;
    }
    HashKey key = hash_key_from_seed(seed);
    vm.hash_key[0] = key.k0;
    vm.hash_key[1] = key.k1;
}

static bool lay_types(void) {
    for (u32 i = 0; i < T_COUNT; i++)
        if (!(vm.types[i] = type_bare())) return false;
    for (u32 i = 0; i < T_ERRORS; i++)
        if (!type_lay_builtin(vm.types[i], type_specs[i], i == T_OBJECT ? NULL : vm.types[type_specs[i]->base])) return false;
    for (u32 i = 0; i < ERR_COUNT; i++) {
        Type *base = i == ERR_BASE_EXCEPTION ? vm.types[T_OBJECT] : vm.types[T_ERRORS + error_bases[i]];
        if (!type_lay_builtin(vm.types[T_ERRORS + i], exception_specs[i], base)) return false;
    }
    return true;
}

static bool make_names(void) {
    Tuple *empty = object_new(vm.types[T_TUPLE], sizeof(Tuple));
    if (!empty) return false;
    empty->count = 0;
    empty->hashed = 0;
    vm.empty_tuple = value_of(empty);
    for (u32 i = 0; i < N_COUNT; i++) {
        vm.names[i] = text_intern_c(name_texts[i]);
        if (!vm.names[i]) return false;
        if (i < N_DUNDER_COUNT) vm.names[i]->interned = (u8)(2 + i); /* a special method's name knows its place */
    }
    Text *nothing = text_from_ascii("", 0);
    vm.empty_text = value_of(nothing);
    return nothing != NULL;
}

static bool fill_types(void) {
    for (u32 i = 0; i < T_COUNT; i++) {
        if (i == T_ERRORS + ERR_EXCEPTION_GROUP) {
            Tuple *bases = tuple_new(2);
            if (!bases) return false;
            bases->items[0] = value_keep(ref_of(vm.types[T_ERRORS + ERR_BASE_EXCEPTION_GROUP]));
            bases->items[1] = value_keep(ref_of(vm.types[T_ERRORS + ERR_EXCEPTION]));
            vm.types[i]->bases = bases;
        }
        if (!type_fill_builtin(vm.types[i])) return false;
    }
    return true;
}

static bool make_modules(void) {
    vm.modules = dict_new();
    if (!vm.modules) return false;
    Value memory = error_blank(ERR_MEMORY);
    if (is_error(memory)) return false;
    vm.memory_error = memory;
    Value builtins = module_import_native("builtins");
    if (is_error(builtins)) return false;
    vm.builtins = module_dict(ref(builtins));
    value_release(builtins);
    Value sys = module_import_native("sys");
    value_release(sys);
    return !is_error(sys);
}

bool start_interpreter(u32 hash_seed, bool random_hash, u32 recursion) {
    seed_hashes(hash_seed, random_hash);
    return start_thread(recursion) && lay_types() && make_names() && fill_types() && make_modules();
}
