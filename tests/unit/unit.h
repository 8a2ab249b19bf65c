/* unit.h: the harness of the C tests of the floors without Python.
 *
 * A test file is TEST(name) { EXPECT(…); EXPECT_EQ(…, …); } … UNIT_MAIN(). It prints
 * TAP, which tests/unit.test.mjs turns into tests of node's runner. An argument runs
 * the tests whose names contain it.
 */
#ifndef KRAIT_UNIT_H
#define KRAIT_UNIT_H
#include <stdio.h>
#include <string.h>

#include "base/base.h"

typedef struct UnitTest UnitTest;
struct UnitTest {
    const char *name;
    void (*run)(void);
    UnitTest *next;
};
static UnitTest *unit_tests, **unit_end = &unit_tests;
static u32 unit_failures;

#define TEST(name_)                                                             \
    static void name_(void);                                                    \
    static UnitTest name_##_test = {#name_, name_, NULL};                       \
    __attribute__((constructor)) static void name_##_register(void) {           \
        *unit_end = &name_##_test;                                              \
        unit_end = &name_##_test.next;                                          \
    }                                                                           \
    static void name_(void)

#define EXPECT(condition) ((condition) ? (void)0 : unit_fail(__FILE__, __LINE__, #condition))
#define EXPECT_EQ(actual, expected) unit_compare(__FILE__, __LINE__, #actual, (i64)(actual), (i64)(expected))

static inline void unit_fail(const char *file, int line, const char *what) {
    unit_failures++;
    printf("# %s:%d: not so: %s\n", file, line, what);
}

static inline void unit_compare(const char *file, int line, const char *what, long long actual, long long expected) {
    if (actual == expected) return;
    unit_failures++;
    printf("# %s:%d: %s is %lld, not %lld\n", file, line, what, actual, expected);
}

static inline void unit_crash(const char *text, u32 length) {
    printf("# crash: %.*s\n", (int)length, text);
    fflush(stdout);
}

/* What a failed CHECK says; wasm has no way back from it, so there it is not tried. */
#if defined(__wasm__)
#define EXPECT_CRASH(action, words) ((void)0)
#else
#include <setjmp.h>
#pragma GCC diagnostic ignored "-Wclobbered" /* what was crashed in is not used again */
static jmp_buf unit_back;
static char unit_words[256];
static inline void unit_caught(const char *text, u32 length) {
    memcpy(unit_words, text, length < 255 ? length : 255);
    unit_words[length < 255 ? length : 255] = 0;
    longjmp(unit_back, 1);
}
#define EXPECT_CRASH(action, words)                                              \
    do {                                                                         \
        void (*before)(const char *, u32) = base_crash_slot;                     \
        unit_words[0] = 0;                                                       \
        base_crash_slot = unit_caught;                                           \
        if (setjmp(unit_back) == 0) { action; }                                  \
        base_crash_slot = before;                                                \
        if (!strstr(unit_words, words)) unit_fail(__FILE__, __LINE__, #action);  \
    } while (0)
#endif

/* The same numbers on every run and platform. */
static u32 unit_random_state = 1;
static inline u32 unit_random(u32 below) {
    unit_random_state = unit_random_state * 1664525u + 1013904223u;
    return (u32)((uint64_t)(unit_random_state >> 8) * below >> 24);
}

static inline int unit_main(const char *pattern) {
    u32 number = 0, failed = 0;
    base_crash_slot = unit_crash;
    for (UnitTest *test = unit_tests; test; test = test->next) {
        if (pattern && !strstr(test->name, pattern)) continue;
        u32 before = unit_failures;
        test->run();
        bool ok = unit_failures == before;
        failed += !ok;
        printf("%s %u - %s\n", ok ? "ok" : "not ok", (unsigned)++number, test->name);
        fflush(stdout);
    }
    printf("1..%u\n", (unsigned)number);
    return failed != 0;
}

#define UNIT_MAIN() \
    int main(int argc, char **argv) { return unit_main(argc > 1 ? argv[1] : NULL); }
#endif
