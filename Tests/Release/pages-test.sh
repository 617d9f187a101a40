#!/bin/bash
# Letters and answers as pages, looked at in a real browser: at the width of a telephone and of a screen, in light and in
# dark, and printed on A4 (pages/audit.html says what is looked at).
#
# It promises: nothing is cut off and nothing has to be scrolled sideways; text has the contrast of WCAG 2.1 AA; headings
# are in order, tables have headers, the language is said; a letter about ten meetings is one sheet of A4.
. "$(dirname "$0")/kit.sh"

browser=${MINUTED_BROWSER:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
[ -n "$browser" ] || {
    echo "LEFT OUT: pages-test.sh: there is no Chromium; install it (apt-get install chromium), or set MINUTED_BROWSER" >&2
    exit 77
}
pages=$work/pages
mkdir "$pages"
cp "$top/Tests/Release/pages/audit.html" "$pages/"
echo 'notices: {olderthan: 36500}' >"$work/minuted.yaml"

browse() { # OPTION...; without a sandbox where root runs it, which Chromium refuses otherwise
    timeout 120 "$browser" --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
        --allow-file-access-from-files --user-data-dir="$work/browser" "$@" 2>"$work/browser.log"
}
page() { # NAME COMMAND...: the answer as pages/NAME.html
    local name=$1
    shift
    minutectl "$@" >"$pages/$name.html" && [ -s "$pages/$name.html" ]
}
all_pages() { (cd "$pages" && ls -- *.html | grep -v '^audit' | paste -sd, -); }
looks_right() { # light|dark
    local scheme=0
    [ "$1" = dark ] || scheme=1
    browse --blink-settings=preferredColorScheme=$scheme --virtual-time-budget=60000 --dump-dom \
        "file://$pages/audit.html#$(all_pages)" | sed -n '/<pre id="result">/,/<\/pre>/p' |
        sed -e 's/.*<pre id="result">//' -e 's/<\/pre>.*//' >"$work/found"
    # That every page was looked at, in the colours that were asked for, and nothing was found.
    diff <(printf '%s\ndone\n' "$1") "$work/found"
}
sheets() { # NAME: how many sheets of A4 the page takes
    browse --print-to-pdf="$work/$1.pdf" --no-pdf-header-footer "file://$pages/$1.html" >/dev/null
    grep -ac '/Type */Page\b[^s]*' "$work/$1.pdf"
}

# --- a council's history: letters with what followed, registers, decisions, people ---
start_daemon || exit 1
minutectl log restore "$stockton" >/dev/null || exit 1
letter=malap-councillor-h-2008-09-18
check "a letter is a page" page letter notice show $letter --format html
for notice in malap-councillor-e-2007-11-15 malap-councillor-h-2007-11-15; do
    check "the letter $notice is a page" page $notice notice show $notice --format html
done
check "attendance is a page" page attendance report attendance -o html --as-at "30 November 2008"
check "non-attendance is a page" page non-attendance report non-attendance -o html
check "the decisions are a page" page decisions decision list -o html
check "a decision is a page" page decision decision show corporate-parenting-strategy -o html
check "a person is a page" page person person show "Councillor E" -o html
check "the people are a page" page people person list -o html
check "meetings are a page" page meetings meeting list -o html
check "a meeting is a page" page meeting meeting show malap-2008-09-18 -o html
check "the six-month rule is a page" page six-month report six-month -o html --as-at "30 November 2008"
check "the leaders' report is a page" page leaders report leader -o html --from "1 January 2008" --until "30 November 2008"
check "findings are a page" page findings report findings -o html
check "the digest is a page" page digest report digest -o html
check "a search is a page" page search search parenting -o html
check "a calendar is a page" page calendar calendar -o html --from "1 January 2008" --to "31 December 2008"
check "a draft of minutes is a page" page minutes minutes draft malap-2008-09-18 -o html
check "duties are a page" page duties duty list -o html
stop_daemon

# --- a letter about ten meetings ---
rm -rf "$state"
start_daemon || exit 1
minutectl constitution apply "$top/Tests/Release/month/constitution.yaml" >/dev/null || exit 1
for day in "2 September" "9 September" "16 September" "23 September" "30 September" "7 October" "14 October" \
    "21 October" "28 October" "4 November"; do
    missing=(--absent "Councillor L")
    case $day in "28 October" | "4 November") ;; *) missing=() ;; esac
    minutectl meeting schedule Planning "$day 2026 6.30pm" >/dev/null &&
        minutectl attendance record "Planning $day 2026" --held "${missing[@]}" --others present >/dev/null || exit 1
done
minutectl notice run >/dev/null || exit 1
check "a letter about ten meetings is a page" page ten-meetings notice show planning-councillor-l-2026-11-04 --format html
check "it names all ten" test "$(grep -c '<tr><td>' "$pages/ten-meetings.html")" = 10
stop_daemon

check "all pages are right in light" looks_right light
check "all pages are right in dark" looks_right dark
for name in letter ten-meetings; do
    check "the page $name is one sheet of A4" test "$(sheets $name)" = 1
done
# So that the audit is known to find something.
sed 's/--ink: #e8e8e8/--ink: #333333/; s/<th scope="col">/<th>/' "$pages/ten-meetings.html" >"$pages/wrong.html"
check "the audit finds dark letters on dark paper" not looks_right dark
check "and headers that head nothing" grep -q 'wrong.html at 390 px: .*heads nothing' "$work/found"
check "and says which contrast" grep -q 'wrong.html at 1280 px: contrast 1' "$work/found"
done_testing
