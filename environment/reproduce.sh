#!/usr/bin/env bash
# Sets up what is missing, executes every notebook, and writes the report to target/report.
#
#   ./environment/reproduce.sh                          profile quick
#   HELIXBOOK_PROFILE=smoke ./environment/reproduce.sh  smoke, quick or paper
#   ./environment/reproduce.sh notebooks/.../x.ipynb    these notebooks only
#
# HELIXBOOK_PYTHON names a Python 3 that has the packages of environment/requirements.txt, if the
# system's own is not to be used. Nothing is installed in the home folder but Maven's repository.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/target
log=$target/reproduce.log

say() { printf '%s\n' "$*"; }
stop() { printf 'reproduce.sh: %s\n' "$*" >&2; exit 1; }

profile=${HELIXBOOK_PROFILE:-quick}
case ${profile,,} in
    smoke | quick | paper) export HELIXBOOK_PROFILE=${profile,,} ;;
    *) say "HELIXBOOK_PROFILE: there is no profile '$profile'; set it to smoke, quick or paper" >&2; exit 2 ;;
esac

mkdir -p "$target" 2>/dev/null && : >"$log" 2>/dev/null \
    || stop "$target cannot be written; make the folder writable, or move the kit to one that is"

# ---- Debian packages, where they can be had -------------------------------------------------

as_root=()
can_install() {
    command -v apt-get >/dev/null || return 1
    [ "$(id -u)" = 0 ] && return 0
    command -v sudo >/dev/null && sudo -n true 2>/dev/null && as_root=(sudo -n) && return 0
    return 1
}

updated=no
install_packages() {
    say "installing Debian packages: $*"
    if [ $updated = no ]; then
        "${as_root[@]}" apt-get update -q >>"$log" 2>&1 || return 1
        updated=yes
    fi
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "$@" >>"$log" 2>&1
}

# ---- Java and Maven --------------------------------------------------------------------------

if [ -n "${JAVA_HOME:-}" ]; then javac=$JAVA_HOME/bin/javac; else javac=javac; fi
if ! command -v "$javac" >/dev/null; then
    if can_install && install_packages openjdk-17-jdk-headless; then javac=javac
    else stop "there is no JDK here; install one of version 17 or newer (Debian: openjdk-17-jdk) or set JAVA_HOME"
    fi
fi
version=$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
[ "${version:-0}" -ge 17 ] \
    || stop "this JDK is version ${version:-unknown}, and HelixBook needs 17 or newer; install one (Debian: openjdk-17-jdk) and set JAVA_HOME to it"
if ! command -v mvn >/dev/null; then
    can_install && install_packages maven || stop "there is no Maven here; install Maven 3.8.1 or newer (Debian: maven)"
fi

# ---- Fonts for the charts ----------------------------------------------------------------------

has_fonts() { ! command -v apt-get >/dev/null || { command -v fc-list >/dev/null && [ -n "$(fc-list 2>/dev/null | head -1)" ]; }; }
if ! has_fonts; then
    can_install && install_packages fontconfig fonts-dejavu-core \
        || stop "no fonts are installed, so no chart can be drawn; install fontconfig and fonts-dejavu-core"
fi

# ---- A Python with nbclient and nbconvert ------------------------------------------------------

suits() { "$1" -c 'import nbclient, nbconvert, nbformat, jupyter_client' >>"$log" 2>&1; }
own=$target/python
python=
# The system's own python3 first: another one may come earlier on the path and lack the packages.
for candidate in "${HELIXBOOK_PYTHON:-}" /usr/bin/python3 "$own/bin/python" "$(command -v python3 || true)"; do
    if [ -n "$candidate" ] && suits "$candidate"; then python=$candidate; break; fi
done
if [ -n "${HELIXBOOK_PYTHON:-}" ] && [ "$python" != "$HELIXBOOK_PYTHON" ]; then
    stop "HELIXBOOK_PYTHON ($HELIXBOOK_PYTHON) lacks the packages; install them into it with: $HELIXBOOK_PYTHON -m pip install -r environment/requirements.txt"
fi
if [ -z "$python" ] && can_install && install_packages python3-nbclient python3-nbconvert python3-jupyter-client; then
    if suits /usr/bin/python3; then python=/usr/bin/python3; fi
fi
if [ -z "$python" ] && command -v python3 >/dev/null; then
    say "making a Python environment in target/python"
    # Removed again when it cannot be filled, so that the next start does not find half of one.
    if python3 -m venv "$own" >>"$log" 2>&1 \
        && "$own/bin/python" -m pip install -q -r "$root/environment/requirements.txt" >>"$log" 2>&1 \
        && suits "$own/bin/python"; then
        python=$own/bin/python
    else
        rm -rf "$own"
    fi
fi
[ -n "$python" ] || stop "no Python with nbclient and nbconvert was found or could be made; install them (Debian: python3-nbclient python3-nbconvert; elsewhere: pip install -r environment/requirements.txt) and name that Python in HELIXBOOK_PYTHON"

# ---- Build -------------------------------------------------------------------------------------

say "building the library and the kernel with Maven (the first time fetches some 200 MB)"
begin=$SECONDS
if ! (cd "$root" && mvn -B -DskipTests package) >>"$log" 2>&1; then
    grep -E '^\[?(ERROR|FATAL)|^\[ERROR\]' "$log" | head -15 >&2 || true
    stop "the build failed; the whole output is in $log"
fi
say "built in $((SECONDS - begin)) s"

# ---- Run ---------------------------------------------------------------------------------------

# Everything Jupyter writes stays inside the kit.
export JUPYTER_PATH=$root/environment/kernel/target/jupyter
export JUPYTER_CONFIG_DIR=$target/jupyter/config JUPYTER_DATA_DIR=$target/jupyter/data
export JUPYTER_RUNTIME_DIR=$target/jupyter/runtime IPYTHONDIR=$target/jupyter/ipython
export PYTHONDONTWRITEBYTECODE=1
mkdir -p "$JUPYTER_CONFIG_DIR" "$JUPYTER_DATA_DIR" "$JUPYTER_RUNTIME_DIR" "$IPYTHONDIR"
exec "$python" "$root/environment/run_notebooks.py" "$@"
