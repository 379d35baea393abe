#!/usr/bin/env bash
# leidraad applies, leidraad timeline.
source "$(dirname "$0")/lib.bash"
data=tests/data/klein

title "one start date"
run leidraad applies --intake 2024-01-01 --on 2026-01-01
run leidraad applies --intake 1-1-2024 --on 1-1-2026 --format json
run leidraad applies --intake 2024-01-01 --format ndjson
run leidraad applies --intake 2024-04-01 --on 2026-01-01
run leidraad applies --intake 2024-04-01 --on 2026-01-01 --format json
run leidraad --lang nl applies --intake 2024-04-01 --on 2026-01-01
run leidraad applies --intake 2024-01-01 --on 2023-12-31 --format json
run leidraad applies --intake 2024-01-01 --on 2029-01-01 --format json
run leidraad applies --intake 2025-04-01 --on 2026-01-01 --format json \
    --reading instroommoment=vier_cohorten

title "the day around footnote 8"
for day in 2025-12-31 2026-01-01; do
    run leidraad applies --intake 2024-01-01 --on $day --format ndjson
done

title "data"
run leidraad applies $data --on 2026-11-01
run leidraad --lang nl applies $data
for format in json ndjson csv; do
    run leidraad applies $data --on 2026-11-01 --format $format
done

title "Tabel 1"
run leidraad timeline
run leidraad --lang nl timeline
for format in json ndjson csv; do
    run leidraad timeline --format $format
done

title "the periods of one practice"
run leidraad timeline --intake 2023-04-01
run leidraad --lang nl timeline --intake 2024-01-01
run leidraad timeline --intake 2024-04-01
for format in json ndjson csv; do
    run leidraad timeline --intake 2024-01-01 --format $format
done

title "what was known earlier"
for day in 2023-12-31 2024-12-31 2025-12-31; do
    run leidraad --known-at $day applies --intake 2023-04-01 --on 2026-06-01 --format ndjson
done
run leidraad --known-at 2023-12-31 timeline
run leidraad --known-at 2020-01-01 timeline
finish
