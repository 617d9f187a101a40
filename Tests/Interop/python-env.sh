#!/bin/sh
# Makes a Python environment with third-party Varlink clients in .build/pypi, unless it is there already,
# and prints the path of its interpreter.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
home="$root/.build/pypi"
wanted="varlink==31.0.0 asyncvarlink==0.3.3"
mark="$home/wanted"

# Two test runs at once must not install into each other.
mkdir -p "$root/.build"
exec 9>"$root/.build/pypi.lock"
flock 9

if [ ! -x "$home/bin/python" ] || [ "$(cat "$mark" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$home"
    python3 -m venv "$home" >&2
    # shellcheck disable=SC2086
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check $wanted >&2
    printf '%s' "$wanted" >"$mark"
fi
echo "$home/bin/python"
