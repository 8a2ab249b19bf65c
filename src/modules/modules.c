/* modules.c: native modules are made from their ModuleSpec when they are first asked for. */
#include "modules/modules.h"

#define MODULE(spec) extern const ModuleSpec spec;
#include "modules/modules.def"
static const ModuleSpec *const specs[] = {
#define MODULE(spec) &spec,
#include "modules/modules.def"
};

Dict *module_dict(Ref module) { return instance_dict(module); }

Value module_new(Text *name) {
    Value made = type_allocate(vm.types[T_MODULE]);
    if (is_error(made)) return made;
    Dict *dict = instance_dict(ref(made));
    static const u16 empty[] = {N_DOC, N_PACKAGE, N_LOADER, N_SPEC};
    bool done = dict && dict_set_text(dict, vm.names[N_NAME], ref_of(name));
    for (u32 i = 0; done && i < COUNT_OF(empty); i++) done = dict_set_text(dict, vm.names[empty[i]], REF_NONE);
    if (done) return made;
    value_release(made);
    return VALUE_ERROR;
}

static bool add_functions(Dict *dict, const ModuleSpec *spec, Ref module, Text *name) {
    for (u32 i = 0; i < spec->function_count; i++) {
        NativeObject *function = native_object_new(T_NATIVE_FUNCTION, &spec->functions[i], NULL, module);
        if (!function) return false;
        function->module = value_keep(ref_of(name));
        bool done = dict_set_text(dict, function->name, ref_of(function));
        object_release(function);
        if (!done) return false;
    }
    return true;
}

static bool add_types(Dict *dict, const ModuleSpec *spec) {
    for (u32 i = 0; i < spec->type_count; i++) {
        Type *type = type_from_spec(spec->types[i]);
        if (!type || !dict_set_text(dict, type->name, ref_of(type))) return false;
    }
    return true;
}

static Value make(const ModuleSpec *spec, Text *name) {
    Value module = module_new(name);
    if (is_error(module)) return module;
    object_of(ref(module))->refs |= FLAG_KIND; /* its repr says "built-in" */
    Dict *dict = module_dict(ref(module));
    bool done = add_functions(dict, spec, ref(module), name) && add_types(dict, spec);
    if (done && spec->doc) {
        Text *doc = text_from_c(spec->doc);
        done = doc && dict_set_text(dict, vm.names[N_DOC], ref_of(doc));
        if (doc) object_release(doc);
    }
    done = done && (!spec->fill || spec->fill(dict)) && dict_set_text(vm.modules, name, ref(module));
    if (done) return module;
    value_release(module);
    return VALUE_ERROR;
}

bool module_is_native(const Text *name) {
    for (u32 i = 0; i < COUNT_OF(specs); i++)
        if (text_is(name, specs[i]->name)) return true;
    return false;
}

Value module_import_native(const char *name) {
    for (u32 i = 0; i < COUNT_OF(specs); i++) {
        if (strcmp(name, specs[i]->name)) continue;
        Text *text = text_intern_c(name);
        if (!text) return VALUE_ERROR;
        Ref known = dict_get_text(vm.modules, text);
        Value module = is_empty(known) ? make(specs[i], text) : value_keep(known);
        object_release(text);
        return module;
    }
    return EMPTY;
}
