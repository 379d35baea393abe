#!/usr/bin/env bash
# leidraad check, show, agenda, test, compile; and where policies come from.
source "$(dirname "$0")/lib.bash"

title "check"
run leidraad check
run leidraad --lang nl check
run leidraad check --format json
run leidraad check --format sarif

title "policies that do not compile"
mkdir "$tmp/bad"
cp -r policies/. "$tmp/bad"
sed -i 's/lerende_omgeving$/lerende_omgeving_/' "$tmp/bad/leidraad-2023.leidraad"
for format in text json sarif; do
    run leidraad --policies "$tmp/bad" check --format $format
done
run leidraad --policies "$tmp/bad" --lang nl check --output "$tmp/report"
visible <"$tmp/report"
run leidraad --policies "$tmp/bad" check --dump program
run leidraad check --dump program --known-at 2024-01-01
for verb in "show 2023" timeline "applies --intake 2024-01-01" "evaluate tests/data/klein" \
    "explain tests/data/klein --subject 99000001" agenda test "compile --output $tmp/program"; do
    # shellcheck disable=SC2086
    quiet leidraad --policies "$tmp/bad" $verb
    echo "${verb%% *} [$status] $(wc -c <"$tmp/.out") $(head -1 "$tmp/.err" | visible)"
done

title "policies that are not there"
run leidraad --policies /nowhere check
run leidraad --policies '' check
run env LEIDRAAD_POLICIES=/nowhere leidraad timeline
run env LEIDRAAD_POLICIES=/nowhere leidraad --policies policies timeline --format csv
run leidraad --policies /dev/null check
mkdir "$tmp/empty"
run leidraad --policies "$tmp/empty" check

title "policies that cannot be read as they are"
mkdir "$tmp/linked"
cp policies/leidraad-2023.leidraad "$tmp/linked"
ln -s /etc "$tmp/linked/map"
ln -s leidraad-2023.leidraad "$tmp/linked/2025.leidraad"
ln -s nergens "$tmp/linked/README.md"
run leidraad --policies "$tmp/linked" check
mkdir "$tmp/links"
for name in c a f d b e; do ln -s nergens "$tmp/links/$name.leidraad"; done
run leidraad --policies "$tmp/links" check
mkfifo "$tmp/pipe.leidraad"
mkdir "$tmp/piped"
mv "$tmp/pipe.leidraad" "$tmp/piped"
run leidraad --policies "$tmp/piped" check
run leidraad --policies /proc/self/mem check --format json
mkdir "$tmp/large"
truncate -s 64M "$tmp/large/x.leidraad"
run leidraad --policies "$tmp/large" check
deep=$tmp/deep
for _ in {1..40}; do deep+=/x; done
mkdir -p "$deep"
run leidraad --policies "$tmp/deep" check

title "show"
run leidraad show 2025
run leidraad show 2025 --rule doorontwikkeling
run leidraad show 2026-2027 --rule groeimodel_kernelementen
run leidraad show 2024
run leidraad show 2025 --rule doorontwikeling
run leidraad show --rule doorontwikeling
run leidraad show bestuurlijke_afspraken
run leidraad show unicum_2026_2027 --rule intervisie_jaarlijks
run leidraad show bestuurlijke_afspraken --rule intervisie_jaarlijks
quiet leidraad show unicum_2026_2027
head -25 "$tmp/.out"
cp -r policies/. "$tmp/lapsed"
sed -i 's/^  instroom {/  vervalt regel uitvoering_plan omdat "opgegaan in het praktijkplan" bron afspraken "h. 3"\n&/' \
    "$tmp/lapsed/leidraad-2028.leidraad"
run leidraad --policies "$tmp/lapsed" show 2028 --rule uitvoering_plan
run leidraad --policies "$tmp/lapsed" show --rule uitvoering_plan
quiet leidraad show policies:2025
cp "$tmp/.out" "$tmp/elsewhere"
quiet leidraad show 2025
same "$tmp/elsewhere" "$tmp/.out"
run leidraad show nowhere:2025

title "agenda"
run leidraad agenda
run leidraad --lang nl agenda --year 2026
run leidraad agenda --year 2026 --format json
run leidraad agenda --year 2026 --format ndjson
run leidraad agenda --year 2026 --format ics
run leidraad agenda --year 1999

title "test"
run leidraad test
run leidraad --lang nl test
run leidraad test --coverage
mkdir "$tmp/failing"
cp -r policies/. "$tmp/failing"
sed -i 's/verwacht leidraad 2023, groep 4, groeijaar 2/verwacht leidraad 2023, groep 3, groeijaar 2/' \
    "$tmp"/failing/*.leidraad
run leidraad --policies "$tmp/failing" test

title "what nobody sees in a comment or a text is warned of, and compiles"
mkdir "$tmp/unseen"
cp policies/stelsel.leidraad policies/leidraad-2023.leidraad "$tmp/unseen"
printf '# een zacht\xC2\xADteken\nbron raar "van rechts \xE2\x80\xAEsknil"\n' >"$tmp/unseen/zacht.leidraad"
run leidraad --policies "$tmp/unseen" check
run leidraad --policies "$tmp/unseen" timeline --format csv

title "a compiled program does what its policies do"
run leidraad compile --output "$tmp/program"
for policies in policies "$tmp/program"; do
    # All but where the policies are.
    leidraad --policies "$policies" evaluate tests/data/regio --on 2026-11-01 --format ndjson |
        sed 's/"beleid":"map:[^"]*"//' | sha256sum
done | uniq | wc -l
run leidraad --policies "$tmp/program" timeline --format csv
leidraad compile >"$tmp/again"
same "$tmp/program" "$tmp/again"
run leidraad --policies "$tmp/program" --known-at 2024-01-01 timeline

title "a program that is not one"
for size in 0 1 40 1000; do
    head -c "$size" "$tmp/program" >"$tmp/part"
    run leidraad --policies "$tmp/part" timeline
done
finish
