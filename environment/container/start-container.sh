#!/usr/bin/env bash
# What a container of environment/container/Dockerfile does: the main job, or Jupyter with the word `notebook`.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
if [ "${1:-}" = notebook ]; then
    export JUPYTER_PATH=$PWD/environment/kernel/target/jupyter
    exec jupyter notebook --allow-root --ip=0.0.0.0 --no-browser notebooks
fi
exec ./environment/reproduce.sh "$@"
