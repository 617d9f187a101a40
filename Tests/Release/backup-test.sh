#!/bin/bash
# A backup taken while the daemon records, restored into an empty record, and compared.
. "$(dirname "$0")/kit.sh"

backup=$work/backup
cat >"$work/minuted.yaml" <<-EOF2
	roles:
	  clerk: {users: ["65531"]}
	  auditor: {users: ["65530"]}
EOF2
start_daemon
minutectl log restore "$stockton" >/dev/null

check "a backup is made while it runs" minutectl backup "$backup"
mode() { [ "$(stat -c %a "$1")" = "$2" ]; }
check "its directory is the caller's alone" mode "$backup" 700
check "and its entries" mode "$backup/entries.ndjson" 600
check "and its list" mode "$backup/backup.json" 600
check "every entry is in it, byte for byte" cmp "$backup/entries.ndjson" "$stockton"
last=$(tail -n 1 "$stockton" | jq -r .id)
listed() {
    jq -e --arg last "$last" --argjson entries "$(wc -l <"$stockton")" --argjson bytes "$(stat -c %s "$stockton")" \
        '.entries == $entries and .lastid == $last and .bytes == $bytes and .version != ""' "$backup/backup.json"
}
check "its list says what it holds" listed
check "nothing is written over" eval '! minutectl backup "$backup" 2>"$work/refusal" && grep -q "never overwritten" "$work/refusal"'
check "and the backup is as it was" cmp "$backup/entries.ndjson" "$stockton"

# Recording goes on while a slow client reads; the backup ends at the entry that was the last when it began.
before=$(entries)
record() { minutectl person register "Councillor $1, Group Test" --kind councillor >/dev/null; }
(for name in A B C D E F G H; do record $name; done) &
recording=$!
check "a backup during recording" minutectl backup "$work/during"
wait $recording
whole() { [ "$(wc -l <"$work/during/entries.ndjson")" = "$(jq .entries "$work/during/backup.json")" ]; }
check "is whole" whole
check "and recording went on" test "$(entries)" -gt "$before"

if [ "$(id -u)" = 0 ]; then
    chmod 755 "$work"
    chmod 666 "$socket"
    mkdir -m 777 "$work/all"
    as() { timeout 60 setpriv --reuid="$1" --regid="$1" --clear-groups "$bin/minutectl" backup "$2"; }
    if setpriv --reuid=65530 --regid=65530 --clear-groups test -x "$bin/minutectl"; then
        check "an auditor may" as 65530 "$work/all/auditor"
        check "and owns the files" eval '[ "$(stat -c %u "$work/all/auditor/entries.ndjson")" = 65530 ]'
        check "a clerk may not" not as 65531 "$work/all/clerk"
        check "and nothing is left behind" not test -e "$work/all/clerk"
    else
        echo "LEFT OUT: backup-test.sh: other users cannot run $bin/minutectl" >&2
    fi
    # A disk that is full before the end: nothing that looks like a backup stays.
    mkdir "$work/mount"
    mount -t tmpfs -o size=32k,mode=700 none "$work/mount"
    check "on a full disk it fails" not minutectl backup "$work/mount/backup"
    check "and leaves nothing" not test -e "$work/mount/backup"
    umount "$work/mount"
else
    echo "LEFT OUT: backup-test.sh: other users and full disks need root, this is $(id -un)" >&2
fi

# Restored: the same bytes, the same answers.
ask() { minutectl -o json report attendance --body malap --as-at 2008-03-31 | jq -S 'del(.basis)'; }
minutectl -o json meeting list --as-at 2008-03-31 | jq -S 'del(.basis)' >"$work/meetings.before"
ask >"$work/attendance.before"
stop_daemon
mv "$state" "$state.before"
start_daemon
check "an empty record has nothing to back up" eval '! minutectl backup "$work/empty" 2>"$work/refusal" && grep -q "empty" "$work/refusal" && [ ! -e "$work/empty" ]'
check "the backup is restored" minutectl log restore "$work/during/entries.ndjson"
check "byte for byte" eval 'minutectl log export | cmp - "$work/during/entries.ndjson"'
minutectl -o json meeting list --as-at 2008-03-31 | jq -S 'del(.basis)' >"$work/meetings.after"
ask >"$work/attendance.after"
check "the meetings are the same" cmp "$work/meetings.before" "$work/meetings.after"
check "the attendance is the same" cmp "$work/attendance.before" "$work/attendance.after"
check "recording goes on from there" eval 'before=$(entries) && record I && [ "$(entries)" -gt "$before" ]'
stop_daemon

# Rollback: the record as it was before, brought back by force, is held against the head that has seen more.
rm -rf "$state"
start_daemon
minutectl log restore "$backup/entries.ndjson" >/dev/null
stop_daemon
cp -a "$state" "$state.early"
start_daemon
record J
stop_daemon
cp -p "$state/head/checkpoint" "$work/head"
cp -p "$work/head" "$state.early/head/checkpoint"
mv "$state" "$state.late" && mv "$state.early" "$state"
start_daemon
check "a record older than its head can be read" minutectl meeting list --as-at 2008-03-31
check "status says that it was cut off, and what to do" eval 'minutectl -o json status | jq -r .readonly | grep -q "restored from a backup older than the head.*Put back the newest backup"'
check "nothing is recorded" not record K
check "the journal says rollback-found" grep -q "event=rollback-found" "$work/log"
check "a backup can be made of it" minutectl backup "$work/rolled-back"
stop_daemon
rm -rf "$state" && mv "$state.late" "$state"
start_daemon
check "with the newest record put back, it goes on" record K
stop_daemon
# The procedure of minuted(8): key kept, whole backup restored, old head put back.
start_daemon
minutectl backup "$work/last" >/dev/null
stop_daemon
mv "$state" "$state.old"
mkdir -m 700 "$state"
cp -p "$state.old/signing.key" "$state/"
start_daemon
minutectl log restore "$work/last/entries.ndjson" >/dev/null
stop_daemon
check "the head is the same as before" cmp "$state/head/checkpoint" "$state.old/head/checkpoint"
cp -p "$state.old/head/checkpoint" "$state/head/"
start_daemon
check "restored whole with its key, it goes on under its head" record L
stop_daemon
verified() { "$bin/minuted" verify "$state"; [ $? = 5 ] || [ $? = 0 ]; }
check "and verifies" verified

# Cut off and tampered with: refused whole.
for damage in '$d' '3d' '5{h;d};6{G}' '4s/"data":{/"data":{"x":1,/'; do
    rm -rf "$state"
    sed "$damage" "$backup/entries.ndjson" >"$work/damaged"
    [ "$damage" != '$d' ] || head -c -7 "$backup/entries.ndjson" >"$work/damaged"
    start_daemon
    check "damaged by $damage: nothing enters" eval '! minutectl log restore "$work/damaged" && [ "$(entries)" = 0 ]'
    stop_daemon
done
done_testing
