#!/usr/bin/env bash
# leidraad sample.
source "$(dirname "$0")/lib.bash"
data=tests/data/regio

title "every format"
run leidraad sample $data --size 9 --seed 2026 --by rho
run leidraad --lang nl sample $data --size 9 --seed 2026 --by rho
run leidraad sample $data --size 4 --seed 2026 --by groep --format json
run leidraad sample $data --size 3 --seed 2026 --format ndjson
run leidraad sample $data --size 3 --seed 'een; twee' --format csv

title "more than there are"
run leidraad sample tests/data/klein --size 10 --seed 2026

title "another reading, other groups"
run leidraad sample $data --size 6 --seed 2026 --by groep --reading instroommoment=vier_cohorten

title "with receipts"
run leidraad sample $data --size 3 --seed 2026 --on 2026-11-01 --receipts "$tmp/receipts"
run leidraad replay "$tmp/receipts"
sed 's/.*"opdracht":\([^}]*}\),"onderwerp":"\([a-z]*\)","sleutel":"\([0-9]*\)".*/\3 \1/' "$tmp/receipts"

title "what is wrong"
run leidraad sample $data
run leidraad sample $data --size 9
run leidraad sample $data --seed 2026
run leidraad sample $data --size 0 --seed 2026
run leidraad sample $data --size -3 --seed 2026
run leidraad sample $data --size 1.5 --seed 2026
run leidraad sample $data --size 99999999999999999999 --seed 2026
run leidraad sample $data --size 9 --seed 2026 --by lsv
run leidraad sample $data --size 9 --seed 2026 --receipts -
run leidraad sample tests/data/bad/agb_zeven_cijfers --size 9 --seed 2026
run leidraad sample $data --size 9 --seed 2026 --subject 99000004
finish
