#!/usr/bin/env bash
# Fuzzes the parsers of questions: fuzz.sh [SECONDS for each, 60] [TARGET..]. What breaks one is kept in crates/domain/fuzz/artifacts.
set -euo pipefail
. "$(dirname "$0")/env.sh"
"$ROOT/scripts/tools.sh" fuzz
. "$ROOT/scripts/env.sh"
SECONDS_EACH="${1:-60}"
[ $# -le 1 ] && set -- "$SECONDS_EACH" url odsql tabular ckan ogc
shift
cd "$ROOT/crates/domain"
for target in "$@"; do
  say "Fuzzing $target for $SECONDS_EACH s"
  RUSTUP_TOOLCHAIN=nightly cargo fuzz run --target-dir "$TARGET/fuzz" "$target" -- -max_total_time="$SECONDS_EACH" -max_len=400 -print_final_stats=1
done
