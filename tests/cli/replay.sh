#!/usr/bin/env bash
# leidraad evaluate --receipts, and leidraad replay.
source "$(dirname "$0")/lib.bash"
data=tests/data/klein

# A receipt with some text in it changed, and its hash made anew: what someone does who wants another
# verdict.
forge() { # OLD NEW
    local line
    read -r line
    line=${line%,\"bewijs_hash\"*}
    line=${line/"$1"/"$2"}
    printf '%s,"bewijs_hash":"sha256:%s"}\n' "$line" "$(printf '%s' "$line" | sha256sum | cut -d' ' -f1)"
}

title "receipts beside the answer"
run leidraad evaluate $data --on 2026-11-01 --subject 99000002 --format csv --receipts "$tmp/one"
visible <"$tmp/one"
run leidraad replay "$tmp/one"
run leidraad replay "$tmp/one" --format json
run leidraad replay "$tmp/one" --format csv

title "receipts of everything"
run leidraad evaluate $data --format ndjson --output "$tmp/answer" --receipts "$tmp/all"
run leidraad replay "$tmp/all"
run leidraad --lang nl replay "$tmp/all"
run leidraad replay - <"$tmp/all"

title "different: the receipt says something else than the policies do"
forge '"oordeel":"voldaan"' '"oordeel":"niet_voldaan"' <"$tmp/one" >"$tmp/forged"
run leidraad replay "$tmp/forged"
run leidraad --lang nl replay "$tmp/forged"
run leidraad replay "$tmp/forged" --format ndjson
run leidraad replay "$tmp/forged" --format csv

title "impossible: damaged, the input changed, another form, a commit that is not there"
sed 's/"oordeel":"voldaan"/"oordeel":"voldoen"/' "$tmp/one" >"$tmp/damaged"
sed 's/"lerende_omgeving":true/"lerende_omgeving":false/' "$tmp/one" >"$tmp/input"
forge '"bewijs":1' '"bewijs":2' <"$tmp/one" >"$tmp/form"
forge '"beleid":"map:policies"' '"beleid":"git:0123456789012345678901234567890123456789"' \
    <"$tmp/one" >"$tmp/commit"
cat "$tmp/one" "$tmp/damaged" "$tmp/input" "$tmp/form" "$tmp/commit" >"$tmp/mixed"
run leidraad replay "$tmp/mixed"
run leidraad --lang nl replay "$tmp/mixed"
run leidraad replay "$tmp/mixed" --format json

title "impossible: other policies"
mkdir "$tmp/policies"
cp -r policies/. "$tmp/policies"
echo '# nothing that means anything' >>"$tmp/policies/kader.leidraad"
run leidraad --policies "$tmp/policies" replay "$tmp/one"
echo 'regel' >>"$tmp/policies/kader.leidraad"
run leidraad --policies "$tmp/policies" replay "$tmp/one"
run leidraad --policies "$tmp/nothing" replay "$tmp/one"

title "a store: the commit is named, and nothing else will do"
quiet leidraad --policies policies init --bare "$tmp/store"
((status == 0)) || fail "no store"
run leidraad --store "$tmp/store" evaluate $data --on 2026-11-01 --subject 99000002 --format ndjson \
    --output /dev/null --receipts "$tmp/stored"
run leidraad --store "$tmp/store" replay "$tmp/stored"
run leidraad --store "$tmp/store" replay "$tmp/one"
forge '"beleid":"git:' '"beleid":"git:f' <"$tmp/stored" >"$tmp/forged"
quiet leidraad --store "$tmp/store" replay "$tmp/forged" --format ndjson
sed 's/.*"uitkomst"/{"uitkomst"/' "$tmp/.out"
commit=$(sed 's/.*"beleid":"\(git:[0-9a-f]*\)".*/\1/' "$tmp/stored")
for name in git:HEAD git: git:main git:ffffffffffffffffffffffffffffffffffffffff; do
    forge "$commit" "$name" <"$tmp/stored" >"$tmp/forged"
    run leidraad --store "$tmp/store" replay "$tmp/forged"
done
run leidraad --store "$tmp/nothing" replay "$tmp/stored"
run leidraad --store "$tmp/store" --policies policies replay "$tmp/stored"

title "compiled elsewhere"
run leidraad compile --output "$tmp/program"
run leidraad --policies "$tmp/program" replay "$tmp/one"

title "no receipts"
run leidraad replay "$tmp/answer"
run leidraad replay /dev/null
run leidraad replay "$tmp/nothing"
run leidraad replay
run leidraad replay "$tmp/one" --format ics

title "the answer and the receipts, whole or not at all"
run leidraad evaluate $data --receipts -
run leidraad evaluate $data --receipts "$tmp/same" --output "$tmp/same"
[[ -e $tmp/same ]] && fail "something was written"
run leidraad evaluate $data --receipts "$tmp/none/receipts" --output "$tmp/untouched"
[[ -e $tmp/untouched ]] && fail "an answer without its receipts"
run leidraad evaluate $data --on 2026-11-01 --leidraad 1999 --receipts "$tmp/bad" --output "$tmp/untouched"
[[ -e $tmp/bad || -e $tmp/untouched ]] && fail "something was written"
if [[ -w /dev/full ]]; then
    run leidraad evaluate $data --receipts /dev/full --output "$tmp/untouched"
    [[ -e $tmp/untouched ]] && fail "an answer without its receipts"
fi
quiet leidraad evaluate $data --output "$tmp/again" --format ndjson --receipts -
cp "$tmp/.out" "$tmp/other"
same "$tmp/all" "$tmp/other"
same "$tmp/answer" "$tmp/again"
leftover=$(find "$tmp" -name '.*.??????' | head -n 1)
[[ $leftover ]] && fail "left behind: $leftover"
finish
