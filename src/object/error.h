/* error.h: raising. What fails returns its sentinel with vm.raised set exactly once. */
#ifndef KRAIT_ERROR_H
#define KRAIT_ERROR_H
#include "object/text.h"

/* BaseException's struct; the fields of OSError, SyntaxError, … follow in types/exception.h. */
typedef struct Exception {
    Object head;
    u32 dict; Object *weakrefs;
    Value args, traceback, context, cause, notes; /* notes: EMPTY or a list */
    u8 suppress_context;
    Value value; /* StopIteration.value, SystemExit.code, KeyError's key is in args; NameError/AttributeError: name */
    Value extra; /* AttributeError.obj, ImportError.path, … */
} Exception;

/* text_format's directives; always returns VALUE_ERROR. The linker knows it by another name: libc has a raise too. */
Value raise(ErrorId id, const char *format, ...) __asm__("error_raise");
Value raise_with(ErrorId id, Ref argument);       /* one argument: KeyError(key), StopIteration(value) */
Value raise_with_nothing(ErrorId id);             /* no argument: StopIteration() */
Value raise_object(Value exception);              /* takes it over; sets __context__ as the raise statement does */
Value raise_no_memory(void);                      /* the preallocated MemoryError if need be */
Value raise_attribute(Ref object, Text *name, const char *format, ...); /* AttributeError with name and obj */
Value raise_name(ErrorId id, Text *name, const char *format, ...);      /* NameError, UnboundLocalError with name */
#define RAISE(...) (raise(__VA_ARGS__))
#define RAISE_NULL(...) (((void)raise(__VA_ARGS__)), NULL)
#define RAISE_FALSE(...) (((void)raise(__VA_ARGS__)), false)
#define RAISE_OUTCOME(...) (outcome(raise(__VA_ARGS__)))
Ref error_handled(void);                          /* what an except block is handling: an exception or None; kept by the thread */
MUST_CHECK Value error_blank(ErrorId id);         /* an exception without arguments, not raised */
bool raised_is(ErrorId id);                       /* vm.raised is an instance of it */
void raised_clear(void);
Value raised_take(void);                          /* moves it out */
void raised_restore(Value exception);             /* puts it back, untouched */
Exception *exception_of(Ref r);
#endif
