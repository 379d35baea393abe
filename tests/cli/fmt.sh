#!/usr/bin/env bash
# leidraad fmt.
source "$(dirname "$0")/lib.bash"

title "the shipped policies are in the canonical layout"
run leidraad fmt --check

title "a folder"
mkdir -p "$tmp/p/regio"
sed 's/^  //; s/  */ /g' policies/tarieven.leidraad >"$tmp/p/tarieven.leidraad"
sed 's/^  //' policies/regio/roha-2023.leidraad >"$tmp/p/regio/roha.leidraad"
cp policies/agenda.leidraad "$tmp/p"
echo 'no policy' >"$tmp/p/notes.txt"
chmod 640 "$tmp/p/tarieven.leidraad"
run leidraad fmt --check "$tmp/p"
run leidraad fmt "$tmp/p"
run leidraad fmt "$tmp/p"
run leidraad fmt --check "$tmp/p"
stat -c %a "$tmp/p/tarieven.leidraad"
same policies/regio/roha-2023.leidraad "$tmp/p/regio/roha.leidraad"
find "$tmp/p" -type f | sort | visible

title "the folder of --policies"
sed -i 's/^  //' "$tmp/p/agenda.leidraad"
run leidraad --policies "$tmp/p" fmt --check
run leidraad --policies "$tmp/p" fmt

title "a file with a mistake is left alone, and the others are not"
sed 's/^  //' policies/agenda.leidraad >"$tmp/p/agenda.leidraad"
sed 's/{/((/' policies/tarieven.leidraad >"$tmp/p/tarieven.leidraad"
cp "$tmp/p/tarieven.leidraad" "$tmp/mistake"
run leidraad fmt "$tmp/p"
same "$tmp/mistake" "$tmp/p/tarieven.leidraad"

title "what is not there"
run leidraad fmt /nowhere
run leidraad fmt "$tmp/p/agenda.leidraad" /nowhere
finish
