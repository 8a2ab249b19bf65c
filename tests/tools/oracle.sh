#!/usr/bin/env bash
# The oracle: prints the path of a native CPython 3.14, which says what a program prints. What is expected in tests/ was
# made by it; no test needs it to run.
#
#   tests/tools/oracle.sh            path of an interpreter; unpacks it first if it is not there (13 MB, some seconds)
#
# The interpreter is Debian's, from the release that has 3.14. Its packages are downloaded with an apt configuration of
# our own and unpacked into a cache folder; nothing is installed, and the machine's apt lists stay as they are.
# Folder: $CPYTHON314, else ~/.cache/cpython-3.14.
set -euo pipefail

release=forky
folder=${CPYTHON314:-$HOME/.cache/cpython-3.14}
python=$folder/python3.14
# The interpreter, its library, and every shared library that one of its modules loads (libc included: the release's is
# newer than this machine's).
packages=(
    python3.14-minimal libpython3.14-minimal libpython3.14-stdlib
    libc6 libgcc-s1 libexpat1 zlib1g libbz2-1.0 liblzma5 libzstd1 libffi8
    libncursesw6 libtinfo6 libreadline8t64 libsqlite3-0 libuuid1 libssl3t64
)

if [ -x "$python" ]; then
    echo "$python"
    exit
fi

say() { echo "oracle: $*" >&2; }

# Debian's mirror as this machine knows it, in either form of its sources lists.
mirror() {
    cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
        grep -oE 'https?://[^ ]+/debian/?( |$)' | tr -d ' ' | head -n 1
}

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial" "$scratch/packages" "$folder"
from=$(mirror || true)
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${from:-http://deb.debian.org/debian} $release main" \
    >"$scratch/sources.list"
apt=(apt-get -qq -o "Dir::Etc::SourceList=$scratch/sources.list" -o Dir::Etc::SourceParts=/dev/null
    -o "Dir::State::Lists=$scratch/lists" -o "Dir::Cache=$scratch/cache" -o APT::Sandbox::User=root)

say "reading the package lists of $release"
"${apt[@]}" update >&2
say "downloading CPython 3.14"
(cd "$scratch/packages" && "${apt[@]}" download "${packages[@]}" >&2)
for package in "$scratch"/packages/*.deb; do
    dpkg -x "$package" "$folder"
done

# Started by its own loader, so that it meets its own libc and not the machine's.
cat >"$python.new" <<WRAPPER
#!/bin/sh
usr=$folder/usr
export PYTHONHOME=\$usr PYTHONDONTWRITEBYTECODE=1
exec \$usr/lib64/ld-linux-x86-64.so.2 --library-path \$usr/lib/x86_64-linux-gnu \\
    --argv0 $python \$usr/bin/python3.14 "\$@"
WRAPPER
chmod +x "$python.new"
mv "$python.new" "$python"
say "$("$python" -VV)"
echo "$python"
