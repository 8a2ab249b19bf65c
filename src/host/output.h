/* output.h: what the program writes, buffered until the run suspends or ends. The order between the two streams is kept. */
#ifndef KRAIT_OUTPUT_H
#define KRAIT_OUTPUT_H
#include "object/text.h"

void output_write(u32 stream, const Text *text); /* 1 stdout, 2 stderr; lone surrogates are written as their escapes */
void output_flush(void);
#endif
