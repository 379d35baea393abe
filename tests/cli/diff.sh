#!/usr/bin/env bash
# leidraad diff: what its arguments name, its formats, its status.  What differs in what way is in
# tests/golden/diff.
source "$(dirname "$0")/lib.bash"

export HOME=$tmp/home XDG_CACHE_HOME=$tmp/cache GIT_CONFIG_NOSYSTEM=1
mkdir "$HOME"

# Ids of revisions follow from every byte of the policies.
eval "$(declare -f visible | sed '1s/visible/plainly_visible/')"
visible() { plainly_visible | sed -E 's/\b[0-9a-f]{40}\b/COMMIT/g'; }

title "two versions of the policies"
run leidraad diff 2023 2025
run leidraad --lang nl diff 2025 2026-2027
run leidraad diff 2025 2025
run leidraad --known-at 2024-05-31 diff 2023 2025 --exit-code
run leidraad diff 2025 2025 --exit-code

title "folders, files and saved programs"
cp -r policies "$tmp/other"
sed -i 's/consulten minder dan 4,6/consulten minder dan 4,4/' "$tmp/other/doelstellingen.leidraad"
mkdir "$tmp/other/colon:2023"
mv "$tmp/other/agenda.leidraad" "$tmp/other/colon:2023"
leidraad --policies "$tmp/other" compile --output "$tmp/saved" || fail "it cannot be saved"
run leidraad diff policies "$tmp/other"
run leidraad diff policies "$tmp/other" --exit-code --output "$tmp/answer"
visible <"$tmp/answer" | head -n 2
run leidraad diff "$tmp/other" "$tmp/saved"
run leidraad diff 2025 "$tmp/other:2025"
run leidraad diff policies:2023 "$tmp/saved:2023"

title "a folder that is called like a version, or has a colon"
mkdir "$tmp/here"
cp -r policies "$tmp/here/2025"
cp -r policies "$tmp/here/with:colon"
cp -r policies "$tmp/here/other:2023"
(
    cd "$tmp/here" || exit
    export LEIDRAAD_POLICIES=2025
    PATH=$(cd "$OLDPWD" && realpath "$B"):$PATH
    run leidraad diff 2025 2025
    run leidraad diff ./2025 with:colon
    run leidraad diff with:colon:2023 ./2025:2023
    run leidraad diff other:2023 ./2025
)

title "revisions of a store"
leidraad init "$tmp/store" >/dev/null || fail "there is no store"
run leidraad --store "$tmp/store" diff HEAD~1 HEAD
run leidraad --store "$tmp/store" diff HEAD~3:2025 HEAD:2025 --exit-code
run leidraad --store "$tmp/store" diff HEAD:2023 2023
run leidraad --store "$tmp/store" diff HEAD policies
run leidraad --store "$tmp/store" --at HEAD~4 diff 2023 2025

title "what --at and --known-at have nothing to say about"
run leidraad --store "$tmp/store" --at HEAD~4 diff HEAD~1 HEAD
run leidraad --store "$tmp/store" --known-at 2024-05-31 diff HEAD~3:2025 HEAD:2025
run leidraad --store "$tmp/store" --at HEAD diff policies "$tmp/other"
run leidraad --store "$tmp/store" --at HEAD~2 diff 2025 HEAD:2025
run leidraad --known-at 2024-04-29 diff policies "$tmp/other" --exit-code

title "for machines and for paper"
run leidraad diff 2026-2027 2028 --format json
run leidraad diff 2023 2025 --format html --output "$tmp/page.html"
head -c 15 "$tmp/page.html"
echo
leidraad diff policies "$tmp/other" --format json >"$tmp/one"
leidraad --lang nl diff policies "$tmp/other" --format json >"$tmp/two"
same "$tmp/one" "$tmp/two"

title "what is not there, and what does not go together"
run leidraad diff 2023
run leidraad diff 2023 2025 2028
run leidraad diff 2023 2026
run leidraad --lang nl diff 2023 2026
run leidraad diff 2023 policies
run leidraad diff policies 2023
run leidraad diff policies:2023 policies:2029
run leidraad diff policies:2023 nowhere:2023
run leidraad --store "$tmp/store" diff HEAD nowhere
run leidraad diff : ::
run leidraad diff '' 2023
run leidraad diff policies README.md
run leidraad diff 2023 2025 --format csv
cp -r policies "$tmp/broken"
sed -i 's/lerende_omgeving$/lerende_omgeving_/' "$tmp/broken/leidraad-2023.leidraad"
run leidraad diff policies "$tmp/broken"
run leidraad --policies "$tmp/broken" diff policies "$tmp/other" --exit-code --output /dev/null
run leidraad --policies "$tmp/broken" diff 2023 2025

finish
