/* emit_type_params.c: type parameters and aliases (PEP 695, 696). */
#include "compile/compiler.h"

void emit_type_params(Compiler *c, const NodeList *params) { compile_error(c, at(params->at[0]), "type parameters are not supported yet"); }
void emit_type_alias(Compiler *c, const Node *node) { compile_error(c, at(node), "'type' statements are not supported yet"); }
