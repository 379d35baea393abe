# What the scripts here share: sourced by each.
#
# A script prints a transcript: the command line behind "$ ", what went to standard output as it is,
# what went to standard error behind "! ", and the status, where it is not 0, as "[2]".  Whatever
# differs from machine to machine, or with every word in the policies, is taken out: the folder for
# scratch is called TMP, and every hash HASH.
#
# A script fails by itself (fail) only for what a transcript cannot show.

set -uo pipefail
shopt -s inherit_errexit

# A machine without locales, and one that has the user's language: the scripts choose by --lang.  In
# a hook of git its variables name the repository of the hook, and git would work there.
for name in ${!LC_*} LANGUAGE NO_COLOR COLUMNS LEIDRAAD_POLICIES ${!GIT_*} XDG_CONFIG_HOME \
    XDG_CACHE_HOME; do unset "$name"; done
export LANG=C.UTF-8 TZ=UTC TERM=dumb
export LEIDRAAD_POLICIES=policies
PATH=$B:$PATH
umask 022
exec </dev/null

# Lines are broken by the length of the names in them, so they are as long everywhere.
tmp=$(mktemp -d -p /tmp)
trap 'rm -rf "$tmp"' EXIT

# The status of the last `run`.
status=0
failures=0

fail() {
    echo "FAILED: $*"
    echo "$(basename "$0"): $*" >&2
    failures=$((failures + 1))
}

# Two files that must be the same, byte for byte.
same() {
    cmp "$1" "$2" >&2 || fail "$1 and $2 differ"
}

finish() {
    exit $((failures > 0))
}

# Makes bytes that a reader of the transcript would not see visible.
visible() {
    LC_ALL=C sed -e 's/\x00/<NUL>/g' -e 's/\xEF\xBB\xBF/<BOM>/' -e 's/\r$/<CR>/' -e "s:$tmp:TMP:g" \
        -e 's/sha256:[0-9a-f]\{64\}/sha256:HASH/g'
}

# Runs a command line, given as words, and shows it.  Standard input is that of the caller.
run() {
    local word shown=''
    for word in "$@"; do
        case $word in
        *[!A-Za-z0-9_./:=,+@-]* | '') shown+=" '$word'" ;;
        *) shown+=" $word" ;;
        esac
    done
    echo "\$$shown" | visible
    quiet "$@"
    visible <"$tmp/.out"
    visible <"$tmp/.err" | sed 's/^/! /'
    ((status == 0)) || echo "[$status]"
}

# Runs it, and shows nothing: $tmp/.out, $tmp/.err and $status have what came of it.
quiet() {
    "$@" >"$tmp/.out" 2>"$tmp/.err"
    status=$?
    ((status < 128)) || fail "a signal ended: $*"
}

# A heading in the transcript.
title() {
    echo
    echo "# $*"
}
