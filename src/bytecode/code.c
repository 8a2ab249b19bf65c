/* code.c: looking things up in code objects by unit, and facts about opcodes. */
#include "bytecode/code.h"
#include "object/object.h"

const char *const opcode_names[256] = {
#define OPCODE(name, units, cache, effect, picture) [OP_##name] = #name,
#include "bytecode/opcodes.def"
};

const u8 opcode_units[256] = {
#define OPCODE(name, units, cache, effect, picture) [OP_##name] = 1 + (units),
#include "bytecode/opcodes.def"
};

Cell *cell_new(Value value) {
    Cell *cell = NEW(Cell, T_CELL);
    if (!cell) {
        value_release(value);
        return NULL;
    }
    cell->value = value;
    return cell;
}

const Position *code_position(const Code *code, u32 unit) {
    u32 low = 0, high = code->position_count;
    while (low < high) { /* the last row that starts at or before unit */
        u32 middle = (low + high) / 2;
        if (code->positions[middle].start <= unit) low = middle + 1;
        else high = middle;
    }
    return low ? &code->positions[low - 1] : NULL;
}

u32 code_line(const Code *code, u32 unit) {
    const Position *position = code_position(code, unit);
    return position ? position->line : code->first_line;
}

const Handler *code_handler(const Code *code, u32 unit) {
    u32 low = 0, high = code->handler_count;
    while (low < high) {
        u32 middle = (low + high) / 2;
        const Handler *handler = &code->handlers[middle];
        if (unit < handler->start) high = middle;
        else if (unit >= handler->end) low = middle + 1;
        else return handler;
    }
    return NULL;
}
