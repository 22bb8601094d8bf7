#!/usr/bin/env bash
# A cluster on this machine: a throw-away PostgreSQL and three silos on loopback. Ctrl+C ends it and leaves nothing.
#
#   deploy/local/cluster.sh [SILOS]
#
# The silos' APIs listen on 127.0.0.1:5081, 5082, 5083; their logs lie in the folder that is printed. Other ports:
# GRIDACTORS_HTTP_PORT and GRIDACTORS_SILO_PORT (of the first silo), GRIDACTORS_POSTGRES_PORT.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

silos=${1:-3}
postgresPort=${GRIDACTORS_POSTGRES_PORT:-54329}
httpPort=${GRIDACTORS_HTTP_PORT:-5081}
siloPort=${GRIDACTORS_SILO_PORT:-11111}
folder=$(mktemp -d -t gridactors-cluster-XXXXXX)
chmod 755 "$folder"
pids=()

fail() { printf 'cluster.sh: %s\n' "$*" >&2; exit 1; }

command -v pg_config >/dev/null || fail "PostgreSQL's programs are needed (Debian: apt-get install postgresql)"
bin=$(pg_config --bindir)
[ -x "$bin/initdb" ] || fail "no initdb in $bin (Debian: apt-get install postgresql)"

# PostgreSQL refuses to run as root.
as_server() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

cleanup() {
  trap - EXIT INT TERM
  if [ ${#pids[@]} -gt 0 ]; then kill "${pids[@]}" 2>/dev/null || true; wait "${pids[@]}" 2>/dev/null || true; fi
  as_server "$bin/pg_ctl" -D "$folder/data" -m fast stop >/dev/null 2>&1 || true
  rm -rf "$folder"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
as_server "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-sync >"$folder/initdb.log"
as_server "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/postgres.log" \
  -o "-p $postgresPort -h 127.0.0.1 -k $folder -c max_connections=300" start >/dev/null

dotnet build src/GridActors.Silo -c Release -v quiet -clp:NoSummary
program=artifacts/bin/GridActors.Silo/release/GridActors.Silo
export ConnectionStrings__GridActors="Host=127.0.0.1;Port=$postgresPort;Username=postgres;Database=postgres"
"$program" migrate

for ((i = 1; i <= silos; i++)); do
  Cluster__SiloPort=$((siloPort + i - 1)) Cluster__GatewayPort=$((siloPort + 1000 + i - 1)) \
    "$program" serve --open --urls "http://127.0.0.1:$((httpPort + i - 1))" >"$folder/silo-$i.log" 2>&1 &
  pids+=($!)
done
for ((i = 1; i <= silos; i++)); do
  for ((try = 0; try < 120; try++)); do
    if grep -q 'is ready' "$folder/silo-$i.log"; then break; fi
    kill -0 "${pids[$((i - 1))]}" 2>/dev/null || { cat "$folder/silo-$i.log"; fail "silo $i ended"; }
    sleep 0.5
  done
  printf 'silo %s: http://127.0.0.1:%s  process %s  log %s\n' "$i" $((httpPort + i - 1)) "${pids[$((i - 1))]}" "$folder/silo-$i.log"
done
printf 'database: %s\nCtrl+C ends the cluster.\n' "$ConnectionStrings__GridActors"
wait
