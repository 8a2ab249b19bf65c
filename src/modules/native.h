/* native.h: what a native module includes: values, natives, frames, and the builtin types' own functions.
 *
 * A module is a ModuleSpec in its file and a row in modules.def. Its functions are NativeRows whose self is the module.
 */
#ifndef KRAIT_MODULES_NATIVE_H
#define KRAIT_MODULES_NATIVE_H
#include "frame/call.h"
#include "frame/generator.h"
#include "frame/traceback.h"
#include "frame/wait.h"
#include "object/descriptor.h"
#include "object/collect.h"
#include "object/native_object.h"
#include "object/number.h"
#include "object/tuple.h"
#include "types/args.h"
#include "types/bytes.h"
#include "types/callable.h"
#include "types/codec.h"
#include "types/construct.h"
#include "types/dict.h"
#include "types/exception.h"
#include "types/float.h"
#include "types/format.h"
#include "types/int.h"
#include "types/iterators.h"
#include "types/list.h"
#include "types/native.h"
#include "types/rows.h"
#include "types/type.h"
#include "types/traceback_text.h"
#include "types/weakref.h"

typedef struct ModuleSpec {
    const char *name, *doc;
    const NativeRow *functions; u32 function_count;
    const TypeSpec *const *types; u32 type_count; /* made at import, by their short names */
    bool (*fill)(Dict *namespace_);               /* constants and the like; NULL: none; false: raised */
} ModuleSpec;
#define FUNCTIONS(array) .functions = (array), .function_count = COUNT_OF(array)
#define TYPES(array) .types = (array), .type_count = COUNT_OF(array)
#endif
