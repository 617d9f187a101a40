# What the tests of the built programs have in common. Sourced; BIN_DIR says where the programs are.
# Waiting is for a condition, never for a time.
set -u

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin=$(readlink -f "${BIN_DIR:-$top/.build/release}")
for program in minuted minutectl; do
    [ -x "$bin/$program" ] || {
        echo "LEFT OUT: $(basename "$0"): there is no $bin/$program; build it, or set BIN_DIR" >&2
        exit 77
    }
done

work=$(mktemp -d "${TMPDIR:-/tmp}/minuted-test.XXXXXX")
daemon=
failed=0
number=0

clean_up() {
    [ -z "$daemon" ] || kill -KILL "$daemon" 2>/dev/null
    ! mountpoint -q "$work/mount" 2>/dev/null || umount "$work/mount"
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

check() { # LABEL COMMAND...; the command's output is shown when it fails
    local label=$1 output
    shift
    number=$((number + 1))
    if output=$("$@" 2>&1); then
        echo "ok $number - $label"
    else
        echo "FAIL $number - $label"
        printf '%s\n' "$output" | tail -n 20 | sed 's/^/    /'
        failed=1
    fi
}
not() { ! "$@"; }
until_true() { # COMMAND...; at most 20 s
    local try
    for try in $(seq 400); do
        "$@" >/dev/null 2>&1 && return 0
        sleep 0.05
    done
    "$@"
}
done_testing() {
    echo "1..$number"
    exit $failed
}

# A daemon with its record in $state and its socket at $socket; its messages are in $work/log.
state=$work/state
socket=$work/minuted.sock
export MINUTED_SOCKET=$socket
minutectl() { timeout 60 "$bin/minutectl" "$@"; }
answers() { minutectl status; }
start_daemon() { # [OPTION...]
    "$bin/minuted" --state-directory "$state" --socket "$socket" --config "$work/minuted.yaml" "$@" 2>>"$work/log" &
    daemon=$!
    until_true answers >/dev/null || { cat "$work/log" && return 1; }
}
# Sets $stopped to its exit status. Not to be called by check: only the shell that started it can wait for it.
stop_daemon() {
    [ -n "$daemon" ] || return 0
    kill -TERM "$daemon"
    stopped=0
    wait "$daemon" || stopped=$?
    daemon=
}
entries() { minutectl -o json status | jq -r .entries; }
echo '# the defaults' >"$work/minuted.yaml"
stockton=$top/replay/stockton-2007/history.ndjson
