#!/bin/bash
# A few seconds of every campaign against the built programs; `make campaign` goes on for as long as one likes.
cd "$(dirname "$0")/../.." || exit 1
command -v python3 >/dev/null || { echo "LEFT OUT: campaign-test.sh: there is no python3" >&2 && exit 77; }
exec Tests/Campaigns/run --seconds "${SECONDS_EACH:-15}" --seed "${SEED:-1}"
