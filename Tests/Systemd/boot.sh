#!/bin/bash
# Boots this machine's own systemd in namespaces of its own, runs one test script in it as root, and ends with
# the script's exit status. What the test changes is gone afterwards: the root file system is this machine's,
# seen through an overlay that lives in memory.
#
#   Tests/Systemd/boot.sh [--limit SECONDS] [--files DIRECTORY] TEST [ARGUMENT...]
#
#   --limit SECONDS     give up after that time (default 60)
#   --files DIRECTORY   a tree that is copied over the root file system before the boot
#
# Exit status: the test's; 77 when it had to be left out, with the reason; 124 when it took too long; 125 when
# systemd did not get as far as the test.
#
# Inside there are: a journal in memory, sysinit, basic, sockets, timers and multi-user targets, the units of
# --files, and nothing else that this machine has installed or enabled. There are no cgroup controllers if
# this machine lends none, so limits of memory and tasks may not be enforced.
set -eu

systemd=/usr/lib/systemd/systemd
[ -x $systemd ] || systemd=/lib/systemd/systemd

# --- outside -----------------------------------------------------------------------------------------------

left_out() {
    echo "LEFT OUT: $(basename "$0") $(basename "$test"): $1" >&2
    exit 77
}

requirements() {
    [ "$(id -u)" = 0 ] || left_out "booting needs root, this is $(id -un)"
    [ "$(uname -s)" = Linux ] && [ -x $systemd ] || left_out "there is no systemd on this machine"
    local tool
    for tool in unshare setpriv timeout flock findmnt pivot_root; do
        command -v $tool >/dev/null || left_out "there is no $tool on this machine"
    done
    # shellcheck disable=SC2016
    unshare --mount --propagation private --pid --fork --uts --ipc --net --cgroup sh -c '
        mount -t tmpfs none /mnt && cd /mnt && mkdir up work root &&
        mount -t overlay -o lowerdir=/,upperdir=up,workdir=work overlay root' 2>/dev/null ||
        left_out "namespaces or overlay file systems are not permitted here"
    cgroup=$(findmnt --noheadings --list --types cgroup2 --output TARGET | head -n 1)
    [ -n "$cgroup" ] || left_out "no cgroup2 file system is mounted"
    cgroup=$cgroup/minuted-boot.$$
    mkdir "$cgroup" 2>/dev/null || left_out "no control group may be made in ${cgroup%/*}"
}

remove_cgroup() { # DIRECTORY; what still runs in it is ended
    [ -d "$1" ] || return 0
    [ ! -e "$1/cgroup.kill" ] || echo 1 >"$1/cgroup.kill"
    local try
    for try in $(seq 50); do
        find "$1" -depth -type d -exec rmdir {} + 2>/dev/null && return 0
        sleep 0.02
    done
    echo "boot.sh: $1 could not be removed" >&2
}

clean_up() {
    trap '' INT TERM HUP
    if [ -n "${child:-}" ]; then
        kill -KILL "$child" 2>/dev/null || true
        wait "$child" 2>/dev/null || true
    fi
    [ -z "${cgroup:-}" ] || remove_cgroup "$cgroup"
    [ -z "${work:-}" ] || rm -rf --one-file-system "$work"
}

# A run that was killed outright could not clean up. Its lock is free; its processes died with it.
sweep() {
    local old
    for old in "${work%/*}"/minuted-boot.*; do
        [ "$old" != "$work" ] && [ -e "$old/lock" ] || continue
        (
            flock --nonblock 8 || exit 0
            [ ! -s "$old/cgroup" ] || remove_cgroup "$(cat "$old/cgroup")"
            rm -rf --one-file-system "$old"
        ) 8<"$old/lock"
    done
}

outside() {
    limit=60 files=
    while :; do
        case ${1-} in
        --limit) limit=$2 && shift 2 ;;
        --files) files=$(readlink -e "$2") && shift 2 ;;
        -*) echo "boot.sh: unknown option $1" >&2 && exit 125 ;;
        *) break ;;
        esac
    done
    [ $# -gt 0 ] || { sed -n 's/^# \{0,1\}//;2,/^$/p' "$0" >&2 && exit 125; }
    test=$(readlink -e "$1") || { echo "boot.sh: there is no $1" >&2 && exit 125; }
    shift

    trap clean_up EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    requirements
    work=$(mktemp -d "${TMPDIR:-/tmp}/minuted-boot.XXXXXX")
    exec 9>"$work/lock"
    flock 9
    echo "$cgroup" >"$work/cgroup"
    sweep
    mkdir "$work/root" "$work/result"
    : >"$work/console"
    printf '%q ' /run/boot/test "$@" >"$work/command"

    # Each of the chain asks to die with its parent, so that killing this script ends all of it.
    local status=0 began=$SECONDS
    # The test's own time is kept inside, where its journal is; this is for a system that does not end.
    WORK=$work CGROUP=$cgroup TEST=$test FILES=$files LIMIT=$limit \
        setpriv --pdeathsig KILL timeout --signal KILL $((limit + 10)) setpriv --pdeathsig KILL \
        unshare --mount --propagation private --pid --fork --kill-child=KILL --uts --ipc --net \
        bash "$0" --inside </dev/null >"$work/console" 2>&1 9>&- &
    child=$!
    { wait $child; } 2>/dev/null || status=$?
    child=
    [ ! -e "$work/result/output" ] || cat "$work/result/output"
    [ ! -s "$work/result/status" ] || exit "$(cat "$work/result/status")"
    if [ $((SECONDS - began)) -gt "$limit" ]; then
        echo "boot.sh: the system with $(basename "$test") did not end within $limit s" >&2
        status=124
    else
        echo "boot.sh: systemd ended ($status) before the test did; its console:" >&2
        status=125
    fi
    sed 's/^/    /' "$work/console" >&2
    exit $status
}

# --- inside, as process 1 of the new namespaces --------------------------------------------------------------

devices() {
    mount -t tmpfs -o mode=755,nosuid none dev
    mkdir dev/pts dev/shm
    local name
    for name in null zero full random urandom tty; do
        : >dev/$name
        mount --bind /dev/$name dev/$name
    done
    : >dev/console
    mount --bind "$WORK/console" dev/console
    mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 none dev/pts
    mount -t tmpfs -o mode=1777,nosuid,nodev none dev/shm
    ln -s pts/ptmx dev/ptmx
    ln -s /proc/self/fd dev/fd
    ln -s fd/0 dev/stdin
    ln -s fd/1 dev/stdout
    ln -s fd/2 dev/stderr
}

kernel() {
    mount -t proc -o nosuid,noexec,nodev none proc
    mount -t sysfs -o nosuid,noexec,nodev,ro none sys
    # The kernel is this machine's: its settings are not to be changed from in there.
    local path
    for path in proc/sys proc/sysrq-trigger; do
        [ -e $path ] || continue
        mount --bind $path $path
        mount -o remount,bind,ro $path
    done
}

# The units that are there are those named here and those of --files, or of packages that the test installs:
# nothing that this machine has installed can get in the way, whatever it is.
units() {
    local from=/usr/lib/systemd/system name
    [ -d $from ] || from=/lib/systemd/system
    rm -rf .$from
    mkdir .$from
    for name in sysinit basic sockets timers paths slices multi-user local-fs swap time-set shutdown umount final; do
        [ ! -e $from/$name.target ] || cp $from/$name.target .$from/
    done
    for name in journald.service journald.socket journald-dev-log.socket; do
        cp $from/systemd-$name .$from/
    done
    rm -rf etc/systemd/system etc/systemd/system.conf.d etc/systemd/journald.conf.d etc/systemd/system-generators
    mkdir -p etc/systemd/system etc/systemd/journald.conf.d
    cat >etc/systemd/journald.conf.d/boot.conf <<-EOF
	[Journal]
	Storage=volatile
	ReadKMsg=no
	Audit=no
	RateLimitBurst=0
	EOF
    cat >.$from/boot-test.target <<-EOF
	[Unit]
	Description=The test and what it needs
	Requires=basic.target systemd-journald.socket systemd-journald.service boot-test.service
	Wants=systemd-journald-dev-log.socket
	EOF
    cat >.$from/boot-test.service <<-EOF
	[Unit]
	Description=The test
	Requires=systemd-journald.service
	After=systemd-journald.service systemd-journald-dev-log.socket
	SuccessAction=exit-force
	FailureAction=exit-force
	[Service]
	Type=oneshot
	ExecStart=/bin/bash /run/boot/run
	EOF
}

test_files() {
    mkdir -p run/boot/result
    mount --bind "$WORK/result" run/boot/result
    install -m 755 "$TEST" run/boot/test
    cat >run/boot/run <<-EOF
	exec >/run/boot/result/output 2>&1
	timeout --kill-after 1 $LIMIT $(cat "$WORK/command")
	status=\$?
	[ \$status != 124 ] || { echo "The test took longer than $LIMIT s; the journal's last lines:"; journalctl -n 60; }
	echo \$status >/run/boot/result/status
	EOF
    # Directories that are there already keep their modes, the root directory first of all.
    [ -z "$FILES" ] || tar -C "$FILES" -c . | tar -x --no-same-owner --no-overwrite-dir
}

inside() {
    # "0" is whoever writes it.
    echo 0 >"$CGROUP/cgroup.procs"
    mkdir "$WORK/memory"
    mount -t tmpfs -o mode=755,size=2g none "$WORK/memory"
    mkdir "$WORK/memory/upper" "$WORK/memory/work"
    mount -t overlay -o "lowerdir=/,upperdir=$WORK/memory/upper,workdir=$WORK/memory/work" overlay "$WORK/root"
    cd "$WORK/root"
    kernel
    devices
    mount -t tmpfs -o mode=755,nosuid,nodev none run
    mount -t tmpfs -o mode=1777,nosuid,nodev none tmp
    : >etc/fstab
    # A machine id that is known keeps systemd from treating this as a first boot, which enables every unit.
    tr -d - </proc/sys/kernel/random/uuid >etc/machine-id
    rm -rf var/log/journal
    units
    test_files
    mkdir .outside
    pivot_root . .outside
    umount --lazy /.outside
    # As at a real boot; in what looks like a container systemd leaves this to whoever made it, and without it
    # credentials never reach the services.
    mount --make-rshared /
    # shellcheck disable=SC2016
    exec env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 container=minuted-boot \
        SYSTEMD_UNIT_PATH=/etc/systemd/system:/run/systemd/system:/run/systemd/transient:/usr/lib/systemd/system:/lib/systemd/system \
        unshare --cgroup sh -c 'mount -t cgroup2 -o nosuid,noexec,nodev none /sys/fs/cgroup && exec "$@"' sh \
        $systemd --system --unit=boot-test.target --show-status=no --log-target=journal-or-kmsg --crash-reboot=no
}

if [ "${1-}" = --inside ]; then inside; else outside "$@"; fi
