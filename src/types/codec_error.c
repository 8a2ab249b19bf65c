/* codec_error.c: UnicodeDecodeError and UnicodeEncodeError from C, with the five arguments that their constructors take:
 * encoding, object, start, end, reason.
 */
#include "object/tuple.h"
#include "types/codec.h"
#include "types/exception.h"

static Value c_text(const char *s) {
    Text *t = text_from_c(s);
    return t ? value_of(t) : VALUE_ERROR;
}

static Value make_args(const char *encoding, Ref object, u32 start, u32 end, const char *reason) {
    Value items[5] = {c_text(encoding), is_empty(object) ? value_keep(ref(vm.empty_bytes)) : value_keep(object), value_u32(start), value_u32(end), c_text(reason)};
    if (!is_error(items[0]) && !is_error(items[4])) return tuple_take(items, 5);
    for (u32 i = 0; i < 5; i++) value_release(items[i]);
    return VALUE_ERROR;
}

static Value raise_fault(ErrorId id, Value args) {
    if (is_error(args)) return args;
    Value made = error_blank(id);
    if (is_error(made)) {
        value_release(args);
        return made;
    }
    unicode_error_fill(ref(made), ref(args));
    value_set(&exception_of(ref(made))->args, args);
    return raise_object(made);
}

Value raise_unicode_decode(const char *encoding, Ref object, u32 start, u32 end, const char *reason) {
    return raise_fault(ERR_UNICODE_DECODE, make_args(encoding, object, start, end, reason));
}

Value raise_unicode_encode(const char *encoding, Ref text, u32 start, u32 end, const char *reason) {
    return raise_fault(ERR_UNICODE_ENCODE, make_args(encoding, text, start, end, reason));
}
