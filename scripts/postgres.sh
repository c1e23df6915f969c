#!/usr/bin/env bash
# A throw-away PostgreSQL for tests: `postgres.sh start FOLDER` prints its address, `postgres.sh stop FOLDER` ends it.
# PostgreSQL refuses to run as root, so under root another user owns the folder.
set -euo pipefail

command="${1:?start or stop}" folder="${2:?a folder with a short path}"
binaries="$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -n1 | xargs -r dirname || true)"
[ -n "$binaries" ] || { echo "postgres.sh: PostgreSQL is not installed (apt-get install postgresql)" >&2; exit 1; }

# The other user may not be allowed to enter the folder we stand in.
cd /

as_owner() {
  if [ "$(id -u)" = 0 ]; then
    runuser -u postgres -- "$@"
  else
    "$@"
  fi
}

case "$command" in
  start)
    mkdir -p "$folder"
    [ "$(id -u)" != 0 ] || chown postgres "$folder"
    port="$(node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')"
    as_owner "$binaries/initdb" -D "$folder/data" --locale=C --encoding=UTF8 --auth=trust -U civis >"$folder/../pg-init.$$.log" 2>&1 ||
      { cat "$folder/../pg-init.$$.log" >&2; exit 1; }
    rm -f "$folder/../pg-init.$$.log"
    # fsync off: this one only lives for a test run; durability is tested elsewhere.
    as_owner "$binaries/pg_ctl" -D "$folder/data" -l "$folder/log" -w -o \
      "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c max_connections=200 -c fsync=off" start >/dev/null
    echo "postgres://civis@127.0.0.1:$port/postgres"
    ;;
  stop)
    [ ! -d "$folder/data" ] || as_owner "$binaries/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
    ;;
  *) echo "postgres.sh: start or stop" >&2; exit 2 ;;
esac
