#!/usr/bin/env bash
# Trains Paper 1's Model 2 on a disk that is too small for it, and goes on each time that there is
# room again: a full disk at a checkpoint, at the history, at the predictions. In the end it compares
# weights, updater, history and predictions with those of a training that had room. Linux; it mounts
# a small disk in memory, in a name space of its own, as root or where users may. Some minutes.
#
#   tests/faults/full_disk.sh        3 epochs
#   tests/faults/full_disk.sh 10     10 epochs
#
# Exit code 0 if each full disk was told in one sentence with exit code 2 and nothing was lost.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
epochs=${1:-3}
if [ "${2:-}" != apart ]; then
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    (cd "$root" && mvn -B -q -DskipTests -pl tests -am package) >"$log" 2>&1 \
        || { tail -20 "$log" >&2; echo "full_disk.sh: the build failed" >&2; exit 1; }
    users=$([ "$(id -u)" = 0 ] || echo "--user --map-root-user")
    # shellcheck disable=SC2086
    unshare $users --mount "$0" "$epochs" apart
    exit
fi

work=$(mktemp -d)
disk=$work/disk
mkdir "$disk" "$work/elsewhere"
trap 'umount "$disk" 2>/dev/null || true; rm -rf "$work"' EXIT
mount -t tmpfs -o size=10m small "$disk" # room for two checkpoints of 4.3 MB, not for the third
export HELIXBOOK_RUNS=$disk HELIXBOOK_IMAGES=$work/images
class_path=$root/tests/target/test-classes:$(<"$root/environment/kernel/target/classpath.txt")
failed=0

train() { # STORE
    (
        export OMP_WAIT_POLICY=PASSIVE MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=17179869184
        export MALLOC_TRIM_THRESHOLD_=34359738368 MALLOC_TOP_PAD_=67108864 GLIBC_TUNABLES=glibc.malloc.hugetlb=1
        exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx1g -XX:TieredStopAtLevel=1 \
            -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$class_path" \
            org.helixbook.faults.Model2Process "$1" "$epochs"
    ) | { grep -v -e '^batch' -e '^begin' || true; }
}
resume() { "$root/environment/helixbook" runs resume "$run" | tail -n 1; }
fill() { head -c 100M /dev/zero >"$disk/filler" 2>/dev/null || true; }
look() {
    printf '  on the disk: %s free; %s\n' "$(df -h --output=avail "$disk" | tail -n 1 | tr -d ' ')" \
        "$(cd "$disk/$run" && find . -type f -size +0 -printf '%P %s, ' | sed 's/-[0-9a-f]\{64\}//g')"
}
expect() { # CODE COMMAND...: what it says, how it ended, and whether that is as expected
    local wanted=$1 said status=0
    shift
    said=$("$@" 2>&1) || status=$?
    printf '%s\n' "$said" | sed 's/^/  | /'
    printf '  exit code %d\n' "$status"
    [ "$status" = "$wanted" ] || { echo "  EXPECTED $wanted"; failed=1; }
    if [ "$wanted" = 2 ] && [ "$(printf '%s\n' "$said" | grep -c 'cannot be kept there')" != 1 ]; then
        echo "  EXPECTED one sentence"; failed=1
    fi
}

echo "1. a training that has room"
expect 0 train "$work/elsewhere"
echo "2. the disk fills up while a checkpoint is written"
expect 2 train "$disk"
run=$(basename "$(dirname "$(find "$disk" -name config.json)")")
look
[ -z "$(find "$disk" -name '*.part')" ] || { echo "  EXPECTED no half file"; failed=1; }
echo "3. asked again, and there is still no room"
expect 2 resume
look
echo "4. not a byte is free, and the history ends in half a line"
mount -o remount,size=40m "$disk"
head -c 8 "$disk/$run/history.csv" >"$disk/half" && mv "$disk/half" "$disk/$run/history.csv"
fill
expect 2 resume
look
echo "5. there is room again"
rm "$disk/filler"
expect 0 resume
look
echo "6. the predictions are lost, and the disk is full"
rm "$disk/$run/predictions.csv"
fill
expect 2 resume
look
echo "7. there is room again"
rm "$disk/filler"
expect 0 resume
look
echo "8. both ends"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$class_path" org.helixbook.faults.RunEnd "$work/elsewhere" "$disk" || failed=1
[ $failed = 0 ] && echo "each full disk was told, and nothing was lost" || echo "NOT as expected, see above"
exit $failed
