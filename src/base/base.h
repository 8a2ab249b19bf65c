/* base.h: the words every floor speaks: fixed-width names, checks, marks.
 *
 * Platform conditionals live here and in mem/pages.c only. The face is the same
 * in all four builds: pointers have 32 bits, bytes are little-endian, `char` is
 * whatever the platform says (so text is `u8` or compared by value only).
 */
#ifndef KRAIT_BASE_H
#define KRAIT_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
/* Aligned by hand: i386 would put them at 4 in structs, and layouts must be those of wasm32. */
typedef uint64_t u64 __attribute__((aligned(8)));
typedef int8_t i8;
typedef int16_t i16;
typedef int32_t i32;
typedef int64_t i64 __attribute__((aligned(8)));
typedef double f64 __attribute__((aligned(8)));

_Static_assert(sizeof(void *) == 4, "layouts are drawn for 32-bit pointers: wasm32, or native with -m32");

#if defined(__wasm__)
#define KRAIT_WASM 1
#else
#define KRAIT_WASM 0
#endif

#define LIKELY(c) __builtin_expect(!!(c), 1)
#define UNLIKELY(c) __builtin_expect(!!(c), 0)
/* In a loop that hardly ever runs more than a few times: without it the compiler makes it a call of memset or memcpy. */
#define KEEP_LOOP() __asm__ volatile("")
#define NOINLINE __attribute__((noinline))
#define TINY_INLINE static inline __attribute__((always_inline)) /* everywhere: no larger than a call */
#ifdef KRAIT_COLD /* sources that are compiled for size (toolchain/flags.sh): the compiler decides */
#define INLINE static inline
#else
#define INLINE static inline __attribute__((always_inline))
#endif
#define MUST_CHECK __attribute__((warn_unused_result))
#define NORETURN __attribute__((noreturn))
#define COUNT_OF(array) ((u32)(sizeof(array) / sizeof((array)[0])))

/* What may collect garbage carries this mark (docs/side-effects.md lists them). */
#define ALLOCATES

/* CHECK guards the sandbox and stays in every build; ASSERT says what we believe
 * and costs nothing in release. Both end the instance: a broken belief about
 * memory must not be run past. */
NORETURN void base_crash(const char *file, int line, const char *sentence);
extern void (*base_crash_slot)(const char *text, u32 length); /* filled by the host floor: says why; then we trap */
#define CHECK(cond, sentence) ((void)(LIKELY(cond) || (base_crash(__FILE__, __LINE__, sentence), 0)))
#ifdef KRAIT_DEBUG
#define ASSERT(cond, sentence) CHECK(cond, sentence)
#define UNREACHABLE() base_crash(__FILE__, __LINE__, "unreachable")
#else
#define ASSERT(cond, sentence) ((void)0)
#define UNREACHABLE() __builtin_unreachable()
#endif

/* Sanitized builds tell ASan which bytes of our own pools and pages nobody may touch; elsewhere nothing is poisoned. */
#if defined(__SANITIZE_ADDRESS__)
void __asan_poison_memory_region(const volatile void *at, size_t size);
void __asan_unpoison_memory_region(const volatile void *at, size_t size);
int __asan_address_is_poisoned(const volatile void *at);
#define POISON(at, bytes) __asan_poison_memory_region((at), (bytes))
#define UNPOISON(at, bytes) __asan_unpoison_memory_region((at), (bytes))
#define IS_POISONED(at) (__asan_address_is_poisoned(at) != 0)
#else
#define POISON(at, bytes) ((void)0)
#define UNPOISON(at, bytes) ((void)0)
#define IS_POISONED(at) false
#endif

INLINE u32 u32_min(u32 a, u32 b) { return a < b ? a : b; }
INLINE u32 u32_max(u32 a, u32 b) { return a > b ? a : b; }
INLINE u32 align_up(u32 n, u32 unit) { return (n + unit - 1) & ~(unit - 1); }

/* A run of bytes that someone else keeps. Text is UTF-8 unless said otherwise. */
typedef struct {
    const u8 *at;
    u32 length; /* bytes */
} Bytes;

#endif
