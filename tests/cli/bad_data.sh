#!/usr/bin/env bash
# Every folder and file in tests/data/bad: the exact message, and the status, with and without
# --skip-bad.
source "$(dirname "$0")/lib.bash"
bad=tests/data/bad

for data in "$bad"/*/ "$bad"/*.json "$bad"/*.ndjson; do
    data=${data%/}
    title "$(basename "$data")"
    run leidraad applies "$data" --on 2026-11-01 --format ndjson
    run leidraad applies "$data" --on 2026-11-01 --format ndjson \
        --skip-bad --rejects "$tmp/rejects.csv"
    [[ -e $tmp/rejects.csv ]] && visible <"$tmp/rejects.csv"
    rm -f "$tmp/rejects.csv"
done

title "in Dutch"
for data in datum_bestaat_niet agb_zeven_cijfers getal_met_punt json_ja_nee.json; do
    run leidraad --lang nl evaluate "$bad/$data"
done

title "what is not there"
run leidraad evaluate "$bad/er_is_niets"
run leidraad evaluate /dev/null
run leidraad evaluate "$bad/README.md"
mkdir "$tmp/empty"
run leidraad evaluate "$tmp/empty"
finish
