#!/bin/bash
# What the daemon holds in memory after heavy use: submissions, clients at once, a rebuild, looks into the past.
. "$(dirname "$0")/kit.sh"

start_daemon
minutectl log restore "$stockton" >/dev/null

# In kilobytes: all of it, and what is not a file's.
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$daemon/status"; }
own() { awk '/^RssAnon/ { print $2 }' "/proc/$daemon/status"; }

meetings() { # YEAR: 336 meetings, one a day
    local month day
    for month in 01 02 03 04 05 06 07 08 09 10 11 12; do
        for day in $(seq -w 28); do
            echo '{"command":"ScheduleMeeting","parameters":{"body":"council","starts":"'"$1-$month-$day"'T18:30"}}'
        done
    done
}
submit() { meetings "$1" | minutectl submit - >/dev/null; }
submit_many() {
    local year
    for year in $(seq "$1" "$2"); do submit "$year" || return 1; done
}
check "submissions of hundreds" submit_many 2200 2219
at_once() {
    local first clients=()
    for first in 2300 2310 2320 2330 2340 2350 2360 2370; do
        submit_many $first $((first + 4)) &
        clients+=($!)
    done
    wait "${clients[@]}"
}
check "and by several clients at once" at_once
check "a rebuild" minutectl projection rebuild
past() {
    local entry
    for entry in 5000 10000 15000 20000 20100; do
        minutectl meeting list --body council --as-known-on "$entry" >/dev/null || return 1
    done
}
check "looks into the past" past
check "a long report" eval 'minutectl -o json meeting list --body council >/dev/null'
small() { [ "$(resident)" -le 65536 ] || { echo "$(resident) kB, $(own) of them its own" && return 1; }; }
check "at rest again it holds 64 MiB at most" until_true small
settled() { [ "$(own)" -le 32768 ] || { echo "$(own) kB" && return 1; }; }
check "and of its own half of that" until_true settled

stop_daemon
done_testing
