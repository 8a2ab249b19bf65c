/* format.h: the format mini-language of str, int and float, natively. A spec is the text behind the colon. */
#ifndef KRAIT_FORMAT_H
#define KRAIT_FORMAT_H
#include "types/native.h"

typedef struct {
    u32 fill;               /* a character */
    u32 align;              /* '<' '>' '^' '=' */
    u32 sign;               /* '+' '-' ' ' or 0: not given */
    u32 type;               /* the presentation, or 0: not given */
    i64 width, precision;   /* -1: not given */
    u32 thousands, fraction_thousands; /* ',' '_' 'n' or 0 */
    bool alternate, no_negative_zero, align_given, fill_given;
} FormatSpec;

/* false: ValueError raised; `object` for its text. */
MUST_CHECK bool format_parse(const Text *spec, u32 default_type, u32 default_align, Ref object, FormatSpec *out);

/* All of these answer a str or VALUE_ERROR. */
Value format_text(Text *t, const Text *spec);
Value format_int(Ref i, const Text *spec);        /* an exact int or bool */
Value format_float(f64 x, const Text *spec);
f64 format_double_of(Ref r);                      /* of an exact float, in a Value or on the heap */
/* format(value, spec) of an exact str, int, bool or float, and of anything with an empty spec that try_str knows. */
Value try_format(Ref value, Text *spec);          /* or NEEDS_PYTHON */

/* Digits, already converted, with sign, prefix, grouping and padding as the spec wants. */
typedef struct {
    bool negative;
    const char *prefix;     /* "0x" or "" */
    const u8 *digits;       /* ASCII: integer part, then what follows it */
    u32 whole, rest;        /* how many characters are the integer part, and the rest: ".5e+10" */
} FormatNumber;
void format_put_number(TextBuilder *b, const FormatNumber *number, const FormatSpec *spec);
void format_put_padded(TextBuilder *b, const Text *t, u32 length, const FormatSpec *spec); /* the first `length` characters */

Text *int_to_text(Ref i, u32 base);               /* int.c: no prefix, '-' if negative. NULL: raised */

/* `%` with a str (format_percent.c) or bytes (bytes_percent.c) on the left. */
Outcome format_percent(Ref format, Ref values);
#endif
