#!/bin/bash
# A disk that fills up: the daemon turns read-only in time, says so, goes on answering, and recovers by itself.
. "$(dirname "$0")/kit.sh"

[ "$(id -u)" = 0 ] || { echo "LEFT OUT: space-test.sh: a small file system needs root, this is $(id -un)" >&2 && exit 77; }
mkdir "$work/mount"
mount -t tmpfs -o size=64m,mode=700 none "$work/mount" 2>/dev/null ||
    { echo "LEFT OUT: space-test.sh: no file system may be mounted here" >&2 && exit 77; }
state=$work/mount/state
echo 'minimumfreespace: 16 MiB' >"$work/minuted.yaml"
start_daemon
minutectl log restore "$stockton" >/dev/null
record() { minutectl person register "Councillor $1, Group Test" --kind councillor; }
read_only() { minutectl -o json status | jq -e '.readonly'; }
said() { grep -q "$1" "$work/log"; }
fill() { # MEGABYTES that shall be left
    local free
    free=$(df --output=avail -B 1M "$work/mount" | tail -n 1)
    dd if=/dev/zero of="$work/mount/filler" bs=1M count=$((free - $1)) oflag=append conv=notrunc 2>/dev/null
}

check "with room it records" record A
check "and says nothing of room" eval '! read_only'
fill 8
check "with too little, nothing is recorded" eval '! record B 2>"$work/refusal"'
check "the refusal says how much is free, where, and how much has to be" grep -q "MiB is free on the file system of $state, and 16 MiB is needed" "$work/refusal"
check "status says so" read_only
check "status for people, too" eval 'minutectl status | grep -q "Recording has stopped"'
check "so does the journal" said "Nothing can be recorded until there is room"
check "questions are answered" minutectl meeting list --as-at 2008-03-31
check "a trial is answered" eval 'minutectl person register "Councillor C, Group Test" --kind councillor --dry-run'
check "an import is refused" eval '! minutectl log import "$stockton" 2>/dev/null'
before=$(entries)
check "the record is as it was" test "$before" = "$(entries)"
rm "$work/mount/filler"
recovered() { said "free again"; }
check "with room again it says so by itself" until_true recovered
check "and records" record D
check "status is well" eval '! read_only'

# No byte left, whoever took them: what is there stays readable, and the daemon outlives it.
fill 0
dd if=/dev/zero of="$work/mount/rest" bs=512 2>/dev/null
check "on a full disk nothing is recorded" not record E
check "and questions are answered" minutectl meeting list --as-at 2008-03-31
rm "$work/mount/filler" "$work/mount/rest"
check "with room again it records" until_true record F
check "and the projections follow" eval 'minutectl person list | grep -q "Councillor F"'
check "it was one process all the time" kill -0 "$daemon"
check "a larger minimum by a reload" eval 'echo "minimumfreespace: 1 GiB" >"$work/minuted.yaml" && kill -HUP $daemon && until_true read_only'
stop_daemon
check "a clean stop" test "$stopped" = 0
done_testing
