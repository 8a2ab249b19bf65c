/* traceback.c: _traceback: the texts that the module `traceback` (src/lib/traceback.py) is made of: those that are printed
 * for an exception that nobody caught. */
#include "modules/native.h"

static Outcome text(Ref self, Ref exception) {
    if (!is_kind(exception, TYPE_IS_EXCEPTION)) return RAISE_OUTCOME(ERR_TYPE, "an exception is needed, not %T", exception);
    return traceback_text_whole(exception);
}

static Value entries(Ref self, Ref traceback, Ref carets) {
    TextBuilder b = {0};
    if (!traceback_put_entries(&b, traceback, is_true(carets))) return builder_drop(&b), VALUE_ERROR;
    Text *made = builder_finish(&b);
    return made ? value_of(made) : VALUE_ERROR;
}

static const NativeRow functions[] = {
    METHOD("text($module, exception, /)", O1, text, "What is printed for an exception, with its causes."),
    METHOD("entries($module, traceback, carets, /)", P2, entries, "The entries of a traceback."),
};
const ModuleSpec traceback_module = {.name = "_traceback", .doc = "The texts of tracebacks.", FUNCTIONS(functions)};
