#!/usr/bin/env bash
# The one benchmark command: everything side by side in one go, rounds interleaved, medians and ratios, one table.
#
#   tests/benchmark.sh [--rounds 3] [--seconds 5] [--only WORDS] [--result FILE]
#
# --only takes words, comma-separated, and measures the lines that have one of them in their names ("SQLite", "silo",
# "households", "hot" ...). The result also goes into a file as JSON, artifacts/benchmark.json unless told otherwise.
# Needs the .NET SDK; lines of PostgreSQL and of Redis are left out where these are not installed.
# Some 20 minutes on 2 cores. Nothing else should run meanwhile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1
project=tests/GridActors.Cluster.Benchmarks

has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' || command -v initdb; }

if ! has_postgres >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing PostgreSQL ..."
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } >/dev/null || true
fi
if ! has_postgres >/dev/null; then
  echo "No PostgreSQL here, and none could be installed: its lines will be left out." >&2
fi

dotnet build "$project" -c Release -v minimal -clp:NoSummary
result=(--result artifacts/benchmark.json)
for argument in "$@"; do
  if [ "$argument" = --result ]; then result=(); fi
done
dotnet run -c Release --no-build --project "$project" -- ${result[@]+"${result[@]}"} "$@"
