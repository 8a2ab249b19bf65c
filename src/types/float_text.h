/* float_text.h: floats from text and as hexadecimal text: what float.c's rows need of float_text.c. */
#ifndef KRAIT_FLOAT_TEXT_H
#define KRAIT_FLOAT_TEXT_H
#include "types/native.h"

Value float_hex(Ref self);
MUST_CHECK bool float_from_hex(Ref text, f64 *x); /* false: raised */
#endif
