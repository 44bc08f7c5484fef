#!/usr/bin/env bash
# Starts a cluster of Apache Spark on this machine alone, to try sweeps on: a master and two workers of one core
# each, on 127.0.0.1 and free ports, with a secret of its own. It runs until Ctrl-C or SIGTERM.
#
#   environment/cluster/loopback.sh FOLDER     FOLDER is for settings, logs and work; made if it is missing
#
# Then, elsewhere:  SPARK_CONF_DIR=FOLDER/conf HELIXBOOK_THREADS=1 \
#                       ./environment/helixbook sweep ... --spark "$(cat FOLDER/master)"
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
module=$root/environment/cluster
classes=$module/target/spark-classpath.txt
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

stop() { printf 'loopback.sh: %s\n' "$*" >&2; exit 2; }
[[ -s $classes ]] || stop "the module is not built; run this first: (cd '$root' && mvn -q package -DskipTests -Pcluster)"
mkdir -p "${1:?the name of a folder is missing}"
folder=$(cd -- "$1" && pwd)
rm -rf "$folder/master" "$folder/home" "$folder/conf"
mkdir -p "$folder/home/jars" "$folder/conf"

# What Spark's own archive holds: Maven has all of it.
IFS=: read -ra jars <"$classes" || true # the file may end without a line's end
ln -s "${jars[@]}" "$folder/home/jars"
(
    umask 077
    cat >"$folder/conf/spark-defaults.conf" <<END
spark.authenticate         true
spark.authenticate.secret  $(od -An -N 24 -t x1 /dev/urandom | tr -d ' \n')
spark.network.crypto.enabled  true
spark.driver.host          127.0.0.1
spark.executor.memory      512m
END
)
export SPARK_HOME=$folder/home SPARK_CONF_DIR=$folder/conf SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_IP=127.0.0.1
export SPARK_LOCAL_DIRS=$folder/local

pids=()
trap '[ ${#pids[@]} = 0 ] || kill "${pids[@]}" 2>/dev/null || true; wait' EXIT
trap 'exit 0' INT TERM

# Its own name for the log, then the class and its arguments; leaves the process in $pid.
begin() {
    local log=$folder/$1.log
    shift
    "$java" @"$module/java-options" -Xmx512m -cp "$folder/home/jars/*" "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    pids+=("$pid")
}

# The first line of a log that holds a text; waits for it as long as the process lives.
await() {
    while ! grep -m 1 -- "$2" "$1"; do
        kill -0 "$pid" 2>/dev/null || { tail -5 "$1" >&2; stop "a process of the cluster has ended; see $1"; }
        sleep 0.5
    done
}

begin master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0
master=$(await "$folder/master.log" 'Starting Spark master at')
master=spark://${master##*spark://}
for number in 1 2; do
    begin "worker-$number" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port 0 --webui-port 0 \
        --cores 1 --memory 512m --work-dir "$folder/work-$number" "$master"
    printf '%s\n' "$pid" >"$folder/worker-$number.pid"
    await "$folder/worker-$number.log" 'Successfully registered with master' >/dev/null
done
printf '%s\n' "$master" >"$folder/master.part"
mv "$folder/master.part" "$folder/master"
printf 'a master and two workers run: %s\n' "$master"
wait
