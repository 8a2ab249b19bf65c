/* compile.c: see compile.h. The stages in their order; what one of them leaves half done is dropped here. */
#include "compile/compiler.h"

bool (*compile_character_named)(const u8 *name, u32 length, u32 *c);

static Bytes file_name(Compiler *c) {
    u32 length = text_utf8_length(c->filename);
    u8 *bytes = arena_alloc(&c->arena, length + 1);
    if (bytes) text_to_utf8(c->filename, bytes);
    return (Bytes){bytes, bytes ? length : 0};
}

static bool parse(Compiler *c, Bytes source) {
    static const u8 modes[] = {[COMPILE_EXEC] = PARSE_EXEC, [COMPILE_EVAL] = PARSE_EVAL, [COMPILE_SINGLE] = PARSE_SINGLE, [COMPILE_EXEC_VALUE] = PARSE_EXEC};
    ParseOptions options = {
        .mode = (ParseMode)modes[c->mode],
        .is_text = c->flags & COMPILE_TEXT,
        .is_file = c->flags & COMPILE_FILE,
        .file_name = c->flags & COMPILE_FILE ? file_name(c) : (Bytes){0},
        .max_str_digits = vm.int_digits_limit,
        .character_named = compile_character_named,
    };
    Fault fault = {0};
    bool parsed = parse_source(&c->arena, source, &options, &c->parse, &fault);
    compile_take_warnings(c);
    if (!parsed) compile_raise_fault(c, &fault);
    return !c->failed;
}

/* Fuel for reading: a token takes about a bytecode. */
static bool pay_for_reading(Compiler *c, Bytes source) { return compile_pay(c, source.length / 4); }

static Value generate(Compiler *c) {
    const Node *tree = c->parse.tree;
    if (!names_begin(c) || !future_scan(c, tree) || !symtable_build(c, tree)) return VALUE_ERROR;
    if (!unit_begin(c, UNIT_MODULE, c->known[K_MODULE_CODE], NULL, tree, KEY_BODY, 1)) {
        while (c->unit) unit_drop(c);
        return VALUE_ERROR;
    }
    emit_module(c, tree);
    Value code = unit_end(c);
    while (c->unit) unit_drop(c); /* what a failure left open */
    return code;
}

Value compile_source_warning(Bytes source, Text *filename, CompileMode mode, u32 flags, CompileWarnings *warnings) {
    Compiler *c = buffer_new(sizeof(Compiler));
    if (!c) return VALUE_ERROR;
    memset(c, 0, sizeof *c);
    c->filename = filename;
    c->mode = mode;
    c->flags = flags;
    c->warnings = warnings;
    Value code = pay_for_reading(c, source) && parse(c, source) ? generate(c) : VALUE_ERROR;
    order_drop(&c->closure);
    pool_drop(c);
    names_drop(c);
    arena_free(&c->arena);
    buffer_free(c, sizeof *c);
    return code;
}

Value compile_source(Bytes source, Text *filename, CompileMode mode, u32 flags) {
    return compile_source_warning(source, filename, mode, flags, NULL);
}
