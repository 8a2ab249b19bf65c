/* hooks.c: what lower floors ask of higher ones: down by name, up by slot. */
#include "host/hooks.h"
#include "base/unicode.h"
#include "frame/op.h"
#include "host/embed.h"
#include "host/output.h"
#include "host/sources.h"
#include "host/warnings.h"
#include "modules/frozen.h"
#include "object/error.h"
#include "types/codec.h"
#include "types/generic_alias.h"
#include "types/iterators.h"
#include "types/traceback_text.h"

static bool holds_surrogate(const Text *t) {
    if (t->kind == 1) return false;
    for (u32 i = 0; i < t->length; i++)
        if (unicode_is_surrogate(text_char(t, i))) return true;
    return false;
}

/* Standard output is strict, standard error says what cannot be encoded in ASCII (output.c). */
static bool write_strictly(u32 stream, Text *text) {
    if (stream == 1 && holds_surrogate(text)) return value_release(codec_encode(text, REF_EMPTY, REF_EMPTY)), false;
    output_write(stream, text);
    return true;
}

static void write_stderr(const Text *text) { output_write(2, text); }

void hooks_fill(void) {
    vm.hooks.write = write_strictly;
    vm.hooks.flush = output_flush;
    vm.hooks.write_stderr = write_stderr;
    vm.hooks.clock = host_clock;
    vm.hooks.source_line = source_line;
    vm.hooks.remember_source = sources_remember;
    vm.hooks.sequence_iterator = sequence_iterator_new;
    vm.hooks.unraisable = report_unraisable;
    vm.hooks.generic_alias = generic_alias_new;
    vm.hooks.slow = frozen_slow;
    vm.hooks.warn = warnings_runtime;
}
