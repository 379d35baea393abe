#!/usr/bin/env bash
# What `make install` puts on a machine works there, for users and for programs of others; and
# `make uninstall` takes all of it away.
source "$(dirname "$0")/lib.bash"
root=$tmp/root

make -s B="$B" install DESTDIR="$root" PREFIX=/usr >/dev/null || {
    fail "make install"
    finish
}

title "what is installed"
(cd "$root" && find . ! -type d | sort) | sed 's/\.so\.[0-9.]*$/.so.N/; /policies\//d'
(cd "$root/usr/share/leidraad/policies" && find . -type f | sort) >"$tmp/installed-policies"
(cd policies && find . -name '*.leidraad' | sort) | same - "$tmp/installed-policies"

title "the command finds its policies and its language"
unset LEIDRAAD_POLICIES
run "$root/usr/bin/leidraad" --lang nl chekc
"$root/usr/bin/leidraad" timeline --format csv >"$tmp/table"
leidraad --policies policies timeline --format csv | same - "$tmp/table"

title "programs of others"
export PKG_CONFIG_SYSROOT_DIR=$root
PKG_CONFIG_PATH=$root/usr/lib/pkgconfig
export PKG_CONFIG_PATH
"$root/usr/bin/leidraad" compile --output "$tmp/program"

# build NAME PACKAGE [OPTIONS…]
build() {
    local name=$1 package=$2
    shift 2
    local -a flags libs
    read -ra flags < <(pkg-config --cflags "$package")
    read -ra libs < <(pkg-config "$@" --libs "$package")
    # Our library static; of those it needs, Debian does not have all in that form.
    [[ $* == *--static* ]] && libs=("${libs[@]/#-l$package/-l:lib$package.a}")
    [[ $package == leidraad ]] && flags+=(-DWITH_COMPILER)
    # The sanitizers of a library are wanted by the program too.
    [[ ${SAN-} ]] && flags+=("-fsanitize=$SAN")
    "${CC:-cc}" -std=c11 -Wall -Wextra -Werror "${flags[@]}" -o "$tmp/$name" tests/cli/outsider.c \
        "${libs[@]}" 2>"$tmp/build.log" || fail "$name does not build: $(<"$tmp/build.log")"
}
build shared leidraad
build static leidraad --static
build shared-run leidraad-run
build static-run leidraad-run --static

export LD_LIBRARY_PATH=$root/usr/lib
data=tests/data/klein
"$tmp/shared-run" "$tmp/program" $data 2026-11-01 | tee "$tmp/expected"
for line in "shared policies" "static policies" "static-run $tmp/program"; do
    read -r name policies <<<"$line"
    "$tmp/$name" "$policies" $data 2026-11-01 | cmp - "$tmp/expected" || fail "$name differs"
done

title "libleidraad-run knows no compiler"
readelf -dW "$tmp/shared-run" | grep -c 'NEEDED.*libleidraad-run'
nm -D --defined-only "$root/usr/lib/libleidraad-run.so" | grep -c 'leidraad_policies_compile'

title "the libraries show nothing but the public functions"
for library in leidraad leidraad-run; do
    nm -D --defined-only "$root/usr/lib/lib$library.so" |
        awk '$2 != "A" { print $3 }' | grep -v '^leidraad_' || echo "lib$library: nothing else"
done

title "uninstall"
make -s B="$B" uninstall DESTDIR="$root" PREFIX=/usr >/dev/null || fail "make uninstall"
find "$root" ! -type d
find "$root" -name 'leidraad*'

# The build as it was, for whoever installs it next.
make -s B="$B" all >/dev/null || fail "make all"
finish
