#!/usr/bin/env bash
# Gives each command that writes a disk without room, and one that fills up in the middle, and looks
# what it says and leaves. Linux; it mounts a small disk in memory, in a name space of its own, as root
# or where users may. A training that is stopped by a full disk: full_disk.sh.
#
#   tests/faults/full_disk_commands.sh                  builds the kit first
#   tests/faults/full_disk_commands.sh CLASS_PATH       with these classes
#
# Exit code 0 if each command ended with code 2 and one sentence, and left only whole files.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
class_path=${1:-}
if [ "${2:-}" != apart ]; then
    if [ -z "$class_path" ]; then
        (cd "$root" && mvn -B -q -DskipTests -pl environment/kernel -am package)
        class_path=$(<"$root/environment/kernel/target/classpath.txt")
    fi
    users=$([ "$(id -u)" = 0 ] || echo "--user --map-root-user")
    # shellcheck disable=SC2086
    unshare $users --mount "$0" "$class_path" apart
    exit
fi

work=$(mktemp -d)
small=$work/small
trap 'umount "$small" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$small" "$work/room"
failed=0
export HELIXBOOK_RUNS=$work/runs HELIXBOOK_IMAGES=off HELIXBOOK_DATA=$work/data HELIXBOOK_THREADS=1

# A kit with one small notebook, a report of two pages, and what the commands need besides.
kit=$work/kit
notebook=$kit/notebooks/tiny/01-letters.ipynb
mkdir -p "$(dirname "$notebook")" "$work/report/figures" "$work/jar"
echo '{}' >"$kit/data-manifest.json"
python3 - "$notebook" <<'PYTHON'
import json, sys
cell = """var book = org.helixbook.notebook.Notebook.open("tiny/01-letters");
double rate = book.parameter("learning rate", 2e-3);
var source = new org.helixbook.data.text.TextSource(org.helixbook.data.text.TextSource.RANDOM, 600, 100, 3);
var text = source.load(null, book.progress());
var model = org.helixbook.model.language.CharacterModel.builder().layers(1).hidden(8).batchSize(4).length(15)
    .epochs(2).learningRate(rate).build();
var trials = book.experiment(1).run(new org.helixbook.experiment.LanguageVariant(model, source, text));
"""
json.dump({"cells": [{"cell_type": "code", "source": cell}], "metadata": {}}, open(sys.argv[1], "w"))
PYTHON
head -c 20000 /dev/zero | tr '\0' x >"$work/report/index.html"
head -c 20000 /dev/zero | tr '\0' y >"$work/report/figures/a.png"
: >"$work/jar/class" && printf 'Main-Class: a.IJava\n' >"$work/manifest"
(cd "$work/jar" && "${JAVA_HOME:+$JAVA_HOME/bin/}jar" cfm "$work/ijava.jar" "$work/manifest" class)

helixbook() {
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -XX:TieredStopAtLevel=1 -Djava.awt.headless=true \
        -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -Dhelixbook.root="${in_kit:-$kit}" -cp "$class_path" \
        org.helixbook.cli.HelixBook "$@"
}
fetch() { HELIXBOOK_DATA=$1 helixbook data fetch human-coding-600; }
publish() { HELIXBOOK_REPORT=$work/report helixbook publish "$1"; }
report() { HELIXBOOK_REPORT=$1/report helixbook report; }
play() { in_kit=$1 helixbook play --copy-only; }
reference() { in_kit=$1 helixbook reference tiny --records; }
prepare() { # FOLDER: what some of them begin with, which fits on the disk
    mkdir -p "$1/notebooks/reference-results/tiny" "$1/.helixbook/reference/tiny" "$1/report/results"
    cp "$kit/data-manifest.json" "$1/"
    cp "$notebook" "$1/notebooks/"
    echo '{"cost": "none", "notebooks": [], "runs": {"a": {}}}' >"$1/notebooks/reference-results/tiny/reference.json"
    ln -s "$work/runs" "$1/.helixbook/reference/tiny/runs"
    echo '[]' >"$1/report/results/a.json"
}

# One sentence, exit code 2, and no file that is not as it is with room. In the arguments, @ is the disk.
try() { # NAME FREE_KB COMMAND...
    local name=$1 free=$2 status=0 said half='' file
    shift 2
    umount "$small" 2>/dev/null || true
    mount -t tmpfs -o size=256k disk "$small"
    prepare "$small"
    head -c $(($(df -k --output=avail "$small" | tail -n 1) - free))k /dev/zero >"$small/filler"
    said=$("${@//@/$small}" 2>&1 >/dev/null) || status=$?
    rm "$small/filler"
    while read -r file; do
        cmp -s "$small/$file" "$work/room/$file" || half="$half $file"
    done < <(cd "$small" && find . -name work -prune -o -type f -size +0 -print) # but a sweep's scratch folder
    printf '%s, %s kB free: code %d: %s\n' "$name" "$free" "$status" "$(head -c 400 <<<"$said" | sed "s#$work#...#g")"
    if [ "$status" != 2 ] || [ "$(grep -c . <<<"$said")" != 1 ] || [ -n "$half" ]; then
        echo "  NOT as expected;$half"
        failed=1
    fi
}
both() { # NAME FREE_KB COMMAND...: with room, on a full disk, and on one that fills up
    local name=$1 free=$2
    shift 2
    rm -rf "$work/room"
    mkdir "$work/room"
    prepare "$work/room"
    "${@//@/$work/room}" >/dev/null 2>"$work/err" || { echo "$name: NOT as expected, with room:"; cat "$work/err"; failed=1; }
    try "$name" 0 "$@"
    try "$name" "$free" "$@"
}

sweep=(helixbook sweep "$notebook" learning-rate=2e-3,3e-3 --silent --out)
"${sweep[@]}" "$work/first" >/dev/null
mapfile -t ids < <(find "$work/runs" -mindepth 1 -maxdepth 1 -type d ! -name '.*' -printf '%f\n')

both "runs export" 4 helixbook runs export "${ids[0]}" @/run.zip
both "runs export --records" 8 helixbook runs export "${ids[0]}" @/records --records
both "runs compare" 4 helixbook runs compare "${ids[0]}" "${ids[1]}" --out @/compared.html
both "kernelspec" 4 helixbook kernelspec "$work/ijava.jar" @/kernel
both "data fetch" 16 fetch @/data
both "publish" 28 publish @/site
both "report" 4 report @
both "play" 4 play @
both "reference" 8 reference @
both "sweep" 16 "${sweep[@]}" @/sweep

printf '>a\n%s\n' "$(head -c 600 /dev/zero | tr '\0' A)" >"$work/a.fa"
for command in "runs table --csv" "runs list" "runs show ${ids[0]}" "data list" "predict ${ids[0]} $work/a.fa --silent"; do
    status=0
    # shellcheck disable=SC2086
    said=$(helixbook $command 2>&1 >/dev/full) || status=$?
    printf '%s, into a file on a full disk: code %d: %s\n' "$command" "$status" "$said"
    [ "$status" = 2 ] && [ "$(grep -c . <<<"$said")" = 1 ] || { echo "  NOT as expected"; failed=1; }
done
[ $failed = 0 ] && echo "each command told of the full disk, and left only whole files" || echo "NOT as expected, see above"
exit $failed
