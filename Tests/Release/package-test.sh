#!/bin/bash
# The Debian package, looked at by Debian's own checker.
#
# It promises: lintian finds no error and no warning; whoever answers for the package is who was named; the guide to
# setting up, the limits and what changed are inside; the programs are without names for debuggers.
. "$(dirname "$0")/kit.sh"

command -v lintian >/dev/null || {
    echo "LEFT OUT: package-test.sh: there is no lintian; install it (apt-get install lintian)" >&2
    exit 77
}
package=$(BIN_DIR=$bin COMPRESSION=gzip MAINTAINER="The Clerk <clerk@council.example>" \
    "$top/scripts/make-deb" "$work/deb" 2>"$work/log") || { cat "$work/log" >&2 && exit 1; }
listed() { dpkg-deb -c "$package" | grep -q " \./$1\$"; }
checked() { # lintian with its findings as output; root may run it in a test
    lintian --allow-root --fail-on error,warning "$package"
}

check "lintian finds no error and no warning" checked
check "the maintainer is who was named" \
    test "$(dpkg-deb -f "$package" Maintainer)" = "The Clerk <clerk@council.example>"
for page in README.md SETUP.md LIMITS.md CHANGELOG.md.gz VERBS.md.gz changelog.gz copyright; do
    check "$page is inside" listed "usr/share/doc/minuted/$page"
done
dpkg-deb -x "$package" "$work/root"
for program in minuted minutectl; do
    readelf -S "$work/root/usr/bin/$program" >"$work/sections"
    check "the sections of $program are listed" grep -q '\.text' "$work/sections"
    check "$program has no names for debuggers" not grep -q '\.debug_info' "$work/sections"
done
done_testing
