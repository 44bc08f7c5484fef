#!/usr/bin/env bash
# Compares the kit's speed and memory with a peer's, on this machine.
#
#   tests/peers/compare.sh cnn              Models 1 and 2a of Paper 1 against PyTorch (10 to 20 min)
#   tests/peers/compare.sh cnn --pairs 2 --steps 1 --models model1 --modes train     quickly
#   tests/peers/compare.sh cnn --help       all options
#
# Both sides get the same threads (HELIXBOOK_THREADS, by default 2) and the same settings of glibc's
# allocator and of OpenMP. Processor seconds are printed too: on a busy machine they are the fairer
# figure. HELIXBOOK_PYTHON names a Python 3 with PyTorch if the system's own is not to be used.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
stop() { printf 'compare.sh: %s\n' "$*" >&2; exit 1; }

[ "${1:-}" = cnn ] || stop "say what to compare: 'compare.sh cnn'"
shift

python=${HELIXBOOK_PYTHON:-/usr/bin/python3}
has_torch() { "$python" -c 'import torch' 2>/dev/null; }
if ! has_torch && [ -z "${HELIXBOOK_PYTHON:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing PyTorch from Debian's packages"
    apt-get update -q >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3-torch >/dev/null
fi
has_torch || stop "there is no PyTorch in $python; install it (Debian: python3-torch), or name a Python that has it in HELIXBOOK_PYTHON"

echo "building the kit"
(cd "$root" && mvn -B -q -DskipTests -pl tests -am package) >"${TMPDIR:-/tmp}/compare-build.$$" 2>&1 \
    || { tail -20 "${TMPDIR:-/tmp}/compare-build.$$" >&2; stop "the build failed"; }
rm -f "${TMPDIR:-/tmp}/compare-build.$$"

export HELIXBOOK_THREADS=${HELIXBOOK_THREADS:-2}
export OMP_NUM_THREADS=$HELIXBOOK_THREADS OMP_WAIT_POLICY=PASSIVE
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=17179869184 MALLOC_TRIM_THRESHOLD_=34359738368
export MALLOC_TOP_PAD_=67108864 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
exec "$python" "$root/tests/peers/compare_cnn.py" "$@" \
    --java "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
    --class-path "$root/tests/target/test-classes:$(<"$root/environment/kernel/target/classpath.txt")"
