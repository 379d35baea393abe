#!/usr/bin/env bash
# leidraad impact.
source "$(dirname "$0")/lib.bash"
data=data/regio

# The shipped policies, and copies with one thing changed in each, all under short names: what is
# wrapped must not depend on where the folder for scratch lies.
ln -s "$PWD/policies" "$tmp/shipped"
ln -s "$PWD/tests/data" "$tmp/data"
for name in later intake narrow; do cp -r policies "$tmp/$name"; done
sed -i 's/    uiterlijk einde van groeijaar 2/    uiterlijk einde van groeijaar 3/' \
    "$tmp/later/leidraad-2023.leidraad"
sed -i 's/groep 4 : 1 januari 2026 bron/groep 4 : 1 augustus 2026 bron/' \
    "$tmp/intake/leidraad-2026-2027.leidraad"
sed -i 's/0 tot en met 1000000 "ingeschreven/0 tot en met 3000 "ingeschreven/' \
    "$tmp/narrow/stelsel.leidraad"
cd "$tmp" || exit
export LEIDRAAD_POLICIES=shipped

title "another deadline, every format"
run leidraad impact shipped later $data --on 2025-10-15
run leidraad --lang nl impact shipped later $data --on 15-10-2025
run leidraad impact shipped later $data --on 2025-10-15 --format json
run leidraad impact shipped later $data --on 2025-10-15 --format ndjson
run leidraad impact shipped later $data --on 2025-10-15 --format csv

title "through a period, and on everybody's own date"
run leidraad impact shipped later $data --from 2025-01-01 --to 2026-12-31
run leidraad impact shipped later $data --from 2025-01-01 --to 2026-12-31 \
    --every quarter --format csv
run leidraad impact shipped later $data

title "another intake date: other versions"
run leidraad impact shipped intake $data --from 2026-01-01 --to 2026-08-01 \
    --subject 99000031
run leidraad --lang nl impact shipped intake $data --on 2026-02-15 --format csv \
    --subject praktijk:99000053

title "versions: everybody is judged by each"
run leidraad impact 2023 2025 $data --on 2026-11-01
run leidraad --lang nl impact 2023 2025 $data --on 1-11-2026 --subject 99000004
run leidraad impact 2025 later:2025 $data --on 2025-10-15 --format csv

title "bad under one of the two"
run leidraad impact shipped narrow data/klein --on 2026-11-01
run leidraad impact shipped narrow data/klein --on 2026-11-01 --skip-bad \
    --rejects rejects.csv
visible <rejects.csv

title "from standard input"
run leidraad impact shipped later - --on 2025-10-15 --format csv \
    <<<'{"praktijk":[{"agb":"99000001","instroom":"2023-10-01","interventie":[]}]}'

title "--exit-code"
for operands in "2023 2025" "2025 2025" "shipped later"; do
    # shellcheck disable=SC2086
    quiet leidraad impact $operands $data --on 2025-10-15 --exit-code
    echo "$operands [$status]" | visible
done

title "nothing changes"
run leidraad impact shipped ./shipped $data --on 2026-11-01

title "what cannot be asked"
run leidraad impact 2023 2025
run leidraad impact 2023 later $data
run leidraad impact 2023 2024 $data
run leidraad impact 2023 2025 $data --from 2025-01-01
run leidraad impact 2023 2025 $data --on 2025-01-01 --from 2025-01-01 --to 2025-02-01
run leidraad impact 2023 2025 $data --every quarter
run leidraad impact 2023 2025 $data --from 2025-02-01 --to 2025-01-01
run leidraad impact 2023 2025 $data --subject 12345678
quiet leidraad init store
run leidraad --store store --known-at 2024-12-31 impact HEAD~1 HEAD $data
finish
