#!/usr/bin/env bash
# Resolves, for each native classifier that pom.xml names, what the library would have on such a machine, and
# looks for ND4J's, OpenBLAS's and JavaCPP's native code in it. Nothing is run, so this says that a
# download is complete, not that the code works. Not a part of `mvn verify`: it fetches some 330 MB
# from Maven Central for machines that this one is not.
#
#   tests/natives.sh [classifier ...]       without one: all that pom.xml names
#
# Exit status: 0 if all are complete, 1 if not.
set -euo pipefail
unset CDPATH # with it, cd may go elsewhere and prints where
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

named=$(sed -n 's/.*<nd4j.classifier>\(.*\)<\/nd4j.classifier>.*/\1/p' pom.xml)
work=$PWD/target/natives
mkdir -p "$work"
faults=0
for classifier in ${@:-$named}; do
    platform=${classifier%-onednn}
    # As there: JavaCPP's platform chooses what comes with ND4J, and oneDNN by itself is for linux-x86_64 only.
    chosen=(-Dnd4j.classifier="$classifier" -Djavacpp.platform="$platform")
    [ "$platform" = linux-x86_64 ] || chosen+=(-P '!dnnl-linux-x86_64')
    if ! mvn -B -ntp -pl lib "${chosen[@]}" dependency:build-classpath -Dmdep.outputFile="$work/$classifier" \
        >"$work/$classifier.log" 2>&1; then
        printf '%-22s not resolved: %s\n' "$classifier" "$(grep -m 1 -oE 'Could not (find|transfer) artifact [^ ]+' "$work/$classifier.log" \
            || printf 'see %s' "$work/$classifier.log")"
        faults=1
        continue
    fi
    bytes=0
    missing=
    for part in "nd4j-native:$classifier:nd4jcpu" "openblas:$platform:openblas" "javacpp:$platform:jnijavacpp"; do
        IFS=: read -r artifact suffix code <<<"$part"
        jar=$(tr : '\n' <"$work/$classifier" | grep "/$artifact-[0-9][^/]*-$suffix\.jar$" || true)
        if [ -n "$jar" ] && jar tf "$jar" | grep "/$platform[^/]*/\(lib\)\?$code\(\.[0-9]\)*\.\(so\|dylib\|dll\)" >/dev/null; then
            bytes=$((bytes + $(wc -c <"$jar")))
        else
            missing+=" $artifact"
        fi
    done
    if [ -z "$missing" ]; then
        printf '%-22s complete, %d MB\n' "$classifier" $((bytes / 1000000))
    else
        printf '%-22s resolved, but without the native code of%s\n' "$classifier" "$missing"
        faults=1
    fi
done
exit $faults
