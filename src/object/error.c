/* error.c: raising from C. An exception of a builtin class is made natively, with one argument at most; what the classes
 * do with more (OSError, SyntaxError, …) is types/exception.c's. */
#include "object/error.h"
#include "object/attr.h"
#include "object/tuple.h"
#include "mem/budget.h"
#include <stdarg.h>

Value error_blank(ErrorId id) {
    Type *type = vm.types[T_ERRORS + id];
    Value made = type_allocate(type);
    if (is_error(made)) return made;
    Exception *e = AS(Exception, ref(made));
    e->args = value_keep(ref(vm.empty_tuple));
    return made;
}

/* The exception being handled becomes the context of a new one; a chain that would close a ring is cut, as in CPython. */
static void set_context(Exception *e) {
    Ref handled = error_handled();
    if (is_none(handled) || same(handled, ref_of(e))) return;
    Exception *walk = AS(Exception, handled), *slow = walk;
    for (bool odd = false;; odd = !odd) {
        if (!is_pointer(ref(walk->context))) break;
        Exception *next = AS(Exception, ref(walk->context));
        if (next == e) {
            value_set(&walk->context, EMPTY);
            break;
        }
        walk = next;
        if (walk == slow) break; /* a ring that does not hold e */
        if (odd) slow = AS(Exception, ref(slow->context));
    }
    value_set(&e->context, value_keep(handled));
}

Ref error_handled(void) {
    for (ExcInfo *info = vm.thread->exc_info; info; info = info->previous)
        if (is_pointer(ref(info->handled))) return ref(info->handled);
    return REF_NONE;
}

Value raise_object(Value exception) {
    set_context(AS(Exception, ref(exception)));
    value_set(&vm.raised, exception);
    return VALUE_ERROR;
}

Value raise_no_memory(void) {
    if (!vm.types[T_ERRORS + ERR_MEMORY] || is_empty(ref(vm.memory_error))) {
        vm.raised = EMPTY;
        return VALUE_ERROR;
    }
    budget_open_reserve();
    vm.pending |= PENDING_COLLECT; /* garbage in cycles may be what has no room beside it */
    /* A fresh one if the reserve gives it; else the one that was made at start-up. */
    Value e = vm.raising_memory ? VALUE_ERROR : (vm.raising_memory = true, error_blank(ERR_MEMORY));
    vm.raising_memory = false;
    if (is_error(e)) e = value_keep(ref(vm.memory_error));
    return raise_object(e);
}

Value raise_with(ErrorId id, Ref argument) {
    Value made = error_blank(id);
    if (is_error(made)) return made;
    Exception *e = AS(Exception, ref(made));
    Tuple *args = tuple_new(1);
    if (!args) {
        value_release(made);
        return VALUE_ERROR;
    }
    args->items[0] = value_keep(argument);
    value_set(&e->args, value_of(args));
    if (id == ERR_STOP_ITERATION || id == ERR_SYSTEM_EXIT) value_set(&e->value, value_keep(argument));
    return raise_object(made);
}

Value raise_with_nothing(ErrorId id) {
    Value made = error_blank(id);
    return is_error(made) ? made : raise_object(made);
}

static Exception *raise_text(ErrorId id, Text *text) {
    if (!text) return NULL;
    Value v = value_of(text);
    raise_with(id, ref(v));
    value_release(v);
    return is_empty(ref(vm.raised)) || !raised_is(id) ? NULL : AS(Exception, ref(vm.raised));
}

Value raise(ErrorId id, const char *format, ...) {
    va_list list;
    va_start(list, format);
    raise_text(id, text_format_list(format, list));
    va_end(list);
    return VALUE_ERROR;
}

Value raise_attribute(Ref object, Text *name, const char *format, ...) {
    va_list list;
    va_start(list, format);
    Exception *e = raise_text(ERR_ATTRIBUTE, text_format_list(format, list));
    va_end(list);
    if (e) {
        value_set(&e->value, value_keep(ref_of(name)));
        value_set(&e->extra, value_keep(object));
    }
    return VALUE_ERROR;
}

Value raise_name(ErrorId id, Text *name, const char *format, ...) {
    va_list list;
    va_start(list, format);
    Exception *e = raise_text(id, text_format_list(format, list));
    va_end(list);
    if (e) value_set(&e->value, value_keep(ref_of(name)));
    return VALUE_ERROR;
}

bool raised_is(ErrorId id) {
    return is_pointer(ref(vm.raised)) && type_is_subtype(object_of(ref(vm.raised))->type, vm.types[T_ERRORS + id]);
}

void raised_clear(void) { value_set(&vm.raised, EMPTY); }
Value raised_take(void) { return value_take(&vm.raised); }
void raised_restore(Value exception) { value_set(&vm.raised, exception); }
Exception *exception_of(Ref r) { return AS(Exception, r); }
