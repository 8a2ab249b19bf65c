/* exception.h: the structs and makers of the builtin exceptions. The common head is object/error.h's Exception; what a
 * class has of its own are Values behind it, so that one destroy, visit and clear serve all of them. EMPTY means that an
 * attribute was never set; Python sees None.
 */
#ifndef KRAIT_EXCEPTION_H
#define KRAIT_EXCEPTION_H
#include "object/tuple.h"
#include "types/construct.h"
#include "types/native.h"

typedef struct { Exception base; Value msg, name, path, name_from; } ImportErrorObject;
typedef struct { Exception base; Value number, strerror, filename, filename2, written; } OSErrorObject;
typedef struct { Exception base; Value msg, filename, lineno, offset, text, end_lineno, end_offset, print_file_and_line, metadata; } SyntaxErrorObject;
typedef struct { Exception base; Value encoding, object, start, end, reason; } UnicodeErrorObject;
typedef struct { Exception base; Value message, exceptions; } ExceptionGroupObject; /* exceptions: a tuple */

/* ---- from C ---- */

/* Always VALUE_ERROR. id: ERR_SYNTAX, ERR_INDENTATION, ERR_TAB …; text: the source line, EMPTY or None; numbers from 1, 0:
 * None. offsets count characters. */
typedef struct { u32 line, offset, end_line, end_offset; } SyntaxPlace;
Value raise_syntax(ErrorId id, Text *message, Ref filename, SyntaxPlace place, Ref text);
/* Takes nothing over; each Ref may be EMPTY. id: ERR_IMPORT or ERR_MODULE_NOT_FOUND. */
Value raise_import(ErrorId id, Text *message, Ref name, Ref path, Ref name_from);
Value raise_os(u32 number, const char *strerror, Ref filename); /* the subclass that errno has; filename EMPTY: none */
void unicode_error_fill(Ref exception, Ref args);               /* the five fields, from the constructor's tuple of five */

/* except*: a group with an empty message (members: an exact tuple); the part of a group whose leaves are leaves of what the
 * list `kept` holds, or None. */
bool is_exception_group(Ref r);
MUST_CHECK Value exception_group_of(Ref members);
Outcome exception_group_project(Ref group, Ref kept);

/* ---- for the exception files ---- */

INLINE Ref exception_args(Ref self) {
    Ref args = ref(exception_of(self)->args);
    return is_empty(args) ? ref(vm.empty_tuple) : args;
}
INLINE Value exception_shown(Value field) { return is_empty(ref(field)) ? NONE : value_keep(ref(field)); }
void exception_blank(Object *self);
void exception_destroy(Object *self);
void exception_visit(Object *self, GcVisit *visit);
void exception_clear(Object *self);
NativePN exception_new, exception_init;
NativeO0 exception_str;
Value exception_reduce(Ref self);
MUST_CHECK Value exception_make(const Construct *c);            /* an instance of c->type with args */
MUST_CHECK bool exception_set_args(Ref self, const Value *args, u32 n);
/* The keyword arguments that an exception's __init__ takes: names[i] goes to *fields[i]; others are a TypeError. */
MUST_CHECK bool exception_keywords(Ref self, const Construct *c, const char *const *names, Value *const *fields, u32 n);
/* A getset row for a plain field: any value; deleting makes it None again. */
#define EXCEPTION_FIELD(Struct, prefix, field, python, doc_) MEMBER(#python, prefix##_get_##field, prefix##_set_##field, doc_)
#define EXCEPTION_ACCESS(Struct, prefix, field) \
    static Value prefix##_get_##field(Ref self) { return exception_shown(AS(Struct, self)->field); } \
    static bool prefix##_set_##field(Ref self, Ref value) { \
        value_set(&AS(Struct, self)->field, is_empty(value) ? EMPTY : value_keep(value)); \
        return true; \
    }
#define EXCEPTION_FLAGS (TYPE_BASE | TYPE_IMMUTABLE)
#define EXCEPTION_NEW_ROW STATIC_METHOD("__new__($type, *args, **kwargs)", PN, exception_new, NEW_DOC)

/* Those with a file or a struct of their own. */
extern const TypeSpec base_exception_spec, key_error_spec, stop_iteration_spec, system_exit_spec, name_error_spec,
    attribute_error_spec, import_error_spec, os_error_spec, syntax_error_spec, unicode_error_spec, unicode_decode_error_spec,
    unicode_encode_error_spec, unicode_translate_error_spec, base_exception_group_spec, exception_group_spec;
#endif
