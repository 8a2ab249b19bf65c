/* ops_import.c: the import statement: `__import__` of the frame's builtins does the work (modules/import.c is the usual
 * one), `from` asks the module and then sys.modules, `*` copies what the module shows. */
#include "frame/iterate.h"
#include "frame/probe.h"
#include "object/table.h"
#include "types/exception.h"
#include "types/list.h"
#include "vm/ops.h"

Outcome cold_IMPORT_NAME(Frame *f, u32 a) {
    Value fromlist = op_pop(f), level = op_pop(f);
    Ref importer = dict_get_text(f->function->builtins, vm.names[N_IMPORT]);
    Outcome answer;
    if (is_empty(importer)) {
        answer = RAISE_OUTCOME(ERR_IMPORT, "__import__ not found");
    } else {
        Ref locals = ref(frame_specials(f)[SPECIAL_LOCALS]);
        Value args[5] = {VALUE(BITS(ref_of(f->code->names[a]))), VALUE(BITS(ref_of(f->function->globals))), is_empty(locals) ? NONE : VALUE(BITS(locals)), fromlist, level};
        answer = op_call(importer, args, 5);
    }
    value_release(fromlist);
    value_release(level);
    return answer;
}

/* ---- from module import name: slots module, name, full name; a submodule in sys.modules will do ---- */

enum { MODULE, NAME, FULL, SPEC, FROM_SLOTS };
enum { ATTRIBUTE, MODULE_NAME, MODULE_FILE };

static Outcome cannot_import(Frame *f, Ref file) {
    Value *slot = frame_slots(f);
    Ref module_name = ref(slot[FULL]);
    Text *name = AS(Text, ref(slot[NAME]));
    bool named = is_kind(module_name, TYPE_IS_STR), located = is_kind(file, TYPE_IS_STR);
    Text *told;
    if (!named) told = text_format("cannot import name %R from '<unknown module name>' (unknown location)", name);
    else if (located) told = text_format("cannot import name %R from %R (%U)", name, text_of(module_name), text_of(file));
    else told = text_format("cannot import name %R from %R (unknown location)", name, text_of(module_name));
    if (told) {
        raise_import(ERR_IMPORT, told, module_name, located ? file : REF_EMPTY, ref_of(name));
        object_release(told);
    }
    return native_fail(f);
}

static Outcome from_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    switch (f->state++) {
    case ATTRIBUTE:
        return op_getattr(ref(slot[MODULE]), AS(Text, ref(slot[NAME])));
    case MODULE_NAME:
        if (!is_error(incoming)) return native_done(f, incoming);
        if (!raised_is(ERR_ATTRIBUTE)) return native_fail(f);
        raised_clear();
        return op_getattr_or(ref(slot[MODULE]), vm.names[N_NAME], REF_NONE);
    case MODULE_FILE: {
        if (is_error(incoming)) return native_fail(f);
        slot[FULL] = incoming;
        if (!is_kind(ref(incoming), TYPE_IS_STR)) return cannot_import(f, REF_NONE);
        Text *full = text_format("%U.%U", AS(Text, payload_of(ref(incoming))), AS(Text, ref(slot[NAME])));
        if (!full) return native_fail(f);
        Ref found = dict_get_text(vm.modules, full);
        object_release(full);
        if (!is_empty(found) && BITS(found) != BITS_NEEDS_PYTHON) return native_done(f, value_keep(found));
        return op_getattr_or(ref(slot[MODULE]), vm.names[N_FILE], REF_NONE);
    }
    default: {
        if (is_error(incoming)) return native_fail(f);
        Outcome failed = cannot_import(f, ref(incoming));
        value_release(incoming);
        return failed;
    }
    }
}
static const NativeFrameKind from_frame = {"from", from_step, FROM_SLOTS, 0, NULL};

Outcome cold_IMPORT_FROM(Frame *f, u32 a) {
    Frame *asking = native_push(&from_frame);
    if (!asking) return OUTCOME_ERROR;
    frame_slots(asking)[MODULE] = value_keep(ref(f->sp[-1]));
    frame_slots(asking)[NAME] = value_keep(ref_of(f->code->names[a]));
    return OUTCOME_PUSHED;
}

/* ---- from module import *: the names of __all__, or the public keys of __dict__ ---- */

enum { STAR_MODULE, STAR_INTO, STAR_NAMES, STAR_NAME, STAR_SLOTS };
enum { STAR_ALL, STAR_LIST, STAR_NEXT, STAR_STORE, STAR_STORED };

static Outcome star_next(Frame *f) {
    Value *slot = frame_slots(f);
    const ListObject *names = AS(ListObject, ref(slot[STAR_NAMES]));
    while (f->aux < names->count) {
        Ref name = ref(names->items[f->aux++]);
        if (!is_kind(name, TYPE_IS_STR)) {
            raise(ERR_TYPE, "Item in %U.__all__ must be str, not %T", vm.names[N_MODULE_CODE], name);
            return native_fail(f);
        }
        value_set(&slot[STAR_NAME], value_keep(payload_of(name)));
        f->state = STAR_STORE;
        return op_getattr(ref(slot[STAR_MODULE]), AS(Text, payload_of(name)));
    }
    return native_done(f, NONE);
}

static Value public_names(Dict *dict) {
    Value names = list_new(0);
    u32 at = 0;
    Ref key, value;
    while (!is_error(names) && table_next(&dict->table, &at, &key, &value)) {
        if (!is_text(key) || (AS(Text, key)->length && text_char(AS(Text, key), 0) == '_')) continue;
        if (!list_append(ref(names), value_keep(key))) {
            value_release(names);
            return VALUE_ERROR;
        }
    }
    return names;
}

static Outcome star_step(Frame *f, Value incoming) {
    Value *slot = frame_slots(f);
    if (is_error(incoming)) return native_fail(f);
    switch (f->state) {
    case STAR_ALL:
        f->state = STAR_LIST;
        return op_getattr_or(ref(slot[STAR_MODULE]), vm.names[N_ALL], REF_EMPTY);
    case STAR_LIST: {
        f->state = STAR_NEXT;
        if (!is_empty(ref(incoming))) {
            Outcome asked = op_list(ref(incoming));
            value_release(incoming);
            return asked;
        }
        return op_getattr(ref(slot[STAR_MODULE]), vm.names[N_DICT]);
    }
    case STAR_NEXT:
        if (is_exact(ref(incoming), T_DICT)) {
            slot[STAR_NAMES] = public_names(AS(Dict, ref(incoming)));
            value_release(incoming);
            if (is_error(slot[STAR_NAMES])) return slot[STAR_NAMES] = EMPTY, native_fail(f);
        } else {
            slot[STAR_NAMES] = incoming;
        }
        return star_next(f);
    case STAR_STORE: {
        f->state = STAR_STORED;
        Outcome stored = op_setitem(ref(slot[STAR_INTO]), ref(slot[STAR_NAME]), ref(incoming));
        value_release(incoming);
        return stored;
    }
    default:
        return star_next(f);
    }
}
static const NativeFrameKind star_frame = {"import *", star_step, STAR_SLOTS, 0, NULL};

Outcome cold_IMPORT_STAR(Frame *f, u32 a) {
    (void)a;
    Value module = op_pop(f);
    Frame *asking = native_push(&star_frame);
    if (!asking) return value_release(module), OUTCOME_ERROR;
    Ref locals = ref(frame_specials(f)[SPECIAL_LOCALS]);
    frame_slots(asking)[STAR_MODULE] = module;
    frame_slots(asking)[STAR_INTO] = value_keep(is_empty(locals) ? ref_of(f->function->globals) : locals);
    f->wanted = WANT_DROP;
    return OUTCOME_PUSHED;
}
