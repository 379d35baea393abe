#!/usr/bin/env bash
# The manual pages and the completion are those that the tables of the command make; with --bless
# they become so.
source "$(dirname "$0")/lib.bash"

for made in "en man tools/man/leidraad.1" "nl man tools/man/nl/leidraad.1" \
    "en bash tools/completion/leidraad.bash"; do
    read -r lang form file <<<"$made"
    leidraad --lang "$lang" --describe-as "$form" >"$tmp/made"
    [[ $BLESS ]] && cp "$tmp/made" "$file"
    cmp "$tmp/made" "$file" || fail "$file is not what the program makes: run with --bless"
done

title "the pages are well-formed"
if command -v mandoc >/dev/null; then
    mandoc -T lint -W error tools/man/leidraad.1 tools/man/nl/leidraad.1 >&2 ||
        fail "mandoc complains"
fi

title "each verb is in the manual"
while read -r verb; do
    grep -q "^\.SS \"leidraad $verb\\b" tools/man/leidraad.1 || fail "$verb is not in the manual"
done < <(sed -n 's/^VERB(\(.*\))$/\1/p' tools/leidraad/verbs.def)
finish
