/* builtins.h: the builtin functions, by the files they are in. */
#ifndef KRAIT_BUILTINS_H
#define KRAIT_BUILTINS_H
#include "modules/native.h"

/* builtins_iterate.c */
NativeO1 builtin_all, builtin_any;
NativeON builtin_sum, builtin_min, builtin_max, builtin_sorted;
/* builtins_async.c */
NativeO1 builtin_aiter;
NativeON builtin_anext;
/* builtins_print.c */
NativeON builtin_print, builtin_input;
/* builtins_scope.c */
NativeO0 builtin_globals, builtin_locals;
NativeON builtin_dir, builtin_vars, builtin_eval, builtin_exec, builtin_compile;
/* build_class.c */
NativeON builtin_build_class;
/* import.c */
NativeON builtin_import;
#endif
