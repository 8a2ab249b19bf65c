/* eval.c: the loop.
 *
 * Registers. `ip` (the next unit), `sp` (first free slot), `frame`, `locals` and `constants` live in C locals. SPILL
 * writes ip and sp to the frame; whatever leaves the loop spills first, and LOAD reads all of them from the innermost
 * frame. Positions and handlers are looked up at ip - 1, so ip is past the whole instruction when anything may raise.
 *
 * Instructions. Hot ones are written out here; every other is one call through `vm_cold` (vm/ops.h), on a spilled
 * frame. An outcome that is no value at hand goes to vm_settle, which finds the frame to go on with. Operands that were
 * popped are released after the operation has been asked, whatever it answered: a pushed frame has kept what it needs.
 *
 * Fuel is charged at calls and backward jumps, by native frames and native loops. When it is gone the loop is left
 * at the next of those points, and entered again where it stopped. Finalizers are due when a release has reached zero:
 * RELEASE looks at once, NEXT_SAFE after each native.
 *
 * The file is compiled twice: with TRACED the loop counts instructions down and stops at any of them.
 */
#include "base/base.h"
#include "frame/frame.h"
#include "frame/generator.h"
#include "object/number.h"
#include "types/list.h"
#include "types/iterators.h"
#include "types/pair.h"
#include "types/range.h"
#include "types/tuple.h"
#include "vm/ops.h"
#include "vm/vm.h"

#ifdef TRACED
#define EVAL eval_traced
#define FUSE 0 /* each instruction stops by itself: what follows a superinstruction is done in its own turn */
#define STEP() \
    if (UNLIKELY(vm.instructions == 0)) { SPILL(); return vm.left = LEFT_INSTRUCTIONS; } \
    vm.instructions--
#else
#define EVAL eval
#define FUSE 1
#define STEP() ((void)0)
#endif

#define SPILL() (frame->ip = ip, frame->sp = sp)
#define LOAD() (ip = frame->ip, sp = frame->sp, locals = frame_locals(frame), constants = frame->code->constants)
#define PUSH(v) (*sp++ = (v))
#define POP() (*--sp)
#define NEXT() goto next
#define NEXT_SAFE() do { if (UNLIKELY(vm.pending)) goto safe_point; goto next; } while (0)
#define SETTLE(o) do { out = (o); goto settle; } while (0)
/* What was asked gives a value to push, or goes its way. */
#define ANSWER() do { if (LIKELY(outcome_is_value(out))) { PUSH(outcome_value(out)); NEXT_SAFE(); } goto settle; } while (0)
#define RELEASE(v) \
    do { \
        Value released_ = (v); \
        if (is_pointer(ref(released_)) && UNLIKELY((object_of(ref(released_))->refs -= REF_ONE) < REF_ONE)) { \
            object_release_last(object_of(ref(released_))); \
            if (UNLIKELY(vm.pending)) goto safe_point; \
        } \
    } while (0)
#define SECOND() (b = ip[0] & 255, flags = ip[0] >> 8, ip++)
#define BOTH_INT(x, y) ((((BITS(x) ^ TAGGED(TAG_INT, 0)) | (BITS(y) ^ TAGGED(TAG_INT, 0))) >> 48) == 0)
#define BOTH_DOUBLE(x, y) (is_double(x) && is_double(y))
#define CHECK_LOCAL(i) do { if (UNLIKELY(is_empty(ref(locals[i])))) { arg = (i); goto unbound; } } while (0)

/* Int and float arithmetic of two operands of one kind. What does not fit goes to `otherwise`. */
#define QUICK_ADD_SUB(x, y, sign, otherwise) \
    if (LIKELY(BOTH_INT(x, y))) { \
        i64 n_ = int48_of(x) sign int48_of(y); \
        if (UNLIKELY(!fits_int48(n_))) goto otherwise; \
        result = value_int48(n_); \
    } else if (BOTH_DOUBLE(x, y)) result = value_double(double_of(x) sign double_of(y)); \
    else goto otherwise
#define QUICK_MUL(x, y, otherwise) \
    if (LIKELY(BOTH_INT(x, y))) { \
        i64 m_ = int48_of(x), n_ = int48_of(y); \
        if (UNLIKELY((i64)(i32)m_ != m_ || (i64)(i32)n_ != n_)) goto otherwise; \
        m_ *= n_; \
        if (UNLIKELY(!fits_int48(m_))) goto otherwise; \
        result = value_int48(m_); \
    } else if (BOTH_DOUBLE(x, y)) result = value_double(double_of(x) * double_of(y)); \
    else goto otherwise
#define QUICK_ADD(x, y) QUICK_ADD_SUB(x, y, +, slow_operator)
#define QUICK_SUB(x, y) QUICK_ADD_SUB(x, y, -, slow_operator)
#define QUICK_TIMES(x, y) QUICK_MUL(x, y, slow_operator)

/* The four places an operator's operands come from. x and y are borrowed; `popped` says how many the stack gives up. */
#define OPERATOR_SS(OP, ID, QUICK) case OP: x = ref(sp[-2]); y = ref(sp[-1]); popped = 2; op = ID; flags = arg; QUICK(x, y); sp -= 2; goto arithmetic_done_pair;
#define OPERATOR_FF(OP, ID, QUICK) case OP: SECOND(); CHECK_LOCAL(arg); CHECK_LOCAL(b); x = ref(locals[arg]); y = ref(locals[b]); popped = 0; op = ID; QUICK(x, y); goto arithmetic_done;
#define OPERATOR_FC(OP, ID, QUICK) case OP: SECOND(); CHECK_LOCAL(arg); x = ref(locals[arg]); y = ref(constants[b]); popped = 0; op = ID; QUICK(x, y); goto arithmetic_done;
#define OPERATOR_SF(OP, ID, QUICK) case OP: SECOND(); CHECK_LOCAL(b); x = ref(sp[-1]); y = ref(locals[b]); popped = 1; op = ID; QUICK(x, y); sp--; goto arithmetic_done;
#define OPERATOR_SC(OP, ID, QUICK) case OP: SECOND(); x = ref(sp[-1]); y = ref(constants[b]); popped = 1; op = ID; QUICK(x, y); sp--; goto arithmetic_done;

/* A relation as a mask of {less, equal, greater}: `a & 7` of the instruction is the row. NaN compares as none of them. */
static const u8 relation_mask[8] = {1, 3, 2, 5, 4, 6, 0, 0};

u32 EVAL(void) {
    Frame *frame;
    const u16 *ip;
    Value *sp, *locals;
    const Value *constants;
    Outcome out;
    Value result;
    Ref x, y;
    u32 unit, arg, b, flags, op, popped;

    frame = vm_enter();
    if (!frame) return vm.left;
    LOAD();
    if (UNLIKELY(vm.pending)) goto safe_point;

next:
    STEP();
    unit = *ip++;
    arg = unit >> 8;
    unit &= 255;
dispatch:
    switch (unit) {
    case OP_EXTEND:
        unit = *ip++;
        arg = arg << 8 | unit >> 8;
        unit &= 255;
        goto dispatch;
    case OP_NOP:
    case OP_RESUME:
        NEXT();

    /* ---- stack and locals ---- */
    case OP_POP_TOP:
        result = POP();
        RELEASE(result);
        NEXT();
    case OP_COPY:
        result = value_keep(ref(sp[-(i32)arg]));
        PUSH(result);
        NEXT();
    case OP_SWAP:
        result = sp[-1];
        sp[-1] = sp[-(i32)arg];
        sp[-(i32)arg] = result;
        NEXT();
    case OP_PUSH_EMPTY:
        PUSH(EMPTY);
        NEXT();
    case OP_LOAD_CONST:
        PUSH(value_keep(ref(constants[arg])));
        NEXT();
    case OP_LOAD_INT:
        PUSH(value_int48(arg));
        NEXT();
    case OP_LOAD_FAST:
        CHECK_LOCAL(arg);
        PUSH(value_keep(ref(locals[arg])));
        NEXT();
    case OP_LOAD_FAST2:
        SECOND();
        CHECK_LOCAL(arg);
        PUSH(value_keep(ref(locals[arg])));
        CHECK_LOCAL(b);
        PUSH(value_keep(ref(locals[b])));
        NEXT();
    case OP_LOAD_FAST_CONST:
        SECOND();
        CHECK_LOCAL(arg);
        PUSH(value_keep(ref(locals[arg])));
        PUSH(value_keep(ref(constants[b])));
        NEXT();
    case OP_LOAD_FAST_AND_CLEAR:
        PUSH(locals[arg]);
        locals[arg] = EMPTY;
        NEXT();
    case OP_STORE_FAST:
        result = locals[arg];
        locals[arg] = POP();
        RELEASE(result);
        NEXT();
    case OP_STORE_LOAD_FAST:
        SECOND();
        result = locals[arg];
        locals[arg] = POP();
        value_release(result);
        CHECK_LOCAL(b);
        PUSH(value_keep(ref(locals[b])));
        NEXT_SAFE();
    case OP_LOAD_DEREF:
        x = ref(AS(Cell, ref(locals[arg]))->value);
        if (UNLIKELY(is_empty(x))) goto unbound;
        PUSH(value_keep(x));
        NEXT();
    case OP_STORE_DEREF: {
        Cell *cell = AS(Cell, ref(locals[arg]));
        result = cell->value;
        cell->value = POP();
        RELEASE(result);
        NEXT();
    }
    case OP_LOAD_CELL:
        PUSH(value_keep(ref(locals[arg])));
        NEXT();

    /* ---- names and attributes ---- */
    case OP_LOAD_GLOBAL:
    case OP_LOAD_GLOBAL_CALL: {
        /* | globals' keys version | builtins' keys version | entry | where | : found at `entry` while the keys stand */
        u32 globals_version, builtins_version;
        memcpy(&globals_version, ip, 4);
        memcpy(&builtins_version, ip + 2, 4);
        const Table *globals = &frame->function->globals->table;
        const Table *found = ip[5] == 1 ? globals : &frame->function->builtins->table;
        const u16 *cache = ip;
        ip += 6;
        if (LIKELY(cache[5] && globals->keys_version == globals_version && (cache[5] == 1 || found->keys_version == builtins_version))) {
            PUSH(value_keep(ref(((const StrEntry *)found->entries)[cache[4]].value)));
        } else {
            SPILL();
            frame->wanted = unit == OP_LOAD_GLOBAL ? WANT_PUSH : WANT_METHOD;
            out = vm_load_global(frame, cache, arg);
            if (!outcome_is_value(out)) goto settle;
            frame->wanted = WANT_PUSH;
            PUSH(outcome_value(out));
        }
        if (unit == OP_LOAD_GLOBAL_CALL) PUSH(EMPTY);
        NEXT();
    }
    case OP_LOAD_FAST_ATTR:
        SECOND();
        CHECK_LOCAL(arg);
        PUSH(value_keep(ref(locals[arg])));
        arg = b;
        /* fall through */
    case OP_LOAD_ATTR: {
        u16 *cache = (u16 *)(uintptr_t)ip;
        u32 version;
        memcpy(&version, cache, 4);
        ip += 4;
        x = ref(sp[-1]);
        if (LIKELY(is_pointer(x) && object_of(x)->type->version == version && cache[2] == 1)) {
            const Instance *instance = AS(Instance, x);
            if (LIKELY(instance->dict & 1 && !is_empty(y = ref(instance->values[cache[3]])))) {
                sp[-1] = value_keep(y);
                RELEASE(VALUE(BITS(x)));
                NEXT();
            }
        }
        result = POP();
        SPILL();
        out = vm_load_attr(frame, cache, x, frame->code->names[arg]);
        value_release(result);
        ANSWER();
    }
    case OP_LOAD_METHOD: {
        u16 *cache = (u16 *)(uintptr_t)ip;
        u32 version, method;
        memcpy(&version, cache, 4);
        memcpy(&method, cache + 4, 4);
        ip += 6;
        x = ref(sp[-1]);
        if (LIKELY(cache[2] && type_of(x)->version == version && (cache[2] == 1 || AS(Instance, x)->dict & 1))) {
            object_keep((void *)(uintptr_t)method);
            sp[0] = sp[-1];
            sp[-1] = value_of((void *)(uintptr_t)method);
            sp++;
            NEXT();
        }
        result = POP();
        SPILL();
        out = vm_load_method(frame, cache, x, frame->code->names[arg]);
        if (outcome_is_value(out) && frame->wanted == WANT_PUSH) { /* a function for this very instance */
            PUSH(outcome_value(out));
            PUSH(result);
            NEXT();
        }
        value_release(result);
        if (LIKELY(outcome_is_value(out))) {
            frame->wanted = WANT_PUSH;
            PUSH(outcome_value(out));
            PUSH(EMPTY);
            NEXT_SAFE();
        }
        goto settle;
    }
    case OP_STORE_ATTR: {
        u16 *cache = (u16 *)(uintptr_t)ip;
        u32 version;
        memcpy(&version, cache, 4);
        ip += 4;
        x = ref(sp[-1]);
        y = ref(sp[-2]);
        if (LIKELY(is_pointer(x) && object_of(x)->type->version == version && cache[2] == 1)) {
            Instance *instance = AS(Instance, x);
            Value *slot = &instance->values[cache[3]];
            if (LIKELY(instance->dict & 1 && !is_empty(ref(*slot)))) {
                result = *slot;
                *slot = VALUE(BITS(y));
                sp -= 2;
                value_release(VALUE(BITS(x)));
                RELEASE(result);
                NEXT();
            }
        }
        sp -= 2;
        SPILL();
        frame->wanted = WANT_DROP;
        out = vm_store_attr(frame, cache, x, frame->code->names[arg], y);
        value_release(VALUE(BITS(y)));
        value_release(VALUE(BITS(x)));
        goto dropped;
    }

    /* ---- subscription ---- */
    case OP_SUBSCR_FAST:
        SECOND();
        CHECK_LOCAL(arg);
        CHECK_LOCAL(b);
        x = ref(locals[arg]);
        y = ref(locals[b]);
        if (LIKELY(is_list(x) && is_int48(y))) {
            const ListObject *list = AS(ListObject, x);
            i64 i = int48_of(y);
            if (LIKELY((u64)i < list->count)) {
                PUSH(value_keep(ref(list->items[i])));
                NEXT();
            }
        }
        SPILL();
        out = vm_subscript(x, y);
        ANSWER();
    case OP_BINARY_SUBSCR:
        x = ref(sp[-2]);
        y = ref(sp[-1]);
        if (LIKELY(is_int48(y))) {
            i64 i = int48_of(y);
            if (LIKELY(is_list(x))) {
                const ListObject *list = AS(ListObject, x);
                if (i < 0) i += list->count;
                if (LIKELY((u64)i < list->count)) {
                    sp -= 1;
                    sp[-1] = value_keep(ref(list->items[i]));
                    RELEASE(VALUE(BITS(x)));
                    NEXT();
                }
            }
        }
        sp -= 2;
        SPILL();
        out = vm_subscript(x, y);
        value_release(VALUE(BITS(x)));
        value_release(VALUE(BITS(y)));
        ANSWER();
    case OP_STORE_SUBSCR:
        x = ref(sp[-2]);
        y = ref(sp[-1]);
        if (LIKELY(is_int48(y) && is_list(x))) {
            ListObject *list = AS(ListObject, x);
            i64 i = int48_of(y);
            if (i < 0) i += list->count;
            if (LIKELY((u64)i < list->count)) {
                result = list->items[i];
                list->items[i] = sp[-3];
                sp -= 3;
                value_release(VALUE(BITS(x)));
                RELEASE(result);
                NEXT();
            }
        }
        sp -= 3;
        SPILL();
        frame->wanted = WANT_DROP;
        out = vm_store_subscript(x, y, ref(sp[0]));
        value_release(sp[0]);
        value_release(VALUE(BITS(x)));
        value_release(VALUE(BITS(y)));
        goto dropped;

    /* ---- operators ---- */
    OPERATOR_SS(OP_ADD, N_ADD, QUICK_ADD)
    OPERATOR_FF(OP_ADD_FF, N_ADD, QUICK_ADD)
    OPERATOR_FC(OP_ADD_FC, N_ADD, QUICK_ADD)
    OPERATOR_SF(OP_ADD_SF, N_ADD, QUICK_ADD)
    OPERATOR_SC(OP_ADD_SC, N_ADD, QUICK_ADD)
    OPERATOR_SS(OP_SUB, N_SUB, QUICK_SUB)
    OPERATOR_FF(OP_SUB_FF, N_SUB, QUICK_SUB)
    OPERATOR_FC(OP_SUB_FC, N_SUB, QUICK_SUB)
    OPERATOR_SF(OP_SUB_SF, N_SUB, QUICK_SUB)
    OPERATOR_SC(OP_SUB_SC, N_SUB, QUICK_SUB)
    OPERATOR_SS(OP_MUL, N_MUL, QUICK_TIMES)
    OPERATOR_FF(OP_MUL_FF, N_MUL, QUICK_TIMES)
    OPERATOR_FC(OP_MUL_FC, N_MUL, QUICK_TIMES)
    OPERATOR_SF(OP_MUL_SF, N_MUL, QUICK_TIMES)
    OPERATOR_SC(OP_MUL_SC, N_MUL, QUICK_TIMES)
    arithmetic_done:
        /* `i += 1` and `z = x * y`: the store that follows is done here */
        if (FUSE && (*ip & 255) == OP_STORE_FAST) {
            arg = *ip++ >> 8;
            Value old = locals[arg];
            locals[arg] = result;
            RELEASE(old);
            NEXT();
        }
        /* fall through */
    arithmetic_done_pair:
        PUSH(result);
        NEXT();
    case OP_BINARY_OP:
        x = ref(sp[-2]);
        y = ref(sp[-1]);
        popped = 2;
        op = arg & 127;
        flags = arg >> 7;
        if (vm_quick_operator(op, x, y, &result)) {
            sp -= 2;
            PUSH(result);
            NEXT();
        }
        /* fall through */
    slow_operator: {
        Value held_x = popped == 2 ? sp[-2] : popped == 1 ? sp[-1] : EMPTY, held_y = popped == 2 ? sp[-1] : EMPTY;
        sp -= popped;
        SPILL();
        out = vm_operator(frame, x, y, op, flags, &held_x);
        value_release(held_x);
        value_release(held_y);
        ANSWER();
    }
    case OP_COMPARE_OP:
        x = ref(sp[-2]);
        y = ref(sp[-1]);
        popped = 2;
        flags = arg;
        goto compare;
    case OP_COMPARE_FF:
        SECOND();
        CHECK_LOCAL(arg);
        CHECK_LOCAL(b);
        x = ref(locals[arg]);
        y = ref(locals[b]);
        popped = 0;
        flags |= 8;
        goto compare;
    case OP_COMPARE_FC:
        SECOND();
        CHECK_LOCAL(arg);
        x = ref(locals[arg]);
        y = ref(constants[b]);
        popped = 0;
        flags |= 8;
        goto compare;
    case OP_COMPARE_SF:
        SECOND();
        CHECK_LOCAL(b);
        x = ref(sp[-1]);
        y = ref(locals[b]);
        popped = 1;
        flags |= 8;
        goto compare;
    case OP_COMPARE_SC:
        SECOND();
        x = ref(sp[-1]);
        y = ref(constants[b]);
        popped = 1;
        flags |= 8;
    compare: {
        u32 relation;
        if (LIKELY(BOTH_INT(x, y))) {
            i64 m = int48_of(x), n = int48_of(y);
            relation = m < n ? 1 : m == n ? 2 : 4;
        } else if (BOTH_DOUBLE(x, y)) {
            f64 m = double_of(x), n = double_of(y);
            relation = m < n ? 1 : m == n ? 2 : m > n ? 4 : 0;
            if (UNLIKELY(relation == 0)) relation = (flags & 7) == 3 ? 1 : 8; /* a NaN is unequal, and nothing else */
        } else {
            goto slow_compare;
        }
        sp -= popped;
        op = (relation_mask[flags & 7] & relation) != 0;
        goto truth;
    }
    slow_compare: {
        Value held_x = popped == 2 ? sp[-2] : popped == 1 ? sp[-1] : EMPTY, held_y = popped == 2 ? sp[-1] : EMPTY;
        sp -= popped;
        SPILL();
        out = flags & 8 ? op_compare_bool(x, y, N_LT + (flags & 7)) : op_compare(x, y, N_LT + (flags & 7));
        value_release(held_x);
        value_release(held_y);
        if (LIKELY(out.bits == BITS_TRUE || out.bits == BITS_FALSE)) {
            op = out.bits == BITS_TRUE;
            if (UNLIKELY(vm.pending)) {
                PUSH(value_bool(op));
                goto safe_point;
            }
            goto truth;
        }
        ANSWER();
    }
    case OP_CONTAINS_OP:
        x = ref(sp[-1]);
        y = ref(sp[-2]);
        op = vm_quick_contains(x, y) ^ arg;
        if (LIKELY(op < 2)) {
            sp -= 2;
            value_release(VALUE(BITS(x)));
            value_release(VALUE(BITS(y)));
            if (LIKELY(!vm.pending)) goto truth;
            PUSH(value_bool(op));
            goto safe_point;
        }
        SPILL();
        out = cold_CONTAINS_OP(frame, arg);
        sp = frame->sp;
        ANSWER();
    /* `op` is a truth value: the conditional jump that follows takes it at once. */
    truth:
        unit = *ip & 255;
        if (FUSE && (unit == OP_POP_JUMP_IF_FALSE || unit == OP_POP_JUMP_IF_TRUE)) {
            arg = *ip++ >> 8;
            if (op == (unit == OP_POP_JUMP_IF_TRUE)) ip += arg;
            NEXT();
        }
        PUSH(value_bool(op));
        NEXT();
    case OP_TO_BOOL:
        x = ref(sp[-1]);
        if (LIKELY(is_bool(x))) {
            op = is_true(x);
        } else if (is_int48(x)) {
            op = int48_of(x) != 0;
        } else if (is_none(x)) {
            op = 0;
        } else {
            result = POP();
            SPILL();
            out = op_truth(x);
            value_release(result);
            ANSWER();
        }
        sp--;
        goto truth;
    case OP_UNARY_NOT:
        x = ref(sp[-1]);
        if (LIKELY(is_bool(x))) {
            op = !is_true(x);
            sp--;
            goto truth;
        }
        result = POP();
        SPILL();
        out = op_not(x);
        value_release(result);
        ANSWER();
    case OP_IS_OP:
        x = ref(sp[-2]);
        y = ref(sp[-1]);
        op = same(x, y) != arg;
        sp -= 2;
        value_release(VALUE(BITS(x)));
        value_release(VALUE(BITS(y)));
        if (UNLIKELY(vm.pending)) {
            PUSH(value_bool(op));
            goto safe_point;
        }
        goto truth;

    /* ---- jumps ---- */
    case OP_JUMP_FORWARD:
        ip += arg;
        NEXT();
    case OP_JUMP_BACKWARD:
        ip -= arg;
        if (UNLIKELY(--vm.fuel <= 0)) goto slice_over;
        NEXT();
    case OP_JUMP_BACKWARD_NO_INTERRUPT:
        ip -= arg;
        NEXT();
    case OP_POP_JUMP_IF_FALSE:
        if (is_false(ref(POP()))) ip += arg;
        NEXT();
    case OP_POP_JUMP_IF_TRUE:
        if (is_true(ref(POP()))) ip += arg;
        NEXT();
    case OP_POP_JUMP_IF_NONE:
        result = POP();
        if (is_none(ref(result))) ip += arg;
        RELEASE(result);
        NEXT();
    case OP_POP_JUMP_IF_NOT_NONE:
        result = POP();
        if (!is_none(ref(result))) ip += arg;
        RELEASE(result);
        NEXT();

    /* ---- iteration ---- */
    case OP_FOR_ITER:
    case OP_FOR_ITER_FAST: {
        x = ref(sp[-1]);
        const Object *iterator = object_of(x);
        if (iterator->type == vm.types[T_RANGE_ITERATOR]) {
            RangeIterator *range = AS(RangeIterator, x);
            if (range->left <= 0) goto exhausted;
            i64 n = range->next;
            range->left--;
            range->next = (i64)((u64)n + (u64)range->step);
            result = fits_int48(n) ? value_int48(n) : value_from_i64(n);
        } else {
            result = NEEDS_PYTHON;
            if (FUSE && *ip == (OP_UNPACK_SEQUENCE | 2 << 8)) { /* a pair need not be a tuple first */
                result = pair_next(x, sp);
                if (is_none(ref(result))) {
                    ip++;
                    sp += 2;
                    NEXT();
                }
            }
            if (is_needs_python(result) && iterator->type->try_next) result = iterator->type->try_next(x);
        }
        if (UNLIKELY(BITS(result) >> 48 == TAG_ANSWER)) {
            if (is_stop(result)) goto exhausted;
            SPILL();
            if (is_error(result)) SETTLE(OUTCOME_ERROR);
            frame->wanted = WANT_FOR;
            frame->aux = arg;
            out = iterator->type == vm.types[T_GENERATOR] ? generator_resume(AS(Generator, x), NONE, ON_RESUMED_NEXT) : op_next(x);
            if (!outcome_is_value(out)) goto settle;
            frame->wanted = WANT_PUSH;
            result = outcome_value(out);
            if (is_stop(result)) goto exhausted;
        }
        if (FUSE && LIKELY(unit == OP_FOR_ITER_FAST && (*ip & 255) == OP_STORE_FAST)) {
            arg = *ip++ >> 8;
            Value old = locals[arg];
            locals[arg] = result;
            RELEASE(old);
            NEXT();
        }
        PUSH(result);
        NEXT();
    exhausted:
        ip += arg;
        result = POP();
        RELEASE(result);
        NEXT();
    }
    case OP_UNPACK_SEQUENCE:
        x = ref(sp[-1]);
        if (LIKELY(is_tuple(x) && AS(Tuple, x)->count == arg)) {
            sp = tuple_unpack(sp - 1);
            NEXT();
        }
        SPILL();
        out = cold_UNPACK_SEQUENCE(frame, arg);
        sp = frame->sp;
        if (LIKELY(out.bits == BITS_EMPTY)) NEXT_SAFE();
        goto settle;
    case OP_BUILD_TUPLE:
    case OP_BUILD_LIST:
        sp -= arg;
        result = unit == OP_BUILD_TUPLE ? tuple_take(sp, arg) : list_take(sp, arg);
        if (UNLIKELY(is_error(result))) {
            SPILL();
            SETTLE(OUTCOME_ERROR);
        }
        PUSH(result);
        NEXT_SAFE();
    case OP_LIST_APPEND: {
        result = POP();
        x = ref(sp[-(i32)arg]);
        SPILL();
        if (UNLIKELY(!list_append(x, result))) SETTLE(OUTCOME_ERROR);
        NEXT();
    }

    /* ---- calls ---- */
    case OP_CALL: {
        Value *base = sp - arg - 2;
        x = ref(base[0]);
        if (LIKELY(is_pointer(x) && object_of(x)->type == vm.types[T_FUNCTION])) {
            Function *function = AS(Function, x);
            Code *code = function->code;
            u32 has_self = !is_empty(ref(base[1]));
            Thread *thread = vm.thread;
            if (LIKELY(code->flags & CODE_SIMPLE && arg + has_self == code->argcount && thread->depth < thread->depth_limit)) {
                Frame *callee = (Frame *)(void *)stack_push(&thread->stack, code->frame_slots);
                if (UNLIKELY(!callee)) {
                    SPILL();
                    raise_no_memory();
                    SETTLE(OUTCOME_ERROR);
                }
                /* the arguments and the function move from this stack into the new record */
                Value *to = frame_locals(callee), *from = base + 2 - has_self;
                u32 n = arg + has_self, i = 0;
                for (; i < n; i++) to[i] = from[i];
                for (n = code->nlocalsplus; i < n; i++) to[i] = EMPTY;
                to += n;
                to[SPECIAL_GLOBALS] = value_borrowed(function->globals);
                to[SPECIAL_BUILTINS] = value_borrowed(function->builtins);
                to[SPECIAL_LOCALS] = EMPTY;
                sp = base;
                SPILL();
                callee->previous = frame;
                callee->code = code;
                callee->kind = FRAME_PYTHON;
                callee->on_return = ON_VALUE;
                callee->flags = code->flags & CODE_HIDDEN ? FRAME_HIDDEN : FRAME_COUNTED;
                callee->wanted = WANT_PUSH;
                callee->view = NULL;
                callee->function = function;
                callee->held = EMPTY;
                thread->depth += !(code->flags & CODE_HIDDEN);
                thread->frame = frame = callee;
                ip = code->units;
                sp = to + FRAME_SPECIALS_SIZE;
                locals = frame_locals(callee);
                constants = code->constants;
                if (UNLIKELY(--vm.fuel <= 0)) goto slice_over;
                NEXT();
            }
        }
        sp = base;
        SPILL();
        out = vm_call(base, arg);
        ANSWER();
    }
    case OP_RETURN_CONST:
        result = value_keep(ref(constants[arg]));
        goto returning;
    case OP_RETURN_FAST:
        CHECK_LOCAL(arg);
        result = locals[arg];
        locals[arg] = EMPTY;
        goto returning;
    case OP_RETURN_VALUE:
        result = POP();
    returning: {
        Frame *caller = frame->previous;
        if (LIKELY(frame->on_return == ON_VALUE && !frame->view && !(frame->flags & FRAME_OWNED))) {
            Thread *thread = vm.thread;
            thread->frame = caller;
            thread->depth -= frame->flags & FRAME_COUNTED ? 1 : 0;
            frame->sp = sp;
            Value *stack = frame_stack(frame);
            while (UNLIKELY(sp > stack)) value_release(*--sp);
            for (Value *slot = locals + frame->code->nlocalsplus; slot > locals;) value_release(*--slot); /* the last first */
            value_release(frame_specials(frame)[SPECIAL_LOCALS]);
            object_release(frame->function);
            stack_pop(&thread->stack, (Slot *)(void *)frame);
            out = outcome(result);
        } else {
            SPILL();
            out = vm_return(frame, result);
            if (vm.thread->frame != caller || !outcome_is_value(out)) goto settle;
        }
        if (UNLIKELY(caller->kind != FRAME_PYTHON || caller->wanted != WANT_PUSH)) goto settle;
        frame = caller;
        LOAD();
        ANSWER();
    }
    case OP_YIELD_VALUE:
        result = POP();
        SPILL();
        out = vm_yield(frame, result);
        frame = vm.thread->frame;
        /* for, yield from and a call alike: what was yielded goes on the stack */
        if (UNLIKELY(frame->kind != FRAME_PYTHON || !(1u << frame->wanted & (1u << WANT_PUSH | 1u << WANT_FOR | 1u << WANT_SEND)))) goto settle;
        frame->wanted = WANT_PUSH;
        LOAD();
        PUSH(result);
        NEXT_SAFE();

    /* ---- everything else ---- */
    default:
        SPILL();
        out = vm_cold[unit](frame, arg);
        sp = frame->sp;
        ip = frame->ip;
        if (UNLIKELY(!outcome_is_value(out))) goto settle;
        if (out.bits != BITS_EMPTY) PUSH(outcome_value(out));
        NEXT_SAFE();
    }

dropped: /* an instruction without a result was asked; frame->wanted is WANT_DROP */
    if (UNLIKELY(!outcome_is_value(out))) goto settle;
    frame->wanted = WANT_PUSH;
    value_release(outcome_value(out));
    NEXT_SAFE();

unbound: /* the local, cell or free variable `arg` is not there */
    SPILL();
    vm_raise_unbound(frame, arg);
    SETTLE(OUTCOME_ERROR);

safe_point: /* between two instructions: what is pending goes first */
    SPILL();
    out = vm_safe_point(frame);
    if (out.bits == BITS_EMPTY) NEXT();

settle:
    if (LIKELY(outcome_is_pushed(out) && vm.thread->frame->kind == FRAME_PYTHON && vm.fuel > 0)) {
        frame = vm.thread->frame;
    } else {
        frame = vm_settle(out);
        if (UNLIKELY(!frame)) return vm.left;
    }
    LOAD();
    NEXT_SAFE();

slice_over:
    SPILL();
    return vm.left = LEFT_SLICE;
}
