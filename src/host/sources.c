/* sources.c: see sources.h. One bytes object for each file name, in a dict. */
#include "host/sources.h"
#include "object/error.h"
#include "object/table.h"
#include "types/bytes.h"

static Dict *sources;

void sources_remember(Text *filename, Bytes source) {
    if (!sources) sources = dict_new();
    Value copy = sources ? bytes_from(source.at, source.length) : VALUE_ERROR;
    if (is_error(copy) || !dict_set_text(sources, filename, ref(copy))) raised_clear();
    value_release(copy);
}

Text *source_line(Text *filename, u32 line) {
    Ref found = sources ? dict_get_text(sources, filename) : REF_EMPTY;
    if (!is_pointer(found)) return NULL;
    const BytesObject *all = AS(BytesObject, found);
    const u8 *at = all->data, *end = at + all->length;
    for (; line > 1 && at < end; at++) line -= *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] != '\n'));
    if (line > 1 || at >= end) return NULL;
    const u8 *stop = at;
    while (stop < end && *stop != '\n' && *stop != '\r') stop++;
    Text *text = text_from_utf8(at, (u32)(stop - at));
    if (!text) raised_clear();
    return text;
}

bool sources_note(Text *said) {
    if (!sources) return true;
    if (!is_empty(dict_get_text(sources, said))) return false;
    if (!dict_set_text(sources, said, ref(NONE))) raised_clear();
    return true;
}

void sources_forget(void) {
    if (sources) object_release(sources);
    sources = NULL;
}
