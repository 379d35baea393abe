#!/usr/bin/env bash
# Completion for bash, asked as bash asks it.
source "$(dirname "$0")/lib.bash"
source tools/completion/leidraad.bash
compopt() { :; } # works only while bash completes

# complete_line WORD...: shows what could take the place of the last word.
complete_line() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    _leidraad
    echo "$*"
    printf '    %s\n' "${COMPREPLY[@]}" | sort
}

title "verbs"
complete_line leidraad ''
complete_line leidraad e
complete_line leidraad --policies policies t
complete_line leidraad --lang = nl s

title "options"
complete_line leidraad --
complete_line leidraad check --
complete_line leidraad evaluate --re

title "values"
complete_line leidraad --lang ''
complete_line leidraad check --format ''
complete_line leidraad check --format = s
complete_line leidraad agenda --format i
complete_line leidraad evaluate --readings ''
complete_line leidraad evaluate --on ''
complete_line leidraad --policies polic

title "arguments"
complete_line leidraad evaluate tests/data/kl
complete_line leidraad fmt policies/leidraad-202
complete_line leidraad test ''
finish
