#!/usr/bin/env bash
# Makes the tools ready: tools.sh build | test | bench | fuzz. Each step tests what it would produce and is skipped when that is
# there. A download that breaks never counts as installed: it happens in a temporary folder that is renamed at the end.
set -euo pipefail
. "$(dirname "$0")/env.sh"

WANTED="${1:-build}"
CARGO_LEPTOS=0.3.11
# Only when Cargo.lock does not name it.
WASM_BINDGEN=0.2.130
BINARYEN=132
PLAYWRIGHT=1.65.1
AXE=4.14.1
OHA=1.16.0
CARGO_FUZZ=0.13.2
AIOSMTPD=1.4.6
# The clients of the public doors.
CLIENTS=(ckanapi==4.11 pyshacl==0.40.1 rdflib==7.6.0 frictionless==5.21.0 schemathesis==4.32.5)

mkdir -p "$TOOLS/bin"
# Two runs of make at once would install over each other.
exec 9>"$TOOLS/lock"
flock 9

root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1; then
    sudo "$@"
  else
    stop "this step needs root and there is no sudo. Run it by hand, then make again: $*"
  fi
}

# Debian packages by name, only those that are missing.
packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null 2>&1 || stop "please install with your package manager, then make again: ${missing[*]}"
  say "Installing packages: ${missing[*]}"
  root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    stop "apt-get could not install: ${missing[*]}. Check the machine's package sources, then make again."
}

# Whether the toolchain that now answers builds WASM and is recent enough.
builds_wasm() {
  local version
  version="$(rustc --version 2>/dev/null | cut -d' ' -f2)" || return 1
  [ "$(printf '1.96.0\n%s\n' "$version" | sort -V | head -n1)" = 1.96.0 ] || return 1
  compgen -G "$(rustc --print target-libdir --target wasm32-unknown-unknown 2>/dev/null)/libcore-*.rlib" >/dev/null
}

rust() {
  if [ -f "$TOOLS/toolchain" ] && builds_wasm && debian_unchanged; then return 0; fi
  command -v rustup >/dev/null 2>&1 || stop "rustup is missing. Install it from your distribution or from rustup's site, then make again."
  rm -f "$TOOLS/toolchain"
  unset RUSTUP_TOOLCHAIN
  cd "$ROOT"
  if builds_wasm; then return 0; fi
  say "Asking rustup for Rust 1.96 or newer, with WASM"
  # It may be refused where only a mirror of packages answers: no error yet.
  timeout 900 rustup toolchain install stable --profile minimal --component clippy --component rustfmt \
    --target wasm32-unknown-unknown --no-self-update >/dev/null 2>&1 || true
  if builds_wasm; then return 0; fi
  echo "rustup cannot provide it here; Debian's compiler is taken instead."
  debian_rust
}

debian_unchanged() {
  [ "$(cat "$TOOLS/toolchain" 2>/dev/null)" != civis ] ||
    [ "$(cat "$TOOLS/wasm-std" 2>/dev/null)" = "$(dpkg-query -W -f '${Version}' rustc-web 2>/dev/null)" ]
}

# Debian's compiler and its source: the standard library for WASM is built once from it (about a minute).
debian_rust() {
  packages rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web lld-22 gcc libc6-dev
  local version library scratch
  version="$(dpkg-query -W -f '${Version}' rustc-web)"
  library=/usr/lib/rustlib/wasm32-unknown-unknown/lib
  if [ "$(cat "$TOOLS/wasm-std" 2>/dev/null)" != "$version" ] || ! compgen -G "$library/libcore-*.rlib" >/dev/null; then
    say "Building the standard library for WASM (once, about a minute)"
    if [ ! -e /usr/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld ] && [ ! -e /usr/bin/rust-lld ]; then
      root install -d /usr/lib/rustlib/x86_64-unknown-linux-gnu/bin
      root ln -sf /usr/bin/lld-22 /usr/lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld
    fi
    scratch="$(mktemp -d)"
    mkdir "$scratch/src"
    printf '[package]\nname = "scratch"\nversion = "0.0.0"\nedition = "2024"\n[lib]\ncrate-type = ["cdylib"]\n[workspace]\n' >"$scratch/Cargo.toml"
    : >"$scratch/src/lib.rs"
    # /usr/bin/cargo and RUSTC by name: otherwise the wrappers of rustup answer.
    (cd "$scratch" && CARGO_TARGET_DIR="$scratch/target" RUSTC_BOOTSTRAP=1 RUSTC=/usr/bin/rustc /usr/bin/cargo rustc -q \
      -Zbuild-std=core,alloc,std,panic_abort,test --target wasm32-unknown-unknown --release) ||
      stop "the standard library for WASM could not be built from Debian's source"
    rm -f "$scratch"/target/wasm32-unknown-unknown/release/deps/libscratch*
    root install -d "$library"
    # Two copies of core confuse rustc.
    root rm -f "$library"/*.rlib
    root cp "$scratch"/target/wasm32-unknown-unknown/release/deps/*.rlib "$library/"
    rm -rf "$scratch"
    printf '%s' "$version" >"$TOOLS/wasm-std"
  fi
  rustup toolchain link civis /usr
  printf 'civis' >"$TOOLS/toolchain"
  export RUSTUP_TOOLCHAIN=civis
  builds_wasm || stop "Debian's rustc does not build WASM: see docs/operating.md, section Toolchain"
}

# cargo install with settings that compile several times faster than the tool's own release profile.
cargo_tool() {
  say "Building $1 $2 (once)"
  shift 2
  (cd "$ROOT" && CARGO_TARGET_DIR="$PORTAL_CACHE/tools-target" CARGO_PROFILE_RELEASE_LTO=false \
    CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 cargo install --quiet --root "$TOOLS" "$@") ||
    stop "cargo install $* failed: check the network, then make again"
  rm -rf "$PORTAL_CACHE/tools-target"
}

locked_version() {
  awk -v name="$1" '$0 == "name = \"" name "\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' "$ROOT/Cargo.lock" 2>/dev/null || true
}

build_tools() {
  packages ca-certificates make gcc libc6-dev
  rust
  if [ "$(cargo-leptos --version 2>/dev/null | awk '{print $2}')" != "$CARGO_LEPTOS" ]; then
    cargo_tool cargo-leptos "$CARGO_LEPTOS" cargo-leptos --version "$CARGO_LEPTOS" --locked --features no_downloads
  fi
  # The command and the crate must be of one version: they share a schema.
  local bindgen
  bindgen="$(locked_version wasm-bindgen)"
  bindgen="${bindgen:-$WASM_BINDGEN}"
  if [ "$(wasm-bindgen --version 2>/dev/null | awk '{print $2}')" != "$bindgen" ]; then
    # Without --locked: its lock file names a withdrawn package.
    cargo_tool wasm-bindgen "$bindgen" wasm-bindgen-cli --version "$bindgen"
  fi
  npm_tools binaryen@"$BINARYEN"
}

# Packages of npm, all in one folder; a stamp holds what was asked for.
npm_tools() {
  command -v npm >/dev/null 2>&1 || packages nodejs npm
  local package
  for package in "$@"; do
    local name="${package%@*}"
    [ "$(node -p "require('$TOOLS/node_modules/$name/package.json').version" 2>/dev/null)" != "${package##*@}" ] || continue
    # binaryen's own version reads 132.0.0.
    [ "$(node -p "require('$TOOLS/node_modules/$name/package.json').version" 2>/dev/null)" != "${package##*@}.0.0" ] || continue
    say "Installing $package"
    npm install --silent --no-fund --no-audit --ignore-scripts --prefix "$TOOLS" "$package" ||
      stop "npm could not install $package: check the network, then make again"
  done
}

# What comes from PyPI, all in one virtual environment: a mail server for the journeys, and the clients that ask the public doors. A
# stamp holds what was asked for. A machine that cannot have them skips what needs them, and says so.
python_tools() {
  local folder="$TOOLS/python" wanted="aiosmtpd==$AIOSMTPD ${CLIENTS[*]}"
  [ "$(cat "$folder/installed" 2>/dev/null)" != "$wanted" ] || return 0
  say "Installing aiosmtpd and the clients of the public doors"
  rm -rf "$folder"
  if ! { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet --disable-pip-version-check "aiosmtpd==$AIOSMTPD"; }; then
    echo "SKIPPED: aiosmtpd could not be installed; the journeys of mail will not run"
  fi
  if "$folder/bin/pip" install --quiet --disable-pip-version-check "${CLIENTS[@]}"; then
    printf '%s' "$wanted" >"$folder/installed"
  else
    echo "SKIPPED: ${CLIENTS[*]} could not be installed; the public doors will not be asked by real clients"
  fi
}

test_tools() {
  packages chromium postgresql python3-venv
  npm_tools playwright-core@"$PLAYWRIGHT" axe-core@"$AXE"
  python_tools
}

bench_tools() {
  test_tools
  if [ "$(oha --version 2>/dev/null | awk '{print $2}')" != "$OHA" ]; then
    cargo_tool oha "$OHA" oha --version "$OHA" --no-default-features --features rustls
  fi
}

fuzz_tools() {
  RUSTUP_TOOLCHAIN=nightly rustc --version >/dev/null 2>&1 || rustup toolchain install nightly --profile minimal --no-self-update ||
    stop "fuzzing needs a nightly compiler: rustup toolchain install nightly"
  packages g++
  if [ "$(cargo-fuzz --version 2>/dev/null | awk '{print $2}')" != "$CARGO_FUZZ" ]; then
    cargo_tool cargo-fuzz "$CARGO_FUZZ" cargo-fuzz --version "$CARGO_FUZZ" --locked
  fi
}

case "$WANTED" in
  build) build_tools ;;
  test) build_tools; test_tools ;;
  bench) build_tools; bench_tools ;;
  fuzz) fuzz_tools ;;
  *) stop "tools.sh takes build, test, bench or fuzz" ;;
esac
