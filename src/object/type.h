/* type.h: types, their specs, and the instances of classes made in Python.
 *
 * A builtin type is described by a TypeSpec (rows of natives, C behaviour that
 * cannot be spoken of in Python) and made from it at start-up; a class made in
 * Python inherits the C behaviour of its best base.
 *
 * `dunder[id]` holds what the special name resolves to through the MRO: NULL
 * (absent), DUNDER_NONE (`__hash__ = None`), or a descriptor object, borrowed
 * from the class dict that holds it. Any change of a class's dict renews the
 * version of the class and of its subclasses, and their dunder entries.
 *
 * The try_* functions answer natively or say NEEDS_PYTHON before any side
 * effect. A class that overrides the dunder has NULL there.
 *
 * Instance of a class made in Python:
 *
 *   | refs | type | dict | weakrefs | value 0 | value 1 | …
 *
 * `dict`: (watermark << 1 | 1) while the attributes live inline, at the indices
 * of the type's append-only key list; inline attributes are always in insertion
 * order (the watermark is 1 + the highest index set; setting a lower one while a
 * higher is set moves everything to a dict). Otherwise a Dict*, or 0: no
 * attribute yet. Classes whose base is a fixed-size builtin (list, dict, …)
 * carry `dict` and `weakrefs` behind the builtin's own struct, at
 * type->dict_offset; they keep no inline values. A class whose base is int,
 * float, str, bytes or tuple (immediate or variable-size: TYPE_PAYLOAD) is an
 * Instance whose value 0 is the exact builtin value.
 */
#ifndef KRAIT_TYPE_H
#define KRAIT_TYPE_H
#include "object/value.h"

typedef struct Text Text;
typedef struct Dict Dict;
typedef struct Tuple Tuple;

enum {
#define NAME(id, text) N_##id,
#include "object/names.def"
    N_COUNT,
    N_DUNDER_COUNT = N_DIR + 1
};
enum {
#define TYPE(id, spec) T_##id,
#include "object/types.def"
    T_ERRORS, /* T_ERRORS + ERR_x is an exception type */
};
typedef enum {
#define ERROR(id, name, base) ERR_##id,
#include "object/errors.def"
    ERR_COUNT
} ErrorId;
enum { T_COUNT = T_ERRORS + ERR_COUNT };

/* ---- natives: what a method, function or attribute implemented in C looks like ---- */

/* P kinds cannot run Python and answer a Value; O kinds may. The digit is the number of arguments after self;
 * N kinds get an array: one entry for each parameter of the signature, in its order (`*args` a tuple, `**kw` a dict or
 * EMPTY), EMPTY where an optional one was not given. RAW gets what was passed, positional only, no signature check. */
typedef enum { NATIVE_P0, NATIVE_P1, NATIVE_P2, NATIVE_P3, NATIVE_PN, NATIVE_O0, NATIVE_O1, NATIVE_O2, NATIVE_O3, NATIVE_ON,
               NATIVE_PRAW, NATIVE_ORAW } NativeKind;
typedef Value NativeP0(Ref self);
typedef Value NativeP1(Ref self, Ref a);
typedef Value NativeP2(Ref self, Ref a, Ref b);
typedef Value NativeP3(Ref self, Ref a, Ref b, Ref c);
typedef Value NativePN(Ref self, const Value *args, u32 n);
typedef Outcome NativeO0(Ref self);
typedef Outcome NativeO1(Ref self, Ref a);
typedef Outcome NativeO2(Ref self, Ref a, Ref b);
typedef Outcome NativeO3(Ref self, Ref a, Ref b, Ref c);
typedef Outcome NativeON(Ref self, const Value *args, u32 n);
typedef union { NativeP0 *P0; NativeP1 *P1; NativeP2 *P2; NativeP3 *P3; NativePN *PN, *PRAW;
                NativeO0 *O0; NativeO1 *O1; NativeO2 *O2; NativeO3 *O3; NativeON *ON, *ORAW; } NativeCode;

enum { NATIVE_CLASS = 1, NATIVE_STATIC = 2, /* classmethod: self is the class; staticmethod: self EMPTY */
       NATIVE_COUNTED = 8, /* tells a wrong number of positional arguments before all else, as PyArg_UnpackTuple does */
       NATIVE_OPTIONAL = 4 /* a fixed-arity kind whose missing trailing optional arguments arrive EMPTY */ };
/* `signature` is Python's own text, name first: "sort($self, /, *, key=None, reverse=False)". It drives binding, help() and
 * inspect. `$self`, `$cls`, `$module` mark the bound first parameter, as in CPython. */
typedef struct { const char *signature; const char *doc; NativeCode code; u8 kind; u8 flags; } NativeRow;
#define METHOD(signature_, kind_, function, doc_) {.signature = (signature_), .doc = (doc_), .code.kind_ = (function), .kind = NATIVE_##kind_}
#define CLASS_METHOD(signature_, kind_, function, doc_) {.signature = (signature_), .doc = (doc_), .code.kind_ = (function), .kind = NATIVE_##kind_, .flags = NATIVE_CLASS}
#define STATIC_METHOD(signature_, kind_, function, doc_) {.signature = (signature_), .doc = (doc_), .code.kind_ = (function), .kind = NATIVE_##kind_, .flags = NATIVE_STATIC}
#define FUNCTION_ROW METHOD /* a module's function: self is the module */

typedef Value AttrGet(Ref self);
typedef bool AttrSet(Ref self, Ref value); /* REF_EMPTY: delete; false: raised */
/* Where Python may have to answer, `ask` stands for get and `ask_set` for set (the value EMPTY: delete; its result is dropped). */
/* A member is CPython's member_descriptor: a plain field of the struct. It differs in its type and in its error texts. */
typedef struct { const char *name; AttrGet *get; AttrSet *set; const char *doc; NativeO0 *ask; NativeO1 *ask_set; bool member; } GetSetRow;
#define ATTRIBUTE(name_, get_, set_, doc_) {.name = (name_), .get = (get_), .set = (set_), .doc = (doc_)}
#define MEMBER(name_, get_, set_, doc_) {.name = (name_), .get = (get_), .set = (set_), .doc = (doc_), .member = true}
#define ASKED_ATTRIBUTE(name_, ask_, ask_set_, doc_) {.name = (name_), .ask = (ask_), .ask_set = (ask_set_), .doc = (doc_)}

/* ---- specs ---- */

typedef struct GcVisit GcVisit; /* gc.h */
typedef void Destroy(Object *self);                 /* releases what self holds, in CPython's order, then frees the cell */
typedef void Visit(Object *self, GcVisit *visit);   /* shows each Value that self owns */
typedef void Clear(Object *self);                   /* drops what may close a cycle; self stays valid and empty */
typedef Value TryHash(Ref self);                    /* an int48 or heap int value; ERROR (unhashable); NEEDS_PYTHON */
typedef Value TryCompare(Ref a, Ref b, u32 op);     /* op: N_LT … N_GE; True/False/any value, NOT_IMPLEMENTED, ERROR, NEEDS_PYTHON */
typedef Value TryIter(Ref self);                    /* a new iterator, ERROR, NEEDS_PYTHON */
typedef Value TryNext(Ref self);                    /* an item, STOP, ERROR, NEEDS_PYTHON (nothing consumed) */
typedef Value TryLen(Ref self);                     /* an int48 value */
typedef Value TryRepr(Ref self);                    /* a str, ERROR, NEEDS_PYTHON */
typedef Outcome NextSlot(Ref iterator);
typedef bool WantsFinalizer(Object *self);
typedef void Blank(Object *self);
typedef Outcome CallSlot(Ref callable, Ref self, const Value *args, u32 n, Ref names);
/* names: EMPTY, or a tuple of the str names of the last len(names) of the n args. self: EMPTY, or a first argument before args. */

typedef struct TypeSpec {
    const char *name;          /* "list", or "itertools.chain" */
    const char *doc;
    const char *signature;     /* of the constructor, "(iterable=(), /)", or NULL */
    i16 base;                  /* T_… id; 0 = object */
    u16 size;                  /* bytes of the instance's struct; 0: no instance of fixed size */
    u16 dict_offset, weakref_offset; /* where the struct has room for a subclass instance's own; 0: behind the struct */
    u32 flags;                 /* TYPE_… */
    const NativeRow *methods;  u16 method_count;
    const GetSetRow *getset;   u16 getset_count;
    Destroy *destroy; Visit *visit; Clear *clear;
    TryHash *try_hash; TryCompare *try_compare; TryIter *try_iter; TryNext *try_next; TryLen *try_len; TryRepr *try_repr;
    CallSlot *call;            /* native callables only */
    NextSlot *next;            /* iterators whose next item may need Python: as op_next, STOP at the end */
    Blank *blank;              /* fills a fresh instance's fields, which are zero; NULL: nothing to fill */
    WantsFinalizer *wants_finalizer; /* TYPE_HAS_DEL builtins (generators): NULL = always */
} TypeSpec;
#define METHODS(array) .methods = (array), .method_count = COUNT_OF(array)
#define GETSET(array) .getset = (array), .getset_count = COUNT_OF(array)

enum {
    TYPE_BASE = 1 << 0,        /* may be subclassed */
    TYPE_LEAF = 1 << 1,        /* instances hold no other objects: freed at once, not visited */
    TYPE_HEAP = 1 << 2,        /* made by a class statement or type() */
    TYPE_PAYLOAD = 1 << 3,     /* subclasses are Instances with the builtin value as value 0 */
    TYPE_INLINE = 1 << 4,      /* instances keep attributes inline (Instance) */
    TYPE_HAS_DEL = 1 << 5,
    TYPE_IMMUTABLE = 1 << 6,   /* attributes cannot be set from Python */
    TYPE_NO_NEW = 1 << 7,      /* "cannot create 'X' instances" */
    TYPE_ABSTRACT = 1 << 8,    /* has abstract methods left */
    TYPE_IS_TYPE = 1 << 9,     /* type and its subclasses: instances are types */
    TYPE_IS_EXCEPTION = 1 << 10,
    TYPE_IS_INT = 1 << 11, TYPE_IS_FLOAT = 1 << 12, TYPE_IS_STR = 1 << 13, TYPE_IS_BYTES = 1 << 14, TYPE_IS_TUPLE = 1 << 15,
    TYPE_IS_LIST = 1 << 16, TYPE_IS_DICT = 1 << 17, TYPE_IS_SET = 1 << 18 /* and frozenset */,
    TYPE_SEQUENCE = 1 << 19, TYPE_MAPPING = 1 << 20, /* for match */
    TYPE_METHOD_LIKE = 1 << 21, /* its __get__ only binds: attribute loads may skip the bound object */
    TYPE_HAS_SLOTS = 1 << 22,
    TYPE_IS_COMPLEX = 1 << 23,
    TYPE_HAS_SERIAL = 1 << 24, /* the word behind its weakrefs word says when it was made: see serial.h */
    TYPE_TOLD_WITH_MODULE = 1 << 26, /* a class in Python that stands for one in C: error texts name its module */
    TYPE_HAS_WEAKREFS = 1 << 25
};
/* TYPE_IS_* and the offsets below are inherited. */

/* `__hash__ = None`, and whatever else is no object with a count: an object of its own whose type is NoneType, so that who
 * forgets to ask finds nothing to call and not a wild pointer. */
extern Object type_dunder_none;
#define DUNDER_NONE (&type_dunder_none)
enum { KEYS_MAX = 30 };
typedef struct { u16 count, capacity; Text *names[]; } TypeKeys; /* append-only, shared by the instances of one class */

struct Type {
    Object head;
    u32 version;               /* 0: not cacheable; never reused */
    u32 flags;
    u16 size;                  /* bytes of an instance without inline values */
    u16 dict_offset, weakref_offset; /* bytes from the instance's start; 0: none */
    u16 slot_count;            /* inline values taken by the payload and __slots__, before the keys' values */
    u16 inline_capacity;       /* inline values of an instance, slots included; fixed when the class is made */
    u16 own_slots;             /* bytes: where the values of __slots__ begin in a fixed-size builtin's subclass; 0: none */
    u16 own_slot_count;
    u16 pad;
    Text *name, *qualname;
    Text *module;              /* builtin types; a class made in Python has `__module__` in its dict */
    Type *base;
    Tuple *bases, *mro;
    Dict *dict;
    TypeKeys *keys;
    Type **subclasses;         /* direct ones, not counted: each takes itself out when it dies */
    u32 subclass_count, subclass_capacity;
    Type *walk_next;           /* type_walk's */
    u64 walked;
    const TypeSpec *spec;      /* of itself or of the builtin it derives from */
    Object *weakrefs;
    Destroy *destroy; Visit *visit; Clear *clear;
    TryHash *try_hash; TryCompare *try_compare; TryIter *try_iter; TryNext *try_next; TryLen *try_len; TryRepr *try_repr;
    CallSlot *call;
    Object *dunder[N_DUNDER_COUNT];
};

typedef struct {
    Object head;
    u32 dict;                  /* see the picture above */
    Object *weakrefs;
    Value values[];
} Instance;

TINY_INLINE bool type_has(const Type *type, u32 flag) { return (type->flags & flag) != 0; }
bool type_is_subtype(const Type *type, const Type *base); /* by MRO, natively */
/* What `name` resolves to through the MRO (a global cache answers most); EMPTY: absent. Kept by the type. */
Ref type_lookup(Type *type, Text *name);
Object *type_lookup_dunder(const Type *type, u32 name_id); /* NULL, DUNDER_NONE or an object */
/* Changes the class dict; value EMPTY deletes (false and no exception if absent). Renews versions and dunders. */
MUST_CHECK bool type_set_attr(Type *type, Text *name, Ref value);
void type_modified(Type *type);       /* the class dict changed: it and its subclasses */
/* The class and all that derives from it, each once, a chain by walk_next that is good until the next walk. However deep
 * or meshed the tree is, no C recursion and no memory is needed. */
Type *type_walk(Type *type);
void type_renew_version(Type *type);  /* only what its instances look like changed */
Ref type_module(const Type *type);    /* its own `__module__`; EMPTY: none */
MUST_CHECK Type *type_from_spec(const TypeSpec *spec);      /* NULL: no memory */
/* Looks one special name up anew, for the class and its subclasses. */
void type_update_dunder(Type *type, u32 name_id);
void type_fill_dunders(Type *type);   /* all of them: its MRO is another one */
/* The native half of type.__new__: layout, slots, MRO given or computed; hooks (__set_name__, __init_subclass__) are the
 * caller's. mro EMPTY: C3. */
MUST_CHECK Value type_new(Type *metatype, Text *name, Tuple *bases, Dict *namespace_, Ref mro);
MUST_CHECK Value type_compute_mro(Type *type);              /* a tuple by C3, or TypeError */
MUST_CHECK Type *type_best_base(const Tuple *bases);        /* the one whose layout the others fit; NULL: TypeError */
const Type *type_solid_base(const Type *type);              /* the nearest of its line that adds to the layout */
MUST_CHECK bool type_link_subclass(Type *base, Type *type);
MUST_CHECK Value type_allocate(Type *type);                 /* a blank instance, whatever the layout: object.__new__'s half */
/* The exact builtin value of an instance of a TYPE_PAYLOAD subclass, or itself. */
Ref payload_of(Ref r);
/* Start-up makes all builtin types in two steps: a bare struct with base and layout each, then what needs names. */
MUST_CHECK Type *type_bare(void);
MUST_CHECK bool type_lay_builtin(Type *type, const TypeSpec *spec, Type *base);
MUST_CHECK bool type_fill_builtin(Type *type);             /* type->bases may be given; else the base alone */
void type_unlink_subclass(Type *base, const Type *type);
/* A builtin type's name as error texts show it: its module first, where it is not in builtins. */
const char *type_short_name(const Type *type, u32 *length);
void type_forget_caches(void); /* after memory was replaced */
#endif
