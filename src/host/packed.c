/* packed.c: the module's own data, unpacked before anything else runs.
 *
 * toolchain/pack_data.mjs takes the data of a linked module out of its segments and leaves one DEFLATE stream near the
 * end of the initial memory, far above the image, and in `packed` where it is. The constructor below is the first code
 * that runs (_initialize): until it has, there are no tables and no texts. It uses the stack alone. What it leaves
 * behind is zeros, as in memory that was never touched. Builds that are not packed have zeros in `packed`.
 *
 *   inflated:  count | count times (address, length) | the bytes of all, one after the other
 */
#include "base/inflate.h"

/* The first two words are what the tool finds it by; volatile, for the compiler has seen other values. */
static const volatile struct {
    u32 mark, other_mark;
    u32 at, length;              /* the stream */
    u32 inflated, inflated_length;
} packed = {0x4B617469, 0x9D5A7061, 0, 0, 0, 0};

__attribute__((constructor(101))) static void unpack(void) {
    u32 at = packed.at, length = packed.length, inflated = packed.inflated, inflated_length = packed.inflated_length;
    if (!length) return;
    const u32 *row = (const u32 *)(uintptr_t)inflated;
    if (!inflate((Bytes){(const u8 *)(uintptr_t)at, length}, (u8 *)(uintptr_t)inflated, inflated_length)) __builtin_trap();
    u32 count = *row++;
    const u8 *from = (const u8 *)(row + 2 * count);
    for (; count; count--, row += 2) {
        memcpy((void *)(uintptr_t)row[0], from, row[1]);
        from += row[1];
    }
    memset((void *)(uintptr_t)at, 0, inflated + inflated_length - at);
}
