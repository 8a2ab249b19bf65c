/* warnings.h: warnings as CPython's default filters show them in a script: see warnings.c. */
#ifndef KRAIT_WARNINGS_H
#define KRAIT_WARNINGS_H
#include "compile/compile.h"
#include "object/error.h"

void warnings_show(Text *filename, const CompileWarnings *warnings);
/* A RuntimeWarning about the line that runs, once for each line, with a line of advice behind it. */
void warnings_runtime(const Text *message, const char *advice);
#endif
