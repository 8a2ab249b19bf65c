/* traceback_text.h: what CPython prints for an exception that nobody caught. */
#ifndef KRAIT_TRACEBACK_TEXT_H
#define KRAIT_TRACEBACK_TEXT_H
#include "types/native.h"

/* Pushes a frame whose result is that text, a str that ends in a newline. `__str__` of exceptions is asked by protocol;
 * what it raises shows as "<exception str() failed>". */
Outcome traceback_text_push(Ref exception);
Outcome traceback_text_whole(Ref exception); /* of a SystemExit too, which the other tells by its code alone */

/* excepthook.c: the same for a script, whose sys.excepthook may say something else: then the text is empty. */
Outcome uncaught_push(Ref exception);
NativeO3 excepthook_display; /* sys.excepthook: the text goes to stderr */

/* unraisable.c: vm.raised goes to sys.unraisablehook, or as text to stderr, because nobody is there to catch it
 * ("Exception ignored while calling deallocator …"). `object`: what was being finalized, or EMPTY. Never fails: the result
 * is None. */
Outcome report_unraisable(Ref object);

/* ---- for the files of this group ---- */

/* traceback_lines.c: the entries of a traceback, each with its line of source and, if wanted, the carets under it. false:
 * raised. */
MUST_CHECK bool traceback_put_entries(TextBuilder *b, Ref traceback, bool carets);
u32 text_skip_space(const Text *t);          /* where the first character that is no white space stands */

/* traceback_text.c: "ValueError: what was said", with the place of a SyntaxError. hint: may be NULL. NULL: raised. */
MUST_CHECK Text *traceback_last_line(Ref exception, const Text *said, const Text *hint);

MUST_CHECK Text *text_without_surrogates(Text *t); /* as "\\ud800"; a new reference, or NULL: raised */

/* traceback_anchor.c: what of an instruction's source deserves the carets: the operator, the brackets. Offsets in `segment`,
 * a run of source that may hold newlines. */
typedef enum { ANCHOR_NONE, ANCHOR_OPERATOR, ANCHOR_SUBSCRIPT, ANCHOR_CALL, ANCHOR_CALL_NAME /* of a plain name */ } AnchorKind;
AnchorKind anchor_find(const Text *segment, u32 *left, u32 *right);
/* `return f(…)` and `x = f(…)` need no carets: before and after is what surrounds the segment. */
bool anchor_is_whole_statement(AnchorKind kind, const Text *before, const Text *after);

/* traceback_hint.c: the name that was probably meant. candidates: a list; what is no str is passed over. EMPTY: none. */
MUST_CHECK Value hint_nearest(Ref candidates, const Text *wrong); /* a str, EMPTY, ERROR */
bool hint_is_library(const Text *name);      /* a module of the standard library */
#endif
