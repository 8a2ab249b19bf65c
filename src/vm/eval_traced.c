/* eval_traced.c: the second compilation of the loop, which can stop at every instruction. */
#define TRACED
#include "vm/eval.c"
