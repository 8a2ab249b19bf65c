/* emit_pattern.c: match statements. */
#include "compile/compiler.h"

void emit_match(Compiler *c, const Node *node) { compile_error(c, at(node), "'match' statements are not supported yet"); }
