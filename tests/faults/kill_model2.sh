#!/usr/bin/env bash
# Trains Paper 1's Model 2 once without a stop, and once with kills at random moments, and compares
# the two ends byte by byte: weights, updater, history, predictions. Some minutes.
#
#   tests/faults/kill_model2.sh                 20 kills, seed 20
#   tests/faults/kill_model2.sh --kills 5 --seed 1
#
# One line a kill; the last line says how many were survived. Exit code 0 if all were.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
class_path=$root/environment/kernel/target/classpath.txt
log=$(mktemp)
work=$(mktemp -d)
trap 'rm -rf "$log" "$work"' EXIT
(cd "$root" && mvn -B -q -DskipTests -pl tests -am package) >"$log" 2>&1 \
    || { tail -20 "$log" >&2; echo "kill_model2.sh: the build failed" >&2; exit 2; }

export OMP_WAIT_POLICY=PASSIVE
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=17179869184 MALLOC_TRIM_THRESHOLD_=34359738368
export MALLOC_TOP_PAD_=67108864 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$root/tests/target/test-classes:$(<"$class_path")" \
    org.helixbook.faults.KillModel2 "$work" "$@"
