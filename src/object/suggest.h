/* suggest.h: "Did you mean: …?": see suggest.c. */
#ifndef KRAIT_SUGGEST_H
#define KRAIT_SUGGEST_H
#include "object/text.h"

enum { SUGGEST_MOST = 750 /* candidates, from which on nothing is suggested */, SUGGEST_NONE = ~0u };
/* Whether candidate is near enough to wrong, and nearer than *best (at first SUGGEST_NONE), which then becomes its distance. */
bool suggest_nearer(const Text *wrong, const Text *candidate, u32 *best);
/* f() got an unexpected keyword argument; with the nearest of the names, of which empty ones are passed over. False. */
bool raise_unexpected_keyword(const char *function, const Text *key, const char *const *names, u32 count);
#endif
