/* sys.c: the sys module. What the embedder gives (argv, path, executable) is filled in by the host floor. */
#include "modules/modules.h"
#include "modules/streams.h"

static Outcome sys_exit(Ref self, const Value *args, u32 n) {
    if (is_empty(ref(args[0])) || is_none(ref(args[0]))) return outcome(raise_with_nothing(ERR_SYSTEM_EXIT));
    if (!is_exact(ref(args[0]), T_TUPLE)) return outcome(raise_with(ERR_SYSTEM_EXIT, ref(args[0])));
    const Tuple *items = AS(Tuple, ref(args[0]));
    Value made = error_blank(ERR_SYSTEM_EXIT);
    if (is_error(made)) return OUTCOME_ERROR;
    value_set(&AS(Exception, ref(made))->args, value_keep(ref(args[0])));
    value_set(&AS(Exception, ref(made))->value, items->count == 1 ? value_keep(ref(items->items[0])) : items->count ? value_keep(ref(args[0])) : NONE);
    return outcome(raise_object(made));
}

static Value sys_getrecursionlimit(Ref self) { return value_u32(vm.thread->depth_limit); }

static Value sys_setrecursionlimit(Ref self, Ref limit) {
    Value n = try_index(limit);
    if (is_error(n)) return n;
    if (is_needs_python(n)) return raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", limit);
    i64 wanted = int_clamp_i64(ref(n));
    bool huge = wanted > INT32_MAX;
    value_release(n);
    if (huge) return raise(ERR_OVERFLOW, "Python int too large to convert to C int");
    if (wanted < 1) return raise(ERR_VALUE, "recursion limit must be greater or equal than 1");
    if (wanted <= vm.thread->depth)
        return raise(ERR_RECURSION, "cannot set the recursion limit to %u at the recursion depth %u: the limit is too low", (u32)wanted, vm.thread->depth);
    vm.thread->depth_limit = (u32)wanted;
    vm.main_thread.depth_limit = (u32)wanted;
    return NONE;
}

static Value sys_exc_info(Ref self) {
    Ref e = error_handled();
    if (is_none(e)) return tuple_pack3(NONE, NONE, NONE);
    Ref traceback = ref(AS(Exception, e)->traceback);
    return tuple_pack3(value_keep(ref_of(type_of(e))), value_keep(e), is_empty(traceback) ? NONE : value_keep(traceback));
}

static Value sys_exception(Ref self) { return value_keep(error_handled()); }

static Value sys_intern(Ref self, Ref text) {
    if (!is_text(text)) return raise(ERR_TYPE, is_kind(text, TYPE_IS_STR) ? "can't intern %T" : "intern() argument must be str, not %T", text);
    object_keep(object_of(text));
    Text *made = text_intern(AS(Text, text));
    return made ? value_of(made) : VALUE_ERROR;
}

static Value sys_getrefcount(Ref self, Ref x) { return value_u32(is_pointer(x) ? object_of(x)->refs / REF_ONE : UINT32_MAX); }

static Value sys_getframe(Ref self, const Value *args, u32 n) {
    i64 depth = is_empty(ref(args[0])) ? 0 : is_int48(ref(args[0])) ? int48_of(ref(args[0])) : 0;
    Frame *f = frame_visible(vm.thread->frame);
    while (depth-- > 0 && f) f = frame_visible(f->previous);
    if (!f) return raise(ERR_VALUE, "call stack is not deep enough");
    FrameView *view = frame_view(f);
    return view ? value_of(view) : VALUE_ERROR;
}

static Value sys_getdefaultencoding(Ref self) {
    Text *made = text_from_c("utf-8");
    return made ? value_of(made) : VALUE_ERROR;
}

static Value sys_is_finalizing(Ref self) { return value_bool(false); }
static Value sys_get_int_max_str_digits(Ref self) { return value_u32(vm.int_digits_limit); }

static Value sys_set_int_max_str_digits(Ref self, Ref digits) {
    Value asked = try_index(digits);
    if (is_error(asked)) return asked;
    if (is_needs_python(asked)) return raise(ERR_TYPE, "'%T' object cannot be interpreted as an integer", digits);
    i64 n = int_clamp_i64(ref(asked));
    value_release(asked);
    if (n > INT32_MAX || n < INT32_MIN) return raise(ERR_OVERFLOW, "Python int too large to convert to C int");
    if (n && n < 640) return raise(ERR_VALUE, "maxdigits must be >= 640 or 0 for unlimited");
    vm.int_digits_limit = (u32)n;
    return NONE;
}

/* The records are made in Python (src/lib/_sysinfo.py), and only for a program that asks. */
static Outcome sys_getattr(Ref self, Ref name) {
    static const char *const records[] = {"version_info", "float_info", "int_info", "hash_info", "flags"};
    if (!is_text(name)) return RAISE_OUTCOME(ERR_TYPE, "attribute name must be string, not '%T'", name);
    for (u32 i = 0; i < COUNT_OF(records); i++)
        if (text_is(AS(Text, name), records[i])) return op_slow("_sysinfo", "record", (const Value *)(const void *)&name, 1);
    return outcome(raise_attribute(self, AS(Text, name), "module 'sys' has no attribute '%U'", AS(Text, name)));
}

static const NativeRow functions[] = {
    METHOD("__getattr__($module, name, /)", O1, sys_getattr, "An attribute that is made when it is first asked for."),
    METHOD("excepthook($module, exctype, value, traceback, /)", O3, excepthook_display, "Tells of an exception on stderr, with its traceback."),
    METHOD("__excepthook__($module, exctype, value, traceback, /)", O3, excepthook_display, "What excepthook was at first."),
    METHOD("exit($module, status=None, /)", ON, sys_exit, "Raises SystemExit(status)."),
    METHOD("getrecursionlimit($module, /)", P0, sys_getrecursionlimit, "How deep calls may nest."),
    METHOD("setrecursionlimit($module, limit, /)", P1, sys_setrecursionlimit, "Sets how deep calls may nest."),
    METHOD("exc_info($module, /)", P0, sys_exc_info, "(type, value, traceback) of what is being handled."),
    METHOD("exception($module, /)", P0, sys_exception, "The exception that is being handled, or None."),
    METHOD("intern($module, string, /)", P1, sys_intern, "The one str of equal text."),
    METHOD("getrefcount($module, object, /)", P1, sys_getrefcount, "The reference count."),
    METHOD("_getframe($module, depth=0, /)", PN, sys_getframe, "The frame so many calls up."),
    METHOD("getdefaultencoding($module, /)", P0, sys_getdefaultencoding, "Always 'utf-8'."),
    METHOD("is_finalizing($module, /)", P0, sys_is_finalizing, "Whether the interpreter is ending."),
    METHOD("get_int_max_str_digits($module, /)", P0, sys_get_int_max_str_digits, "The most digits of an int as text."),
    METHOD("set_int_max_str_digits($module, /, maxdigits)", P1, sys_set_int_max_str_digits, "Sets the most digits of an int as text."),
};

static bool put(Dict *dict, const char *name, Value v) {
    Text *key = is_error(v) ? NULL : text_intern_c(name);
    bool done = key && dict_set_text(dict, key, ref(v));
    if (key) object_release(key);
    value_release(v);
    return done;
}

static Value text(const char *s) {
    Text *made = text_from_c(s);
    return made ? value_of(made) : VALUE_ERROR;
}

static bool put_streams(Dict *dict) {
    static const char *const names[] = {"stdin", "stdout", "stderr"}, *const originals[] = {"__stdin__", "__stdout__", "__stderr__"};
    Type *type = type_from_spec(&stream_spec);
    if (!type) return false;
    for (u32 i = 0; i < 3; i++) {
        Value stream = stream_new(type, i);
        if (is_error(stream) || !put(dict, originals[i], value_keep(ref(stream))) || !put(dict, names[i], stream)) return false;
    }
    return true;
}

static Value implementation_version(void) {
    Value items[5] = {value_u32(3), value_u32(14), value_u32(0), text("final"), value_u32(0)};
    return is_error(items[3]) ? VALUE_ERROR : tuple_take(items, 5);
}

static Value implementation(void) {
    Value made = type_allocate(vm.types[T_SIMPLE_NAMESPACE]);
    Dict *dict = is_error(made) ? NULL : instance_dict(ref(made));
    if (dict && put(dict, "name", text("krait")) && put(dict, "cache_tag", NONE) && put(dict, "version", implementation_version())
        && put(dict, "hexversion", value_int48(0x030E00F0)) && put(dict, "supports_isolated_interpreters", value_bool(false)))
        return made;
    if (!is_error(made)) value_release(made);
    return VALUE_ERROR;
}

static bool fill(Dict *dict) {
    return put_streams(dict) && put(dict, "implementation", implementation()) && put(dict, "modules", value_keep(ref_of(vm.modules))) && put(dict, "path", list_new(0)) && put(dict, "argv", list_new(0))
        && put(dict, "maxsize", value_from_i64(INT64_MAX)) && put(dict, "maxunicode", value_u32(0x10FFFF)) && put(dict, "byteorder", text("little"))
        && put(dict, "platform", text("wasi")) && put(dict, "version", text("3.14.0 (krait)"))
        && put(dict, "hexversion", value_int48(0x030E00F0)) && put(dict, "executable", text("")) && put(dict, "prefix", text("")) && put(dict, "dont_write_bytecode", value_bool(true))
        && put(dict, "copyright", text("")) && put(dict, "api_version", value_u32(1013)) && put(dict, "warnoptions", list_new(0)) && put(dict, "meta_path", list_new(0))
        && put(dict, "path_hooks", list_new(0));
}

const ModuleSpec sys_module = {.name = "sys", .doc = "What the program may know and set of its interpreter.", FUNCTIONS(functions), .fill = fill};
