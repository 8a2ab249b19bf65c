/* function.c: making function objects; the type is types/function.c's. */
#include "frame/call.h"
#include "object/table.h"

static u32 next_function_version(void) { return vm.function_version == UINT32_MAX ? 0 : ++vm.function_version; }

Function *function_new(Code *code, Dict *globals, Dict *builtins) {
    Function *function = NEW(Function, T_FUNCTION);
    if (!function) return NULL;
    function->dict = 0;
    function->weakrefs = NULL;
    function->code = code;
    function->globals = globals;
    function->builtins = builtins;
    function->version = next_function_version();
    function->kind = code->flags & CODE_SIMPLE ? 1 : 0;
    function->name = code->name;
    function->qualname = code->qualname;
    object_keep(code);
    object_keep(globals);
    object_keep(builtins);
    object_keep(code->name);
    object_keep(code->qualname);
    Ref module = dict_get_text(globals, vm.names[N_NAME]);
    function->module = BITS(module) == BITS_NEEDS_PYTHON || is_empty(module) ? NONE : value_keep(module);
    function->doc = code->flags & CODE_HAS_DOCSTRING && code->constant_count ? value_keep(ref(code->constants[0])) : NONE;
    function->defaults = function->kwdefaults = function->closure = function->annotations = function->annotate = function->type_params = EMPTY;
    return function;
}

