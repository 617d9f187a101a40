#!/bin/bash
# Installs the package under a real systemd and checks what the units promise: activation by the socket, readiness,
# confinement, restarts, the journal, several councils, timers, a clean stop; then upgrades, removes and purges it.
#
#   BIN_DIR=.build/release Tests/Systemd/service-test.sh
#
# BIN_DIR holds minuted and minutectl, built for use (statically linked to Swift's library). Exit status: 0 all
# well, 1 something failed, 77 left out (not root, no namespaces, no dpkg, programs not built), with the reason.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
bin=${BIN_DIR:-$top/.build/release}

for program in minuted minutectl; do
    [ -x "$bin/$program" ] || {
        echo "LEFT OUT: service-test.sh: there is no $bin/$program; build it, or set BIN_DIR" >&2
        exit 77
    }
done

command -v dpkg-deb >/dev/null || {
    echo "LEFT OUT: service-test.sh: there is no dpkg on this machine" >&2
    exit 77
}

# The package, and one that is older by its number: what is tested of an upgrade is the packages' own part.
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
mkdir -p "$files/run/service-test"
version=$("$bin/minuted" --version)
export COMPRESSION=none
BIN_DIR=$bin "$top/scripts/make-deb" "$files/run/service-test" >/dev/null
BIN_DIR=$bin VERSION="$version~before" "$top/scripts/make-deb" "$files/run/service-test" >/dev/null
install -m 644 -t "$files/run/service-test" "$here/service-data.sh" "$top/replay/stockton-2007/history.ndjson"

# In the background, so that a signal reaches this script at once and is passed on.
"$here/boot.sh" --limit "${LIMIT:-240}" --files "$files" "$here/service-checks.sh" &
trap 'kill -TERM $! 2>/dev/null; wait $!' INT TERM HUP
status=0
wait $! || status=$?
exit $status
