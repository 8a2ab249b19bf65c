/* wasi_reactor.c: the host table on WASI alone (or POSIX, in native builds): clocks, entropy, output, the last words.
 *
 * With the exports of exports.def it is the whole reactor; the command adds main() (wasi_command.c).
 */
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "host/embed.h"

u64 host_output_left = UINT64_MAX; /* bytes of output still allowed; the command sets it */

static f64 nanoseconds(clockid_t clock) {
    struct timespec now;
    if (clock_gettime(clock, &now) != 0) return 0;
    return (f64)now.tv_sec * 1e9 + (f64)now.tv_nsec;
}

f64 host_clock(u32 which) {
    if (which == 0) return nanoseconds(CLOCK_REALTIME);
    if (which == 1) return nanoseconds(CLOCK_MONOTONIC);
    return (f64)clock() * (1e9 / CLOCKS_PER_SEC);
}

void host_entropy(u8 *at, u32 length) {
    while (length > 0) {
        u32 part = length < 256 ? length : 256;
        if (getentropy(at, part) != 0) __builtin_trap();
        at += part;
        length -= part;
    }
}

/* A reader that has gone is not the program's fault here; whoever drives the run may look at its own streams. */
void host_write(u32 stream, const u8 *at, u32 length) {
    if (length > host_output_left) length = (u32)host_output_left;
    host_output_left -= length;
    while (length > 0) {
        ssize_t done = write((int)stream, at, length);
        if (done < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (done <= 0) return;
        at += done;
        length -= (u32)done;
    }
}

void host_crash(const u8 *at, u32 length) {
    host_write(2, (const u8 *)"krait: ", 7);
    host_write(2, at, length);
    host_write(2, (const u8 *)"\n", 1);
    __builtin_trap();
}
