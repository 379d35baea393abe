#!/usr/bin/env bash
# --help and --version, before and behind the verb, in both languages.
source "$(dirname "$0")/lib.bash"

verbs=$(leidraad --help | awk '/^Verbs/ { on = 1; next } !NF { on = 0 } on && /^  [a-z]/ { print $1 }')

title "the command"
run leidraad --help
run leidraad --lang nl --help
run leidraad --version

for verb in $verbs; do
    title "$verb"
    run leidraad "$verb" --help
    run leidraad "$verb" --help --lang nl
done

title "everywhere"
first() {
    quiet "$@"
    cp "$tmp/.out" "$tmp/first"
    ((status == 0)) || fail "status $status: $*"
}
first leidraad check --help
for line in "--help check" "-h check" "check -h" "check --lang=en --help" "--lang en check -h"; do
    # shellcheck disable=SC2086
    quiet leidraad $line
    cmp -s "$tmp/first" "$tmp/.out" || fail "leidraad $line says something else"
done
for verb in $verbs; do
    quiet leidraad "$verb" --version
    [[ $(<"$tmp/.out") == leidraad\ [0-9]* ]] || fail "$verb --version"
    # Without policies, data, or anything else that can be missing.
    quiet env LEIDRAAD_POLICIES=/nowhere leidraad "$verb" --help
    ((status == 0)) || fail "$verb --help needs policies"
done

title "a narrow place for a wide text"
COLUMNS=20 run leidraad fmt --help
finish
