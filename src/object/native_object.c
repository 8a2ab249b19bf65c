/* native_object.c: native rows as objects, and their signatures read from Python's own text. */
#include "object/native_object.h"
#include "object/error.h"
#include "object/gc.h"

u32 native_name_length(const char *signature) {
    const char *open = strchr(signature, '(');
    return open ? (u32)(open - signature) : (u32)strlen(signature);
}

NativeObject *native_object_new(u32 type_id, const NativeRow *row, Type *owner, Ref self) {
    Text *name = text_from_ascii(row->signature, native_name_length(row->signature));
    name = name ? text_intern(name) : NULL;
    if (!name) return NULL;
    NativeObject *made = NEW(NativeObject, type_id);
    if (!made) {
        object_release(name);
        return NULL;
    }
    made->dict = 0;
    made->weakrefs = NULL;
    made->row = row;
    made->signature = NULL;
    made->owner = owner;
    if (owner) object_keep(owner);
    made->name = name;
    made->self = value_keep(self);
    made->module = EMPTY;
    return made;
}

static bool is_word(char c) { return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/* Skips a default: up to the comma or the closing parenthesis at depth 0; quotes and brackets nest. */
static const char *skip_default(const char *p) {
    u32 depth = 0;
    char quote = 0;
    for (; *p; p++) {
        if (quote) {
            if (*p == '\\' && p[1]) p++;
            else if (*p == quote) quote = 0;
        } else if (*p == '\'' || *p == '"') {
            quote = *p;
        } else if (*p == '(' || *p == '[' || *p == '{') {
            depth++;
        } else if (*p == ')' || *p == ']' || *p == '}') {
            if (!depth) return p;
            depth--;
        } else if (*p == ',' && !depth) {
            return p;
        }
    }
    return p;
}

static bool add_parameter(Signature *s, const char *from, const char *to) {
    CHECK(s->count < SIGNATURE_MAX, "a native has more parameters than SIGNATURE_MAX");
    Text *name = text_from_ascii(from, (u32)(to - from));
    name = name ? text_intern(name) : NULL;
    s->names[s->count] = name;
    return name != NULL;
}

/* "name($self, a, /, b=1, *args, key=None, **kw)". `$x` names the bound parameter and takes no place. */
static bool parse(Signature *s, const char *p) {
    bool keyword_only = false;
    while (*p && *p != '(') p++;
    if (*p) p++;
    while (*p && *p != ')') {
        if (*p == ' ' || *p == ',') {
            p++;
        } else if (*p == '$') {
            while (*p && *p != ',' && *p != ')') p++;
        } else if (*p == '/') {
            s->posonly = s->count;
            p++;
        } else if (p[0] == '*' && p[1] == '*') {
            const char *from = p += 2;
            while (is_word(*p)) p++;
            if (!add_parameter(s, from, p)) return false;
            s->starstar = s->count++;
        } else if (*p == '*') {
            const char *from = ++p;
            while (is_word(*p)) p++;
            keyword_only = true;
            if (p == from) continue;
            if (!add_parameter(s, from, p)) return false;
            s->star = s->count++;
        } else {
            const char *from = p;
            while (is_word(*p)) p++;
            CHECK(p > from, "a native's signature cannot be read");
            if (!add_parameter(s, from, p)) return false;
            if (*p == '=') {
                p = skip_default(p + 1);
                s->optional |= 1u << s->count;
            } else if (!keyword_only) {
                s->required = (u8)(s->count + 1);
            }
            s->count++;
            if (!keyword_only) s->positional = s->count;
        }
    }
    return true;
}

const Signature *native_signature(NativeObject *native) {
    if (native->signature) return native->signature;
    Signature *s = buffer_new(sizeof *s);
    if (!s) return NULL;
    memset(s, 0, sizeof *s);
    s->star = s->starstar = 255;
    if (!parse(s, native->row->signature)) {
        for (u32 i = 0; i < s->count; i++) object_release(s->names[i]);
        buffer_free(s, sizeof *s);
        return NULL;
    }
    return native->signature = s;
}

void native_object_destroy(Object *o) {
    NativeObject *native = (NativeObject *)o;
    if (native->signature) {
        for (u32 i = 0; i < native->signature->count; i++) object_release(native->signature->names[i]);
        buffer_free(native->signature, sizeof *native->signature);
    }
    value_release(native->self);
    value_release(native->module);
    object_release(native->name);
    if (native->owner) object_release(native->owner);
    object_free(o, sizeof *native);
}

void native_object_visit(Object *o, GcVisit *visit) {
    NativeObject *native = (NativeObject *)o;
    gc_visit(visit, ref(native->self));
    gc_visit(visit, ref(native->module));
    gc_visit_object(visit, native->owner);
}

GetSetObject *getset_new(Type *owner, const GetSetRow *row, Text *name, u32 offset) {
    GetSetObject *made = NEW(GetSetObject, !row || row->member ? T_MEMBER_DESCRIPTOR : T_GETSET_DESCRIPTOR);
    if (!made) {
        object_release(name);
        return NULL;
    }
    made->row = row;
    made->owner = owner;
    object_keep(owner);
    made->name = name;
    made->offset = offset;
    return made;
}
