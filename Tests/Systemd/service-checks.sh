#!/bin/bash
# The checks of service-test.sh, run as root inside the booted system. One line for each; exits 1 if any failed.
# Waiting is for a condition, never for a time.
set -u
# It installs, purges and deletes: nowhere but in there.
[ -e /run/boot/run ] && [ -d /run/service-test ] || { echo "to be run by service-test.sh" >&2 && exit 2; }
. /run/service-test/service-data.sh

socket=/run/minuted/minuted.sock
state=/var/lib/minuted
failed=0
number=0

check() { # LABEL COMMAND...; the command's output is shown when it fails
    local label=$1 output
    shift
    number=$((number + 1))
    if output=$("$@" 2>&1); then
        echo "ok $number - $label"
    else
        echo "FAIL $number - $label"
        printf '%s\n' "$output" | sed 's/^/    /'
        failed=1
    fi
}

not() { ! "$@"; }
property() { systemctl show --property="$2" --value "$1"; }
has() { # UNIT PROPERTY VALUE
    local value
    value=$(property "$1" "$2")
    [ "$value" = "$3" ] || { echo "$1: $2 is '$value', not '$3'" && false; }
}
status_text() { grep -qF "$1" <<<"$(property minuted.service StatusText)" || { property minuted.service StatusText && false; }; }
main_pid() { property "$1" MainPID; }
until_true() { # COMMAND...; at most 20 s
    local try
    for try in $(seq 400); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.05
    done
    "$@"
}
message_id() { # EVENT, as the catalog of this build has it
    journalctl --sync
    journalctl --output=json MINUTED_EVENT="$1" | grep -o '"MESSAGE_ID":"[0-9a-f]*"' | head -n 1 | cut -d '"' -f 4
}
told() { # UNIT EVENT: the unit's own process said it, under an id that the catalog explains
    local id
    id=$(message_id "$2")
    [ -n "$id" ] || { echo "no entry with MINUTED_EVENT=$2 and a MESSAGE_ID" && return 1; }
    journalctl --quiet --output=cat _SYSTEMD_UNIT="$1" MESSAGE_ID="$id" | grep -q . || { echo "none by $1" && return 1; }
    journalctl --list-catalog "$id" | grep -q Minuted
}

# --- what an installation does ---
# Container images forbid packages to start anything, which here they shall.
rm -f /usr/sbin/policy-rc.d
older=$(ls /run/service-test/*~before_*.deb)
newer=$(ls /run/service-test/*.deb | grep -v '~before')
# Without triggers: the machine's other packages' are none of this.
unpack() { dpkg --no-triggers --force-confold --install "$1"; }
check "the package is installed" unpack "$older"
check "the user is made" getent passwd minuted
check "the directory of the sockets is made" test -d /run/minuted
check "the socket listens" has minuted.socket ActiveState active
check "it will at the next boot" systemctl is-enabled minuted.socket
check "so will the daemon" systemctl is-enabled minuted.service
check "and the timers" systemctl is-enabled minuted-verify.timer minuted-digest.timer minuted-deliver.timer
check "but not the one that drafts notices" not systemctl is-enabled minuted-notices.timer

# Seconds instead of half a minute, for the one thing that has to be waited for.
mkdir -p /run/systemd/system/minuted.service.d
printf '[Service]\nWatchdogSec=2s\n' >/run/systemd/system/minuted.service.d/patience.conf
mkdir -p /etc/credstore && chmod 700 /etc/credstore
head -c 32 /dev/urandom >/etc/credstore/minuted.signing-key
systemctl daemon-reload

# --- activation ---
check "nothing runs before somebody asks" has minuted.service ActiveState inactive
check "the socket is root's, for the group minuted" test "$(stat -c '%U %G %a' $socket)" = "root minuted 660"
check "a question starts the daemon and is answered" ask_status $socket
check "it said that it is ready" has minuted.service SubState running
check "it says what it does" test -n "$(property minuted.service StatusText)"
check "who is not in the group cannot connect" not setpriv --reuid=65533 --regid=65533 --clear-groups minutectl --socket $socket status
member() {
    setpriv --reuid=65532 --regid=65532 --groups="$(getent group minuted | cut -d: -f3)" minutectl --socket $socket status
    # Refused for want of a role is an answer; not reached (3) is none.
    [ $? -lt 2 ]
}
check "a member of the group reaches the daemon" member
check "a history is restored" restore_history $socket
check "something is recorded" record_something $socket A
check "the log can be counted" count_entries $socket
check "who did it is the kernel's word" eval 'recorder $socket | grep -q "uid:0(root)"'
check "its status says how many entries and clients" eval 'until_true status_text "$(count_entries $socket) entries"'
# A stand-in for ssh: what -H does on the other machine is done here, as another user.
mkdir -p /run/service-test/bin
printf '#!/bin/sh\nshift 3\nexec setpriv --reuid=minuted-timer --regid=minuted-timer --init-groups sh -c "$*"\n' >/run/service-test/bin/ssh
chmod 755 /run/service-test/bin/ssh
over_ssh() { PATH=/run/service-test/bin:$PATH timeout 20 minutectl -H clerk@stand-in "$@"; }
check "asked over ssh, it answers" over_ssh status
check "as the user there" eval 'over_ssh -o json status | grep -q "minuted-timer"'
backed_up() { minutectl --socket $socket backup /run/service-test/backup && [ "$(wc -l </run/service-test/backup/entries.ndjson)" = "$(count_entries $socket)" ]; }
check "a backup is made through the socket" backed_up

# --- confinement, as the kernel sees it ---
pid=$(main_pid minuted.service)
process_has() { grep -Eq "^$1:[[:space:]]*$2\$" "/proc/$pid/status" || { grep "^$1" "/proc/$pid/status" && false; }; }
check "it runs as the user minuted" test "$(stat -c %U "/proc/$pid")" = minuted
check "the state directory is minuted's alone" test "$(stat -c '%U %a' $state)" = "minuted 700"
# The public key is for everybody who gets there.
nobody_else_reads() { [ -z "$(find $state -mindepth 1 -perm /077 ! -name vkey)" ] || { find $state -ls && false; }; }
check "nobody else may read what is in it" nobody_else_reads
for set in CapInh CapPrm CapEff CapBnd CapAmb; do check "no capabilities ($set)" process_has $set 0000000000000000; done
check "no new privileges" process_has NoNewPrivs 1
check "system calls are filtered" process_has Seccomp 2
check "a network of its own" test "$(readlink "/proc/$pid/ns/net")" != "$(readlink /proc/1/ns/net)"
check "with nothing but a loopback in it" test "$(nsenter -t "$pid" -n ip -o link | wc -l)" = 1
check "users are those of the machine" test "$(readlink "/proc/$pid/ns/user")" = "$(readlink /proc/1/ns/user)"
check "no core dumps" grep -q '^Max core file size *0 *0 ' "/proc/$pid/limits"
for path in /etc /usr/bin /var/lib /run/minuted; do
    check "it cannot write in $path" not nsenter -t "$pid" -m touch "$path/trespass"
done
check "it can write in its state directory" nsenter -t "$pid" -m sh -c "touch $state/.probe && rm $state/.probe"
check "the signing key was handed over" test -s /run/credentials/minuted.service/minuted.signing-key
check "to nobody else" not setpriv --reuid=65533 --regid=65533 --clear-groups cat /run/credentials/minuted.service/minuted.signing-key
check "and it is the one that signs: none was made" test -s $state/ledger.db -a ! -e $state/signing.key
check "exposure as in check-units.sh" systemd-analyze security --threshold=4 --no-pager minuted.service

# The same sandbox with a shell in it: what it tries is refused while it runs, not only on paper.
sed -e 's/^Type=.*/Type=oneshot/' -e 's|^ExecStart=.*|ExecStart=/bin/bash /run/service-test/trespass.sh|' \
    -e '/^Restart/d; /^Watchdog/d; /^Requires=/d; /^StartLimit/d' /usr/lib/systemd/system/minuted.service \
    >/run/systemd/system/minuted-trespass.service
cat >/run/service-test/trespass.sh <<-'EOF'
	try() { # LABEL WORDS-OF-THE-REFUSAL COMMAND...
	    local label=$1 words=$2 output status=0; shift 2
	    output=$(timeout 5 "$@" 2>&1) || status=$?
	    [ $status != 0 ] && grep -q "$words" <<<"$output" || { echo "$label: status $status: $output"; bad=1; }
	}
	bad=0
	try "network" "Address family not supported" bash -c 'exec 3<>/dev/tcp/127.0.0.1/9'
	try "namespaces" "Operation not permitted" unshare --user true
	try "mounts" "" mount -t tmpfs none /tmp
	# To what it is already: the clock is the one of the machine outside.
	try "clock" "Operation not permitted" date --set=now
	try "another's process" "" ls /proc/1
	try "kernel settings" "" bash -c 'echo x >/proc/sys/kernel/hostname'
	try "homes" "Permission denied\|No such file" ls /root/.
	try "set-user-id files" "Operation not permitted" bash -c 'cp /bin/true $STATE_DIRECTORY/x && chmod u+s $STATE_DIRECTORY/x'
	rm -f "$STATE_DIRECTORY/x"
	exit $bad
EOF
trespass() { systemctl start minuted-trespass.service || { journalctl --sync && journalctl -o cat -u minuted-trespass && false; }; }
systemctl daemon-reload
check "the sandbox refuses network, namespaces, mounts, clock, others' processes" trespass

# --- the journal ---
check "started is in the journal" told minuted.service started
check "ready is in the journal" told minuted.service ready
fields() {
    local entry field
    entry=$(journalctl --output=json -n 1 _SYSTEMD_UNIT=minuted.service MINUTED_EVENT=ready)
    for field in '"PRIORITY":"5"' '"SYSLOG_IDENTIFIER":"minuted"' '"CODE_FILE":"[^"]' '"CODE_LINE":"[0-9]' '"CODE_FUNC":"' \
        '"MINUTED_LOGGER":"' '"_TRANSPORT":"journal"'; do
        grep -q "$field" <<<"$entry" || { echo "no $field in $entry" && return 1; }
    done
}
check "with fields to search by" fields
explained() { journalctl --catalog -n 1 MINUTED_EVENT=ready | grep -q 'Subject: Minuted serves requests'; }
check "and explained by journalctl -x" explained

# --- faults ---
started_anew() { [ "$(property minuted.service NRestarts)" = "$1" ] && has minuted.service SubState running; }
before=$(count_entries $socket)
# Killed while it records: whatever was acknowledged has to be there afterwards.
(for word in B C D E F G H I J K L M N O P Q R S T U V W X Y Z; do
    record_something $socket "$word" >/dev/null 2>&1 && echo "$word" || exit 0
done) >/run/service-test/acknowledged &
recording=$!
until_true test -s /run/service-test/acknowledged
kill -KILL "$pid"
check "killed, it is started again" until_true started_anew 1
wait $recording
check "what was recorded is still there" test "$(count_entries $socket)" -ge $((before + $(wc -l </run/service-test/acknowledged)))
nothing_lost() {
    local word names
    names=$(minutectl --socket $socket -o json person list)
    while read -r word; do grep -q "Councillor $word, Group Test" <<<"$names" || { echo "$word is lost" && return 1; }; done \
        </run/service-test/acknowledged
}
check "everything that was acknowledged" nothing_lost
check "by another process" test "$(main_pid minuted.service)" != "$pid"
kill -STOP "$(main_pid minuted.service)"
check "hanging, it is killed by the watchdog and started again" until_true started_anew 2
watchdog_said() { journalctl --sync && journalctl -u minuted.service | grep -q 'Watchdog timeout'; }
check "the journal says that it was the watchdog" watchdog_said
check "and it answers" ask_status $socket

# --- configuration ---
check "reload is done and said" systemctl reload minuted.service
check "reloaded is in the journal" until_true told minuted.service configuration-reloaded
mv /etc/minuted/minuted.yaml /run/service-test/
pid=$(main_pid minuted.service)
printf 'roles:\n  reader:\n    users: [minuted-timer]\n' >/etc/minuted/minuted.yaml
reader() { timeout 20 setpriv --reuid=minuted-timer --regid=minuted-timer --init-groups minutectl --socket $socket "$@"; }
systemctl reload minuted.service
may_not_record() { ! reader person register "Councillor No, Group Test" --kind councillor && reader status; }
check "a reload takes another configuration into use" until_true may_not_record
check "refused for want of a role is in the journal" until_true told minuted.service refused-peer
printf '{ this is: [not a configuration\n' >/etc/minuted/minuted.yaml
systemctl reload minuted.service
check "a reload of a wrong one is refused in the journal" until_true told minuted.service configuration-refused
check "its status says so" until_true status_text "the configuration was not changed: /etc/minuted/minuted.yaml:"
check "the former one stays in use" may_not_record
check "by the same process" test "$(main_pid minuted.service)" = "$pid"
python3 - $socket <<-'EOF' 2>/dev/null
	import socket, sys
	s = socket.socket(socket.AF_UNIX)
	s.connect(sys.argv[1])
	s.sendall(b"nonsense\0")
	s.recv(1)
EOF
check "what is no message is in the journal" until_true told minuted.service frame-refused
systemctl restart minuted.service >/dev/null 2>&1
refused() { has minuted.service ActiveState failed && has minuted.service ExecMainStatus 78; }
check "a configuration that cannot be read ends it for good" until_true refused
check "refused is in the journal" told minuted.service configuration-refused
rm /etc/minuted/minuted.yaml
mv /run/service-test/minuted.yaml /etc/minuted/
systemctl reset-failed minuted.service minuted.socket 2>/dev/null
check "corrected, it starts" systemctl restart minuted.socket minuted.service
check "and has lost nothing" test "$(count_entries $socket)" -ge "$before"

# --- several councils ---
for council in camden hackney; do
    [ ! -e /etc/minuted/minuted.yaml ] || cp /etc/minuted/minuted.yaml /etc/minuted/$council.yaml
    check "$council: the socket starts" systemctl start minuted@$council.socket
    check "$council: answers" ask_status /run/minuted/$council.sock
    check "$council: a state directory of its own" test -d /var/lib/private/minuted-$council
    check "$council: ready is in the journal" told minuted@$council.service ready
done
user_of() { stat -c %u "/proc/$(main_pid "$1")"; }
apart() { [ "$(user_of minuted@camden.service)" != "$(user_of minuted@hackney.service)" ]; }
check "each is a user of its own" apart
# Through the mount namespace of one, as its user, to the directory of the other.
as_camden() {
    nsenter -t "$(main_pid minuted@camden.service)" -m setpriv --reuid="$(user_of minuted@camden.service)" \
        --regid="$(user_of minuted@camden.service)" --clear-groups "$@"
}
check "one sees its own record" as_camden ls /var/lib/private/minuted-camden/
check "and not the other's" not as_camden ls /var/lib/private/minuted-hackney/
check "nor that of the machine's first council" not as_camden ls $state/
systemctl stop minuted@camden.socket minuted@camden.service
check "nothing recorded for one is in the other" test "$(count_entries /run/minuted/hackney.sock)" = 0
check "a history for one" restore_history /run/minuted/hackney.sock
check "one can stop while the other serves" ask_status /run/minuted/hackney.sock
enabled() { systemctl enable minuted@hackney.service && systemctl is-enabled minuted@hackney.socket; }
check "enabling the service enables its socket" enabled

# --- timers ---
timers="minuted-verify minuted-notices minuted-digest minuted-verify@hackney minuted-notices@hackney minuted-digest@hackney"
check "the timers start" systemctl start $(printf '%s.timer ' $timers)
listed() { # TIMER: has a next time
    systemctl list-timers --no-legend "$1" | grep -q "$1" && [ -n "$(property "$1" NextElapseUSecRealtime)" ]
}
for timer in $timers; do
    check "$timer.timer has a next time" listed $timer.timer
done
verified() { has "$1" Result success && [ "$(property "$1" ConditionResult)" = yes ]; }
if minuted --help | grep -q '^  verify'; then
    check "the record verifies beside the running daemon" systemctl start minuted-verify.service
    check "it was really verified" verified minuted-verify.service
    check "and that of an instance" systemctl start minuted-verify@hackney.service
    check "it was really verified, too" verified minuted-verify@hackney.service
else
    echo "LEFT OUT: service-checks.sh: this minuted cannot verify"
fi
noticed() {
    systemctl start "$1" || true
    # Nothing to give notice of (1) is an answer; a daemon that is not reached (3) is none.
    [ "$(property "$1" ExecMainStatus)" -le 1 ] && [ "$(property "$1" ExecMainStartTimestampMonotonic)" != 0 ] ||
        { systemctl status "$1" && false; }
}
check "the non-attendance run reaches the daemon" noticed minuted-notices.service
check "and the instance" noticed minuted-notices@hackney.service
check "the morning's digest reaches the daemon" noticed minuted-digest.service
digested() { journalctl -o cat -u minuted-digest.service | grep -qi "due\|nothing\|empty"; }
check "and says what is due, in the journal" digested
systemctl reset-failed minuted-notices.service minuted-notices@hackney.service minuted-digest.service 2>/dev/null

# --- letters ---
check "without addresses no letter is sent" systemctl start minuted-deliver.service
check "and that is no failure" has minuted-deliver.service ConditionResult no
printf '%s: leader@localhost\n' councillor-a councillor-d councillor-f >/etc/minuted/addresses
letters() { minutectl --socket $socket -o json report non-attendance --person councillor-h | grep -o '"sending" *: *"[a-z]*"' | tail -n 1 | grep -q "$1"; }
check "a letter waits" letters waiting
if [ -x /usr/sbin/exim4 ] && update-exim4.conf; then
    useradd --create-home leader
    delivered() { systemctl start minuted-deliver.service || { systemctl status --full minuted-deliver.service && false; }; }
    check "a letter of long ago is no failure of the timer's run" delivered
    held() { journalctl -o cat -u minuted-deliver.service | grep -q "^Waits for you: .*--notice $notice"; }
    notice=malap-councillor-h-2008-09-18
    check "and waits for somebody, with what to type" until_true held
    echo "MINUTED_DELIVER=\"--from clerk@localhost --notice $notice\"" >/etc/minuted/deliver
    check "asked for by its name, it is handed to the mail service" delivered
    check "which was a success" has minuted-deliver.service Result success
    # What is for a home of this machine waits for the mail service's own run: the unit sees no homes.
    mailed() { exim4 -qff && until_true grep -q "^Subject: Invented for illustration: Non-attendance of Councillor" /var/mail/leader || { tail /var/log/exim4/* && false; }; }
    check "one is in the leader's mailbox" mailed
    check "and delivered, by the record" letters delivered
else
    echo "LEFT OUT: service-checks.sh: there is no exim4 to deliver letters through"
fi

# --- the end ---
check "a clean stop" systemctl stop minuted.socket minuted.service minuted@hackney.socket minuted@hackney.service
check "which was a success" has minuted.service Result success
check "stopped is in the journal" told minuted.service stopped
check "the sockets are gone" not ls $socket /run/minuted/hackney.sock
check "and nothing has failed" test -z "$(systemctl list-units --failed --no-legend --plain 'minuted*')"

# --- upgrade, removal, purge ---
systemctl start minuted.socket minuted@hackney.socket
before=$(count_entries $socket)
before_there=$(count_entries /run/minuted/hackney.sock)
pid=$(main_pid minuted.service)
systemctl disable --quiet minuted-digest.timer
sed -i '1i # changed by the administrator' /etc/minuted/minuted.yaml
check "the newer package is installed over it" unpack "$newer"
check "another process runs" until_true eval '[ "$(main_pid minuted.service)" != "$pid" ] && has minuted.service SubState running'
check "nothing is lost" test "$(count_entries $socket)" = "$before"
check "nor by the instance" test "$(count_entries /run/minuted/hackney.sock)" = "$before_there"
check "recording goes on" record_something $socket Upgraded
check "the administrator's configuration is kept" grep -q "changed by the administrator" /etc/minuted/minuted.yaml
check "what the administrator disabled stays disabled" not systemctl is-enabled minuted-digest.timer minuted-notices.timer
check "what was enabled stays enabled" systemctl is-enabled minuted.socket minuted-verify.timer
before=$(count_entries $socket)
systemctl disable --quiet minuted@hackney.service minuted@hackney.socket
check "the package is removed" dpkg --no-triggers --remove minuted
check "nothing runs any more" not pgrep -x minuted
check "and nothing listens" not ls $socket
check "nor for the instance" not ls /run/minuted/hackney.sock
check "the programs are gone" not ls /usr/bin/minuted
check "the configuration is not" test -e /etc/minuted/minuted.yaml
check "nor the record" test -e $state/ledger.db
check "installed again" unpack "$newer"
check "the record is there" test "$(count_entries $socket)" = "$before"
touch /etc/minuted/of-the-administrator.yaml
check "purged" dpkg --no-triggers --purge minuted
check "its configuration is gone" not ls /etc/minuted/minuted.yaml
check "the administrator's own is not" ls /etc/minuted/of-the-administrator.yaml
check "nor the council's record" test -e $state/ledger.db
left_units() { find /etc/systemd/system /usr/lib/systemd/system \( -name 'minuted*' \) -print | grep . ; }
check "no unit is left" not left_units
rm -r /var/lib/minuted /var/lib/minuted-* /var/lib/private/minuted-*
check "installed where there was never anything" unpack "$newer"
check "it begins an empty record" test "$(count_entries $socket)" = 0
check "and is purged" dpkg --no-triggers --purge minuted

echo "1..$number"
if [ $failed != 0 ]; then
    journalctl --sync
    echo "The journal's last lines:"
    journalctl --no-hostname -n 60 -u 'minuted*' | sed 's/^/    /'
fi
exit $failed
