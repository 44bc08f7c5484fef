#!/usr/bin/env bash
# Kills reproduce.sh with SIGKILL at random moments, from its first line to its last notebook, and
# looks what is left: no kernel and no runner, no build once the next run has waited for it, and after
# that run, which must pass, no half-written file and the same results as without a kill. Linux; two
# small notebooks in the profile smoke. About two runs a kill.
#
#   tests/faults/kill_reproduce.sh           20 kills, seed 20
#   tests/faults/kill_reproduce.sh 5 1       5 kills, seed 1
#
# One line a kill. Exit code 0 if nothing was left behind and every next run was right.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
kills=${1:-20}
RANDOM=${2:-20}
work=$(mktemp -d)
script=
trap '[ -z "$script" ] || kill "$script" 2>/dev/null || true; rm -rf "$work"' EXIT
export HELIXBOOK_PROFILE=smoke HELIXBOOK_REPORT=$work/report HELIXBOOK_RUNS=$work/runs
export HELIXBOOK_IMAGES=$work/images
notebooks=("$root"/notebooks/00-start-here.ipynb "$root"/notebooks/paper1-spectrogram-cnn/01-data.ipynb)
leftover=40 # seconds that kernels have to see that their runner is gone, also on a busy machine
failed=0

# In a session of its own, by which what it started is found; with exec it becomes the runner.
start() {
    setsid "$root/environment/reproduce.sh" "${notebooks[@]}" >"$1" 2>&1 &
    script=$!
}
whole_run() {
    local status=0
    start "$work/log"
    wait "$script" || status=$?
    script=
    return $status
}
# Kernels have sessions of their own, and the kit's folder on their command lines.
ours() { pgrep -f "$root/environment/(kernel|run)/" || true; }
left_after() { # SECONDS COMMAND...: the processes that it still names then
    local left tries
    for ((tries = 0; tries < 10 * $1; tries++)); do
        left=$("${@:2}" || true)
        [ -n "$left" ] || return 0
        sleep 0.1
    done
    printf '%s\n' "$left"
}
shown() { # processes by their numbers
    [ -z "$1" ] || ps -o pid=,args= -p "$(tr '\n' ',' <<<"$1" | sed 's/,$//')" | cut -c1-160 || true
}
results() { (cd "$work/report" && find results index.html notebooks -type f ! -name '*.part' | LC_ALL=C sort \
    && find results -type f -name '*.json' -exec sha256sum {} + | LC_ALL=C sort); }

[ -z "$(ours)" ] || { echo "kill_reproduce.sh: another run of this kit is going on; wait for it" >&2; exit 2; }
whole_run || { tail -5 "$work/log" >&2; echo "kill_reproduce.sh: it does not pass unkilled" >&2; exit 2; }
begin=$(date +%s%N)
whole_run
tenths=$((($(date +%s%N) - begin) / 100000000 + 1))
results >"$work/unkilled"

for ((kill = 1; kill <= kills; kill++)); do
    after=$((RANDOM % tenths))
    start "$work/log.killed"
    killed=$script
    sleep "$((after / 10)).$((after % 10))"
    kill -KILL "$script" 2>/dev/null || true
    wait "$script" 2>/dev/null || true
    script=
    stage=$(tail -n 1 "$work/log.killed" | cut -c1-60)
    left=$(left_after $leftover ours)
    # What may still be somebody's is let lie for a minute or a day: that time is over now.
    find "$work" -name '*.part' -exec touch -d '2 days ago' {} +
    next=right
    whole_run || next=FAILED
    build=$(left_after 5 pgrep -s "$killed") # their init may take a moment to clear them away
    parts=$(find "$work" "$root/environment/kernel/target/jupyter" -name '*.part')
    [ "$next" = FAILED ] || results | diff "$work/unkilled" - >"$work/difference" || next=DIFFERENT
    printf 'kill %d after %d.%d s ("%s"): %d processes left, %d half-written files after the next run, which was %s\n' \
        "$kill" $((after / 10)) $((after % 10)) "$stage" "$(wc -w <<<"$left $build")" "$(wc -w <<<"$parts")" "$next"
    if [ -n "$left$build$parts" ] || [ "$next" != right ]; then
        failed=$((failed + 1))
        shown "$left"
        shown "$build"
        printf '%s' "${parts:+$parts$'\n'}"
        [ "$next" != FAILED ] || tail -5 "$work/log"
        [ "$next" != DIFFERENT ] || head -5 "$work/difference"
    fi
done
echo "$((kills - failed)) of $kills kills left nothing behind"
[ "$failed" = 0 ]
