#!/bin/bash
# Runs every example of the help (`minutectl --experimental-dump-help`, the lines under EXAMPLE or EXAMPLES) as a shell
# would, against a prepared record in which everything is there that examples name: the replay of Stockton-on-Tees in
# 2007, and after it an invented council of today (examples/today.yaml and prepare, below).
#
# Each example starts with a copy of that record and of a folder with the files that examples read. It has to end with
# exit status 0 and to show or write something. A new example is picked up from the help: if it names something that
# is not there yet, add that to the record here.
. "$(dirname "$0")/kit.sh"

# --- the examples that are not run ---
declare -A left_out=(
    ["minutectl notice deliver --from clerk@example.gov.uk"]="sends mail with the machine's own mail service"
    ["minutectl init"]="asks its questions on a terminal"
    ['minutectl attendance record "MALAP 15 May 2008"']="shows a list to be ticked off on a terminal"
)
# It runs until it is interrupted, which happens here when it has shown something.
endless="minutectl log follow --after 200 -o json"
# An empty record is what these need.
needs_empty_record() { [[ $1 == "minutectl log restore "* ]]; }

# --- stand-ins, found before the machine's own ---
mkdir "$work/bin" "$work/files" "$work/home"
export PATH=$work/bin:$bin:$PATH PAGER=cat HOME=$work/home
# For another machine: runs here what would be run there.
printf '#!/bin/sh\n[ "$1 $2 $3" = "-xT -- clerk@records.example.gov.uk" ] || exit 99\nexec sh -c "$4"\n' >"$work/bin/ssh"
# For the mail service: takes a mail that has a header and a recipient.
printf '#!/bin/sh\nmail=$(cat)\ncase $mail in *"To: "*) ;; *) exit 65 ;; esac\necho accepted\n' >"$work/bin/sendmail"
chmod +x "$work/bin"/*

# --- the prepared record ---
problem() { echo "cannot prepare the record: $1" && cat "$work/said" && exit 1; }
do_() { minutectl "$@" >"$work/said" 2>&1 || problem "minutectl $*"; }
held() { # BODY DATE-AND-TIME ATTENDANCE...
    local body=$1 starts=$2
    shift 2
    do_ meeting schedule "$body" "$starts"
    do_ attendance record "$body ${starts% *}" --held "$@"
}
prepare_meetings() {
    held Council "21 May 2026 7pm" --chair brown --others present
    do_ person cease grey --on "3 June 2026" --why resignation --reason "Letter of 2 June 2026"
    held Planning "3 June 2026 6.30pm" --chair khan --others present
    for day in 24 25; do held Planning "$day June 2026 6.30pm" --chair khan --absent jones smith brown lee --others present; done
    held Cabinet "7 July 2026 6pm" --chair okafor --others present
    held "Corporate Parenting Panel" "14 July 2026 5pm" --chair patel --absent okafor --others present
    held Council "15 July 2026 7pm" --chair brown --absent jones --others present
    held Cabinet "1 September 2026 6pm" --chair okafor --others present
    held Council "24 September 2026 7pm" --chair brown --absent jones --others present
    do_ meeting schedule Planning "2 September 2026 6.30pm" --place "Town Hall"
    do_ meeting hold "Planning 2 September 2026"
    do_ meeting schedule Planning "23 September 2026 6.30pm" --place "Town Hall"
    do_ meeting schedule Cabinet "6 October 2026 6pm"
    do_ meeting schedule "Grants Panel" "16 September 2026 2pm"
    do_ meeting schedule "Corporate Parenting Panel" "11 November 2026 5pm" --kind engagement
}
prepare_decisions() {
    do_ decision record --title "Leisure centre contract" --meeting "Cabinet 1 September 2026" --key \
        --resolved "The contract be awarded." --published "3 September 2026" --reasons "The better price" --callable 1
    do_ decision record --title "Care leavers" --meeting "Cabinet 7 July 2026" --published "9 July 2026" \
        --resolved "Care leavers pay no council tax." --resolved "The allowances of foster carers be raised."
    do_ decision record --title "Pay policy" --meeting "Cabinet 7 July 2026" --recommended "The policy be adopted." \
        --recommended "The scales be raised." --to council --published "9 July 2026"
    do_ decision record --title "Foster homes" --meeting "Corporate Parenting Panel 14 July 2026" \
        --recommended "More homes be sought." --to cabinet
    do_ decision record --title "Car park charges" --meeting "Cabinet 1 September 2026" --resolved "The charges be raised." \
        --resolved "Parking be free on Sundays."
    do_ decision record --title "Car park charges" --meeting "Cabinet 1 September 2026" --resolved "The charges be raised."
    do_ decision record --title "Library van" --meeting "Cabinet 1 September 2026" --published "3 September 2026" \
        --resolved "The van be sold." --callable 1
    do_ decision call-in library-van 1 --by smith --grounds "The figures were not given." --received "8 September 2026 3pm"
    do_ decision record --title "Green belt" --meeting "Council 24 September 2026" --resolved "The green belt stay as it is." \
        --resolved "The Cabinet report in a year."
    do_ decision vote green-belt 2 --members-for okafor khan patel lee --members-against smith brown
    do_ decision record --title "Leave of absence" --meeting "Council 24 September 2026" \
        --resolved "The reason for the absence of Councillor Jones be approved."
}
prepare_papers() {
    do_ paper submit "$work/files/report.yaml" --meeting "Cabinet 1 September 2026"
    sed -e 's/Local plan/Tree orders/' "$work/files/report.yaml" >"$work/tree-orders.yaml"
    do_ paper submit "$work/tree-orders.yaml" --meeting "Planning 23 September 2026"
    sed -e 's/Local plan/Placements/' -e 's/^recomm/key: true\n&/' "$work/files/report.yaml" >"$work/placements.yaml"
    do_ paper submit "$work/placements.yaml" --meeting "Corporate Parenting Panel 11 November 2026"
    do_ agenda table "Cabinet 1 September 2026" "Local plan" --number 1 --paper local-plan
    do_ agenda table "Planning 23 September 2026" Enforcement --number 1
}
prepare_follow_up() {
    do_ duty establish "Report on the budget" --of chief-executive --every quarterly --from "1 April 2026"
    do_ duty establish "Meet the chairs" --of leader --every "annually in September" --from "1 May 2026"
    do_ action raise "Recruit ten foster carers" --owner executive-director --due "31 August 2026" --on "7 July 2026" \
        --exception
    do_ matter raise advice "Views on the new guidance" --from corporate-parenting-panel --to cabinet --on "15 July 2026"
    do_ matter raise question "Waiting times" --from corporate-parenting-panel --to cabinet --on "15 July 2026"
    do_ matter answer waiting-times "They are shorter." --on "20 August 2026"
    do_ matter raise nomination "A member for the Grants Panel" --from cabinet --to council --on "15 July 2026"
    do_ matter raise briefing "The new duties" --from executive-director --to corporate-parenting-panel --on "14 July 2026" \
        --meeting "Corporate Parenting Panel 14 July 2026"
    do_ place open "The Lodge" --id lodge --kind childrens-home --from "1 May 2026" --visit rota:monthly \
        --ask religion food health
    do_ visit allocate lodge okafor "July 2026"
    do_ visit allocate lodge patel "August 2026"
    do_ visit record lodge --on "20 August 2026" --by patel --asked food
    sed 's/on: .*/on: 2026-05-21/; s/We will/We shall/' "$work/files/pledge.yaml" >"$work/pledge.yaml"
    do_ pledge adopt "$work/pledge.yaml"
    do_ top-ten establish "Top Ten Issues" --managed-by children-in-care-council --limit 10 --from "1 May 2026"
    for issue in "Wifi in the homes" "Bus passes" "Family visits"; do do_ top-ten raise top-ten-issues "$issue" --on "2 June 2026"; done
    do_ top-ten retire top-ten-issues 3 --by children-in-care-council --reason "It was solved"
    do_ statistic report "Corporate Parenting Panel 14 July 2026" "Children in care by age" --as-of "30 June 2026" \
        --source "Performance, Quarter 1" "under 5=41" "5 and over=58"
}
prepare_rest() {
    do_ interest register okafor --kind land --what "A house in Mill Lane" --notified "20 May 2026"
    do_ council add-closure "29 May 2026" --reason "Day after the elections"
    do_ person suspend brown --from "1 October 2026" --until "1 November 2026" --reason Standards
    do_ attachment add decision/corporate-parenting-strategy "$work/files/strategy.pdf"
    do_ attachment add meeting/malap-2007-09-20 "$work/files/minutes.txt"
    # Notices, each in another state: unsent (jones), drafted (smith), issued (brown), corrected since (lee).
    do_ notice draft planning-smith
    do_ notice issue planning-brown
    do_ notice issue planning-lee
    do_ attendance correct "Planning 25 June 2026" lee apologies:council-business --why "Sent by email"
}
prepare() {
    do_ log restore "$stockton"
    do_ constitution apply "$top/Tests/Release/examples/today.yaml"
    do_ office take leader okafor --from "21 May 2026"
    do_ office take executive-director white --from "7 May 2026"
    prepare_meetings
    prepare_decisions
    prepare_papers
    prepare_follow_up
    prepare_rest
    do_ backup "$work/files/backup-2026-11-30"
    minutectl log checkpoint --key >"$work/log.vkey"
    minuted witness --directory "$HOME/witness" --follow "$work/log.vkey" >"$work/said" 2>&1 || problem "minuted witness"
    minutectl log cosign --from 0 >"$work/files/request.txt"
    cp -r "$HOME/witness" "$work/witness"
    minuted witness --directory "$work/witness" "$work/files/request.txt" >"$work/files/answer.txt" 2>"$work/said" ||
        problem "minuted witness"
}
prepare_files() {
    local name
    cp "$top"/Tests/Release/examples/* "$work/files"
    for name in strategy.pdf appendix.pdf minutes.odt minutes.txt; do echo "The content of $name." >"$work/files/$name"; done
    printf '%s: clerk@example.gov.uk\n' okafor smith councillor-a >"$work/files/addresses"
    sed -n 28p "$stockton" | sed 's/Partner Representative One/The Auditor/; s/partner-representative-one/auditor/g; s/-1b[0-9a-f]*"/-1b3df0000001"/' \
        >"$work/files/old-system.ndjson"
    minuted witness --directory "$HOME/witness" --init witness.example/leader >"$work/witness.vkey" 2>&1
}

echo 'notices: {olderthan: 36500}' >"$work/minuted.yaml"
prepare_files
printf 'witnesses:\n  - "%s"\n' "$(grep -o 'witness.example.*' "$work/witness.vkey")" >>"$work/minuted.yaml"
start_daemon || exit 1
prepare
stop_daemon
mv "$state" "$work/prepared"
cp -r "$work/prepared/projections" "$HOME/copy"
cp -r "$HOME" "$work/at-home"
find "$work/files" -exec touch -d 2001-01-01 {} +

# --- the examples, as the help has them ---
"$bin/minutectl" --experimental-dump-help >"$work/help.json"
# One line for each: the command's words, whether it records (it takes --expected-version), and the example.
jq -r '
    def commands($words): {words: (["minutectl"] + $words | join(" ")), discussion: (.discussion // ""),
            records: ([.arguments[]?.names[]?.name] | index("expected-version") != null)},
        (.subcommands[]? | select(.commandName != "help") | .commandName as $name | commands($words + [$name]));
    def examples: reduce (split("\n")[]) as $line ({found: [], inside: false};
        if $line | test("^EXAMPLES?:$") then .inside = true
        elif .inside and ($line | test("^    ")) then .found[-1] += "\n" + $line
        elif .inside and ($line | test("^  ")) then .found += [$line[2:]]
        else .inside = false end) | .found[];
    .command | commands([]) | . as $command | .discussion | examples | [$command.words, $command.records, .] | @tsv
    ' "$work/help.json" >"$work/examples"
all_found() {
    local lines
    lines=$(jq -r '.. | .discussion? // empty' "$work/help.json" | grep -c '^  *minute[a-z]* ')
    [ "$lines" = "$(wc -l <"$work/examples")" ] && [ "$lines" -gt 200 ]
}
check "every line of the help that shows a command is an example" all_found

shown_files() {
    local file line missing=0
    jq -r '.. | .discussion? // empty' "$work/help.json" >"$work/discussions"
    for file in decision.yaml terms.yaml minutes.ndjson; do
        while IFS= read -r line; do
            grep -qxF "  $line" "$work/discussions" || { echo "the help does not show, of $file: $line" && missing=1; }
        done <"$top/Tests/Release/examples/$file"
    done
    return $missing
}
check "the files that the help shows are those that the examples read" shown_files

# --- they can be copied as they are shown ---
narrow() { ! jq -r '.. | .discussion? // empty' "$work/help.json" | grep '^  ' | grep -E '.{81}'; }
check "no example or table in the help is wider than 80 columns" narrow
as_shown() {
    local words example line missing=0
    while IFS=$'\t' read -r words _ example; do
        [ "$words" = "${shown-none}" ] || help=$(COLUMNS=80 "$bin"/$words --help)
        shown=$words
        while IFS= read -r line; do
            grep -qxF -- "${line/#minute/  minute}" <<<"$help" || { echo "$words --help wraps: $line" && missing=1; }
        done < <(printf '%b\n' "$example")
    done <"$work/examples"
    return $missing
}
check "at 80 columns, the help shows every example line whole" as_shown

# --- each is run ---
fresh() { # PREPARED: a daemon on a copy of that record; an empty one if it is not there
    [ -z "$daemon" ] || { kill -KILL "$daemon" && wait "$daemon" 2>/dev/null; }
    daemon=
    rm -rf "$state"
    [ ! -d "$1" ] || cp -r "$1" "$state"
    start_daemon || exit 1
    before=$(entries)
}
run() { # EXAMPLE
    local status=0
    (cd "$work/here" && timeout 60 bash -o pipefail -c "$1" </dev/null >"$work/said" 2>"$work/errors") || status=$?
    cat "$work/said" "$work/errors"
    [ $status = 0 ] || { echo "exit status $status" && return 1; }
    [ -s "$work/said" ] || [ -n "$(find "$work/here" -type f -size +0 -newermt 2002-01-01)" ] || { echo "no output" && return 1; }
}
run_endless() {
    (cd "$work/here" && exec timeout 60 $1 >"$work/said" 2>&1) &
    until_true test -s "$work/said"
    kill -TERM $!
    wait $! 2>/dev/null
    [ -s "$work/said" ]
}
run_recording() { run "$1" && { [ "$(entries)" != "$before" ] || { echo "recorded nothing" && return 1; }; }; }

as_is=
ran=0
skipped=0
while IFS=$'\t' read -r words records example <&3; do
    example=$(printf '%b' "$example")
    [ -z "${left_out[$example]:-}" ] || { skipped=$((skipped + 1)) && continue; }
    prepared=$work/prepared
    ! needs_empty_record "$example" || prepared=none
    [ "$as_is" = "$prepared" ] || fresh "$prepared"
    rm -rf "$work/here" "$HOME"
    cp -a "$work/files" "$work/here"
    cp -a "$work/at-home" "$HOME"
    # It writes this file, and writes over none.
    [ "$words" != "minutectl init" ] || rm "$work/here/constitution.yaml"
    how=run
    [[ $records != true || $example == *" --dry-run"* ]] || how=run_recording
    [ "$example" != "$endless" ] || { how=run_endless && endless=; }
    check "$example" $how "$example"
    ran=$((ran + 1))
    # What neither records nor rebuilds anything leaves the record to the next example.
    as_is=
    [[ $words == "minutectl projection"* || $(entries) != "$before" ]] || as_is=$prepared
done 3<"$work/examples"
check "only examples of the help are left out" test "$skipped$endless" = ${#left_out[@]}
echo "$ran examples were run, and these were left out:"
for example in "${!left_out[@]}"; do echo "    $example: ${left_out[$example]}"; done
stop_daemon
done_testing
