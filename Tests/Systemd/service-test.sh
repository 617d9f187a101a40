#!/bin/bash
# Runs the daemon as its units run it, under a real systemd, and checks what the units promise: activation by the
# socket, readiness, confinement, restarts, the journal, several councils, timers, a clean stop.
#
#   BIN_DIR=.build/release Tests/Systemd/service-test.sh
#
# BIN_DIR holds minuted and minutectl, built for use (statically linked to Swift's library). Exit status: 0 all
# well, 1 something failed, 77 left out (not root, no namespaces, programs not built), with the reason.
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

# The tree that an installation puts on the machine.
files=$(mktemp -d)
trap 'rm -rf "$files"' EXIT
install -D -m 755 -t "$files/usr/bin" "$bin/minuted" "$bin/minutectl"
install -D -m 644 -t "$files/etc/systemd/system" "$top"/systemd/*.service "$top"/systemd/*.socket "$top"/systemd/*.timer
install -D -m 644 "$top/systemd/minuted.sysusers" "$files/usr/lib/sysusers.d/minuted.conf"
install -D -m 644 "$top/systemd/minuted.tmpfiles" "$files/usr/lib/tmpfiles.d/minuted.conf"
install -D -m 644 "$top/systemd/minuted.catalog" "$files/usr/lib/systemd/catalog/minuted.catalog"
install -D -m 644 -t "$files/run/service-test" "$here/service-data.sh"
if [ -e "$top/config/minuted.yaml" ]; then
    install -D -m 644 "$top/config/minuted.yaml" "$files/etc/minuted/minuted.yaml"
fi

# In the background, so that a signal reaches this script at once and is passed on.
"$here/boot.sh" --limit "${LIMIT:-120}" --files "$files" "$here/service-checks.sh" &
trap 'kill -TERM $! 2>/dev/null; wait $!' INT TERM HUP
status=0
wait $! || status=$?
exit $status
