#!/usr/bin/env bash
# Data that is held now, judged by policies of an earlier day, which have not all its words.
source "$(dirname "$0")/lib.bash"

eval "$(declare -f visible | sed '1s/visible/plainly_visible/')"
visible() {
    plainly_visible | sed -E 's/\b[0-9a-f]{40}\b/COMMIT/g'
}
export HOME=$tmp/home XDG_CACHE_HOME=$tmp/cache GIT_CONFIG_NOSYSTEM=1
mkdir "$HOME"
data=data/regio
ln -s "$PWD/policies" "$tmp/shipped"
ln -s "$PWD/tests/data" "$tmp/data"
quiet leidraad init "$tmp/store"

# Once without the last version, once with one more word for how far an intervention is.
cp -r policies "$tmp/before"
rm "$tmp/before/leidraad-2028.leidraad"
cp -r policies "$tmp/wider"
sed -i 's/^  gestopt        "is gedaan/  overgedragen   "loopt elders verder"\n&/' \
    "$tmp/wider/stelsel.leidraad"

# Two practices: of one the RHO has a plan by leidraad 2028 alone.
cp -r tests/data/klein "$tmp/late"
echo 'LAAT;RHO Laat;ja;ja;ja;ja;ja;ja;ja;ja;ja;ja' >>"$tmp/late/rho.csv"
sed -i 's/^99000002\(.*\)UNICUM/99000002\1LAAT/' "$tmp/late/praktijk.csv"
printf '%s\n' 'rho;leidraad;vastgesteld;met_praktijken;geaccordeerd' 'LAAT;2028;1-2-2026;ja;ja' \
    'UNICUM;2026-2027;30-9-2025;ja;ja' 'UNICUM;2028;1-2-2026;ja;ja' >"$tmp/late/regioplan.csv"
cp -r tests/data/klein "$tmp/moved"
sed -i '/alk_training/s/;ingezet;/;overgedragen;/' "$tmp/moved/interventie.csv"
cd "$tmp" || exit
export LEIDRAAD_POLICIES=shipped

# What is said of the data, and the numbers.
counts() {
    quiet "$@"
    echo "\$ $*" | visible
    sed -n '/^subject .*together/,$p' .out | visible
    visible <.err | sed 's/^/! /'
    ((status == 0)) || echo "[$status]"
}

# What is said of the data, and who gets another verdict.
verdicts() {
    quiet "$@"
    echo "\$ $*" | visible
    sed -n '/^subjects compared/,/^$/p; /^subject .*overall/,/^$/p' .out | visible
    visible <.err | sed 's/^/! /'
    ((status == 0)) || echo "[$status]"
}

title "what was known on the day of each revision"
for day in 2023-01-30 2024-04-30 2024-05-31 2025-07-01 2025-09-30; do
    counts leidraad --store store --known-at $day evaluate $data --on 2026-11-01
done
run leidraad --store store --known-at 2023-01-30 applies $data --subject 99000004 --on 2026-06-01
run leidraad --lang nl --known-at 2023-12-31 applies $data --subject 99000004 --on 1-6-2026

title "from each revision to the next"
for n in 4 3 2 1; do
    verdicts leidraad --store store impact HEAD~$n HEAD~$((n - 1)) $data --on 2026-11-01
done

title "a receipt holds the version that the policies do not have"
quiet leidraad --store store --at HEAD~4 evaluate $data --on 2023-11-01 --receipts receipts
grep -c '"leidraad":"2028"' receipts
run leidraad --store store replay receipts

title "a plan for a version that the policies do not have: known to be for another"
run leidraad impact before shipped late --on 2026-11-01
run leidraad --policies before evaluate late --on 2026-11-01
quiet leidraad --policies before init later
quiet leidraad --store later publish shipped '--author=Redactie <redactie@example.invalid>' \
    --time 2027-05-01T09:00:00+02:00
((status == 0)) || fail "not published: $(cat .err)"
run leidraad --store later --at HEAD~1 explain late --subject 99000002 --on 2026-11-01 \
    --rule regioplan_vigerend
verdicts leidraad --store later impact HEAD~2 HEAD~1 late --on 2026-11-01

title "a word that the policies do not have: unknown to them"
run leidraad impact shipped wider moved --from 2025-01-01 --to 2025-04-01
run leidraad --policies shipped evaluate moved --on 2025-04-01 --subject 99000001

run leidraad impact shipped wider - --on 2025-04-01 --format csv <<'END'
{"praktijk":[{"agb":"99000001","instroom":"2023-04-01",
  "interventie":[{"status":"overgedragen"},{"status":"overgedragen"}]}]}
END

title "a mistake of typing is none of these"
mkdir typed
printf '%s\n' 'rho;leidraad' 'UNICUM;2026' 'UNICUM;2025' >typed/regioplan.csv
run leidraad --store store --known-at 2023-01-30 evaluate typed --on 2023-11-01
run leidraad --store store impact HEAD~4 HEAD~3 typed --on 2023-11-01
printf '%s\n' 'rho;leidraad' 'UNICUM;2025' >typed/regioplan.csv
run leidraad --store store impact HEAD~4 HEAD~4 typed --on 2023-11-01

title "policies without a version"
printf '%s\n' 'rho;leidraad' 'UNICUM;2026' >typed/regioplan.csv
mkdir none
cp "$LEIDRAAD_POLICIES/stelsel.leidraad" none
run leidraad --policies none evaluate typed --on 2023-11-01
finish
