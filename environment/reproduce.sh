#!/usr/bin/env bash
# Sets up what is missing, executes every notebook, and writes the report to target/report.
#
#   ./environment/reproduce.sh                          profile quick
#   HELIXBOOK_PROFILE=smoke ./environment/reproduce.sh  smoke, quick or paper
#   ./environment/reproduce.sh notebooks/.../x.ipynb    these notebooks only
#
# In an archive that `helixbook bundle` made, Debian's packages and all that Maven needs come from its folder
# offline/, and no network is asked.
#
# HELIXBOOK_PYTHON names a Python 3 that has the packages of environment/container/requirements.txt, if the
# system's own is not to be used. Nothing is written to the home folder but Maven's repository and
# the caches of ND4J's native libraries (~/.javacpp) and Java's fonts (~/.java).
# Exit status: 0 if all passed, 1 if something failed, 2 for a wrong profile, 130 if stopped.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where
# Names beyond ASCII need UTF-8, and what Maven and Java say is looked at in English below.
if locale -a 2>/dev/null | grep -i '^c\.utf-\?8$' >/dev/null; then export LC_ALL=C.UTF-8; unset LANGUAGE; fi

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/target
log=$target/reproduce.log

say() { printf '%s\n' "$*"; }
stop() { printf 'reproduce.sh: %s\n' "$*" >&2; exit 1; }

if [ -n "$(printf %s "$root" | LC_ALL=C tr -d '\001-\177')" ] && [ "$(locale charmap 2>/dev/null)" != UTF-8 ] && [ "$(uname)" = Linux ]; then
    stop "$root has letters beyond ASCII, and the locale (${LC_ALL:-${LC_CTYPE:-${LANG:-C}}}) cannot spell them; set LC_ALL to one with UTF-8 (locale -a lists those of this system)"
fi

# Without the blanks around it; one that is empty or blank counts as not set.
stripped() { local value=${1#"${1%%[![:space:]]*}"}; printf %s "${value%"${value##*[![:space:]]}"}"; }
profile=$(stripped "${HELIXBOOK_PROFILE:-}")
profile=${profile:-quick}
HELIXBOOK_PROFILE=$(printf %s "$profile" | tr '[:upper:]' '[:lower:]')
export HELIXBOOK_PROFILE
case $HELIXBOOK_PROFILE in
    smoke | quick | paper) ;;
    *) say "HELIXBOOK_PROFILE: there is no profile '$profile'; set it to smoke, quick or paper" >&2; exit 2 ;;
esac

# ---- Room to write -----------------------------------------------------------------------------

# A build of another user, or an archive unpacked read-only, leaves folders that Maven cannot fill.
for folder in "$target" "$root"/lib/target "$root"/environment/kernel/target; do
    { mkdir -p "$folder" && : >"$folder/.writable" && rm "$folder/.writable"; } 2>/dev/null \
        || stop "$folder cannot be written; make it writable, or copy the kit to a folder of your own"
done
: >"$log"
free_kb() { df -Pk "$1" | sed -n '2s/.* \([0-9]\{1,\}\) \{1,\}[0-9]*%.*/\1/p'; }
free=$(free_kb "$target") || true
[ "${free:-1000000}" -ge 50000 ] || stop "$target has only $((free / 1024)) MB left on its disk; free at least 50 MB there"

# ND4J unpacks its native libraries in the home folder (that of the system, not $HOME) and runs them there.
natives=$(unset HOME; echo ~)/.javacpp/cache
elsewhere="set JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER to a folder on another disk"
case ${JAVA_TOOL_OPTIONS:-} in *org.bytedeco.javacpp.cachedir=*)
    natives=${JAVA_TOOL_OPTIONS#*org.bytedeco.javacpp.cachedir=}
    natives=${natives%% *} ;;
esac
# Where nothing can be written it goes elsewhere by itself.
if { mkdir -p "$natives" && : >"$natives/.look" && chmod +x "$natives/.look"; } 2>/dev/null; then
    runs=$([ -x "$natives/.look" ] || echo no)
    rm -f "$natives/.look"
    [ -z "$runs" ] || stop "no program may run from $natives (it is mounted noexec), where ND4J unpacks its native libraries; $elsewhere"
    if ! compgen -G "$natives/nd4j-native-*" >/dev/null; then
        free=$(free_kb "$natives") || true
        [ "${free:-1000000}" -ge 600000 ] || stop "$natives has only $((free / 1024)) MB left on its disk, and ND4J's native libraries take 530 MB there; make room, or $elsewhere"
    fi
fi

# ---- Long commands -----------------------------------------------------------------------------

# Runs one with its output in the log and now and then a sign of life; who stops us stops it too.
child=
trap '[ -z "$child" ] || kill "$child" 2>/dev/null || true; say "stopped; start again to go on from here" >&2; exit 130' INT TERM HUP
in_log() {
    local begin=$SECONDS said=0
    "$@" >>"$log" 2>&1 </dev/null &
    child=$!
    while kill -0 "$child" 2>/dev/null; do
        sleep 0.5
        if [ $((SECONDS - begin)) -ge $((said + 15)) ]; then
            said=$((SECONDS - begin))
            say "  ... $said s, $(grep -c '^\(\[INFO\] \)\?Downloaded \|^Get:' "$log" || true) files fetched"
        fi
    done
    local status=0
    wait "$child" || status=$?
    child=
    return $status
}

# ---- Debian packages, where they can be had -----------------------------------------------------

as_root=env
can_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && as_root="sudo -n env"
}

offline=$root/offline
apt=(apt-get -q)
if [ -d "$offline/debian" ]; then
    printf 'deb [trusted=yes] file:%s ./\n' "${offline// /%20}/debian" >"$target/offline.list"
    apt+=(-o Dir::Etc::SourceList="$target/offline.list" -o Dir::Etc::SourceParts=/dev/null
        -o APT::Get::List-Cleanup=false -o APT::Sandbox::User=) # root may read what apt's own user may not
fi

updated=no
install_packages() {
    say "installing Debian packages: $*"
    if [ $updated = no ]; then
        in_log $as_root "${apt[@]}" update || return 1
        updated=yes
    fi
    in_log $as_root DEBIAN_FRONTEND=noninteractive "${apt[@]}" install -y --no-install-recommends "$@"
}

# ---- Java and Maven ----------------------------------------------------------------------------

if [ -n "${JAVA_HOME:-}" ]; then
    javac=$JAVA_HOME/bin/javac
    [ -x "$javac" ] || stop "JAVA_HOME is $JAVA_HOME, and there is no JDK; set it to one of version 17 or newer, or unset it"
else
    javac=javac
    command -v javac >/dev/null || { can_install && install_packages openjdk-17-jdk-headless; } \
        || stop "there is no JDK here; install one of version 17 or newer (Debian: openjdk-17-jdk) or set JAVA_HOME"
fi
version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 17 ] \
    || stop "this JDK is version ${version:-unknown}, and HelixBook needs 17 or newer; install one (Debian: openjdk-17-jdk) and set JAVA_HOME to it"
command -v mvn >/dev/null || { can_install && install_packages maven; } \
    || stop "there is no Maven here; install Maven 3.8.1 or newer (Debian: maven)"

# ---- Fonts for the charts ----------------------------------------------------------------------

# Bare images of Linux come without; macOS and Windows always have some.
has_fonts() {
    [ "$(uname)" != Linux ] || [ -n "$(fc-list 2>/dev/null | head -n 1)" ] \
        || [ -n "$(find /usr/share/fonts /usr/local/share/fonts "${HOME:-/}/.fonts" "${HOME:-/}/.local/share/fonts" \
            -name '*.[ot]t[fc]' 2>/dev/null | head -n 1)" ]
}
has_fonts || { can_install && install_packages fontconfig fonts-dejavu-core; } \
    || stop "no fonts are installed, so no chart can be drawn; install them (Debian: fontconfig fonts-dejavu-core)"

# ---- A Python with nbclient and nbconvert ------------------------------------------------------

own=$target/python
suits() { "$1" -c 'import nbclient, nbconvert, nbformat, jupyter_client' >>"$log" 2>&1; }
# Every python3 of the path is asked: the first may lack what the system's own has.
find_python() {
    local candidate
    while read -r candidate; do
        if suits "$candidate"; then python=$candidate; return; fi
    done < <(type -aP python3; [ ! -x "$own/bin/python" ] || say "$own/bin/python")
    return 1
}
make_python() {
    command -v python3 >/dev/null || return 1
    say "making a Python environment in target/python"
    if in_log python3 -m venv "$own" \
        && in_log "$own/bin/python" -m pip install -q -r "$root/environment/container/requirements.txt" \
        && suits "$own/bin/python"; then
        python=$own/bin/python
    else
        rm -rf "$own" # half of one must not be found by the next start
        return 1
    fi
}
python=$(stripped "${HELIXBOOK_PYTHON:-}")
if [ -n "$python" ]; then
    case $python in "~/"*) python=~/${python#"~/"} ;; /*) ;; */*) python=$root/$python ;; esac # as all paths in variables
    { [ ! -d "$python" ] && command -v -- "$python" >/dev/null; } \
        || stop "HELIXBOOK_PYTHON: '$python' is no program that can be run; set it to the path of a Python 3, or unset it"
    suits "$python" || stop "HELIXBOOK_PYTHON ($python) lacks the packages; install them into it: $python -m pip install -r environment/container/requirements.txt"
else
    find_python \
        || { can_install && install_packages python3-nbclient python3-nbconvert python3-jupyter-client && find_python; } \
        || make_python \
        || stop "no Python with nbclient and nbconvert was found or could be made; install them (Debian: python3-nbclient python3-nbconvert; elsewhere: pip install -r environment/container/requirements.txt) and name that Python in HELIXBOOK_PYTHON"
fi

# ---- Build -------------------------------------------------------------------------------------

# The usual causes in one sentence each; Maven takes thirty lines for them.
why_the_build_failed() {
    local jar
    jar=$(grep -oE '/[^ :()]*\.jar[):;].*(zip|END header)' "$log" | sed 's/\.jar.*/.jar/' | head -n 1)
    if [ -n "$jar" ]; then say "$jar is damaged; delete it and start again"
    elif grep -q 'No space left on device' "$log"; then say "the disk is full; free some space and start again"
    elif grep -q 'Could not transfer artifact' "$log"; then say "Maven could not fetch what it needs ($(grep -oE 'Could not transfer artifact [^ ]+' "$log" | sed 's/.* //' | head -n 1)); check the network, or Maven's proxy settings, and start again"
    elif grep -q 'HelixBook needs' "$log"; then grep -o 'HelixBook needs .*' "$log" | head -n 1
    else say "the build failed; the whole output is in $log"; grep -E '^\[ERROR\] .' "$log" | head -n 8 || true
    fi
}

# A variable with a value that cannot be used, and a report that another run writes, are told before anything is touched.
"$python" "$root/environment/run/run_notebooks.py" --free "$@" >/dev/null || exit
# One build at a time; the lock is on an open file and ends with the process that holds it.
exec 9>>"$target/.build"
if ! "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX | fcntl.LOCK_NB)' 2>/dev/null; then
    say "another reproduce.sh builds the kit: waiting for it"
    in_log "$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' || true
fi
maven=(mvn -B)
if [ -d "$offline/maven" ]; then
    maven+=(-o -Dmaven.repo.local="$offline/maven")
    say "building the library and the kernel with Maven, without a network"
else
    say "building the library and the kernel with Maven (the first time fetches some 350 MB)"
fi
begin=$SECONDS
in_log "${maven[@]}" -f "$root/pom.xml" -pl environment/kernel -am -DskipTests package || stop "$(why_the_build_failed)"
say "built in $((SECONDS - begin)) s"
exec 9>&-

# ---- Run ---------------------------------------------------------------------------------------

# Everything Jupyter writes stays inside the kit.
export JUPYTER_PATH=$root/environment/kernel/target/jupyter
export JUPYTER_CONFIG_DIR=$target/jupyter/config JUPYTER_DATA_DIR=$target/jupyter/data
export JUPYTER_RUNTIME_DIR=$target/jupyter/runtime IPYTHONDIR=$target/jupyter/ipython
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$JUPYTER_CONFIG_DIR" "$JUPYTER_DATA_DIR" "$JUPYTER_RUNTIME_DIR" "$IPYTHONDIR"
exec "$python" "$root/environment/run/run_notebooks.py" "$@"
