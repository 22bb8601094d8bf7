#!/usr/bin/env bash
# The rows of the list of faults at full length, on real processes, judged by the clients' own ledger.
#
#   tests/faults.sh            every row
#   tests/faults.sh 7 11       some rows
#
# Prints a table: row | host | what was done | what was measured. A row that is in it has passed. GRIDACTORS_OLD_SILO
# names an older build's GridActors.Silo.dll for row 22. Network namespaces (rows 8, 10) and a full disk (25) need root.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

results=artifacts/faults
mkdir -p "$results"
GRIDACTORS_FAULT_TABLE=$PWD/$results/table.txt
rm -f "$GRIDACTORS_FAULT_TABLE" "$results"/*.log
export GRIDACTORS_FAULT_TABLE GRIDACTORS_FAULTS=full GRIDACTORS_KILLS="${GRIDACTORS_KILLS:-50}"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

filter=
for row in "${@:-}"; do
  if [ -n "$row" ]; then filter+="${filter:+|}row=$row"; fi
done
if [ -z "$filter" ]; then
  for row in $(seq 25); do filter+="${filter:+|}row=$row"; done
fi

exit=0
for project in Standalone Cluster; do
  log=$results/$project.log
  dotnet build "tests/GridActors.$project.Tests" -c Release -v quiet -clp:NoSummary
  # One after the other: what is measured is one fault's, not its neighbours'.
  dotnet test "tests/GridActors.$project.Tests" --no-build -c Release --filter "$filter" \
    --logger 'console;verbosity=normal' -- xUnit.ParallelizeTestCollections=false >"$log" 2>&1 || exit=$?
  grep -E '^  (Failed|Skipped) |\[SKIP\]' "$log" || true
done

echo '| row | host | what was done | what was measured |'
echo '| --- | --- | --- | --- |'
if [ -f "$GRIDACTORS_FAULT_TABLE" ]; then sort -t'|' -k2,2V -k3,3 "$GRIDACTORS_FAULT_TABLE"; fi
exit "$exit"
