#!/usr/bin/env bash
# Command lines that are wrong: status 2, and a message that helps.
source "$(dirname "$0")/lib.bash"

title "no verb, or one that is not there"
run leidraad
run leidraad chekc
run leidraad evalute tests/data/klein
run leidraad tijdlijn
run leidraad help
run leidraad version
run leidraad ''
run leidraad -

title "what a later release has"
for verb in init publish log blame diff impact; do
    run leidraad "$verb"
done
run leidraad --store repo check
run leidraad --store repo --at HEAD evaluate tests/data/klein
run leidraad evaluate tests/data/klein --store=repo
run leidraad show --at HEAD

title "options"
run leidraad --fromat check
run leidraad --format json check
run leidraad check --fromat json
run leidraad check --format
run leidraad check --format=
run leidraad check --format jsno
run leidraad check --format xml
run leidraad check --nonsense
run leidraad check -q
run leidraad check --formatjson
run leidraad test --coverage=yes
run leidraad --lang fr check
run leidraad --policies
run leidraad evaluate tests/data/klein --rejects "$tmp/rejects.csv"
run leidraad evaluate tests/data/klein --readings some
run leidraad applies --intake 2024-01-01 --on 2026-01-01 --on 2027-01-01
run leidraad applies --intake=2024-01-01 --on 2026-01-01 --intake 2024-01-01
run leidraad --lang nl check --lang en
run leidraad check --format json --format json

title "dates"
for day in 2026-02-30 30-2-2026 29-2-2025 2026-13-01 26-11-01 2026-1-1 1-1-26 '1 november' \
    '1 nivember 2026' 01/11/2026 2026-11-01x '' gisteren 99999999999-1-1; do
    run leidraad timeline --intake "$day"
done
run leidraad agenda --year 26
run leidraad agenda --year 0000
run leidraad agenda --year MMXXVI

title "arguments"
run leidraad check policies
run leidraad show 2025 2023
run leidraad evaluate
run leidraad evaluate tests/data/klein tests/data/regio
run leidraad explain tests/data/klein
run leidraad applies
run leidraad applies tests/data/klein --intake 2024-01-01
run leidraad applies --intake 2024-01-01 --subject 99000001
run leidraad applies --intake 2024-01-01 --skip-bad --rejects "$tmp/rejects"
run leidraad timeline 2024-01-01
run leidraad compile "$tmp/program"

title "in Dutch"
run leidraad --lang nl chekc
run leidraad chekc --lang nl
run leidraad check --lang=nl --fromat json
run leidraad evaluate --lang nl
run leidraad --lang nl diff 2023 2025

title "a long word is no trouble"
long=$(printf 'a%.0s' {1..5000})
quiet leidraad "$long"
echo "[$status]"
quiet leidraad check "--$long"
echo "[$status]"
finish
