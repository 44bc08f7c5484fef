#!/usr/bin/env bash
# Compares the kit's speed and memory with a peer's, on this machine.
#
#   tests/peers/compare.sh cnn              Models 1 and 2a of Paper 1 against PyTorch
#   tests/peers/compare.sh gru              Paper 2's recurrent layers against PyTorch
#   tests/peers/compare.sh lm               the report's character language models against PyTorch
#   tests/peers/compare.sh lr               Paper 2's logistic regression against scikit-learn
#   tests/peers/compare.sh scale            how the kit's own time and memory grow; no peer
#   tests/peers/compare.sh all              all that have a peer, one after the other; cnn last
#   tests/peers/compare.sh cnn --pairs 2 --steps 1 --models model1 --modes train     quickly
#   tests/peers/compare.sh cnn --check      do both versions of PyTorch compute the same losses?
#   tests/peers/compare.sh lr --rows 20000 80000 400000 --tasks 16 --sample 1         cost against rows
#   tests/peers/compare.sh cnn --help       all options
#
# PyTorch is Debian's, in Python, and the newer one of pytorch2/pom.xml, as native code from Maven
# Central in a process of its own; each ratio is to the faster of the two.
#
# Both sides get the same threads (HELIXBOOK_THREADS, by default 2) and the same settings of glibc's
# allocator and of OpenMP; the kit has OpenBLAS' threads sleep while they wait, as its notebooks do,
# which would slow a peer down. Processor seconds are printed too: on a busy machine they are the
# fairer figure. HELIXBOOK_PYTHON names a Python 3 with the peer's modules if the system's own is
# not to be used. Each comparison is a script compare_NAME.py that prints a table and, last, its
# ratios.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
stop() { printf 'compare.sh: %s\n' "$*" >&2; exit 1; }

python=${HELIXBOOK_PYTHON:-/usr/bin/python3}
case $python in "~/"*) python=~/${python#"~/"} ;; /*) ;; */*) python=$root/$python ;; esac

# need MODULE... PACKAGE: the modules, from Debian's package if they are missing
need() {
    local package=${*: -1} modules=${*:1:$#-1}
    local imports="import ${modules// /, }"
    "$python" -c "$imports" 2>/dev/null && return
    if [ -z "${HELIXBOOK_PYTHON:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing $package from Debian's packages"
        apt-get update -q >/dev/null
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$package" >/dev/null
    fi
    "$python" -c "$imports" 2>/dev/null \
        || stop "$python lacks ${modules// /, }; install it (Debian: $package), or name a Python that has it in HELIXBOOK_PYTHON"
}

# Debian's PyTorch multiplies with the system's BLAS, and the reference one takes ten times as long.
fast_products() {
    [ -z "${HELIXBOOK_PYTHON:-}" ] || return 0
    local blas
    blas=$(readlink -f /usr/lib/*/libblas.so.3 || true)
    case $blas in *openblas* | *mkl* | *blis*) return ;; esac
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "installing libopenblas0-pthread from Debian's packages"
        DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends libopenblas0-pthread >/dev/null
    else
        stop "PyTorch would multiply with $blas, which is slow; install libopenblas0-pthread"
    fi
}

names=()
for script in "$root"/tests/peers/compare_*.py; do
    name=$(basename "${script#*compare_}" .py)
    [ "$name" = pairs ] || names+=("$name")
done

case ${1:-} in
    all)
        # cnn last, so that the last line of all is the training step of Model 1.
        for name in "${names[@]}"; do [ "$name" = cnn ] || [ "$name" = scale ] || "$0" "$name"; done
        exec "$0" cnn
        ;;
    cnn | gru | lm)
        need numpy torch python3-torch
        fast_products
        ;;
    lr) need sklearn scipy python3-sklearn ;;
    scale) need numpy python3-numpy ;;
    *) stop "say what to compare, one of: ${names[*]} all" ;;
esac
what=$1
shift
[ -f "$root/tests/peers/compare_$what.py" ] || stop "'$what' is not here yet; there is: ${names[*]}"

echo "building the kit"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
(cd "$root" && mvn -B -q -DskipTests -pl tests -am package) >"$log" 2>&1 \
    || { tail -20 "$log" >&2; stop "the build failed"; }

peers=()
if [ "$what" != lr ]; then
    pytorch2=$root/tests/peers/pytorch2
    if mvn -B -q -f "$pytorch2/pom.xml" compile >"$log" 2>&1; then
        peers=(--pytorch2 "$pytorch2/target/classes:$(<"$pytorch2/target/classpath.txt")")
    else
        echo "without PyTorch 2, which could not be had from Maven Central: $(grep -m1 ERROR "$log")"
    fi
fi

export HELIXBOOK_THREADS=${HELIXBOOK_THREADS:-2}
export OMP_NUM_THREADS=$HELIXBOOK_THREADS OMP_WAIT_POLICY=PASSIVE GOMP_SPINCOUNT=1000
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=17179869184 MALLOC_TRIM_THRESHOLD_=34359738368
export MALLOC_TOP_PAD_=67108864 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
"$python" "$root/tests/peers/compare_$what.py" "$@" "${peers[@]}" \
    --java "${JAVA_HOME:+$JAVA_HOME/bin/}java" \
    --class-path "$root/tests/target/test-classes:$(<"$root/environment/kernel/target/classpath.txt")"
