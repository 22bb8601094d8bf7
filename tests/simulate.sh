#!/usr/bin/env bash
# Runs fresh seeds of the simulation and prints figures; a failure prints the one command that replays it.
#   tests/simulate.sh [SEEDS] [further options: --from N, --seconds S, --threads T, --failures F]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seeds=${1:-10000}
exec dotnet run --project tests/GridActors.Simulation -c Release -- --seeds "$seeds" "${@:2}"
