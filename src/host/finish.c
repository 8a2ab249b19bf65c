/* finish.c: taking modules down when a script has ended, as CPython does it: they leave sys.modules first, so that those
 * which nobody else holds go with all their globals, in the order in which those were made; then what hung together in
 * cycles, functions and their globals above all. Where nobody could notice it, nothing is taken down.
 */
#include "host/finish.h"
#include "host/sources.h"
#include "modules/modules.h"
#include "object/collect.h"
#include "object/serial.h"
#include "object/table.h"

enum { REMOVE, COLLECT };

/* The program's own leave sys.modules; natives stay, since finalizers may still speak to them. */
static void remove_modules(void) {
    Table *table = &vm.modules->table;
    for (u32 i = 0; i < table->filled; i++) {
        Ref name = table_key(table, i);
        if (is_empty(name) || (is_text(name) && module_is_native(AS(Text, name)))) continue;
        Value key, module;
        table_remove(table, i, &key, &module);
        value_release(key);
        value_release(module);
    }
}

bool finish_next(u32 *stage) {
    if (!serial_was_given()) return false;
    switch ((*stage)++) {
    case REMOVE:
        remove_modules();
        return true;
    case COLLECT:
        collect_garbage();
        return true;
    default:
        return false;
    }
}

void end_interpreter(void) {
    sources_forget();
    table_clear(&vm.modules->table);
    collect_garbage();
}
