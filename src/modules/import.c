/* import.c: `__import__` and what it rests on: sys.modules, native modules, files on sys.path or a package's __path__, and
 * frozen modules where there is no such file (language reference, "The import system"). One frame imports one dotted
 * name; its parent is asked for first. Files are read by waiting for the embedder. A second kind of frame only looks for a
 * module's source, for runpy.
 */
#include "modules/import.h"
#include "compile/compile.h"
#include "modules/builtins.h"
#include "modules/frozen.h"
#include "modules/modules.h"

static u32 last_dot(const Text *t) {
    for (u32 i = t->length; i-- > 0;)
        if (text_char(t, i) == '.') return i;
    return ~0u;
}

static Outcome no_module(Frame *f, Text *full, Text *parent_without_path) {
    Text *message = parent_without_path ? text_format("No module named %R; %R is not a package", full, parent_without_path) : text_format("No module named %R", full);
    if (message) {
        raise_import(ERR_MODULE_NOT_FOUND, message, ref_of(full), REF_EMPTY, REF_EMPTY);
        object_release(message);
    }
    return native_fail(f);
}

/* ---- one dotted name ---- */

enum { FULL, PARENT, PATHS, CANDIDATE, MODULE, IMPORT_SLOTS };
enum { BEGIN, PARENT_DONE, PATH_FOUND, PACKAGE_ASKED, FILE_ASKED, EXECUTED, BOUND };
/* aux: the entry of PATHS that is tried */

static Outcome ask_file(Frame *f, const char *operation, Text *path, u32 state) {
    Text *what = text_from_c(operation);
    Value request = what ? tuple_pack2(value_of(what), value_keep(ref_of(path))) : VALUE_ERROR;
    if (is_error(request)) return native_fail(f);
    f->state = (u16)state;
    return wait_file(request);
}

static Text *tail_of(Text *full) {
    u32 dot = last_dot(full);
    return text_substring(full, dot + 1, full->length);
}

static const NativeFrameKind find_frame;
static Outcome execute_frozen(Frame *f, const Frozen *frozen);
static Value found_source(Value source, Text *file, bool package);

/* No file has it. */
static Outcome search_over(Frame *f) {
    Text *full = AS(Text, ref(frame_slots(f)[FULL]));
    const Frozen *frozen = frozen_find(full);
    if (f->native != &find_frame) return frozen ? execute_frozen(f, frozen) : no_module(f, full, NULL);
    if (!frozen) return native_done(f, NONE);
    Text *file = text_format("<frozen %U>", full);
    Value found = file ? found_source(frozen_source(frozen), file, frozen->package) : VALUE_ERROR;
    if (file) object_release(file);
    return is_error(found) ? native_fail(f) : native_done(f, found);
}

static Outcome try_next_path(Frame *f, bool package) {
    Value *slot = frame_slots(f);
    Text *full = AS(Text, ref(slot[FULL]));
    const ListObject *paths = AS(ListObject, ref(slot[PATHS]));
    while (f->aux < paths->count && !is_kind(ref(paths->items[f->aux]), TYPE_IS_STR)) f->aux++;
    if (f->aux >= paths->count) return search_over(f);
    Text *directory = text_of(ref(paths->items[f->aux])), *tail = tail_of(full);
    Text *path = NULL;
    if (tail) {
        const char *slash = directory->length && text_char(directory, directory->length - 1) != '/' ? "/" : "";
        path = package ? text_format("%U%s%U/__init__.py", directory, slash, tail) : text_format("%U%s%U.py", directory, slash, tail);
        object_release(tail);
    }
    if (!path) return native_fail(f);
    value_set(&slot[CANDIDATE], value_of(path));
    return ask_file(f, "read", path, package ? PACKAGE_ASKED : FILE_ASKED);
}

static Outcome begin_search(Frame *f, Ref paths) {
    Value *slot = frame_slots(f);
    if (!is_kind(paths, TYPE_IS_LIST)) return search_over(f);
    slot[PATHS] = value_keep(paths);
    return try_next_path(f, true);
}

static Ref sys_path(void) {
    Ref sys = dict_get_text(vm.modules, vm.names[N_SYS]);
    return is_empty(sys) ? REF_NONE : dict_get_text(instance_dict(sys), vm.names[N_PATH_PLAIN]);
}

static bool set_package(Dict *dict, Text *full, bool package) {
    u32 dot = last_dot(full);
    Text *owner = package ? (object_keep(full), full) : dot == ~0u ? text_from_c("") : text_substring(full, 0, dot);
    bool done = owner && dict_set_text(dict, vm.names[N_PACKAGE], ref_of(owner));
    if (owner) object_release(owner);
    return done;
}

/* `directory` is taken over; EMPTY: the package has no files. */
static bool set_path(Dict *dict, Value directory) {
    if (is_error(directory)) return false;
    Value list = is_empty(ref(directory)) ? list_new(0) : list_from(&directory, 1);
    bool done = !is_error(list) && dict_set_text(dict, vm.names[N_PATH], ref(list));
    value_release(directory);
    value_release(list);
    return done;
}

static bool set_file_names(Dict *dict, Text *path, bool package) {
    u32 slash = path->length;
    while (slash && text_char(path, slash - 1) != '/') slash--;
    if (!dict_set_text(dict, vm.names[N_FILE], ref_of(path))) return false;
    if (!package) return true;
    Text *directory = text_substring(path, 0, slash ? slash - 1 : 0);
    return directory && set_path(dict, value_of(directory));
}

/* Compiles the source, makes the module and runs it. `path` is its file's name; a frozen module has none to show. */
static Outcome execute(Frame *f, Bytes source, Text *path, bool package, bool is_file) {
    Value *slot = frame_slots(f);
    Text *full = AS(Text, ref(slot[FULL]));
    Value code = compile_source(source, path, COMPILE_EXEC, 0);
    if (is_error(code)) return native_fail(f);
    Value module = module_new(full);
    Dict *dict = is_error(module) ? NULL : module_dict(ref(module));
    bool done = dict && set_package(dict, full, package) && (is_file ? set_file_names(dict, path, package) : !package || set_path(dict, EMPTY))
             && dict_set_text(dict, vm.names[N_BUILTINS], dict_get_text(vm.modules, vm.names[N_BUILTINS_MODULE])) && dict_set_text(vm.modules, full, ref(module));
    Outcome called = OUTCOME_ERROR;
    bool slot_filled = done;
    if (done) {
        slot[MODULE] = module;
        f->state = EXECUTED;
        Function *function = function_new(AS(Code, ref(code)), dict, vm.builtins);
        Passed p = {REF_EMPTY, NULL, NULL, 0, 0, 0};
        if (function) {
            called = call_function(function, &p, ON_VALUE);
            object_release(function);
        }
    } else {
        value_release(module);
    }
    value_release(code);
    return slot_filled ? called : native_fail(f);
}

static Outcome execute_file(Frame *f, Ref source, bool package) {
    Text *path = AS(Text, ref(frame_slots(f)[CANDIDATE]));
    Bytes bytes;
    if (!bytes_view_or_raise(source, &bytes)) return native_fail(f);
    vm.hooks.remember_source(path, bytes);
    return execute(f, bytes, path, package, true);
}

static Outcome execute_frozen(Frame *f, const Frozen *frozen) {
    Text *file = text_format("<frozen %U>", AS(Text, ref(frame_slots(f)[FULL])));
    if (!file) return native_fail(f);
    Value source = frozen_source(frozen);
    Outcome called = is_error(source) ? native_fail(f)
                                      : execute(f, (Bytes){AS(BytesObject, ref(source))->data, frozen->length}, file, frozen->package, false);
    value_release(source);
    object_release(file);
    return called;
}

static Outcome bind_to_parent(Frame *f) {
    Value *slot = frame_slots(f);
    if (is_empty(ref(slot[PARENT]))) return native_done(f, value_take(&slot[MODULE]));
    Text *tail = tail_of(AS(Text, ref(slot[FULL])));
    if (!tail) return native_fail(f);
    f->state = BOUND;
    Outcome asked = op_setattr(ref(slot[PARENT]), tail, ref(slot[MODULE]));
    object_release(tail);
    return asked;
}

static Outcome search(Frame *f) {
    Value *slot = frame_slots(f);
    Text *full = AS(Text, ref(slot[FULL]));
    if (!is_empty(ref(slot[PARENT]))) {
        f->state = PATH_FOUND;
        return op_getattr_or(ref(slot[PARENT]), vm.names[N_PATH], REF_EMPTY);
    }
    if (module_is_native(full)) {
        Value made = module_import_native((const char *)full->data);
        return is_error(made) ? native_fail(f) : native_done(f, made);
    }
    return begin_search(f, sys_path());
}

static Outcome import_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Text *full = AS(Text, ref(slot[FULL]));
    if (is_error(incoming)) {
        if (f->state == EXECUTED) { /* a module that failed is not there */
            Value raised = raised_take();
            dict_delete_text(vm.modules, full);
            raised_restore(raised);
        }
        return native_fail(f);
    }
    switch (f->state) {
    case BEGIN: {
        u32 dot = last_dot(full);
        f->state = PARENT_DONE;
        if (dot == ~0u) return search(f);
        Text *parent = text_substring(full, 0, dot);
        if (!parent) return native_fail(f);
        Outcome asked = import_module(parent);
        object_release(parent);
        return asked;
    }
    case PARENT_DONE: {
        slot[PARENT] = incoming;
        Ref known = dict_get_text(vm.modules, full); /* the parent's own import may have brought it */
        if (!is_empty(known) && BITS(known) != BITS_NEEDS_PYTHON) return native_done(f, value_keep(known));
        return search(f);
    }
    case PATH_FOUND: {
        if (is_empty(ref(incoming))) {
            Text *parent = text_substring(full, 0, last_dot(full));
            Outcome failed = parent ? no_module(f, full, parent) : native_fail(f);
            if (parent) object_release(parent);
            return failed;
        }
        Outcome asked = begin_search(f, ref(incoming));
        value_release(incoming);
        return asked;
    }
    case PACKAGE_ASKED:
        if (is_none(ref(incoming))) return try_next_path(f, false);
        break;
    case FILE_ASKED:
        if (is_none(ref(incoming))) {
            f->aux++;
            return try_next_path(f, true);
        }
        break;
    case EXECUTED: {
        value_release(incoming);
        Ref now = dict_get_text(vm.modules, full); /* a module may replace itself */
        if (!is_empty(now) && BITS(now) != BITS_NEEDS_PYTHON) value_set(&slot[MODULE], value_keep(now));
        return bind_to_parent(f);
    }
    default:
        value_release(incoming);
        return native_done(f, value_take(&slot[MODULE]));
    }
    Outcome executing = execute_file(f, ref(incoming), f->state == PACKAGE_ASKED);
    value_release(incoming);
    return executing;
}
static const NativeFrameKind import_frame = {"import", import_step, IMPORT_SLOTS, 0, NULL};

Outcome import_module(Text *full) {
    Ref known = dict_get_text(vm.modules, full);
    if (is_none(known)) {
        Text *message = text_format("import of %U halted; None in sys.modules", full);
        if (message) raise_import(ERR_MODULE_NOT_FOUND, message, ref_of(full), REF_EMPTY, REF_EMPTY);
        if (message) object_release(message);
        return OUTCOME_ERROR;
    }
    if (!is_empty(known) && BITS(known) != BITS_NEEDS_PYTHON) return outcome(value_keep(known));
    object_keep(full);
    Text *name = text_intern(full);
    Frame *f = name ? native_push(&import_frame) : NULL;
    if (!f) {
        if (name) object_release(name);
        return OUTCOME_ERROR;
    }
    frame_slots(f)[FULL] = value_of(name);
    return OUTCOME_PUSHED;
}

/* ---- looking for a module's source without running it: a tuple (source, file name, it is a package), or None ---- */

static Value found_source(Value source, Text *file, bool package) {
    return tuple_pack3(source, value_keep(ref_of(file)), value_bool(package));
}

static Outcome find_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    if (f->state == BEGIN) return begin_search(f, is_empty(ref(slot[PARENT])) ? sys_path() : ref(slot[PARENT]));
    if (is_none(ref(incoming))) {
        if (f->state == PACKAGE_ASKED) return try_next_path(f, false);
        f->aux++;
        return try_next_path(f, true);
    }
    Text *path = AS(Text, ref(slot[CANDIDATE]));
    Bytes bytes;
    bool read = bytes_view_or_raise(ref(incoming), &bytes);
    if (read) vm.hooks.remember_source(path, bytes);
    Value found = read ? found_source(bytes_from(bytes.at, bytes.length), path, f->state == PACKAGE_ASKED) : VALUE_ERROR;
    value_release(incoming);
    return is_error(found) ? native_fail(f) : native_done(f, found);
}
static const NativeFrameKind find_frame = {"find_source", find_step, IMPORT_SLOTS, 0, NULL};

/* args: full name, path */
static Outcome find_source(Ref self, const Value *args, u32 n) {
    if (!is_text(ref(args[0]))) return RAISE_OUTCOME(ERR_TYPE, "find_source() argument 1 must be str, not %T", ref(args[0]));
    Frame *f = native_push(&find_frame);
    if (!f) return OUTCOME_ERROR;
    frame_slots(f)[FULL] = value_keep(ref(args[0]));
    if (!is_empty(ref(args[1])) && !is_none(ref(args[1]))) frame_slots(f)[PARENT] = value_keep(ref(args[1]));
    return OUTCOME_PUSHED;
}

static const NativeRow import_functions[] = {
    FUNCTION_ROW("find_source($module, fullname, path=None, /)", ON, find_source, "(source, file name, it is a package) of a module, or None."),
};
const ModuleSpec import_spec = {.name = "_krait_import", .doc = "Where modules come from.", FUNCTIONS(import_functions)};

/* ---- __import__: slots name, globals, fromlist, level, module; aux: the name of fromlist that is looked at ---- */

enum { I_NAME, I_GLOBALS, I_FROMLIST, I_LEVEL, I_MODULE, I_SLOTS };
enum { I_BEGIN, I_IMPORTED, I_PACKAGE, I_HAS, I_SUBMODULE, I_TOP };

/* `from ..x import y`: the package that globals say the code is in, `level` steps up. NULL: raised. */
static Text *resolve_relative(Ref globals, Text *name, i64 level) {
    Dict *dict = is_kind(globals, TYPE_IS_DICT) ? AS(Dict, globals) : NULL;
    Ref package = dict ? dict_get_text(dict, vm.names[N_PACKAGE]) : REF_EMPTY;
    Value held = EMPTY;
    if (is_empty(package) || is_none(package)) {
        package = dict ? dict_get_text(dict, vm.names[N_NAME]) : REF_EMPTY;
        if (!is_kind(package, TYPE_IS_STR)) return RAISE_NULL(ERR_KEY, "'__name__' not in globals");
        u32 dot = last_dot(text_of(package));
        if (is_empty(dict_get_text(dict, vm.names[N_PATH]))) {
            Text *cut = text_substring(text_of(package), 0, dot == ~0u ? 0 : dot);
            if (!cut) return NULL;
            held = value_of(cut);
            package = ref(held);
        }
    }
    Text *base = text_of(package), *made = NULL;
    u32 length = base->length;
    for (i64 up = 1; up < level && length; up++) {
        while (length && text_char(base, length - 1) != '.') length--;
        if (length) length--;
        else if (up + 1 <= level) {
            raise(ERR_IMPORT, "attempted relative import beyond top-level package");
            goto done;
        }
    }
    if (!base->length) {
        raise(ERR_IMPORT, "attempted relative import with no known parent package");
        goto done;
    }
    Text *start = text_substring(base, 0, length);
    if (start) made = name->length ? text_format("%U.%U", start, name) : (object_keep(start), start);
    if (start) object_release(start);
done:
    value_release(held);
    return made;
}

static Outcome next_of_fromlist(Frame *f) {
    Value *slot = frame_slots(f);
    const Tuple *names = AS(Tuple, ref(slot[I_FROMLIST]));
    while (f->aux < names->count) {
        Ref name = ref(names->items[f->aux]);
        if (!is_kind(name, TYPE_IS_STR)) {
            raise(ERR_TYPE, "Item in ``from list'' must be str, not %T", name);
            return native_fail(f);
        }
        if (text_is(text_of(name), "*")) {
            f->aux++;
            continue;
        }
        f->state = I_HAS;
        return op_getattr_or(ref(slot[I_MODULE]), text_of(name), REF_EMPTY);
    }
    return native_done(f, value_take(&slot[I_MODULE]));
}

static Outcome builtin_import_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    Text *name = text_of(ref(slot[I_NAME]));
    if (is_error(incoming)) {
        if (f->state != I_SUBMODULE || !raised_is(ERR_MODULE_NOT_FOUND)) return native_fail(f);
        raised_clear(); /* no such submodule: the from statement will say so */
        f->aux++;
        return next_of_fromlist(f);
    }
    switch (f->state) {
    case I_BEGIN: {
        i64 level = is_int48(ref(slot[I_LEVEL])) ? int48_of(ref(slot[I_LEVEL])) : 0;
        if (level < 0) return raise(ERR_VALUE, "level must be >= 0"), native_fail(f);
        if (!level && !name->length) return raise(ERR_VALUE, "Empty module name"), native_fail(f);
        if (level) {
            Text *full = resolve_relative(ref(slot[I_GLOBALS]), name, level);
            if (!full) return native_fail(f);
            value_set(&slot[I_NAME], value_of(full));
        }
        f->state = I_IMPORTED;
        return import_module(text_of(ref(slot[I_NAME])));
    }
    case I_IMPORTED: {
        slot[I_MODULE] = incoming;
        bool has_list = is_kind(ref(slot[I_FROMLIST]), TYPE_IS_TUPLE) && AS(Tuple, ref(slot[I_FROMLIST]))->count;
        if (!has_list) {
            bool relative = is_int48(ref(slot[I_LEVEL])) && int48_of(ref(slot[I_LEVEL]));
            u32 dot = 0;
            while (dot < name->length && text_char(name, dot) != '.') dot++;
            if (dot == name->length || relative) return native_done(f, value_take(&slot[I_MODULE]));
            Text *top = text_substring(name, 0, dot);
            if (!top) return native_fail(f);
            f->state = I_TOP;
            Outcome asked = import_module(top);
            object_release(top);
            return asked;
        }
        f->state = I_PACKAGE;
        return op_getattr_or(ref(slot[I_MODULE]), vm.names[N_PATH], REF_EMPTY);
    }
    case I_PACKAGE:
        if (is_empty(ref(incoming))) return native_done(f, value_take(&slot[I_MODULE]));
        value_release(incoming);
        return next_of_fromlist(f);
    case I_HAS: {
        if (!is_empty(ref(incoming))) {
            value_release(incoming);
            f->aux++;
            return next_of_fromlist(f);
        }
        f->state = I_SUBMODULE;
        Text *full = text_format("%U.%U", name, text_of(ref(AS(Tuple, ref(slot[I_FROMLIST]))->items[f->aux])));
        if (!full) return native_fail(f);
        Outcome asked = import_module(full);
        object_release(full);
        return asked;
    }
    case I_SUBMODULE:
        value_release(incoming);
        f->aux++;
        return next_of_fromlist(f);
    default:
        return native_done(f, incoming);
    }
}
static const NativeFrameKind builtin_import_frame = {"__import__", builtin_import_step, I_SLOTS, 0, NULL};

/* args: name, globals, locals, fromlist, level */
Outcome builtin_import(Ref self, const Value *args, u32 n) {
    if (!is_kind(ref(args[0]), TYPE_IS_STR)) return RAISE_OUTCOME(ERR_TYPE, "module name must be a string");
    Frame *f = native_push(&builtin_import_frame);
    if (!f) return OUTCOME_ERROR;
    Value *slot = frame_slots(f);
    slot[I_NAME] = value_keep(ref(args[0]));
    slot[I_GLOBALS] = value_keep(ref(args[1]));
    slot[I_FROMLIST] = value_keep(ref(args[3]));
    slot[I_LEVEL] = value_keep(ref(args[4]));
    return OUTCOME_PUSHED;
}
