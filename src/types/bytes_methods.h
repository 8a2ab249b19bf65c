/* bytes_methods.h: rows of bytes_spec that str does not share: bytes_methods.c. */
#ifndef KRAIT_BYTES_METHODS_H
#define KRAIT_BYTES_METHODS_H
#include "types/native.h"

NativeP0 bytes_lower, bytes_upper, bytes_title, bytes_capitalize, bytes_swapcase, bytes_isalnum, bytes_isalpha, bytes_isascii,
    bytes_isdigit, bytes_islower, bytes_isspace, bytes_istitle, bytes_isupper;
NativeP2 bytes_maketrans;
NativePN bytes_decode, bytes_translate;
NativeO1 bytes_join, bytes_fromhex;
NativeON bytes_hex;
#endif
