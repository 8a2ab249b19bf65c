/* base.c: the end of an instance whose beliefs turned out wrong.
 *
 * A failed CHECK cannot go on: it tells the host why, through a slot that the
 * host floor fills at start-up, and traps. No allocation, no libc.
 */
#include "base/base.h"

void (*base_crash_slot)(const char *text, u32 length);

enum { CRASH_TEXT = 256 };
typedef struct { char text[CRASH_TEXT]; u32 length; } CrashText;

static void add(CrashText *out, const char *text) {
    while (*text && out->length < CRASH_TEXT) out->text[out->length++] = *text++;
}

static void add_number(CrashText *out, u32 n) {
    char digits[11];
    u32 at = sizeof digits - 1;
    digits[at] = 0;
    do digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    add(out, digits + at);
}

void base_crash(const char *file, int line, const char *sentence) {
    static CrashText out;
    out.length = 0;
    add(&out, file);
    add(&out, ":");
    add_number(&out, (u32)line);
    add(&out, ": ");
    add(&out, sentence);
    if (base_crash_slot) base_crash_slot(out.text, out.length);
    __builtin_trap();
}
