/* import.h: importing from within. */
#ifndef KRAIT_IMPORT_H
#define KRAIT_IMPORT_H
#include "modules/native.h"

Outcome import_module(Text *full); /* the module of that dotted name, as sys.modules has it afterwards */
#endif
