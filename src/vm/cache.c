/* cache.c: the slow sides of instructions with inline caches: they find the answer the long way, and leave in the code
 * stream what the quick side may trust while a version stands. Nothing in a cache is counted.
 *
 *   LOAD_GLOBAL   globals' keys version (2), builtins' keys version (2), entry, where: 0 nothing, 1 globals, 2 builtins
 *   LOAD_ATTR     class version (2), kind: 1 inline value, index of the value
 *   STORE_ATTR    likewise
 *   LOAD_METHOD   class version (2), kind: 1 instances have no attributes, 2 they are inline, unused, function (2)
 */
#include "frame/generator.h"
#include "object/attr.h"
#include "object/table.h"
#include "vm/ops.h"
#include "frame/probe.h"

static void put32(u16 *at, u32 n) { memcpy(at, &n, 4); }

static bool remember_global(u16 *cache, const Function *function, const Table *table, u32 entry, u32 where) {
    if (entry > UINT16_MAX) return false;
    put32(cache, function->globals->table.keys_version);
    put32(cache + 2, function->builtins->table.keys_version);
    cache[4] = (u16)entry;
    cache[5] = (u16)where;
    (void)table;
    return true;
}

Outcome vm_load_global(Frame *f, const u16 *cache, u32 name_index) {
    Function *function = f->function;
    Text *name = f->code->names[name_index];
    const Table *globals = &function->globals->table, *builtins = &function->builtins->table;
    u16 *into = (u16 *)(uintptr_t)cache;
    if (globals->kind == TABLE_STR && builtins->kind == TABLE_STR) {
        u32 entry = table_find_text(globals, name);
        if (entry != ~0u) {
            remember_global(into, function, globals, entry, 1);
            return outcome(value_keep(table_value(globals, entry)));
        }
        entry = table_find_text(builtins, name);
        if (entry != ~0u) {
            remember_global(into, function, builtins, entry, 2);
            return outcome(value_keep(table_value(builtins, entry)));
        }
    }
    return op_load_global(f, name);
}

/* The class's way of getting attributes is object's own, so what is found natively is what Python would find. */
static bool gets_plainly(const Type *type) { return type->dunder[N_GETATTRIBUTE] == vm.types[T_OBJECT]->dunder[N_GETATTRIBUTE]; }

static bool is_data_descriptor(Ref found) {
    return is_pointer(found) && (object_of(found)->type->dunder[N_SET] || object_of(found)->type->dunder[N_DELETE]);
}

/* Index of `name` among the inline values, if instances of `type` have it there and no data descriptor goes before it. */
static u32 inline_index(Type *type, Text *name) {
    if (!(type->flags & TYPE_INLINE) || !type->version || !name->interned) return ~0u;
    if (is_data_descriptor(type_lookup(type, name))) return ~0u;
    u32 i = type_key_index(type, name, false);
    return i == ~0u ? ~0u : type->slot_count + i;
}

Outcome vm_load_attr(Frame *f, u16 *cache, Ref object, Text *name) {
    Type *type = type_of(object);
    if (is_pointer(object) && gets_plainly(type)) {
        u32 i = inline_index(type, name);
        if (i != ~0u) {
            put32(cache, type->version);
            cache[2] = 1;
            cache[3] = (u16)i;
        }
    }
    (void)f;
    return op_getattr(object, name);
}

Outcome vm_store_attr(Frame *f, u16 *cache, Ref object, Text *name, Ref value) {
    Type *type = type_of(object);
    Outcome answer = op_setattr(object, name, value);
    (void)f;
    if (!outcome_is_value(answer) || !is_pointer(object) || object_of(object)->type != type) return answer;
    if (type->dunder[N_SETATTR] == vm.types[T_OBJECT]->dunder[N_SETATTR]) {
        u32 i = inline_index(type, name);
        if (i != ~0u) {
            put32(cache, type->version);
            cache[2] = 1;
            cache[3] = (u16)i;
        }
    }
    return answer;
}

/* A function or native method found in the class, and nothing of the instance's own in its way: it is called with the
 * instance as first argument, and no bound method is made. f->wanted stays WANT_PUSH to say so. */
Outcome vm_load_method(Frame *f, u16 *cache, Ref object, Text *name) {
    Type *type = type_of(object);
    if (gets_plainly(type)) {
        Ref found = type_lookup(type, name);
        bool method = is_pointer(found) && (object_of(found)->type == vm.types[T_FUNCTION] || object_of(found)->type == vm.types[T_METHOD_DESCRIPTOR]);
        if (method && (!instance_has_dict(object) || is_empty(instance_get(object, name)))) {
            bool plain = !type->dict_offset, inlined = type->flags & TYPE_INLINE && type_key_index(type, name, false) == ~0u;
            if (type->version && (plain || inlined)) {
                put32(cache, type->version);
                cache[2] = plain ? 1 : 2;
                put32(cache + 4, (u32)(uintptr_t)object_of(found));
            }
            return outcome(value_keep(found));
        }
    }
    f->wanted = WANT_METHOD;
    return op_getattr(object, name);
}

void vm_raise_unbound(Frame *f, u32 local) {
    Text *name = f->code->local_names[local];
    u32 kind = f->code->local_kinds[local];
    if (kind == LOCAL_FREE) raise_name(ERR_NAME, name, "cannot access free variable '%U' where it is not associated with a value in enclosing scope", name);
    else raise(ERR_UNBOUND_LOCAL, "cannot access local variable '%U' where it is not associated with a value", name);
}
