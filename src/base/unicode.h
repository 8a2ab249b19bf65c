/* unicode.h: what Python asks about characters (Unicode 16), letter case,
 * normal forms, and UTF-8 as CPython reads it.
 *
 * A character is a code point, 0 to 0x10FFFF, surrogates included. The answers
 * are those of str's methods for one character; what concerns a whole text (all
 * of them, at least one cased) is the str type's.
 */
#ifndef KRAIT_UNICODE_H
#define KRAIT_UNICODE_H
#include "base/base.h"

#define UNICODE_MAX 0x10ffffu

/* In the order of unicode_category_name. */
typedef enum {
    CATEGORY_CN, CATEGORY_LU, CATEGORY_LL, CATEGORY_LT, CATEGORY_LM, CATEGORY_LO, CATEGORY_MN, CATEGORY_MC,
    CATEGORY_ME, CATEGORY_ND, CATEGORY_NL, CATEGORY_NO, CATEGORY_PC, CATEGORY_PD, CATEGORY_PS, CATEGORY_PE,
    CATEGORY_PI, CATEGORY_PF, CATEGORY_PO, CATEGORY_SM, CATEGORY_SC, CATEGORY_SK, CATEGORY_SO, CATEGORY_ZS,
    CATEGORY_ZL, CATEGORY_ZP, CATEGORY_CC, CATEGORY_CF, CATEGORY_CS, CATEGORY_CO,
} UnicodeCategory;

UnicodeCategory unicode_category(u32 c);
const char *unicode_category_name(UnicodeCategory category); /* "Lu" */
u8 unicode_combining(u32 c);                                 /* canonical combining class */

bool unicode_is_alpha(u32 c);
bool unicode_is_alnum(u32 c);
bool unicode_is_decimal(u32 c);
bool unicode_is_digit(u32 c);
bool unicode_is_numeric(u32 c);
bool unicode_is_printable(u32 c);
bool unicode_is_space(u32 c);
bool unicode_is_line_break(u32 c); /* as str.splitlines() */
bool unicode_is_lower(u32 c);
bool unicode_is_upper(u32 c);
bool unicode_is_title(u32 c); /* a title-case letter proper (Lt) */
bool unicode_is_cased(u32 c);
bool unicode_is_case_ignorable(u32 c);
bool unicode_is_identifier_start(u32 c); /* '_' too */
bool unicode_is_identifier_part(u32 c);
bool unicode_is_wide(u32 c);       /* takes two columns of a terminal */

i32 unicode_decimal(u32 c); /* 0 to 9, or -1 */
i32 unicode_digit(u32 c);
bool unicode_numeric(u32 c, f64 *value);

/* -- letter case ------------------------------------------------------------ */

typedef enum { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_FOLD } UnicodeCase;

#define UNICODE_CASE_MAX 3
u32 unicode_case(UnicodeCase which, u32 c, u32 out[UNICODE_CASE_MAX]); /* how many characters it becomes */
u32 unicode_simple_case(UnicodeCase which, u32 c); /* the first of those: what the re module compares */

/* Whether the capital sigma at `at` ends a word, so that its small letter is U+03C2: asked of
 * a text through its reader, since texts are stored in three widths. */
typedef u32 (*UnicodeReader)(const void *text, u32 at);
bool unicode_final_sigma(UnicodeReader read, const void *text, u32 length, u32 at);

/* -- normal forms ----------------------------------------------------------- */

typedef enum { FORM_NFC, FORM_NFD, FORM_NFKC, FORM_NFKD } UnicodeForm;

/* out: unicode_normalize_room characters; answers the length. Linear in text and room. */
u64 unicode_normalize_room(UnicodeForm form, const u32 *in, u32 n);
u32 unicode_normalize(UnicodeForm form, const u32 *in, u32 n, u32 *out);
/* Identifiers. The room is at most 18 * n + n. */
INLINE u32 unicode_nfkc(const u32 *in, u32 n, u32 *out) { return unicode_normalize(FORM_NFKC, in, n, out); }
/* One step of decomposition: out holds up to 18; 0 if there is none. *compatible: not a canonical one. */
#define UNICODE_DECOMPOSITION_MAX 18
u32 unicode_decomposition(u32 c, u32 out[UNICODE_DECOMPOSITION_MAX], bool *compatible);

/* -- UTF-8 -------------------------------------------------------------------- */

/* What a UnicodeError says: bytes (decoding) or characters (encoding) from start to end. */
typedef struct {
    u32 start, end;
    const char *reason;
} UnicodeFault;

/* The character at `at` < n: its bytes, 1 to 4, or 0 with the fault CPython would report. */
u32 unicode_utf8_next(const u8 *bytes, u32 at, u32 n, u32 *c, UnicodeFault *fault);

/* What a str of these bytes would need. False at the first fault. */
typedef struct {
    u32 count;   /* characters */
    u32 highest; /* the largest character above ASCII, or 0 */
} UnicodeScan;
MUST_CHECK bool unicode_utf8_scan(const u8 *bytes, u32 n, UnicodeScan *scan, UnicodeFault *fault);

/* Decodes what a scan has accepted into characters of `width` 1, 2 or 4 bytes. */
void unicode_utf8_decode(const u8 *bytes, u32 n, void *out, u32 width);

/* Bytes of UTF-8 for n characters of a width; false where surrogates stand (fault: the run of them). */
MUST_CHECK bool unicode_utf8_size(const void *text, u32 n, u32 width, u64 *size, UnicodeFault *fault);
void unicode_utf8_encode(const void *text, u32 n, u32 width, u8 *out);
u32 unicode_utf8_put(u32 c, u8 out[4]); /* one character, surrogates as three bytes */

INLINE bool unicode_is_surrogate(u32 c) { return c >> 11 == 0xd800 >> 11; }

#endif
