/* ast.h: the syntax tree, Python's own `ast` with the same kinds, fields and positions.
 *
 * Every node begins with a Node head and lives in the arena of its parse; nothing
 * here is ever freed alone. Kind K of ast.def is ND_K, its struct KNode, and
 * AST(K, node) reads a Node as one. Lines count from 1; columns are bytes of the
 * line's UTF-8 text, from 0, as in CPython's ast. Empty lists have count 0 and
 * at == NULL. Trees can be as deep as a chain of operators is long (hundreds of
 * thousands): whoever walks `left` of BinOp, `value` of Attribute, Subscript and
 * `func` of Call, or `orelse` of If by recursion must bound it.
 */
#ifndef KRAIT_AST_H
#define KRAIT_AST_H
#include "base/base.h"
#include "mem/arena.h"

typedef enum {
#define NODE(Kind, group, place, fields) ND_##Kind,
#include "syntax/ast.def"
    ND_COUNT
} NodeKind;

typedef struct Node {
    u8 kind; /* NodeKind */
    u8 mark; /* the reader's own: zero after parsing */
    u16 spare; /* likewise */
    u32 lineno, col_offset, end_lineno, end_col_offset;
} Node;

typedef struct {
    Node **at;
    u32 count;
} NodeList;

/* An identifier, after NFKC. One per spelling in a parse: compare pointers. `index` counts
 * identifiers from 0, so that the compiler can keep an array beside them. Also names with
 * dots (imports), and "*". */
typedef struct IdentifierText {
    u32 length; /* bytes */
    u32 hash;
    u32 index;
    u8 text[]; /* UTF-8, zero-terminated */
} IdentifierText;
typedef const IdentifierText *Identifier;

typedef struct {
    Identifier *at;
    u32 count;
} IdentifierList;

typedef enum {
    CONSTANT_NONE, CONSTANT_TRUE, CONSTANT_FALSE, CONSTANT_ELLIPSIS,
    CONSTANT_INT,      /* integer */
    CONSTANT_BIG_INT,  /* beyond i64: text holds the digits alone, in `base` */
    CONSTANT_FLOAT,    /* number */
    CONSTANT_COMPLEX,  /* number is the imaginary part; the real part is 0 */
    CONSTANT_STR,      /* text: UTF-8, surrogates encoded as three bytes each */
    CONSTANT_BYTES,    /* text: the bytes */
} ConstantKind;

typedef struct {
    u8 kind; /* ConstantKind */
    u8 base; /* of CONSTANT_BIG_INT: 2, 8, 10, 16 */
    bool ascii; /* of CONSTANT_STR: no byte above 0x7f */
    union {
        i64 integer;
        f64 number;
        Bytes text;
    };
} Constant;

typedef enum {
#define CONTEXT(Name) CONTEXT_##Name,
#include "syntax/ast.def"
} Context;
typedef enum {
#define BOOL_OPERATOR(Name) BOOL_##Name,
#include "syntax/ast.def"
} BoolOperator;
typedef enum {
#define OPERATOR(Name) OPERATOR_##Name,
#include "syntax/ast.def"
} Operator;
typedef enum {
#define UNARY_OPERATOR(Name) UNARY_##Name,
#include "syntax/ast.def"
} UnaryOperator;
typedef enum {
#define COMPARISON(Name) COMPARE_##Name,
#include "syntax/ast.def"
} Comparison;

typedef struct {
    u8 *at; /* Comparison each */
    u32 count;
} CompareList;

#define CHILD(name) Node *name;
#define MAYBE(name) Node *name;
#define CHILDREN(name) NodeList name;
#define NAME(name) Identifier name;
#define MAYBE_NAME(name) Identifier name;
#define NAMES(name) IdentifierList name;
#define NUMBER(name) i32 name;
#define CONSTANT(name) Constant name;
#define FLAGS(type, name) u8 name;
#define COMPARISONS(name) CompareList name;
#define NODE(Kind, group, place, fields) \
    typedef struct { \
        Node head; \
        fields \
    } Kind##Node;
#include "syntax/ast.def"
#undef CHILD
#undef MAYBE
#undef CHILDREN
#undef NAME
#undef MAYBE_NAME
#undef NAMES
#undef NUMBER
#undef CONSTANT
#undef FLAGS
#undef COMPARISONS

#define AST(Kind, node) ((Kind##Node *)ast_check((Node *)(node), ND_##Kind))
INLINE Node *ast_check(Node *node, NodeKind kind) {
    ASSERT(node && node->kind == kind, "a node is read as the kind it is");
    return node;
}

/* A zeroed node of this kind; NULL: no memory. */
MUST_CHECK Node *ast_new(Arena *arena, NodeKind kind);
const char *ast_kind_name(NodeKind kind);

#endif
