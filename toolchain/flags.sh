#!/usr/bin/env bash
# The one place of compiler flags. `flags.sh BUILD SOURCE` prints the compile
# command for a source of a build, `flags.sh BUILD` the link command, `flags.sh hot SOURCE...` those built for speed.
#
#   web             Emscripten: one plain wasm without glue; imports only the host table
#   wasi            clang + wasi-libc, the command; wasi-reactor: the same objects, linked as a reactor
#   native          gcc -m32, assertions, ASan and UBSan; native-release: -O2, for callgrind
#   stress          as native, a fresh chunk at every push, a collection at every allocation
#   unit-wasi       the floors without Python for C tests in wasm: assertions, no sanitizer
#   check           no code: ownership as distinct types, warnings are errors
#
# Optimisation goes by source (docs/benchmarks.md has the figures): what programs spend their time in is built for speed,
# the rest for size.
set -euo pipefail
build=$1 source=${2:-}

common="-std=gnu11 -Isrc -I. -Ibuild/gen -fno-strict-aliasing -Wall -Wextra -Wno-unused-parameter"
sanitize="-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer"
m32="-m32 -msse2 -mfpmath=sse"
stack=262144

wasi="clang-19 --target=wasm32-wasi -nostdlibinc -isystem /usr/include/wasm32-wasi -D_WASI_EMULATED_SIGNAL -D_WASI_EMULATED_PROCESS_CLOCKS"
wasi_link="-Wl,--stack-first,-z,stack-size=$stack -lwasi-emulated-signal -lwasi-emulated-process-clocks"

exports() { sed -n 's/^EXPORT(\([a-z_]*\)).*/\1/p' wasm/exports.def; }

# fast: the loop and calls. small_fast: as fast, but functions that nobody marked INLINE are called when they are not tiny,
# which costs nothing that the benches show and halves what such sources weigh (docs/size.md).
fast="-O2 -fno-unroll-loops"
small_fast="-O2 -fno-unroll-loops -mllvm -inline-threshold=50"
optimisation() {
    case $source in
        src/vm/eval.c | src/vm/ops_number.c | src/vm/unwind.c | src/vm/cache.c | src/mem/* | src/base/hash.c) echo "$fast" ;;
        src/frame/call*.c | src/frame/frame.c | src/frame/iterate.c | src/frame/native_frame.c) echo "$fast" ;;
        src/object/table.c | src/object/gc.c | src/object/object.c | src/object/attr.c | src/object/type.c) echo "$fast" ;;
        src/object/text.c | src/frame/continuation.c | src/frame/generator.c | src/frame/probe.c | src/frame/op_attr.c) echo "$small_fast" ;;
        src/types/list.c | src/types/tuple.c | src/types/dict.c | src/types/dict_iterator.c | src/types/iterators.c) echo "$small_fast" ;;
        src/types/range_iterator.c | src/types/int_arith.c | src/types/sort*.c | src/types/set_table.c) echo "$small_fast" ;;
        src/types/str_join.c | src/types/string.c | src/vm/ops_quick.c) echo "$small_fast" ;;
        src/object/tuple.c | src/object/protocol_quick.c | src/object/text_builder.c | src/types/pair.c) echo "$small_fast" ;;
        src/base/digits.c | src/types/int_digits.c | src/base/inflate.c) echo -Os ;; # few loops, which do all the work
        *) echo -Oz -DKRAIT_COLD ;;
    esac
}

compile() {
    case $build in
        web) echo "emcc $(optimisation) $common -D_GNU_SOURCE -DKRAIT_LIBRARY_APART" ;;
        wasi) echo "$wasi $(optimisation) $common" ;;
        unit-wasi) echo "$wasi -O1 -DKRAIT_DEBUG $common" ;;
        native) echo "gcc $m32 -O1 -g -DKRAIT_DEBUG $sanitize $common -D_GNU_SOURCE" ;;
        stress) echo "gcc $m32 -O1 -g -DKRAIT_DEBUG -DKRAIT_STRESS $sanitize $common -D_GNU_SOURCE" ;;
        native-release) echo "gcc $m32 -O2 -g $common -D_GNU_SOURCE" ;;
        check) echo "gcc $m32 -O0 -fsyntax-only -DCHECK_OWNERSHIP -DKRAIT_DEBUG -Werror $common -D_GNU_SOURCE" ;;
        *) echo "flags.sh: no build '$build'" >&2; exit 1 ;;
    esac
}

link() {
    local names; names=$(exports)
    case $build in
        web)
            echo "emcc -O1 --profiling-funcs -sSTANDALONE_WASM --no-entry -sALLOW_MEMORY_GROWTH=1 -sMAXIMUM_MEMORY=4GB -sTOTAL_STACK=$stack" \
                "-sINITIAL_MEMORY=2097152 -Wl,--stack-first,--growable-table -sFILESYSTEM=0 -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0 -sMALLOC=none" \
                "-sEXPORTED_FUNCTIONS=$(echo "$names" | sed 's/^/_/' | paste -sd,)" ;;
        wasi) echo "$wasi -O2 -Wl,--strip-all $wasi_link" ;;
        wasi-reactor)
            echo "$wasi -O2 -mexec-model=reactor -Wl,--strip-all $wasi_link $(echo "$names" | sed 's/^/-Wl,--export=/' | paste -sd' ')" ;;
        unit-wasi) echo "$wasi -O1 -DKRAIT_DEBUG $common $wasi_link" ;;
        native | stress) echo "gcc $m32 -g $sanitize" ;;
        native-release) echo "gcc $m32 -g" ;;
    esac
}

if [ "$build" = hot ]; then
    for source in "${@:2}"; do [[ $(optimisation) == *-DKRAIT_COLD* ]] || echo "$source"; done
elif [ -n "$source" ]; then
    compile
else
    link
fi
