#!/usr/bin/env bash
# Output for machines does not depend on locale, time zone or terminal; the same input gives the
# same bytes.
source "$(dirname "$0")/lib.bash"

reports=(
    "timeline --format json"
    "timeline --format csv"
    "timeline --intake 2024-01-01 --format ndjson"
    "applies tests/data/regio --on 2026-11-01 --format ndjson"
    "evaluate tests/data/regio --on 2026-11-01 --format json"
    "evaluate tests/data/regio --on 2026-11-01 --format ndjson --readings all"
    "evaluate tests/data/regio --format csv"
    "explain tests/data/regio --subject 99000004 --on 2026-11-01 --format json"
    "agenda --format json"
    "agenda --format ics"
    "check --format json"
    "check --format sarif"
)
places=(
    "LANG=C"
    "LANG=nl_NL.UTF-8 LANGUAGE=nl LC_ALL=nl_NL.UTF-8"
    "LC_ALL=C.UTF-8 LC_NUMERIC=nl_NL.UTF-8"
    "TZ=Pacific/Kiritimati"
    "TZ=America/Los_Angeles LANG=nl"
    "TERM=xterm-256color COLUMNS=40"
)

for report in "${reports[@]}"; do
    echo "$report"
    # shellcheck disable=SC2086
    leidraad $report >"$tmp/first" 2>/dev/null
    [[ -s $tmp/first ]] || fail "$report writes nothing"
    for place in "${places[@]}"; do
        # shellcheck disable=SC2086
        env $place leidraad $report >"$tmp/other" 2>/dev/null
        cmp "$tmp/first" "$tmp/other" >&2 || fail "$report under $place"
    done
done
finish
