#!/usr/bin/env bash
# Measures the kit's kernels one by one with JMH, by hand: they are no part of 'mvn verify'.
#
#   tests/benchmarks.sh                     all (about 3 minutes)
#   tests/benchmarks.sh stft                those whose names hold 'stft'
#   tests/benchmarks.sh -h                  all of JMH's options
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
classpath=$(mktemp)
trap 'rm -f "$classpath"' EXIT
(cd "$root" && mvn -B -q -pl tests -am test-compile \
    org.apache.maven.plugins:maven-dependency-plugin:build-classpath \
    -Dmdep.outputFile="$classpath" -Dmdep.includeScope=test)
export HELIXBOOK_THREADS=${HELIXBOOK_THREADS:-2} OMP_WAIT_POLICY=PASSIVE
export GOMP_SPINCOUNT=1000 OPENBLAS_THREAD_TIMEOUT=14
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=17179869184 MALLOC_TRIM_THRESHOLD_=34359738368
export MALLOC_TOP_PAD_=67108864 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$root/tests/target/test-classes:$(<"$classpath")" \
    org.openjdk.jmh.Main "$@"
