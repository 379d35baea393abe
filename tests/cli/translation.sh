#!/usr/bin/env bash
# Every text has a Dutch translation.
source "$(dirname "$0")/lib.bash"
B=$B tools/po/update --check || fail "tools/po/nl.po is not complete: see tools/po/update"
finish
