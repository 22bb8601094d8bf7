#!/usr/bin/env bash
# kill -9 of the standalone process at random moments under load, judged by the clients' own ledger.
# Usage: tests/kill.sh [KILLS] [SEED]
set -euo pipefail
cd "$(dirname "$0")/.."
export GRIDACTORS_KILLS="${1:-200}" GRIDACTORS_SEED="${2:-$RANDOM}"
echo "$GRIDACTORS_KILLS kills, seed $GRIDACTORS_SEED"
dotnet test tests/GridActors.Standalone.Tests -c Release --filter FullyQualifiedName~KillTests \
  --logger 'console;verbosity=detailed'
