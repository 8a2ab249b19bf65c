/* output.c: see output.h. One buffer: changing the stream empties it. Whole characters only ever leave it. */
#include "host/output.h"
#include "host/embed.h"

enum { OUTPUT_SIZE = 8192, CHARACTER_MAX = 4 };
static struct { u8 bytes[OUTPUT_SIZE]; u32 length, stream; } output;

void output_flush(void) {
    if (output.length) host_write(output.stream, output.bytes, output.length);
    output.length = 0;
}

static void put_character(u32 c);

/* What UTF-8 cannot say: as its escape. */
static void put_surrogate(u32 c) {
    put_character('\\');
    put_character('u');
    for (u32 shift = 16; shift; shift -= 4) put_character((u32)"0123456789abcdef"[c >> (shift - 4) & 15]);
}

static void put_character(u32 c) {
    if (c >= 0xD800 && c < 0xE000) return put_surrogate(c);
    if (output.length + CHARACTER_MAX > OUTPUT_SIZE) output_flush();
    u8 *to = output.bytes + output.length;
    if (c < 0x80) {
        to[0] = (u8)c;
        output.length += 1;
    } else if (c < 0x800) {
        to[0] = (u8)(0xC0 | c >> 6);
        to[1] = (u8)(0x80 | (c & 63));
        output.length += 2;
    } else if (c < 0x10000) {
        to[0] = (u8)(0xE0 | c >> 12);
        to[1] = (u8)(0x80 | (c >> 6 & 63));
        to[2] = (u8)(0x80 | (c & 63));
        output.length += 3;
    } else {
        to[0] = (u8)(0xF0 | c >> 18);
        to[1] = (u8)(0x80 | (c >> 12 & 63));
        to[2] = (u8)(0x80 | (c >> 6 & 63));
        to[3] = (u8)(0x80 | (c & 63));
        output.length += 4;
    }
}

static void put_ascii(const u8 *at, u32 length) {
    while (length) {
        if (output.length == OUTPUT_SIZE) output_flush();
        u32 part = u32_min(length, OUTPUT_SIZE - output.length);
        memcpy(output.bytes + output.length, at, part);
        output.length += part;
        at += part;
        length -= part;
    }
}

void output_write(u32 stream, const Text *text) {
    if (output.stream != stream) output_flush();
    output.stream = stream;
    if (text->ascii) put_ascii(text->data, text->length);
    else
        for (u32 i = 0; i < text->length; i++) put_character(text_char(text, i));
    if (stream == 2) output_flush();
}
