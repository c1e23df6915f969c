#!/usr/bin/env bash
# Serves and rebuilds at each change, on data folder data/ of the checkout.
set -euo pipefail
. "$(dirname "$0")/env.sh"
"$ROOT/scripts/tools.sh" build
. "$ROOT/scripts/env.sh"
cd "$ROOT"
export CIVIS_DATA_DIR="${CIVIS_DATA_DIR:-$ROOT/data}" CIVIS_SITE_ROOT="${CIVIS_SITE_ROOT:-$(site_root)}"
exec cargo leptos watch
