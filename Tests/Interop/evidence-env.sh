#!/bin/sh
# Makes a Python environment with third-party readers of transparency logs in .build/pypi-evidence, unless it
# is there already, and prints the path of its interpreter.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
home="$root/.build/pypi-evidence"
wanted="sigstore==4.5.1 pymerkle==7.0.0"
mark="$home/wanted"

# Two test runs at once must not install into each other.
mkdir -p "$root/.build"
exec 9>"$root/.build/pypi-evidence.lock"
flock 9

if [ ! -x "$home/bin/python" ] || [ "$(cat "$mark" 2>/dev/null)" != "$wanted" ]; then
    rm -rf "$home"
    python3 -m venv "$home" >&2
    # shellcheck disable=SC2086
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check $wanted >&2
    printf '%s' "$wanted" >"$mark"
fi
echo "$home/bin/python"
