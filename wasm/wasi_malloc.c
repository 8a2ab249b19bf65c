/* wasi_malloc.c: wasi-libc's own needs (preopened directories, directory streams, arguments) from the interpreter's
 * heap. Its allocator would begin at __heap_base too and write over our pages; and every byte is to be counted.
 *
 *   | length, 16 bytes | what malloc returns ... |
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "host/embed.h"

enum { HEADER = 16 };

static u32 length_of(const void *at) {
    u32 length;
    memcpy(&length, (const u8 *)at - HEADER, sizeof length);
    return length;
}

void *malloc(size_t size) {
    u32 length = (u32)size + HEADER;
    u8 *at = length < size ? NULL : krait_alloc(length);
    if (!at) {
        errno = ENOMEM;
        return NULL;
    }
    memcpy(at, &length, sizeof length);
    return at + HEADER;
}

void free(void *at) {
    if (at) krait_free((u8 *)at - HEADER, length_of(at));
}

void *calloc(size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    void *at = malloc(bytes);
    if (at) memset(at, 0, bytes);
    return at;
}

void *realloc(void *at, size_t size) {
    if (!at) return malloc(size);
    void *moved = malloc(size);
    if (!moved) return NULL;
    u32 old = length_of(at) - HEADER;
    memcpy(moved, at, old < size ? old : size);
    free(at);
    return moved;
}
