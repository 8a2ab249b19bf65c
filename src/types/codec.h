/* codec.h: text to bytes and back: utf-8, ascii, latin-1, utf-16 and utf-32 in both byte orders, with the error handlers
 * strict, ignore, replace, backslashreplace, namereplace, xmlcharrefreplace, surrogateescape and surrogatepass.
 */
#ifndef KRAIT_CODEC_H
#define KRAIT_CODEC_H
#include "types/native.h"

/* encoding and errors: a str, or EMPTY (utf-8, strict). */
Value codec_decode(Ref object, Bytes bytes, Ref encoding, Ref errors); /* a str; object: what errors will show, or EMPTY */
Value codec_encode(Text *t, Ref encoding, Ref errors);                 /* bytes */
/* For natives that know: VALUE_ERROR with UnicodeDecodeError raised where the bytes are not valid. */
Value codec_decode_utf8(Bytes bytes);

/* Always VALUE_ERROR. start and end: bytes of object, or characters of text. */
Value raise_unicode_decode(const char *encoding, Ref object, u32 start, u32 end, const char *reason);
Value raise_unicode_encode(const char *encoding, Ref text, u32 start, u32 end, const char *reason);
#endif
