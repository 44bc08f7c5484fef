#!/usr/bin/env bash
# Computes a sweep of six small runs here, and again on a cluster of Apache Spark on this machine's loopback, of
# which one worker is killed in the middle with all that it has started, as if its machine had lost power. Then
# compares the runs byte by byte. Some minutes.
#
#   tests/faults/kill_cluster_worker.sh [EPOCHS]             the machines share the folder of runs: what the killed
#                                                            worker computed goes on from its checkpoint
#   tests/faults/kill_cluster_worker.sh --alone [EPOCHS]     they do not: the records of each run come back
#
# Needs the module: mvn -q package -DskipTests -Pcluster. Exit code 0 if all runs are the same.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
alone=
[ "${1:-}" != --alone ] || { alone=yes; shift; }
epochs=${1:-300}
work=$(mktemp -d)
started=()
trap '[ ${#started[@]} = 0 ] || kill "${started[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT

say() { printf '%(%T)T %s\n' -1 "$*"; }

mkdir -p "$work/notebooks/tiny"
cat >"$work/notebooks/tiny/letters.ipynb" <<'END'
{"cells": [{"cell_type": "code", "source": [
  "import org.helixbook.data.text.*;\n",
  "import org.helixbook.experiment.*;\n",
  "import org.helixbook.model.language.*;\n",
  "import org.helixbook.notebook.Notebook;\n",
  "var book = Notebook.open(\"tiny/letters\");\n",
  "double rate = book.parameter(\"learning rate\", 2e-3);\n",
  "int epochs = book.parameter(\"epochs\", 2);\n",
  "var source = new TextSource(TextSource.RANDOM, 600, 100, 3);\n",
  "var model = CharacterModel.builder().layers(1).hidden(8).batchSize(4).length(15)\n",
  "    .epochs(epochs).learningRate(rate).build();\n",
  "book.experiment(1).run(new LanguageVariant(model, source, source.load(null, book.progress())));"
]}]}
END
export HELIXBOOK_THREADS=1 SPARK_LOCAL_IP=127.0.0.1

# The folder of runs, then the rest of the command line.
sweep() {
    local runs=$1
    shift
    HELIXBOOK_RUNS=$work/$runs "$root/environment/helixbook" sweep "$work/notebooks/tiny/letters.ipynb" \
        learning-rate=1e-3,1e-2,3e-2 epochs="$epochs" seeds=2 --silent --out "$work/page-$runs" "$@"
}

# A process and all that it started, and what these started.
family() {
    local child
    printf '%s ' "$1"
    for child in $(ps -o pid= --ppid "$1"); do family "$child"; done
}

# The runs of which at least one epoch is done, and that are not complete.
begun() {
    local run number=0
    for run in "$work"/there/*/; do
        [ ! -e "$run/metrics.json" ] && [ "$(wc -l <"$run/history.csv" 2>/dev/null || echo 0)" -gt 1 ] || continue
        number=$((number + 1))
    done
    printf %s "$number"
}

"$root/environment/cluster/loopback.sh" "$work/cluster" &
cluster=$!
started+=("$cluster")
until [ -e "$work/cluster/master" ]; do
    kill -0 "$cluster"
    sleep 0.5
done
master=$(<"$work/cluster/master")

say "the sweep here"
sweep here

say "the sweep on $master"
SPARK_CONF_DIR=$work/cluster/conf sweep there --spark "$master" &
driver=$!
started+=("$driver")
killed=$(<"$work/cluster/worker-1.pid")
if [ -n "$alone" ]; then
    # The file by which a machine sees that it shares the folder.
    until rm "$work"/there/.cluster-* 2>/dev/null; do kill -0 "$driver"; sleep 0.1; done
    # A process that computes runs on this worker.
    until ps -o args= -p "$(family "$killed" | tr ' ' , | sed 's/,$//')" | grep -q RunWorker; do
        kill -0 "$driver"
        sleep 0.2
    done
else
    until [ "$(begun)" = 2 ]; do kill -0 "$driver"; sleep 0.2; done
fi
# shellcheck disable=SC2046 # numbers
kill -KILL $(family "$killed")
say "worker 1 (process $killed) is killed, with all that it started"
wait "$driver"

say "comparing"
"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn \
    -cp "$root/tests/target/test-classes:$(<"$root/environment/kernel/target/classpath.txt")" \
    org.helixbook.faults.SameRuns "$work/here" "$work/there"
