#!/bin/bash
# What the daemon says, and with which status it ends, when it cannot start or its configuration is wrong:
# every case that minuted(8) documents.
. "$(dirname "$0")/kit.sh"

config=$work/minuted.yaml
# Ends with STATUS and says every one of WORDS...; [as another user, with $runner]
runner=()
ends() { # STATUS WORDS...
    local wanted=$1 status=0 output
    shift
    output=$(timeout 20 "${runner[@]}" "$bin/minuted" --state-directory "$state" --socket "$socket" --config "$config" 2>&1) ||
        status=$?
    [ $status = "$wanted" ] || { echo "status $status, not $wanted: $output" && return 1; }
    local word
    for word in "$@"; do
        grep -qF -- "$word" <<<"$output" || { echo "no \"$word\" in: $output" && return 1; }
    done
}
start_daemon_and_stop() { start_daemon && stop_daemon && [ "$stopped" = 0 ]; }
configured() { printf '%s\n' "$@" >"$config"; }

# --- configuration: 78 ---
check "a configuration that is not there" eval 'config=$work/none.yaml ends 78 "$work/none.yaml" "No such file" "give another file"'
configured 'clients: 10' 'colour: red'
check "a key that is not known: file, line, page" ends 78 "$config:2: colour" "minuted.yaml"
configured '# first' 'clients: many'
check "a value of another kind" ends 78 "$config:2: clients" "whole number"
configured 'clients: 0'
check "a value out of bounds" ends 78 "$config:1: clients" "from 1 to 10000"
configured 'roles:' '  clerk:' '    users:' '      - root' '      - nobody-of-that-name'
check "a user that is not known" ends 78 "$config:5: roles.clerk.users[1]" 'no user "nobody-of-that-name"'
configured 'minimumfreespace: 64MB'
check "an amount that is none" ends 78 "$config:1: minimumfreespace" "64 MiB"
configured 'clients: 10' 'clients: 11'
check "a key given twice" ends 78 "$config" "twice"
configured '{ this is: [not a configuration'
check "what is no YAML" ends 78 "$config:"
printf 'clients: 1\xff\n' >"$config"
check "what is no text" ends 78 "$config: cannot read it"
mkdir "$work/directory"
check "a directory in its place" eval 'config=$work/directory ends 78 "$work/directory: cannot read it: Is a directory"'
configured '# comments only' '' '   '
check "comments only are a configuration" start_daemon_and_stop

# --- reload ---
start_daemon
configured 'nonsense: 1'
kill -HUP "$daemon"
refused() { grep -q "the configuration was not changed: $config:1: nonsense" "$work/log"; }
check "a reload of a wrong configuration is refused, with file and line" until_true refused
check "and the daemon goes on" answers
configured 'roles: {reader: {users: [nobody]}}' 'minimumfreespace: 32 MiB'
kill -HUP "$daemon"
taken() { grep -q "the configuration is in use" "$work/log"; }
check "a right one is taken" until_true taken

# --- taken: 69 ---
check "a state directory in use" ends 69 "$state is in use" "stop that one first"
check "a socket that is taken" eval 'state=$work/other ends 69 "$socket" "listens" "--socket"'
check "the first daemon was not disturbed" answers
stop_daemon
check "it stops as asked, with status 0" test "$stopped" = 0
: >"$work/file.sock"
check "a file where the socket should be" eval 'socket=$work/file.sock ends 69 "is no socket" "remove it"'
check "a directory of the socket that is not there" eval 'socket=$work/nowhere/s ends 69 "$work/nowhere"'
check "a socket's path that is too long" eval 'socket=$work/$(printf "%0120d" 0) ends 69 "shorter --socket"'

ln -s "$work/elsewhere" "$work/link"
mkdir "$work/elsewhere"
check "a link to a state directory is followed" eval 'state=$work/link start_daemon_and_stop && [ -e "$work/elsewhere/ledger.db" ]'

# --- what lies there: 65 ---
start_daemon && stop_daemon
sqlite3 "$state/ledger.db" 'PRAGMA user_version = 99'
check "the record of a newer version" ends 65 "format version 99" "log export record.ndjson"
sqlite3 "$state/ledger.db" 'PRAGMA user_version = 1'
check "the record of the first version" ends 65 "format version 1" "log restore record.ndjson"
sqlite3 "$state/ledger.db" 'PRAGMA user_version = 1; PRAGMA application_id = 7'
check "another program's database" ends 65 "not a Minuted log"
rm -rf "$state"
mkdir -m 700 "$state"
printf 'this is not a database, and it is long enough to be looked at as one; %0200d' 0 >"$state/ledger.db"
check "a file that is no database" ends 65 "not a Minuted log"
rm -rf "$state"

start_daemon
minutectl log restore "$stockton" >/dev/null
stop_daemon
mv "$state/signing.key" "$work/signing.key"
check "a log without its signing key" ends 78 "signing key is missing" "put back the key"
head -c 33 /dev/urandom >"$state/signing.key"
check "a key that is none" ends 78 "is not a signing key"
rm -rf "$state"

# --- whose it is: 77; how full: 74 ---
if [ "$(id -u)" = 0 ]; then
    mkdir -m 700 "$state"
    chown 65530 "$state"
    check "another's state directory, even for root" ends 77 "$state belongs to user 65530" "chown -R 0 $state"
    chown 0 "$state"
    chmod 755 "$work"
    mkdir -m 777 "$work/all"
    runner=(setpriv --reuid=65530 --regid=65530 --clear-groups)
    chmod 644 "$config"
    check "a state directory that may not be opened" eval 'socket=$work/all/s ends 77 "$state" "run it as its owner"'
    check "one that may not be made" eval 'state=$work/new socket=$work/all/s ends 77 "$work/new" "Permission denied"'
    runner=()
    rm -rf "$state"

    mkdir "$work/mount"
    mount -t tmpfs -o size=256k,mode=700 none "$work/mount"
    dd if=/dev/zero of="$work/mount/filler" bs=4k 2>/dev/null
    check "a full disk" eval 'state=$work/mount ends 74 "is full" "make room" "df $work/mount"'
    umount "$work/mount"
else
    echo "LEFT OUT: start-test.sh: other users' directories and full disks need root, this is $(id -un)" >&2
fi
done_testing
