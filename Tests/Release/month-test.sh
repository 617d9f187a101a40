#!/bin/bash
# Plays a month of a council, September 2026, through minutectl alone: 36 councillors in four groups, an executive with
# call-in, scrutiny, two committees, and a committee held jointly with a neighbour. The council is invented, and so is
# everybody in it (month/constitution.yaml).
#
# In that month: a by-election, a death, a change of group and back, a change of name; a meeting with members present
# remotely, one without a quorum, one adjourned to another day; a key decision with notice, called in and referred back;
# a recorded vote by groups with exceptions; letters to leaders on a Friday, and a correction after a letter was issued.
#
# It promises: what each question prints is what a person has read (month/*.txt), letter for letter; what has to be
# refused is refused, in those words; and the month takes fewer than 120 commands. To write the files anew, and then
# read what git says has changed:
#
#     MINUTED_RECORD=1 Tests/Release/month-test.sh
. "$(dirname "$0")/kit.sh"

golden=$top/Tests/Release/month
# Asking whether the daemon has started (kit.sh) is not counted.
commands=0
asked=
# Letters about September go out whatever the day on which this runs.
echo 'notices: {olderthan: 36500}' >"$work/minuted.yaml"

# What changes from run to run, and nothing else:
#   the folder of this run;
#   when an entry was recorded and by whom, with the widths of those two columns;
#   of a checkpoint the hash and the signature, because each run has a key of its own;
#   of `status` the version, the user, and what needs doing, which is told as of the day of the run.
normalise() {
    sed -E "s|$work|WORK|g
        s/RECORDED +BY +/RECORDED  BY  /
        s/[0-9]+ [A-Z][a-z]+ [0-9]{4}, [0-9.]+[ap]m +$(id -un) +/(when)  (who)  /
        s|^[A-Za-z0-9+/]{43}=\$|(hash)|
        s|^(— minuted.example/invented) .*|\1 (signature)|
        s/(Daemon: version) [^,]*/\1 (version)/
        s/(You:) uid:.*/\1 (who)/
        /^[A-Z][a-z ]+ \([0-9]+\)\$/,\$d"
}
do_() { # COMMAND...: records something
    commands=$((commands + 1))
    check "$*" minutectl "$@"
}
ask() { # NAME COMMAND...: the answer is that of month/NAME.txt
    commands=$((commands + 1))
    asked+=$1.txt$'\n'
    check "$1" as_read 0 "$@"
}
refuse() { # NAME COMMAND...: it is refused, with the message of month/NAME.txt
    commands=$((commands + 1))
    asked+=$1.txt$'\n'
    check "refused: $1" as_read 1 "$@"
}
as_read() { # STATUS NAME COMMAND...
    local expected=$1 file=$golden/$2.txt status=0 word
    shift 2
    minutectl "$@" >"$work/said" 2>&1 || status=$?
    {
        printf '$ minutectl'
        for word; do
            [[ $word != *" "* ]] || word="\"$word\""
            printf ' %s' "$word"
        done
        printf '\n\n'
        cat "$work/said"
    } | normalise >"$work/answer"
    [ $status = "$expected" ] || { echo "exit status $status instead of $expected" && cat "$work/said" && return 1; }
    [ -z "${MINUTED_RECORD:-}" ] || cp "$work/answer" "$file"
    diff -u "$file" "$work/answer"
}
each_asked_once() { diff <(printf %s "$asked" | sort) <(cd "$golden" && ls ./*.txt | sed 's|^./||' | sort); }

start_daemon || exit 1
[ -z "${MINUTED_RECORD:-}" ] || rm -f "$golden"/*.txt

# --- the council as it stands on 1 September ---
do_ constitution apply "$golden/constitution.yaml"
do_ person cease "Councillor AJ" --on "31 July 2026" --why resignation --reason "Letter of 30 July 2026"

# --- the meetings that are called ---
do_ meeting schedule Cabinet "1 September 2026 6pm" --place "Town Hall"
do_ meeting schedule Planning "2 September 2026 6.30pm" --place "Town Hall"
do_ meeting schedule Audit "3 September 2026 6pm"
do_ meeting schedule "Joint Waste" "7 September 2026 10am" --place "Neighbour House"
do_ meeting schedule Overview "15 September 2026 6pm" --place "Town Hall and online"
do_ meeting schedule Planning "16 September 2026 6.30pm" --place "Town Hall"
do_ meeting schedule Audit "17 September 2026 6pm"
do_ meeting schedule Cabinet "22 September 2026 6pm" --place "Town Hall"
do_ meeting schedule Council "24 September 2026 7pm" --place "Town Hall"
do_ meeting schedule Council "8 October 2026 7pm" --place "Town Hall"
ask meeting-twice meeting schedule Planning "2 September 2026 6.30pm"

# --- Tuesday 1 September: the Cabinet takes a key decision ---
cat >"$work/report.yaml" <<'END'
paper: leisure-centre
subject: Leisure centre contract
reportof: [The Chief Executive]
key: true
sections:
  - heading: Summary
    text: The contract for running the leisure centre ends on 31 December 2026. Two bids have been received.
recommendations: ["The contract be awarded to the second bidder."]
END
do_ paper submit "$work/report.yaml" --meeting "Cabinet 1 September 2026"
do_ agenda table "Cabinet 1 September 2026" "Apologies for absence" --number 1
do_ agenda table "Cabinet 1 September 2026" "Leisure centre contract" --number 2 --paper leisure-centre
do_ agenda publish "Cabinet 1 September 2026" --on "21 August 2026"
ask agenda agenda show "Cabinet 1 September 2026" --as-at "1 October 2026"
ask agenda-pack agenda pack "Cabinet 1 September 2026" --as-at "1 October 2026"
do_ attendance record "Cabinet 1 September 2026" --held --chair "Councillor A" \
    --apologies "Councillor F:illness" --others present
do_ interest register "Councillor E" --kind employment --what "Works for the first bidder" --from 2020 --notified "20 May 2026"
do_ interest declare "Cabinet 1 September 2026" "Councillor E" --item 2 --kind disclosable-pecuniary --number 1 \
    --left-at 6.10pm --returned-at 6.25pm
do_ decision record --title "Leisure centre contract" --meeting "Cabinet 1 September 2026" --paper leisure-centre --key \
    --resolved "The contract be awarded to the second bidder." \
    --reasons "The better service at the lower price." --alternatives "Running the centre ourselves: too dear." --conflicts None
do_ decision key-notice "Leisure centre contract" --published "31 July 2026"
do_ decision publish "Leisure centre contract" --on "3 September 2026"
ask decision-published decision show "Leisure centre contract" --as-at "4 September 2026"

# --- Wednesday 2 and Thursday 3 September: planning; audit without a quorum ---
do_ attendance record "Planning 2 September 2026" --held --chair "Councillor J" --absent "Councillor L" \
    --apologies "Councillor M:caring" --others present
do_ attendance record "Audit 3 September 2026" --held --present "Councillor V" "Councillor N" --others apologies
ask inquorate meeting show "Audit 3 September 2026" --as-at "1 October 2026"
ask inquorate-decision decision record --title "Annual accounts" --meeting "Audit 3 September 2026" --resolved "The accounts be approved."

# --- Monday 7 September: the joint committee; Councillor M leaves one group for another ---
do_ attendance record "Joint Waste 7 September 2026" --held --chair "Councillor P" --apologies "Neighbour Three" \
    --in-attendance "The Monitoring Officer" --others present
do_ decision record --title "Collections at Christmas" --meeting "Joint Waste 7 September 2026" \
    --resolved "There be no collection on 25 and 28 December 2026." --published "9 September 2026"
ask joint-committee meeting show "Joint Waste 7 September 2026" --as-at "1 October 2026"
refuse second-group group join "Councillor M" "Group Two" --from "7 September 2026"
do_ group leave "Councillor M" --on "7 September 2026"
do_ group join "Councillor M" "Group Two" --from "7 September 2026"

# --- Tuesday 8 September: call-in ---
refuse call-in-too-few decision call-in "Leisure centre contract" 1 --by "Councillor Q" "Councillor R" \
    --grounds "Running the centre ourselves was not costed." --received "8 September 2026 3pm"
refuse call-in-by-cabinet decision call-in "Leisure centre contract" 1 --by "Councillor Q" "Councillor R" "Councillor B" \
    --grounds "Running the centre ourselves was not costed." --received "8 September 2026 3pm"
refuse call-in-late decision call-in "Leisure centre contract" 1 --by "Councillor Q" "Councillor R" "Councillor AA" \
    --grounds "Running the centre ourselves was not costed." --received "11 September 2026 9am"
do_ decision call-in "Leisure centre contract" 1 --by "Councillor Q" "Councillor R" "Councillor AA" \
    --grounds "Running the centre ourselves was not costed." --received "8 September 2026 3pm"
refuse called-in-implemented decision implement "Leisure centre contract" 1 --on "14 September 2026"

# --- Thursday 10 September: the by-election ---
do_ person elect "Councillor AK" --on "10 September 2026" --ward Lakeside --group "Group Three" --in-place-of "Councillor AJ"

# --- Monday 14 September: a change of name ---
do_ person rename "Councillor W" "Councillor W-New" --reason Marriage --on "12 September 2026"

# --- Tuesday 15 September: scrutiny, with members present remotely, refers the decision back ---
do_ attendance record "Overview 15 September 2026" --held --chair "Councillor Q" \
    --present "Councillor Q" "Councillor R" "Councillor AA" "Councillor G" --virtual-present "Councillor AB" "Councillor S" \
    --absent "Councillor AH" --apologies "Councillor H" "Councillor I:leave" --arrived "Councillor G:18:20"
ask hybrid meeting show "Overview 15 September 2026" --as-at "1 October 2026"
do_ decision conclude "Leisure centre contract" 1 referred-back --by overview-and-scrutiny --on "15 September 2026"

# --- Wednesday 16 September: planning is adjourned to the 23rd; Councillor P dies ---
do_ attendance record "Planning 16 September 2026" --held --chair "Councillor J" --absent "Councillor L" "Councillor M" --others present
do_ minutes record "Planning 2 September 2026" approved --at "Planning 16 September 2026"
do_ meeting schedule Planning "23 September 2026 6.30pm" --title "Adjourned meeting of 16 September 2026" --place "Town Hall"
do_ person cease "Councillor P" --on "17 September 2026" --why death
refuse ceased-already person cease "Councillor P" --on "18 September 2026" --why resignation
do_ attendance record "Audit 17 September 2026" --held --chair "Councillor V" --absent "Councillor X" --others present

# --- Friday 18 September: letters to the leaders ---
ask friday-before notice run --on "18 September 2026" --dry-run
do_ notice run --on "18 September 2026"
ask friday-after notice list --as-at "19 September 2026"
ask letter-text notice show planning-councillor-m-2026-09-16 --as-at "19 September 2026"
ask letter-html notice show planning-councillor-m-2026-09-16 --as-at "19 September 2026" --to "Councillor Q" --format html
cat >"$work/addresses" <<'END'
councillor-a: a@council.example
councillor-q: q@council.example
END
ask letters-sent notice deliver --from clerk@council.example --addresses "$work/addresses" --outbox "$work/letters"
do_ notice acknowledge planning-councillor-m-2026-09-16 --by "Councillor Q" --on "21 September 2026"
refuse acknowledged-by-another notice acknowledge planning-councillor-l-2026-09-16 --by "Councillor Q" --on "21 September 2026"

# --- Monday 21 to Wednesday 23 September: back in Group One; the Cabinet decides again; planning goes on ---
do_ group leave "Councillor M" --on "21 September 2026"
do_ group join "Councillor M" "Group One" --from "21 September 2026"
do_ attendance record "Cabinet 22 September 2026" --held --chair "Councillor A" --others present
do_ decision record --title "Leisure centre contract, decided again" --meeting "Cabinet 22 September 2026" --key \
    --resolved "The contract be awarded to the second bidder, for two years." --reasons "Running the centre ourselves has now been costed." \
    --alternatives "Running the centre ourselves: too dear." --conflicts None
do_ decision key-notice "Leisure centre contract, decided again" --published "31 July 2026"
do_ decision publish "Leisure centre contract, decided again" --on "23 September 2026"
do_ attendance record "Planning 23 September 2026" --held --chair "Councillor J" --absent "Councillor M" --others present

# --- Thursday 24 September: the Council; a recorded vote ---
do_ attendance record "Council 24 September 2026" --held --chair "Councillor O" --apologies "Councillor F:illness" \
    "Councillor AI" --absent "Councillor X" --others present
do_ decision record --title "Motion on the green belt" --meeting "Council 24 September 2026" \
    --resolved "The Council asks the Cabinet to keep the green belt as it is." --published "28 September 2026"
refuse absent-voter decision vote "Motion on the green belt" 1 --members-for "Councillor A" "Councillor F"
refuse dead-voter decision vote "Motion on the green belt" 1 --members-for "Councillor P"
refuse voted-twice decision vote "Motion on the green belt" 1 --groups-for "Group One" --members-for "Councillor M" --members-against "Councillor M"
do_ decision vote "Motion on the green belt" 1 --mover "Councillor G" --seconder "Councillor AA" \
    --groups-for "Group One" "Group Three" --groups-against "Group Two" --groups-abstained "Group Four" \
    --except "Councillor M" "Councillor AK" --members-against "Councillor M" --members-abstained "Councillor AK"
ask minutes minutes draft "Council 24 September 2026" --as-at "1 October 2026"

do_ seat fill joint-waste "Councillor I" --capacity member --from "25 September 2026" --chairs

# --- Friday 25 September: the register is found; the leaders are told of the correction ---
do_ attendance correct "Planning 16 September 2026" "Councillor L" present --why "The register of 16 September was found"
ask friday-correction notice run --on "25 September 2026" --dry-run
do_ notice run --on "25 September 2026"
ask letter-corrected notice show planning-councillor-l-2026-09-16 --as-at "1 October 2026"
ask correction-sent notice deliver --from clerk@council.example --addresses "$work/addresses" --outbox "$work/letters"

# --- October: what people ask ---
ask search search leisure centre --as-at "1 October 2026"
ask person-by-elected person show "Councillor AK" --as-at "1 October 2026"
ask person-died person show "Councillor P" --as-at "1 October 2026"
ask person-changed-group person show "Councillor M" --as-at "1 October 2026"
ask meeting-before-renamed meeting show "Audit 3 September 2026" --as-at "1 October 2026"
ask person-renamed person show "Councillor W-New" --as-at "1 October 2026"
ask groups-on-the-8th group list --as-at "8 September 2026"
ask groups group list --as-at "1 October 2026"
ask vacancies seat vacancies --as-at "1 October 2026"
ask interests report interests --as-at "1 October 2026"
ask votes report votes --as-at "1 October 2026"
ask decisions decision list --from "1 September 2026" --as-at "1 October 2026"
ask decision-called-in decision show leisure-centre-contract --as-at "1 October 2026"
ask calendar calendar --from "1 October 2026" --to "31 October 2026" --as-at "1 October 2026"
ask attendance report attendance --from "1 September 2026" --to "30 September 2026" --as-at "1 October 2026"
ask non-attendance report non-attendance --as-at "1 October 2026"
ask six-month report six-month --as-at "1 October 2026"
ask six-month-remote report six-month --person "Councillor S" --as-at "20 September 2026"
ask digest report digest --as-at "1 October 2026"
ask leader report leader --from "1 September 2026" --until "30 September 2026" --as-at "1 October 2026"
ask findings report findings --as-at "1 October 2026"
ask minutes-list minutes list --from "1 September 2026" --as-at "1 October 2026"
ask meetings meeting list --from "1 September 2026" --as-at "1 October 2026"
ask changes changes --since 225
ask status status

stop_daemon
check "each file of answers is asked for once" each_asked_once
check "a month takes fewer than 120 commands ($commands)" test $commands -lt 120
done_testing
