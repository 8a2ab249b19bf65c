#!/usr/bin/env bash
# Installs what Krait is built and tested with: compilers and Chromium from
# Debian, libraries from npm (node_modules/) and PyPI (.toolchain/python).
# Idempotent: a stamp over versions.env, the npm manifests and this file makes
# the second run a matter of milliseconds. Everything it says goes to stderr.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
exec 1>&2
# shellcheck source=versions.env
source toolchain/versions.env

say() { printf 'toolchain: %s\n' "$*"; }
fail() { say "$*"; exit 1; }

manifest() { cat toolchain/versions.env toolchain/install.sh package.json package-lock.json | sha256sum | cut -d' ' -f1; }

# The stamp travels with the work tree, the Debian packages with the machine: ask for both.
is_installed() {
    [ -f .toolchain/stamp ] && [ "$(cat .toolchain/stamp)" = "$(manifest)" ] || return 1
    [ -d node_modules/pyodide ] && [ -d .toolchain/python/wasmtime ] || return 1
    local tool
    for tool in make gcc clang-19 wasm-ld-19 emcc chromium; do command -v "$tool" >/dev/null || return 1; done
    [ -f /usr/include/wasm32-wasi/math.h ] && compgen -G '/usr/lib/gcc/x86_64-linux-gnu/*/32/libasan.so' >/dev/null
}

check_node() {
    command -v node >/dev/null || fail "Node.js $NODE_MAJOR is needed and not on the PATH"
    local version; version=$(node --version)
    [ "${version#v}" != "$version" ] && [ "${version%%.*}" = "v$NODE_MAJOR" ] ||
        fail "Node.js $NODE_MAJOR is needed, this is $version ($(command -v node)) $1"
}

missing_apt() {
    local package
    for package in "$@"; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else fail "not root and no sudo: ask an administrator for 'apt-get install --no-install-recommends ${missing:-}'"
    fi
}

install_apt() {
    command -v apt-get >/dev/null || fail "this script installs on Debian 12; elsewhere provide: $APT_PACKAGES"
    local wanted=$APT_PACKAGES missing
    python3 -m pip --version >/dev/null 2>&1 || wanted="$wanted python3-pip"
    # shellcheck disable=SC2086
    missing=$(missing_apt $wanted)
    [ -n "$missing" ] || return 0
    say "Debian packages: $missing"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q
    # shellcheck disable=SC2086
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing </dev/null
    hash -r
}

check_compilers() {
    clang-19 --version | grep -q "version $CLANG_VERSION" || fail "clang-19 is not $CLANG_VERSION: $(clang-19 --version | head -1)"
    emcc --version </dev/null | grep -q " $EMCC_VERSION" || fail "emcc is not $EMCC_VERSION"
}

install_npm() {
    say "npm packages into node_modules"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
}

install_wasmtime() {
    local info=".toolchain/python/wasmtime-$WASMTIME_VERSION.dist-info"
    [ -d "$info" ] && return 0
    say "wasmtime $WASMTIME_VERSION into .toolchain/python"
    rm -rf .toolchain/python
    python3 -m pip install --quiet --disable-pip-version-check --no-input --root-user-action=ignore \
        --target .toolchain/python "wasmtime==$WASMTIME_VERSION"
}

if is_installed; then exit 0; fi
mkdir -p .toolchain
exec 9>.toolchain/lock
flock 9
if is_installed; then exit 0; fi
check_node "before installing"
install_apt
check_node "since Debian's emscripten was installed: put Node $NODE_MAJOR first on the PATH"
check_compilers
install_npm
install_wasmtime
manifest > .toolchain/stamp
say "ready"
