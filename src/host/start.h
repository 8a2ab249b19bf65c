/* start.h: how an interpreter comes into being, and how it goes. */
#ifndef KRAIT_START_H
#define KRAIT_START_H
#include "base/base.h"

/* Names, types, builtins and sys: everything a program finds. false: no memory. */
MUST_CHECK bool start_interpreter(u32 hash_seed, bool random_hash, u32 recursion);
#endif
