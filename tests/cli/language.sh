#!/usr/bin/env bash
# Which language the messages are in: what --lang says, else what the environment does.
source "$(dirname "$0")/lib.bash"

# Shows the first line of a complaint under an environment.
under() {
    echo "$*"
    env -u LANG "$@" leidraad chekc 2>&1 | sed -n '1s/^/    /p'
}

title "locales that no bare machine has"
under LANG=nl_NL.UTF-8
under LANG=nl_BE.UTF-8
under LANG=nl
under LANG=nl_NL@euro
under LANG=nlx_NL.UTF-8
under LANG=en_GB.UTF-8
under LANG=de_DE.UTF-8
under LANG=

title "which variable counts"
under LANG=en_US.UTF-8 LC_MESSAGES=nl_NL.UTF-8
under LANG=nl_NL.UTF-8 LC_MESSAGES=en_US.UTF-8
under LANG=nl_NL.UTF-8 LC_ALL=en_US.UTF-8
under LANG=en_US.UTF-8 LC_ALL=nl_NL.UTF-8
under LANG=nl_NL.UTF-8 LC_ALL=C
under LANG=nl_NL.UTF-8 LC_ALL=
under LANG=en_US.UTF-8 LC_TIME=nl_NL.UTF-8

title "LANGUAGE"
under LANG=en_US.UTF-8 LANGUAGE=nl
under LANG=en_US.UTF-8 LANGUAGE=fr:nl:en
under LANG=nl_NL.UTF-8 LANGUAGE=en:nl
under LANG=nl_NL.UTF-8 LANGUAGE=de
under LANG=C LANGUAGE=nl
under LANG=POSIX LANGUAGE=nl
under LANG=C.UTF-8 LANGUAGE=nl
under LANGUAGE=nl

title "--lang is above all of them"
run env LANG=nl_NL.UTF-8 LC_ALL=nl_NL.UTF-8 LANGUAGE=nl leidraad --lang en chekc
run env LANG=en_US.UTF-8 LC_ALL=C leidraad --lang nl chekc
run env LC_ALL=POSIX leidraad check --lang=nl --format xml
run leidraad --lang nl --lang en check
run leidraad -- --lang nl

title "accents, whatever the locale can show"
run env LC_ALL=C leidraad --lang nl timeline --help
finish
