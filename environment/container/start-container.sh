#!/usr/bin/env bash
# What a container of environment/container/Dockerfile does: the main job; Jupyter with the word `notebook`;
# any other command as it is given, for Binder starts a Jupyter of its own choice.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
export JUPYTER_PATH=$PWD/environment/kernel/target/jupyter
case ${1:-} in
    '' | -* | *.ipynb) exec ./environment/reproduce.sh "$@" ;;
    notebook) exec jupyter notebook --allow-root --ip=0.0.0.0 --no-browser "${@:2}" notebooks ;;
    *) exec "$@" ;;
esac
