#!/usr/bin/env bash
# Prints what pgap takes beside an empty program, the bare read of the same
# bytes and a Python script, as ratios. The number of files may follow.
set -euo pipefail
cd "$(dirname "$0")/.."
exec cargo bench --locked --bench compare -- "$@"
