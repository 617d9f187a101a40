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
pages=$(cd "$man" && find man[158] -name '*.gz' -type f | sort)
check "there are pages for the daemon, its settings, the command line and its nouns" eval '
    [ "$(grep -cx "man8/minuted.8.gz\|man5/minuted.yaml.5.gz\|man1/minutectl.1.gz\|man1/minutectl-meeting.1.gz" <<<"$pages")" = 4 ]'
check "a page's other names lead to it" eval '[ "$(find "$man" -type l | wc -l)" -gt 0 ] && [ -z "$(find "$man" -xtype l)" ]'
each_page() { # COMMAND: which page PAGE fails, with the page's text in $work/page
    local page failed=0
    for page in $pages; do
        zcat "$man/$page" >"$work/page"
        "$1" "$page" || { echo "in $page" && failed=1; }
    done
    return $failed
}
has_sections() { [ "$(grep -c '^\.SH \(NAME\|SYNOPSIS\|SEE ALSO\)$' "$work/page")" = 3 ]; }
check "every page has a name, a synopsis and pages to read on" each_page has_sections
leads_on() {
    local other missing=0
    for other in $(sed -n '/^\.SH SEE ALSO/,$s/^\.BR \(minute[^ ]*\) (\([158]\)).*/man\2\/\1.\2.gz/p' "$work/page" | tr -d '\\'); do
        [ -e "$man/$other" ] || { echo "there is no page $other" && missing=1; }
    done
    return $missing
}
check "every page of Minuted to read on is there" each_page leads_on
if command -v groff >/dev/null; then
    well_formed() { ! groff -man -Kutf8 -Tutf8 -ww "$work/page" 2>&1 >/dev/null | grep .; }
    narrow() { ! groff -man -Kutf8 -Tutf8 -P-cbou -rLL=80n "$work/page" | LC_ALL=C.UTF-8 grep -E '.{81}'; }
    check "every page is well-formed" each_page well_formed
    check "no page is wider than 80 columns" each_page narrow
else
    echo "LEFT OUT: programs-test.sh: there is no groff to check pages with" >&2
fi
# Each command is in the synopsis of one page; hyphens are written \- there.
once_each() { # COMMANDS, one a line
    local problems=0 found command count=0 page
    for page in $pages; do zcat "$man/$page"; done >"$work/page"
    while read -r command; do
        count=$((count + 1))
        found=$(grep -cE "^\\\\fBminutectl ${command//-/\\\\-}\\\\fR( |\$)" "$work/page")
        [ "$found" = 1 ] || { echo "$command is on $found pages" && problems=1; }
    done
    [ $count -gt 150 ] || { echo "only $count commands" && problems=1; }
    return $problems
}
all_commands() {
    "$bin/minutectl" --experimental-dump-help | jq -r '
        def commands($words): select(.shouldDisplay) | [.subcommands[]? | select(.commandName != "help")] as $inner
            | if $inner == [] then $words | join(" ") else $inner[] | .commandName as $name | commands($words + [$name]) end;
        .command | commands([])' | once_each
}
all_verbs() { sed -n 's/^| `\([^`]*\)`.*/\1/p' "$top/docs/VERBS.md" | grep -vx minutectl | sed 's/ --.*//' | sort -u | once_each; }
check "every command is on one page" all_commands
check "and so is every verb of docs/VERBS.md" all_verbs
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
