#!/usr/bin/env bash
# "-" is standard input.
source "$(dirname "$0")/lib.bash"
data=tests/data/klein

title "CSV"
run leidraad applies - --onderwerp praktijk --on 2026-11-01 <$data/praktijk.csv
run leidraad applies - --on 2026-11-01 <$data/praktijk.csv
run leidraad applies - --onderwerp praktijken --on 2026-11-01 <$data/praktijk.csv

title "JSON and NDJSON"
run leidraad applies - --on 2026-11-01 <<<'{"praktijk":[{"agb":"99000001","instroom":"2023-04-01"}]}'
run leidraad applies - --on 2026-11-01 <<<'{"onderwerp":"praktijk","agb":"99000001","instroom":"2023-04-01"}'

title "nothing"
run leidraad applies - --onderwerp praktijk </dev/null
run leidraad applies - </dev/null

title "a folder, and a closed one"
run leidraad applies - <tests
run sh -c 'leidraad applies - --onderwerp praktijk <&-'

title "policies"
run leidraad fmt - <policies/tarieven.leidraad
run leidraad fmt --check - <policies/tarieven.leidraad
run leidraad fmt - <<<'regel {'
finish
