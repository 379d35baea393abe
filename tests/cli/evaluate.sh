#!/usr/bin/env bash
# leidraad evaluate.
source "$(dirname "$0")/lib.bash"
data=tests/data/klein

title "every format, on one date"
run leidraad evaluate $data --on 2026-11-01
run leidraad --lang nl evaluate $data --on 1-11-2026
run leidraad evaluate $data --on '1 november 2026' --format json
run leidraad evaluate $data --on 2026-11-01 --format ndjson
run leidraad evaluate $data --on 2026-11-01 --format csv

title "without a date: on their own"
run leidraad evaluate $data
run leidraad evaluate $data --format ndjson

title "one subject"
run leidraad evaluate $data --on 2026-11-01 --subject 99000002
run leidraad evaluate $data --on 2026-11-01 --subject praktijk:99000002 --format ndjson
run leidraad evaluate $data --on 2026-11-01 --subject rho:UNICUM --format ndjson
run leidraad evaluate $data --on 2026-11-01 --subject 12345678
run leidraad evaluate $data --on 2026-11-01 --subject nonsense:99000002
run leidraad evaluate $data --on 2026-11-01 --subject 99000001,99000002
run leidraad evaluate $data --on 2026-11-01 --subject unicum
run leidraad --lang nl evaluate tests/data/regio --on 2026-11-01 --subject 'regio_c 2024'
run leidraad --lang nl evaluate tests/data/regio --on 2026-11-01 --subject regio:regio_c

title "a missed year beside one that runs"
run leidraad evaluate tests/data/regio --on 2027-03-01 --subject 99000048
run leidraad --lang nl evaluate tests/data/regio --on 2027-03-01 --subject 99000048

title "another version, another reading"
run leidraad evaluate $data --on 2026-11-01 --subject 99000001 --leidraad 2023 --format ndjson
run leidraad evaluate $data --on 2026-11-01 --subject 99000002 --leidraad 2025 --format ndjson
run leidraad --lang nl evaluate $data --on 2026-11-01 --subject 99000001 --leidraad 2023
run leidraad evaluate $data --on 2026-11-01 --leidraad 2024
run leidraad evaluate $data --on 2026-11-01 --subject 99000001 --readings all --format ndjson
run leidraad evaluate $data --on 2026-11-01 --subject 99000001 --format ndjson \
    --reading groeijaarbegrip=kalenderjaar --reading jaarbegrip=eigen_jaar
run leidraad evaluate $data --reading groeijaarbegrip=anders
run leidraad evaluate $data --reading groeijaarbegrp=kalenderjaar
run leidraad evaluate $data --reading groeijaarbegrip
for verb in evaluate applies; do
    run leidraad $verb $data --on 2026-11-01 \
        --reading jaarbegrip=eigen_jaar --reading jaarbegrip=kalenderjaar
done
quiet leidraad evaluate $data --on 2026-11-01 --reading jaarbegrip=eigen_jaar --format ndjson
cp "$tmp/.out" "$tmp/once"
quiet leidraad evaluate $data --on 2026-11-01 --format ndjson \
    --reading jaarbegrip=eigen_jaar --reading jaarbegrip=eigen_jaar
same "$tmp/once" "$tmp/.out"

title "what an amount rests on, where it is known"
for on in 2025-11-01 2026-11-01; do
    quiet leidraad evaluate $data --on $on --subject 99000001 --format ndjson
    echo "$on $(grep -o '"berekeningen":{[^}]*}}' "$tmp/.out") $(grep -o '"extern":\[[^]]*\]}' "$tmp/.out")"
done

title "--exit-code"
for subject in 99000001 99000002 99000003; do
    quiet leidraad evaluate $data --on 2026-11-01 --subject "$subject" --exit-code --format ndjson
    echo "$subject $(grep -o '"oordeel":"[a-z_]*"' "$tmp/.out" | head -1) [$status]"
done

title "folder, JSON and NDJSON say the same"
for on in '' '--on 2026-11-01'; do
    # shellcheck disable=SC2086
    leidraad evaluate tests/data/regio $on --format ndjson 2>/dev/null |
        sort >"$tmp/folder"
    # shellcheck disable=SC2086
    leidraad evaluate tests/data/regio.json $on --format ndjson 2>/dev/null |
        sort >"$tmp/json"
    wc -l <"$tmp/folder"
    same "$tmp/folder" "$tmp/json"
done
finish
