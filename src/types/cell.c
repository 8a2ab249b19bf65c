/* cell.c: cells: the variables that inner functions share with outer ones. */
#include "bytecode/code.h"
#include "types/callable.h"
#include "types/construct.h"
#include "types/rows.h"

INLINE Cell *cell_of(Ref r) { return AS(Cell, r); }

static void cell_destroy(Object *self) {
    value_release(((Cell *)self)->value);
    object_free(self, sizeof(Cell));
}
static void cell_visit(Object *self, GcVisit *visit) { gc_visit(visit, ref(((Cell *)self)->value)); }
static void cell_clear(Object *self) { value_release(value_take(&((Cell *)self)->value)); }

static Value make(Ref self, const Value *args, u32 n) {
    Construct c;
    if (!construct_new(self, args, &c) || !construct_no_keywords(&c, "cell") || !construct_count(&c, "cell", 0, 1)) return VALUE_ERROR;
    Cell *made = cell_new(c.n ? value_keep(ref(c.args[0])) : EMPTY);
    return made ? value_of(made) : VALUE_ERROR;
}

static Value get_contents(Ref self) {
    Ref held = ref(cell_of(self)->value);
    return is_empty(held) ? raise(ERR_VALUE, "Cell is empty") : value_keep(held);
}

static bool set_contents(Ref self, Ref value) {
    value_set(&cell_of(self)->value, value_keep(value));
    return true;
}

static Value cell_repr(Ref self) {
    Ref held = ref(cell_of(self)->value);
    TextBuilder b = {0};
    builder_c(&b, "<cell");
    callable_put_address(&b, self);
    builder_c(&b, ": ");
    if (is_empty(held)) {
        builder_c(&b, "empty");
    } else {
        callable_put_type(&b, type_of(held));
        builder_c(&b, " object");
        callable_put_address(&b, held);
    }
    builder_char(&b, '>');
    Text *text = builder_finish(&b);
    return text ? value_of(text) : VALUE_ERROR;
}

/* An empty cell is less than any other. */
static Outcome compare_emptiness(bool a, bool b, u32 op) {
    static const u8 wanted[] = {1, 3, 2, 5, 4, 6}; /* bits: less 1, equal 2, greater 4; by N_LT N_LE N_EQ N_NE N_GT N_GE */
    u32 is = a < b ? 1 : a == b ? 2 : 4;
    return outcome(value_bool((wanted[op - N_LT] & is) != 0));
}

static Outcome cell_compare(Ref a, Ref b, u32 op) {
    if (!is_exact(b, T_CELL)) return outcome(NOT_IMPLEMENTED);
    Ref x = ref(cell_of(a)->value), y = ref(cell_of(b)->value);
    if (is_empty(x) || is_empty(y)) return compare_emptiness(!is_empty(x), !is_empty(y), op);
    return op_compare(x, y, op);
}
COMPARE_METHODS(cell, cell_compare)

static Value no_compare(Ref a, Ref b, u32 op) { return is_exact(b, T_CELL) ? NEEDS_PYTHON : NOT_IMPLEMENTED; }

static const NativeRow cell_methods[] = {
    STATIC_METHOD("__new__($type, *args, **kwargs)", PN, make, NEW_DOC),
    REPR_ROW(P0, cell_repr), COMPARE_ROWS(cell)};
static const GetSetRow cell_getset[] = {ATTRIBUTE("cell_contents", get_contents, set_contents, NULL)};

const TypeSpec cell_spec = {
    .name = "cell",
    .doc = "Create a new cell object.\n\n  contents\n    the contents of the cell. If not specified, the cell will be empty,\n    and further "
           "attempts to access its cell_contents attribute will\n    raise a ValueError.",
    .signature = "([contents])",
    .size = sizeof(Cell), .flags = TYPE_IMMUTABLE, METHODS(cell_methods), GETSET(cell_getset),
    .destroy = cell_destroy, .visit = cell_visit, .clear = cell_clear, .try_compare = no_compare, .try_repr = cell_repr};
