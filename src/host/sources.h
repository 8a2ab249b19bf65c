/* sources.h: the text of what was compiled, so that tracebacks can show its lines. */
#ifndef KRAIT_SOURCES_H
#define KRAIT_SOURCES_H
#include "object/text.h"

void sources_remember(Text *filename, Bytes source); /* without memory it is simply not shown */
MUST_CHECK Text *source_line(Text *filename, u32 line); /* without its newline; NULL: not known, nothing raised */
bool sources_note(Text *said);                          /* whether it is noted for the first time */
void sources_forget(void);
#endif
