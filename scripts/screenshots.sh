#!/usr/bin/env bash
# Pictures of the pages, three widths, four themes, into screenshots/. `scripts/screenshots.sh WORD..` takes those whose name
# holds a word.
set -euo pipefail
. "$(dirname "$0")/env.sh"
"$ROOT/scripts/tools.sh" test
"$ROOT/scripts/build.sh"
"$ROOT/scripts/fetch-data.sh"
cd "$ROOT"
exec node end2end/screenshots.mjs "$@"
