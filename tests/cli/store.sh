#!/usr/bin/env bash
# leidraad init, publish, log and blame, and policies of a store for every other verb.
source "$(dirname "$0")/lib.bash"

# Ids follow from every byte of the policies.
eval "$(declare -f visible | sed '1s/visible/plainly_visible/')"
visible() {
    plainly_visible | sed -E "s:$PWD/::g" | sed -E 's/\b[0-9a-f]{40}\b/COMMIT/g; s/\b[0-9a-f]{10}(  |\)|$)/COMMIT..\1/g'
}
export HOME=$tmp/home XDG_CACHE_HOME=$tmp/cache GIT_CONFIG_NOSYSTEM=1
mkdir "$HOME"
store=$tmp/store
author='--author=Redactie <redactie@example.invalid>'

title "a store with the shipped policies as history"
run leidraad init "$store"
run leidraad --lang nl init "$tmp/bare" --bare
git -C "$store" log --reverse --format='%cs %an <%ae>%n%n%B'
git -C "$store" tag
for folder in store bare; do
    git -C "$tmp/$folder" fsck --strict && git -C "$tmp/$folder" status --short 2>/dev/null
    git -C "$tmp/$folder" rev-parse HEAD
done | sort -u | wc -l
diff -r --exclude=.git --exclude=README.md policies "$store" && echo "the newest is what was shipped"
run leidraad init "$store"
run leidraad init

title "both axes of time: what was known on one day of another"
for known in 2023-01-30 2023-12-31 2024-12-31 2026-11-22; do
    run leidraad --store "$store" --known-at $known applies --intake 2023-04-01 --on 2026-06-01 \
        --format json
done
run leidraad --store "$store" --known-at 2023-01-29 applies --intake 2023-04-01
run leidraad --known-at 2023-01-29 applies --intake 2023-04-01
run leidraad --known-at 2023-01-29 evaluate tests/data/klein
run leidraad --store "$store" --at leidraad/2025 check
run leidraad --store "$store" --at HEAD~3 timeline
run leidraad --store "$store" show HEAD~1:2025 --rule doorontwikkeling
for known in 2023-01-30 2024-05-01 2024-05-31 2026-01-01; do
    leidraad --store "$store" --known-at $known check >"$tmp/from_store"
    leidraad --known-at $known check | cmp - "$tmp/from_store" &&
        echo "a store and a folder agree on $known"
done

title "a revision, a day and a store that are not there"
run leidraad --store "$store" --at nowhere check
run leidraad --store "$store" --at HEAD~9 check
run leidraad --store "$store" --at HEAD --known-at 2024-01-01 check
run leidraad --at HEAD check
run leidraad --store "$store" --policies policies check
run leidraad --store /nowhere check
run leidraad --store policies log
run leidraad log
run leidraad --store "$store" check --dump program
run leidraad --store "$store" fmt

title "publishing: layout and comments"
sed -i '1i# Gelezen en akkoord.' "$store/leidraad-2025.leidraad"
run leidraad --store "$store" publish "$author" --time 2026-01-05T09:00:00+01:00
git -C "$store" log -1 --format='%an, %ai; %cn, %ci%n%B'
git -C "$store" status --short
run leidraad --store "$store" publish "$author"

title "publishing: what was adopted"
cp -R "$store" "$tmp/edited"
sed -i '1,45s/groeijaar ten minste 3/groeijaar ten minste 2/' "$tmp/edited/leidraad-2025.leidraad"
sed -i 's/op 31 maart 2026 verwacht regel doorontwikkeling niet_van_toepassing/op 31 maart 2026 verwacht regel doorontwikkeling niet_voldaan/' \
    "$tmp/edited/leidraad-2025.leidraad"
at=--time=2026-02-02T09:00:00+01:00
run leidraad --store "$store" publish "$tmp/edited" "$author" "$at"
run leidraad --lang nl --store "$store" publish "$tmp/edited" "$author" "$at"
sed -i '1,45s/groeijaar ten minste 2/groeijaar ten minste 1/; s/niet_van_toepassing$/onbekend/' \
    "$tmp/edited/leidraad-2025.leidraad"
sed -i '1,45s/groeijaar ten minste 1/groeijaar ten minste 4/' "$tmp/edited/leidraad-2025.leidraad"
run leidraad --store "$store" publish "$tmp/edited" "$author" "$at" --erratum "Telfout"
sed -i '/^voorbeeld/,$d; 1,45s/groeijaar ten minste 4/groeijaar ten minste 2/' \
    "$tmp/edited/leidraad-2025.leidraad"
cp -R "$store" "$tmp/older"
run leidraad --store "$store" publish "$tmp/edited" "$author" "$at" --erratum "Telfout" -m "Hersteld"
git -C "$store" log -1 --format=%B
git -C "$store" status --short
run leidraad --store "$store" publish "$tmp/edited" "$author" --erratum ''

title "publishing: who and when"
sed -i '$a# Slot.' "$tmp/edited/agenda.leidraad"
run leidraad --store "$store" publish "$tmp/edited"
run leidraad --store "$store" publish "$tmp/edited" --author Redactie
run leidraad --store "$store" publish "$tmp/edited" "$author" --time gisteren
run leidraad --store "$store" publish "$tmp/edited" "$author" --time 2026-01-01T00:00:00Z
run leidraad --store "$store" publish "$tmp/edited" "$author" --base HEAD~1
run leidraad --lang nl --store "$store" publish "$tmp/older" "$author"
run leidraad --store "$tmp/bare" publish "$author"
run leidraad --store "$store" --at HEAD~1 publish "$tmp/edited" "$author"
git config --file "$HOME/.gitconfig" user.name 'Wie het instelt'
git config --file "$HOME/.gitconfig" user.email instelling@example.invalid
run leidraad --store "$store" publish "$tmp/edited" --time 2026-03-01T12:00:00-03:30 --format json
git -C "$store" log -1 --format='%an <%ae> %ai'

title "log"
run leidraad --store "$store" log 2025
run leidraad --lang nl --store "$store" log --rule doorontwikkeling
run leidraad --store "$store" log --rule doorontwikkeling --format json
run leidraad --store "$store" log 2025 --all
run leidraad --store "$store" --known-at 2024-12-31 log --rule doorontwikkeling
run leidraad --store "$store" log roha_2023
run leidraad --store "$store" log 2024
run leidraad --store "$store" log 2023 --rule doorontwikkeling
leidraad --store "$store" log >"$tmp/warm"
XDG_CACHE_HOME=$tmp/other leidraad --store "$store" log >"$tmp/cold"
same "$tmp/warm" "$tmp/cold"

title "blame"
run leidraad --store "$store" blame 2026-2027
run leidraad --lang nl --store "$store" blame 2026-2027 --rule doorontwikkeling
run leidraad --store "$store" blame 2028 --rule doorontwikkeling --format ndjson
run leidraad --store "$store" blame 2023 --rule doorontwikkeling
run leidraad --store "$store" blame

title "differences between revisions"
run leidraad --store "$store" diff HEAD~3 HEAD
run leidraad --store "$store" diff HEAD~3:2025 2025
run leidraad --store "$store" diff HEAD HEAD~1 --exit-code
run leidraad --store "$store" diff 2025 HEAD
run leidraad --store "$store" diff 2025 nowhere

title "who publishes, where git is told to read another file"
leidraad init "$tmp/who" >/dev/null
git config --file "$tmp/elsewhere" user.name 'Wie daar staat'
git config --file "$tmp/elsewhere" user.email daar@example.invalid
quiet env GIT_CONFIG_GLOBAL="$tmp/elsewhere" leidraad --store "$tmp/who" publish "$tmp/edited" \
    --erratum proef --time 2026-03-01T12:00:00Z
git -C "$tmp/who" log -1 --format='%an <%ae>'

title "each part of what a rule rests on has a history of its own"
leidraad init "$tmp/parts" >/dev/null
(
    cd "$tmp/parts" || exit
    git config user.name Redactie
    git config user.email redactie@example.invalid
    sed -i 's/maandafronding    omlaag/maandafronding    omhoog/' stelsel.leidraad
    git commit -qam afronding --date 2026-03-01T12:00:00Z
    sed -i 's/eigen_jaar dan eigen_jaar anders kalenderjaar/eigen_jaar dan kalenderjaar anders eigen_jaar/' \
        stelsel.leidraad
    git commit -qam groeijaar --date 2026-03-02T12:00:00Z
)
(
    cd "$tmp/parts" || exit
    sed -i 's/elke_cel dan elke_cel anders eerste_versie/elke_cel dan eerste_versie anders elke_cel/' \
        stelsel.leidraad
    git commit -qam instroommoment --date 2026-03-03T12:00:00Z
)
leidraad --store "$tmp/parts" log 2025 | grep -oE '(afronding|groeijaar|instroommoment)$'
quiet leidraad --store "$tmp/parts" blame 2025 --rule groeimodel_kernelementen
grep -oE 'stelsel [a-z_]+|(afronding|groeijaar)$' "$tmp/.out"

title "a verdict names its commit, and is reproduced"
run leidraad --store "$store" evaluate tests/data/klein --on 2026-06-01 --subject 99000001 \
    --receipts "$tmp/receipts" --format ndjson
run leidraad --store "$store" replay "$tmp/receipts"
run leidraad --store "$tmp/bare" replay "$tmp/receipts"
run leidraad replay "$tmp/receipts"
finish
