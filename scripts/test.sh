#!/usr/bin/env bash
# Everything that must hold. Every step runs, also after a failure of another; the summary names each, and the last line
# counts the tests.
set -uo pipefail
. "$(dirname "$0")/env.sh"
cd "$ROOT" || exit 1
if ! "$ROOT/scripts/tools.sh" test </dev/null; then
  printf '0 passed, 1 failed\n'
  exit 1
fi
. "$ROOT/scripts/env.sh"

# What each step printed, kept until the next run.
LOGS="$TARGET/test-logs"
rm -rf "$LOGS"
mkdir -p "$LOGS"
# Short: the address of a socket has at most 107 bytes.
PG="/tmp/civis-pg.$$"
trap '"$ROOT/scripts/postgres.sh" stop "$PG" || true' EXIT
trap 'exit 130' INT TERM
# One call of cargo for all that runs on this machine: apart, their dependencies would be compiled with other features.
NATIVE=(-p civis-domain -p civis-reference -p civis-store -p civis-engine -p civis-usecases -p civis-test-support -p civis -p civis-app --features civis-app/ssr)

passed=0 failed=0
summary=()

# The lines that count tests, of cargo and of the journeys.
counts() { grep -aE '^test result: |^[0-9]+ passed, [0-9]+ failed$' "$1"; }

# step NAME COMMAND..: runs it, shows the end of what it printed when it fails, counts it as one test unless it counts its own.
step() {
  local name="$1" log began=$SECONDS state=ok ok=0 bad=0
  log="$LOGS/$(printf '%02d' $((${#summary[@]} + 1))).log"
  shift
  say "$name"
  if ! "$@" >"$log" 2>&1 </dev/null; then state=FAILED; fi
  grep -aE '^SKIPPED' "$log" | sort -u
  # cargo test: "test result: ok. 12 passed; 0 failed"; our journeys: "12 passed, 0 failed".
  ok=$(counts "$log" | grep -oE '[0-9]+ passed' | awk '{ sum += $1 } END { print sum + 0 }')
  bad=$(counts "$log" | grep -oE '[0-9]+ failed' | awk '{ sum += $1 } END { print sum + 0 }')
  if [ "$ok" = 0 ] && [ "$bad" = 0 ]; then
    if [ "$state" = ok ]; then ok=1; else bad=1; fi
  elif [ "$state" = FAILED ] && [ "$bad" = 0 ]; then
    bad=1
  fi
  if [ "$state" != ok ]; then
    grep -aE '^(error|FAIL|not ok|test .* FAILED|.* panicked at )' "$log" | head -n 60
    printf '%s\n' '...'
    tail -n 80 "$log"
  fi
  printf '%s, %s s\n' "$state" "$((SECONDS - began))"
  passed=$((passed + ok)) failed=$((failed + bad))
  summary+=("$(printf '%-9s %5ss  %4s passed %3s failed  %s' "$state" "$((SECONDS - began))" "$ok" "$bad" "$name")")
}

# The whole suite of the store runs on a real PostgreSQL as well as on SQLite.
native_tests() {
  local address
  address="$("$ROOT/scripts/postgres.sh" start "$PG")" || return 1
  DATABASE_URL="$address" CIVIS_TEST_POSTGRES_URL="$address" CIVIS_TEST_REFERENCE="$REFERENCE" \
    timeout 3000 cargo test --release --no-fail-fast "${NATIVE[@]}"
  local status=$?
  "$ROOT/scripts/postgres.sh" stop "$PG"
  return "$status"
}

# The public doors, asked by the clients that people have; without them, only our own tests ask.
real_clients() {
  if ! "$TOOLS/python/bin/python" -c 'import ckanapi, frictionless, pyshacl, rdflib, schemathesis' 2>/dev/null; then
    echo "SKIPPED: the public doors asked by real clients (they could not be installed)"
    return 0
  fi
  timeout 1200 "$TOOLS/python/bin/python" end2end/clients.py
}

step "Format" cargo fmt --all --check
step "Lints: native crates, with their tests" cargo clippy --release --all-targets "${NATIVE[@]}" -- -D warnings
step "Lints: pages for the browser" cargo clippy --release -p civis-frontend -p civis-app --features civis-app/hydrate --target wasm32-unknown-unknown -- -D warnings
step "Reference data" "$ROOT/scripts/fetch-data.sh"
step "Architecture" node scripts/architecture.mjs
step "Unit and integration tests" native_tests
step "Release build" "$ROOT/scripts/build.sh"
step "Contrast of every theme and hue" node style/contrast.test.mjs
step "Budgets of size" node scripts/budgets.mjs "$(site_root)"
step "Real clients of the public doors" real_clients
step "Journeys in the browser" timeout 1500 node end2end/run.mjs

say "Summary (${SECONDS} s)"
printf '  %s\n' "${summary[@]}"
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" = 0 ]
