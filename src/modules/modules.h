/* modules.h: native modules by name, for the import system and start-up. */
#ifndef KRAIT_MODULES_H
#define KRAIT_MODULES_H
#include "modules/native.h"

/* The module, made and put into sys.modules if it is not there; EMPTY: no native module has that name; ERROR. */
Value module_import_native(const char *name);
bool module_is_native(const Text *name);
Dict *module_dict(Ref module);                /* its namespace, borrowed */
MUST_CHECK Value module_new(Text *name);      /* a blank module with __name__, __doc__, __package__, __loader__, __spec__ */
#endif
