#!/usr/bin/env bash
# How much memory a sample of a large DeepSEA bundle takes: h5py writes 300 MB of windows, once plain
# and once in packed chunks, and the kit draws 6,500 of them with a heap of 1 GB (or the one named).
#
#   tests/peers/deepsea_memory.sh           about a minute; 450 MB in the folder for temporary files
#   tests/peers/deepsea_memory.sh 300m      with a heap smaller than the array
#
# Prints a line for each. HELIXBOOK_PYTHON names a Python 3 with h5py if the system's own has none
# (Debian: python3-h5py).
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
python=${HELIXBOOK_PYTHON:-/usr/bin/python3}
case $python in "~/"*) python=~/${python#"~/"} ;; /*) ;; */*) python=$root/$python ;; esac
"$python" -c 'import h5py, numpy' 2>/dev/null || {
    printf 'deepsea_memory.sh: %s lacks h5py; install it (Debian: python3-h5py), or name a Python that has it in HELIXBOOK_PYTHON\n' "$python" >&2
    exit 1
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(cd "$root" && mvn -B -q -DskipTests -pl tests -am package) >"$folder/log" 2>&1 || {
    tail -20 "$folder/log" >&2
    echo 'deepsea_memory.sh: the build failed' >&2
    exit 1
}
for layout in contiguous chunked; do
    mkdir "$folder/$layout"
    "$python" "$root/tests/peers/deepsea_large.py" "$folder/$layout" $layout
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" "-Xmx${1:-1g}" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
        -cp "$root/tests/target/test-classes:$(<"$root/environment/kernel/target/classpath.txt")" \
        org.helixbook.data.chromatin.BundleMemory "$folder/$layout"
    rm -r "${folder:?}/$layout"
done
