#!/usr/bin/env bash
# Builds, runs and tests Krait. What is missing of the toolchain is installed.
#
#   ./build.sh                       everything in dist/
#   ./build.sh web | wasi | native | native-release | stress | unit
#   ./build.sh run FILE [ARGS]       a Python program (or -c CODE, -m MODULE) on Krait in Node
#   ./build.sh test [--all] [PATTERN]  the tests; PATTERN: of files, else of test names; --all: the long ones too
#   ./build.sh check                 ownership types and warnings over the tree, without code
#   ./build.sh clean
#
# Only what changed is built again. Progress goes to stderr. KRAIT_JOBS (2): compilers at a time.
set -euo pipefail
# The caller's folder is the program's; ours is the tree's.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
jobs=${KRAIT_JOBS:-2}

make_targets() { (cd "$root" && make --no-print-directory -s -j "$jobs" -f toolchain/Makefile "$@") >&2; }

# What generators write must be there before make looks for sources.
build() {
    "$root/toolchain/install.sh"
    make_targets gen
    make_targets "$@"
}

run() {
    [ $# -gt 0 ] || { echo "build.sh: run what? ./build.sh run FILE [ARGS]" >&2; exit 2; }
    build web
    exec node "$root/dist/cli.mjs" "$@"
}

# Tests whose path matches; if none does, the pattern is one of test names.
run_tests() {
    local pattern='' files chosen
    while [ $# -gt 0 ]; do
        case $1 in
            --all) export KRAIT_TEST_ALL=1 ;;
            *) pattern=$1 ;;
        esac
        shift
    done
    build unit web wasi native stress
    cd "$root"
    mapfile -t files < <(find tests web -name '*.test.mjs' -not -path '*/node_modules/*' | LC_ALL=C sort)
    local options=(--test --test-concurrency=2)
    if [ -n "$pattern" ]; then
        mapfile -t chosen < <(printf '%s\n' "${files[@]}" | grep -F -- "$pattern" || true)
        if [ ${#chosen[@]} -gt 0 ]; then files=("${chosen[@]}"); else options+=("--test-name-pattern=$pattern"); fi
    fi
    exec node --no-warnings=ExperimentalWarning "${options[@]}" "${files[@]}"
}

command=${1:-all}
[ $# -eq 0 ] || shift
case $command in
    all) build web wasi ;;
    check) build -k check ;;
    web | wasi | native | native-release | stress | unit) build "$command" ;;
    run) run "$@" ;;
    test) run_tests "$@" ;;
    clean) rm -rf "$root/build" "$root/dist" ;;
    -h | --help | help) sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$root/build.sh" ;;
    *) echo "build.sh: no command '$command'; see ./build.sh help" >&2; exit 2 ;;
esac
