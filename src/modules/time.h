/* time.h: what the files of the time module share. */
#ifndef KRAIT_TIME_H
#define KRAIT_TIME_H
#include "modules/native.h"

f64 time_now(void); /* seconds since 1970 */
#endif
