#!/usr/bin/env bash
# Colour, width and progress: on a terminal only.  script(1) plays the terminal.
source "$(dirname "$0")/lib.bash"

# Runs a command line on a terminal, and counts the escape sequences in what it shows.
on_terminal() {
    local escapes
    escapes=$(TERM=xterm script -qec "$*" /dev/null </dev/null | grep -c $'\x1b\\[[0-9;]*m')
    echo "$* -> $((escapes > 0 ? 1 : 0))" | visible
}

mkdir "$tmp/bad"
echo 'regel {' >"$tmp/bad/a.leidraad"

title "colour: 1, no colour: 0"
on_terminal "leidraad --policies $tmp/bad check"
on_terminal "NO_COLOR=1 leidraad --policies $tmp/bad check"
on_terminal "NO_COLOR= leidraad --policies $tmp/bad check"
on_terminal "TERM=dumb leidraad --policies $tmp/bad check"
on_terminal "leidraad --policies $tmp/bad check | cat"
on_terminal "leidraad --policies $tmp/bad check --format json"
on_terminal "leidraad evaluate tests/data/klein --on 2026-11-01 --output $tmp/report"
grep -c $'\x1b' "$tmp/report"

title "help is as wide as the terminal"
for width in 60 80 200; do
    script -qec "stty cols $width; leidraad fmt --help" /dev/null </dev/null |
        tr -d '\r' | awk -v w=$width '{ if (length > m) m = length } END { print w, (m <= w) }'
done

title "a program is not shown"
script -qec "leidraad compile; echo \$?" /dev/null </dev/null | tr -d '\r'
finish
