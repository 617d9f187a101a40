#!/bin/bash
# Checks the unit files without a running systemd: that systemd understands every line, and that each service
# is as confined as it ought to be. Prints what it finds; exits 0 when all is well, 1 when not, 77 when left out.
#
#   Tests/Systemd/check-units.sh [DIRECTORY]      the directory of the units, systemd/ by default
set -u

top=$(cd "$(dirname "$0")/../.." && pwd)
units=$(readlink -f "${1:-$top/systemd}")
# Highest exposure allowed, times ten: systemd-analyze calls 0.4 "SAFE", 9.6 "UNSAFE".
threshold=4

command -v systemd-analyze >/dev/null || {
    echo "LEFT OUT: check-units: there is no systemd-analyze on this machine" >&2
    exit 77
}

# A root directory of its own: the checks shall depend neither on what is installed on this machine nor on what
# is enabled there. The programs that units start have to exist in it; for those that are not built or
# installed here, a program that does nothing stands in.
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/usr/lib/systemd" "$root/etc/systemd/system" "$root/usr/bin" "$root/run"
ln -s usr/bin usr/lib "$root/"
for shipped in /usr/lib/systemd/system /lib/systemd/system; do
    [ -d "$shipped" ] && cp -a "$shipped" "$root/usr/lib/systemd/" && break
done
sed -n 's/^Exec[A-Za-z]*=[-@:+!]*\(\/[^ ]*\).*/\1/p' "$units"/*.service | sort -u | while read -r program; do
    [ -e "$program" ] || echo "note: $program is not installed here, a stand-in is used"
    mkdir -p "$root${program%/*}"
    printf '#!/bin/sh\n' >"$root$program"
    chmod 755 "$root$program"
done

failed=0
check() { # LABEL COMMAND...
    local label=$1 output
    shift
    if output=$("$@" 2>&1); then
        echo "ok   $label"
    else
        failed=1
        echo "FAIL $label"
    fi
    [ -z "$output" ] || printf '%s\n' "$output" | sed 's/^/     /'
}

exposure() { # UNIT
    local report threshold=$threshold
    # A set-user-ID sendmail rules out most of the sandbox: the unit says which settings, and why.
    case $1 in minuted-deliver*) threshold=84 ;; esac
    report=$(systemd-analyze security --offline=true --threshold=$threshold --no-pager --root="$root" "$1" 2>&1)
    local status=$?
    if [ $status = 0 ]; then
        printf '%s\n' "$report" | grep 'Overall exposure'
    else
        printf '%s\n' "$report" | grep -E '✗|Overall exposure' || printf '%s\n' "$report"
    fi
    return $status
}

instances=()
for unit in "$units"/*.service "$units"/*.socket "$units"/*.timer; do
    name=${unit##*/}
    cp "$unit" "$root/etc/systemd/system/"
    # A template is checked as one of its instances.
    case $name in *@.*) name=${name%%@.*}@council-one.${name##*.} ;; esac
    instances+=("$name")
done

for name in "${instances[@]}"; do
    # Typos are only warnings, and recursion is what makes warnings count.
    check "verify $name" systemd-analyze verify --man=no --recursive-errors=yes --root="$root" "$name"
done
for name in "${instances[@]}"; do
    case $name in *.service) check "confined $name" exposure "$name" ;; esac
done
exit $failed
