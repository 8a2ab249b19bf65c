/* native.h: all that a builtin type or a native module includes. */
#ifndef KRAIT_TYPES_NATIVE_H
#define KRAIT_TYPES_NATIVE_H
#include "frame/iterate.h"
#include "frame/probe.h"
#include "object/attr.h"
#include "object/protocol.h"
#include "object/suggest.h"
#endif
