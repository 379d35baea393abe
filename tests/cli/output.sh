#!/usr/bin/env bash
# Where results go, and what happens when they cannot go there.
source "$(dirname "$0")/lib.bash"

line=(leidraad timeline --format csv)

title "a full disk"
run sh -c 'leidraad timeline >/dev/full'
run sh -c 'leidraad --help >/dev/full'
run sh -c 'leidraad check >/dev/full'
run leidraad timeline --output /dev/full
run sh -c 'ulimit -f 4; leidraad evaluate tests/data/regio --format csv --output "$0"' "$tmp/limited"
[[ -e $tmp/limited ]] && fail "a file was left behind"

title "closed"
run sh -c 'leidraad timeline >&-'
run sh -c 'leidraad chekc 2>&-'
run sh -c 'leidraad evaluate - --onderwerp praktijk <&-'
run sh -c 'leidraad fmt - <&-'
run sh -c 'leidraad timeline --output "$0" <&- >&- 2>&-' "$tmp/closed"
quiet "${line[@]}"
leidraad timeline >"$tmp/open"
same "$tmp/open" "$tmp/closed"

title "a reader that stops"
leidraad evaluate tests/data/regio --format ndjson 2>/dev/null | head -c 1 >/dev/null
echo "${PIPESTATUS[0]}"
leidraad evaluate tests/data/regio --format ndjson --exit-code 2>/dev/null | head -c 1 >/dev/null
echo "${PIPESTATUS[0]}"

title "a file"
quiet "${line[@]}"
cp "$tmp/.out" "$tmp/expected"
run "${line[@]}" --output "$tmp/new"
same "$tmp/expected" "$tmp/new"
stat -c %a "$tmp/new"
(umask 077 && "${line[@]}" --output "$tmp/private")
stat -c %a "$tmp/private"
run "${line[@]}" --output -

title "a file that is there keeps its mode, and stays what it was when something fails"
echo before >"$tmp/old"
chmod 640 "$tmp/old"
run leidraad explain tests/data/klein --subject 00000000 --output "$tmp/old"
run leidraad evaluate tests/data/bad/ja_nee --output "$tmp/old"
cat "$tmp/old"
run "${line[@]}" --output "$tmp/old"
same "$tmp/expected" "$tmp/old"
stat -c %a "$tmp/old"

title "a link"
ln -s old "$tmp/link"
echo before >"$tmp/old"
run "${line[@]}" --output "$tmp/link"
[[ -L $tmp/link ]] || fail "the link was replaced"
same "$tmp/expected" "$tmp/old"

title "nothing is written twice, and nothing that is read"
mkdir "$tmp/in"
cp tests/data/klein/praktijk.csv "$tmp/in"
ln -s in/praktijk.csv "$tmp/geknoopt"
ln "$tmp/in/praktijk.csv" "$tmp/ook"
before=$(cat "$tmp/in/praktijk.csv")
for place in "$tmp/in/praktijk.csv" "$tmp/geknoopt" "$tmp/ook"; do
    run leidraad evaluate "$tmp/in" --format csv --output "$place"
    run leidraad evaluate "$tmp/in" --skip-bad --rejects "$place" --output "$tmp/fresh"
    run leidraad evaluate "$tmp/in" --receipts "$place" --output "$tmp/fresh"
done
[[ $(cat "$tmp/in/praktijk.csv") == "$before" ]] || fail "the data were overwritten"
run leidraad evaluate "$tmp/in" --receipts "$tmp/fresh" --output "$tmp/./fresh"
[[ -e $tmp/fresh ]] && fail "something was written"
run leidraad evaluate "$tmp/in" --skip-bad --rejects "$tmp/in/../fresh" --output "$tmp/fresh"
echo old >"$tmp/list"
ln -s list "$tmp/to_list"
run leidraad evaluate "$tmp/in" --skip-bad --rejects "$tmp/to_list" --output "$tmp/list"
run leidraad evaluate "$tmp/in" --receipts -
run leidraad evaluate "$tmp/in" --output /dev/null --receipts /dev/null
quiet leidraad evaluate "$tmp/in" --output "$tmp/receipts.not" --receipts "$tmp/receipts"
run leidraad replay "$tmp/receipts" --output "$tmp/receipts"

title "places that are no file"
run "${line[@]}" --output "$tmp"
run "${line[@]}" --output "$tmp/no/such/folder"
run "${line[@]}" --output ''
run "${line[@]}" --output /dev/null
[[ -c /dev/null ]] || fail "/dev/null is no device any more"
"${line[@]}" --output /dev/stdout | cat >"$tmp/piped"
same "$tmp/expected" "$tmp/piped"
"${line[@]}" --output >(cat >"$tmp/substituted") && wait $!
same "$tmp/expected" "$tmp/substituted"
mkfifo "$tmp/pipe"
cat "$tmp/pipe" >"$tmp/piped" &
run "${line[@]}" --output "$tmp/pipe"
wait
same "$tmp/expected" "$tmp/piped"

title "nothing is left behind"
find "$tmp" -name '.*.??????'
finish
