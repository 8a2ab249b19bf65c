/* ops_typing.c: what type parameter lists, type statements (PEP 695) and template strings (PEP 750) make. All of it is rare,
 * and made by functions of the modules `typing` and `string.templatelib`.
 */
#include "types/tuple.h"
#include "vm/ops.h"

static Outcome made_by(Frame *f, const char *module, const char *function, u32 operands) {
    const Value *args = f->sp -= operands;
    Outcome asked = op_slow(module, function, args, operands);
    for (u32 i = 0; i < operands; i++) value_release(args[i]);
    return asked;
}

static Outcome with_type_params(Frame *f) {
    Value params = op_pop(f), function = op_pop(f);
    value_set(&AS(Function, ref(function))->type_params, params);
    return outcome(function);
}

Outcome cold_CALL_INTRINSIC(Frame *f, u32 a) {
    switch (a) {
    case INTRINSIC_PRINT: return made_by(f, "sys", "displayhook", 1);
    case INTRINSIC_TYPEVAR: return made_by(f, "typing", "_typevar", 1);
    case INTRINSIC_PARAMSPEC: return made_by(f, "typing", "_paramspec", 1);
    case INTRINSIC_TYPEVARTUPLE: return made_by(f, "typing", "_typevartuple", 1);
    case INTRINSIC_TYPEVAR_BOUND: return made_by(f, "typing", "_typevar_bound", 2);
    case INTRINSIC_TYPEVAR_CONSTRAINTS: return made_by(f, "typing", "_typevar_constraints", 2);
    case INTRINSIC_TYPEPARAM_DEFAULT: return made_by(f, "typing", "_with_default", 2);
    case INTRINSIC_SUBSCRIPT_GENERIC: return made_by(f, "typing", "_generic", 1);
    case INTRINSIC_TYPEALIAS: return made_by(f, "typing", "_type_alias", 1);
    case INTRINSIC_FUNCTION_TYPE_PARAMS: return with_type_params(f);
    default: UNREACHABLE();
    }
}

/* The conversion is said by its letter, or None. */
Outcome cold_BUILD_INTERPOLATION(Frame *f, u32 a) {
    static const char letters[] = " sra";
    u32 operands = a & 1 ? 3 : 2;
    Value args[4] = {EMPTY, EMPTY, NONE, value_keep(ref(vm.empty_text))};
    f->sp -= operands;
    args[0] = f->sp[0];
    args[1] = f->sp[1];
    if (a & 1) value_set(&args[3], f->sp[2]);
    Text *letter = a >> 2 ? text_from_char((u8)letters[a >> 2]) : NULL;
    if (letter) args[2] = value_of(letter);
    Outcome asked = a >> 2 && !letter ? OUTCOME_ERROR : op_slow("string.templatelib", "Interpolation", args, 4);
    for (u32 i = 0; i < COUNT_OF(args); i++) value_release(args[i]);
    return asked;
}

Outcome cold_BUILD_TEMPLATE(Frame *f, u32 a) {
    (void)a;
    return made_by(f, "string.templatelib", "_template", 2);
}
