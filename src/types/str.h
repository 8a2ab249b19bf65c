/* str.h: the str type's natives that stand in files of their own. The kernel's half is object/text.h. */
#ifndef KRAIT_STR_H
#define KRAIT_STR_H
#include "types/native.h"

typedef struct StrIterator {
    Object head;
    Text *text;   /* NULL: exhausted */
    u32 next;
} StrIterator;

/* str_case.c */
NativeP0 str_lower, str_upper, str_title, str_capitalize, str_swapcase, str_casefold, str_isascii, str_islower, str_isupper,
    str_istitle, str_isspace, str_isdecimal, str_isdigit, str_isnumeric, str_isalpha, str_isalnum, str_isidentifier,
    str_isprintable;
/* str_join.c */
NativeO1 str_join, str_translate;
NativePN str_maketrans;
MUST_CHECK Text *text_join(const Text *separator, const Value *items, u32 count); /* TypeError if an item is no str */
/* str_format.c */
NativeON str_format;
NativeO1 str_format_map;
#endif
