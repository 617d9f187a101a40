#!/bin/bash
# The built programs as they are installed: what they link, how they start, London's clock, their pages and
# completions.
. "$(dirname "$0")/kit.sh"

# --- what they need of the machine ---
links() { ldd "$bin/$1" | awk '{ print $1 }' | sed 's/.*\///; s/\.so.*//' | sort | tr '\n' ' '; }
check "minuted needs no Swift on the machine" eval '! links minuted | grep -i "swift\|foundation\|icu"'
check "minutectl needs no Swift on the machine" eval '! links minutectl | grep -i "swift\|foundation\|icu"'
check "minutectl needs neither SQLite nor systemd" eval '! links minutectl | grep "sqlite\|systemd"'
# It takes a third of a start to load it, and most commands need none of it.
check "minutectl loads libcrypto only when it hashes" eval '! links minutectl | grep crypto'
check "both are of one version" eval '[ "$("$bin/minuted" --version)" = "$("$bin/minutectl" --version)" ]'
for run in $(seq 50); do "$bin/minutectl" --version >/dev/null; done
# Processor time, which other work on the machine does not change: milliseconds for each of the fifty.
spent=$(times | tail -n 1 | tr 'ms' '  ' | awk '{ print int(($1 * 60 + $2 + $3 * 60 + $4) * 20) }')
check "minutectl starts in less than 20 ms of processor time ($spent)" test "$spent" -lt 20

# --- London's clock ---
start_daemon
minutectl log restore "$stockton" >/dev/null
# The zone's rules come from the machine's tzdata, whatever time zone the process has.
held_at() { # MEETING TIME: recorded now, it takes effect at that time
    minutectl meeting schedule "$1" "$2" >/dev/null && minutectl meeting hold "$1 ${2% *}" >/dev/null &&
        minutectl -o json log list --newest-first --limit 1 | jq -e --arg time "$3" '.entries[0].time == $time'
}
check "a meeting in summer is at summer time" held_at malap "2 August 2007 4.30pm" 2007-08-02T16:30:00+01:00
check "one in winter is not" held_at malap "6 December 2007 4.30pm" 2007-12-06T16:30:00Z
stop_daemon

# --- pages and completions ---
DESTDIR=$work/tree BIN_DIR=$bin "$top/scripts/install" >/dev/null
man=$work/tree/usr/share/man
for page in man1/minutectl.1 man5/minuted.yaml.5 man8/minuted.8; do
    check "the page $page is there" test -s "$man/$page.gz"
    if command -v groff >/dev/null; then
        well_formed() { [ -z "$(zcat "$man/$page.gz" | groff -man -Kutf8 -Tutf8 -ww 2>&1 >/dev/null)" ]; }
        check "and is well-formed" well_formed
    fi
done
command -v groff >/dev/null || echo "LEFT OUT: programs-test.sh: there is no groff to check pages with" >&2
# Every verb of the documentation has its section; hyphens are written \- there.
all_verbs() {
    local missing=0 verb
    zcat "$man/man1/minutectl.1.gz" >"$work/page"
    while read -r verb; do
        grep -qxF ".SS ${verb//-/\\-}" "$work/page" || { echo "no section for $verb" && missing=1; }
    done < <(sed -n 's/^| `\([^`]*\)`.*/\1/p' "$top/docs/VERBS.md" | grep -vx minutectl | sed 's/ --.*//' | sort -u)
    return $missing
}
check "minutectl(1) has every verb" all_verbs
settings() {
    local missing=0 setting
    for setting in $(sed -n 's/.*coder.field("\([a-z]*\)".*/\1/p' "$top/Sources/minuted/Settings.swift"); do
        zgrep -q "^\.B $setting\$\|\.BR.*$setting\|\.B $setting" "$man/man5/minuted.yaml.5.gz" || { echo "no $setting" && missing=1; }
    done
    return $missing
}
check "minuted.yaml(5) has every setting" settings
statuses() {
    local missing=0 status
    for status in $("$bin/minuted" --help | sed -n 's/^ *\([0-9][0-9]*\)  .*/\1/p'); do
        zgrep -qx "\.B $status" "$man/man8/minuted.8.gz" || { echo "no status $status" && missing=1; }
    done
    return $missing
}
check "minuted(8) has every exit status" statuses
events() {
    local missing=0 event
    zcat "$man/man8/minuted.8.gz" | tr -d '\\' >"$work/page"
    for event in $(sed -n 's/^-- \([0-9a-f]*\)$/\1/p' "$top/systemd/minuted.catalog"); do
        event=$(sed -n "s/.*case \.\([a-zA-Z]*\): \"$event\".*/\1/p" "$top/Sources/Systemd/JournalEvent.swift" | sed 's/\([A-Z]\)/-\L\1/g')
        [ "$event" != refused-peer ] || event=refused-peer
        grep -q "\b$event\b" "$work/page" || { echo "no event $event" && missing=1; }
    done
    return $missing
}
check "minuted(8) has every event of the journal" events
complete_in_bash() {
    bash -c 'source "$1"; COMP_WORDS=(minutectl att); COMP_CWORD=1; COMP_LINE="minutectl att"; COMP_POINT=13
        $(complete -p minutectl | sed "s/.*-F \([^ ]*\) .*/\1/") minutectl att minutectl
        [[ " ${COMPREPLY[*]} " == *" attendance "* ]] || { echo "${COMPREPLY[*]}"; exit 1; }' - "$1"
}
complete_in_fish() {
    # Completing asks the program itself, which has to be found.
    HOME=$work PATH=$bin:$PATH fish --no-config -c 'source $argv[1]; complete -C "minutectl att"' "$1" | grep -q '^attendance'
}
shells=$work/tree/usr/share
check "bash completes" complete_in_bash "$shells/bash-completion/completions/minutectl"
for shell in zsh fish; do
    case $shell in
    zsh) script=$shells/zsh/vendor-completions/_minutectl ;;
    fish) script=$shells/fish/vendor_completions.d/minutectl.fish ;;
    esac
    check "there is a completion for $shell" grep -q attendance "$script"
    if command -v $shell >/dev/null; then
        check "and $shell can read it" $shell -n "$script"
        [ $shell != fish ] || check "fish completes" complete_in_fish "$script"
    else
        echo "LEFT OUT: programs-test.sh: there is no $shell to read its completion" >&2
    fi
done
check "a prefix of its own" eval 'DESTDIR=$work/local PREFIX=/usr/local BIN_DIR=$bin "$top/scripts/install" && [ -x "$work/local/usr/local/bin/minutectl" ] && grep -q "^ExecStart=/usr/local/bin/minuted$" "$work/local/usr/local/lib/systemd/system/minuted.service"'
check "a configuration that is there is left alone" eval 'echo "# mine" >"$work/tree/etc/minuted/minuted.yaml" && DESTDIR=$work/tree BIN_DIR=$bin "$top/scripts/install" && grep -qx "# mine" "$work/tree/etc/minuted/minuted.yaml"'
done_testing
