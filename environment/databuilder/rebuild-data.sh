#!/usr/bin/env bash
# Rebuilds the embedded sets (human-coding-600, human-lnsd, human-genomic-600, ustilago-coding-600,
# hg19-annotation and microbe-genomes) from their Debian packages and compares them, byte by byte, with
# the files in the repository. Exit code 0: identical; 1: different, or not done.
#
#   ./environment/databuilder/rebuild-data.sh          the packages are downloaded (280 MB, Debian 12)
#   ./environment/databuilder/rebuild-data.sh FOLDER     the packages (.deb) lie in FOLDER
#   ./environment/databuilder/rebuild-data.sh FOLDER --coding-intervals FILE.bed.gz
#                                            further options go to the builder of the human set; see --help
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where
# Names beyond ASCII need UTF-8.
if locale -a 2>/dev/null | grep -i '^c\.utf-\?8$' >/dev/null; then export LC_ALL=C.UTF-8; fi

caller=$PWD
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
options=()
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
    if ! folder=$(cd -- "$1" 2>/dev/null && pwd); then
        printf 'rebuild-data.sh: %s: there is no such folder; name the one that holds the .deb files\n' "$1" >&2
        exit 1
    fi
    options+=(--packages "$folder")
    shift
fi

cd "$root"
mkdir -p target
log=$root/target/rebuild-data.log
if ! mvn -B -q -pl lib,environment/databuilder test-compile dependency:build-classpath \
    -Dmdep.outputFilterFile=false -Dmdep.outputFile="$root/target/databuilder.classpath" >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    printf 'rebuild-data.sh: Maven could not build the data builder; see %s\n' "$log" >&2
    exit 1
fi
cd "$caller"
build() {
    java -Dhelixbook.root="$root" -cp "$root/environment/databuilder/target/classes:$(cat "$root/target/databuilder.classpath")" \
        org.helixbook.databuilder.BuildCommand \
        --compare "$root/lib/src/main/resources/org/helixbook/data" "$@"
}
status=0
build human-coding-600 "${options[@]}" "$@" || status=1
# Asking for help or writing elsewhere is about the first.
if [ $# -eq 0 ]; then
    build human-lnsd "${options[@]}" || status=1
    build human-genomic-600 "${options[@]}" || status=1
    build ustilago-coding-600 "${options[@]}" || status=1
    build hg19-annotation "${options[@]}" || status=1
    build microbe-genomes "${options[@]}" || status=1
fi
exit $status
