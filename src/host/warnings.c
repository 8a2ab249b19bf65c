/* warnings.c: warnings go to stderr with the line that they are about. There is no `warnings` module yet, so nothing filters
 * them. Which have been shown is remembered among the sources, and forgotten with them.
 */
#include "host/warnings.h"
#include "frame/frame.h"
#include "host/output.h"
#include "host/sources.h"

static bool is_blank(u32 c) { return c == ' ' || c == '\t' || c == '\f'; }

static void write_and_drop(Text *text) {
    if (!text) return raised_clear();
    output_write(2, text);
    object_release(text);
}

static void write_source(Text *filename, u32 line_number) {
    Text *line = source_line(filename, line_number);
    if (!line) return;
    u32 indent = 0;
    while (indent < line->length && is_blank(text_char(line, indent))) indent++;
    Text *source = text_substring(line, indent, line->length);
    object_release(line);
    write_and_drop(source ? text_format("  %U\n", source) : NULL);
    if (source) object_release(source);
}

void warnings_show(Text *filename, const CompileWarnings *warnings) {
    for (u32 i = 0; i < warnings->count; i++) {
        const CompileWarning *w = &warnings->at[i];
        write_and_drop(text_format("%U:%u: %U: %U\n", filename, w->line, vm.types[T_ERRORS + w->category]->name, text_of(ref(w->message))));
        write_source(filename, w->line);
    }
}

void warnings_runtime(const Text *message, const char *advice) {
    const Frame *f = frame_visible(vm.thread->frame);
    if (!f) return write_and_drop(text_format("<sys>:0: RuntimeWarning: %U\n", message));
    u32 line = code_line(f->code, frame_unit(f));
    Text *head = text_format("%U:%u: RuntimeWarning: %U\n", f->code->filename, line, message);
    if (!head) return raised_clear();
    if (sources_note(head)) {
        output_write(2, head);
        write_source(f->code->filename, line);
        write_and_drop(text_format("RuntimeWarning: %s\n", advice));
    }
    object_release(head);
}
