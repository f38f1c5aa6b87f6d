#!/usr/bin/env bash
# A private PostgreSQL for tests: start | stop | url.
# `start` prints the TEST_DATABASE_URL. It listens on a Unix socket only, keeps fsync on,
# and runs as the user `postgres` when called by root, because PostgreSQL refuses to run as root.
set -euo pipefail

root="$(cd "$(dirname "$0")/.." && pwd)"
# POSTGRES_NAME gives a run a cluster of its own, which another run does not stop.
note="$root/.cache/test-postgres${POSTGRES_NAME:+-$POSTGRES_NAME}.home"

bin="$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1 || true)"
[ -n "$bin" ] || bin="$(dirname "$(command -v initdb || echo /nowhere/initdb)")"
if [ ! -x "$bin/initdb" ]; then
  echo "PostgreSQL 15 or newer is missing. On Debian: apt-get install postgresql" >&2
  exit 1
fi

as_owner() {
  if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi
}

# Asks the server itself: a killed one may stay in the process list until someone reaps it.
running() {
  [ -f "$note" ] && as_owner "$bin/pg_isready" -q -h "$(cat "$note")"
}

url() {
  echo "postgresql:///postgres?host=$(cat "$note")&user=postgres"
}

# One that was killed starts again on the data it left.
start() {
  if running; then url; return; fi
  mkdir -p "$(dirname "$note")"
  local home
  if [ -f "$note" ] && [ -d "$(cat "$note")/data" ]; then home="$(cat "$note")"; else home="$(create)"; fi
  rm -f "$home/data/postmaster.pid" "$home"/.s.PGSQL.*
  as_owner "$bin/pg_ctl" -D "$home/data" -l "$home/log" -w -t 60 \
    -o "-c listen_addresses='' -c unix_socket_directories='$home' -c fsync=on -c max_connections=200" \
    start >"$note.log" 2>&1 || { cat "$note.log" "$home/log" >&2; exit 1; }
  echo "$home" >"$note"
  url
}

create() {
  # Outside the checkout: a socket's path may have 107 bytes, and `postgres` may not enter a home.
  local home
  home="$(mktemp -d -t amparo-postgres.XXXXXX)"
  [ "$(id -u)" -ne 0 ] || chown postgres "$home"
  as_owner "$bin/initdb" -D "$home/data" -U postgres --auth=trust -E UTF8 --locale=C.UTF-8 \
    >"$note.log" 2>&1 || { cat "$note.log" >&2; exit 1; }
  echo "$home"
}

stop() {
  [ -f "$note" ] || return 0
  local home
  home="$(cat "$note")"
  if running; then as_owner "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null; fi
  rm -rf "$home" "$note" "$note.log"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  url) if running; then url; else echo "Not running: npm run postgres:start" >&2; exit 1; fi ;;
  *) echo "Usage: tools/test-postgres.sh start | stop | url" >&2; exit 2 ;;
esac
