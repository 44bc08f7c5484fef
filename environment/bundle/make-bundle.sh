#!/usr/bin/env bash
# Packs the kit into one archive that runs without any network, such as from a USB stick: the kit as it stands
# here, built; Maven's repository, as far as the build needs it; and the Debian packages that reproduce.sh
# and `helixbook play` may lack, with all that they depend on.
#
#   ./environment/helixbook bundle FILE     FILE is a tar archive, new; there: tar -xf FILE, then
#                                           helixbook/environment/reproduce.sh
#
# For machines with this Debian and this processor. Takes some 350 MB from Maven Central and 190 MB of Debian's
# packages, and needs 2 GB of disk under target/bundle while it works.
# Exit status: 0 if the archive was written, 1 if not.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
work=$root/target/bundle
kit=$work/helixbook
log=$root/target/bundle.log
packages=(
    openjdk-17-jdk-headless maven git fontconfig fonts-dejavu-core
    python3-nbclient python3-nbconvert python3-jupyter-client jupyter-notebook
)

say() { printf '%s\n' "$*"; }
stop() { printf 'helixbook bundle: %s\n' "$*" >&2; exit 1; }

file=${1:?the name of the archive is missing}
case $file in /*) ;; *) file=$PWD/$file ;; esac
[ ! -e "$file" ] || stop "$file is there already; delete it, or name another file"
[ -d "${file%/*}" ] || stop "there is no folder ${file%/*}; make it, or name another file"
command -v apt-get >/dev/null \
    || stop "there is no apt-get here, so Debian's packages cannot be had; make the bundle on Debian"

rm -rf "$work"
mkdir -p "$kit/offline/debian/partial"
trap 'rm -rf "$work" "$file.part"' EXIT
: >"$log"

say "copying the kit"
tar -C "$root" -c --exclude=target --exclude=./.helixbook --exclude=./my-work --exclude=./offline \
    --exclude=.ipynb_checkpoints --exclude=__pycache__ . | tar -C "$kit" -x

say "fetching Debian packages"
# As if nothing were installed, for there it may not be.
: >"$work/nothing-installed"
apt-get -q -y -o Dir::State::status="$work/nothing-installed" -o Dir::Cache::archives="$kit/offline/debian" \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= --no-install-recommends --download-only \
    install "${packages[@]}" >>"$log" 2>&1 \
    || stop "apt-get could not fetch the packages ($(grep '^E:' "$log" | head -n 1)); run 'apt-get update' and look at $log"
rm -rf "$kit"/offline/debian/{partial,lock}
# The index that makes the folder a source of packages for apt.
for package in "$kit"/offline/debian/*.deb; do
    plain=${package//%3a/-} # apt would read %3a, a colon, out of a file's name
    [ "$plain" = "$package" ] || mv "$package" "$plain"
    dpkg-deb -f "$plain"
    printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' \
        "${plain##*/}" "$(stat -c %s "$plain")" "$(sha256sum <"$plain" | cut -d ' ' -f 1)"
done >"$kit/offline/debian/Packages"

say "building the kit with Maven in a repository of its own (fetches some 350 MB)"
mvn -B -f "$kit/pom.xml" -Dmaven.repo.local="$kit/offline/maven" -pl environment/kernel -am -DskipTests package \
    >>"$log" 2>&1 </dev/null || stop "the build failed; the whole output is in $log"
# Maven would refuse there what it had from a mirror that only this machine knows.
find "$kit/offline/maven" \( -name _remote.repositories -o -name resolver-status.properties -o -name '*.lastUpdated' \) \
    -exec rm {} +

say "writing $file"
tar -C "$work" -c --sort=name --owner=0 --group=0 --numeric-owner -f "$file.part" helixbook
mv "$file.part" "$file"
say "$(du -h "$file" | cut -f 1) in $file; where it is to run: tar -xf ${file##*/} && ./helixbook/environment/reproduce.sh"
