#!/usr/bin/env bash
# Measures the release build on this machine and prints one table: speed on SQLite and PostgreSQL, start, memory, sizes, and
# what a browser on a slow phone and network feels. Numbers of one run are comparable with each other, not between machines.
set -euo pipefail
. "$(dirname "$0")/env.sh"
"$ROOT/scripts/tools.sh" bench
"$ROOT/scripts/build.sh"
"$ROOT/scripts/fetch-data.sh"
(cd "$ROOT" && cargo build --quiet --release -p civis --example bare)
. "$ROOT/scripts/env.sh"
cd "$ROOT"
PG="/tmp/civis-bench-pg.$$"
trap '"$ROOT/scripts/postgres.sh" stop "$PG"' EXIT
BENCH_POSTGRES="$("$ROOT/scripts/postgres.sh" start "$PG")"
export BENCH_POSTGRES
node scripts/bench.mjs "$@"
