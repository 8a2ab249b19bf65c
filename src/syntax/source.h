/* source.h: the bytes of a program to the text the lexer reads. */
#ifndef KRAIT_SOURCE_H
#define KRAIT_SOURCE_H
#include "syntax/parser.h"

/* UTF-8 without BOM, lines ended by \n, the last one too (*missing_newline: it was not). False: fault is
 * filled, or the arena has failed. */
MUST_CHECK bool source_read(Arena *arena, Bytes source, const ParseOptions *options, Bytes *text, bool *missing_newline, Fault *fault);

#endif
