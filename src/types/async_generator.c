/* async_generator.c: asynchronous generators (PEP 525) as Python sees them. */
#include "types/generator.h"
#include "types/construct.h"
#include "types/iterators.h"
#include "types/rows.h"

static const NativeRow async_methods[] = {
    REPR_ROW(P0, generator_repr),
    METHOD("__aiter__($self, /)", P0, native_self, "Return an awaitable, that resolves in asynchronous iterator."),
    CLASS_GETITEM_ROW("async generators are generic over the types of their yield and send values"),
};
static const GetSetRow async_getset[] = {
    ATTRIBUTE("__name__", generator_get_name, generator_set_name, "name of the async generator"),
    ATTRIBUTE("__qualname__", generator_get_qualname, generator_set_qualname, "qualified name of the async generator"),
    ATTRIBUTE("ag_await", generator_get_delegate, NULL, "object being awaited on, or None"),
    ATTRIBUTE("ag_running", generator_get_running, NULL, NULL),
    ATTRIBUTE("ag_frame", generator_get_frame, NULL, NULL),
    ATTRIBUTE("ag_code", generator_get_code, NULL, NULL),
    ATTRIBUTE("ag_suspended", generator_get_suspended, NULL, NULL),
};

const TypeSpec async_generator_spec = {
    .name = "async_generator", .weakref_offset = offsetof(Generator, weakrefs), .flags = TYPE_IMMUTABLE | TYPE_NO_NEW | TYPE_HAS_DEL,
    METHODS(async_methods), GETSET(async_getset),
    .destroy = generator_destroy, .visit = generator_visit, .clear = generator_clear,
    .try_repr = generator_repr, .wants_finalizer = generator_wants_finalizer,
};
