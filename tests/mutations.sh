#!/usr/bin/env bash
# Can the simulation fail? Each deliberate defect in tests/GridActors.Simulation/Mutations is applied to a copy of the tree
# in a temporary folder; fresh seeds must turn red, and the table says which property caught it and how many seeds that took.
# A defect that chance hardly meets names the test that must turn red instead: "Test: PROJECT CLASS" in its patch.
#
#   tests/mutations.sh                all of them
#   tests/mutations.sh 03 tombstone   only those whose names contain one of these words
#
# SEEDS: how many seeds a defect may take, 5000 if not said. Exit code 1: a defect went unnoticed, or could not be tried.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
seeds=${SEEDS:-5000} project=tests/GridActors.Simulation
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' file; do
  if [ -e "$file" ]; then printf '%s\0' "$file"; fi
done | tar -c --null -T - | tar -x -C "$copy"
mapfile -t mutations < <(ls "$project"/Mutations/*.patch)

wanted() {
  local name=$1 word; shift
  [ $# -eq 0 ] && return 0
  for word in "$@"; do if [[ $name == *"$word"* ]]; then return 0; fi; done
  return 1
}

binaries=artifacts/bin/GridActors.Simulation/release
build() {
  (cd "$copy" && dotnet build "$1" -c Release -v q -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false "${@:2}") \
    >"$copy/build.log" 2>&1 || { cat "$copy/build.log" >&2; return 2; }
}
run() { "$copy/$binaries/GridActors.Simulation" --from 1 --seeds "$1" >"$copy/run.log" 2>&1; }

# Only the library that the defect is in is built anew, and laid over the simulation's.
try() {
  local library=$1 name
  name=$(basename "$library")
  build "$library" --no-restore -p:BuildProjectReferences=false || return 2
  cp "$copy/$binaries/$name.dll" "$copy/$name.whole"
  cp "$copy/artifacts/bin/$name/release/$name.dll" "$copy/$binaries/$name.dll"
  local exit=0
  run "$seeds" || exit=$?
  mv "$copy/$name.whole" "$copy/$binaries/$name.dll"
  return $exit
}

# The test that a patch names, of the defective tree; its project is built whole.
try_test() {
  local exit=0
  build "tests/$1" || return 2
  (cd "$copy" && dotnet test "tests/$1" -c Release --no-build --filter "FullyQualifiedName~$2") >"$copy/run.log" 2>&1 || exit=$?
  if [ "$exit" -ne 0 ] && ! grep -q 'Failed:' "$copy/run.log"; then return 2; fi
  return $exit
}

if ! build "$project" || ! run 300; then
  cat "$copy/run.log" 2>/dev/null
  echo "tests/mutations.sh: the tree is red without any defect" >&2
  exit 1
fi

missed=0
printf '%-36s %-26s %s\n' defect 'caught by' seeds
for patch in "${mutations[@]}"; do
  name=$(basename "$patch" .patch) exit=0
  wanted "$name" "$@" || continue
  (cd "$copy" && patch -p1 -s --fuzz=0 --no-backup-if-mismatch) <"$patch" || { echo "$name does not apply" >&2; exit 1; }
  read -r test class < <(sed -nE 's/^Test: //p' "$patch") || true
  if [ -n "$test" ]; then
    try_test "$test" "$class" || exit=$?
  else
    try "$(sed -nE 's#^\+\+\+ b/(src/[^/]+)/.*#\1#p' "$patch" | head -n 1)" || exit=$?
  fi
  (cd "$copy" && patch -p1 -s -R --fuzz=0 --no-backup-if-mismatch) <"$patch"
  count=$(grep -oE '^[0-9,]+ seeds from' "$copy/run.log" | head -n 1 | tr -dc 0-9) || count=?
  if [ -n "$test" ]; then count=-; fi
  case $exit in
    1) [ -z "$test" ] && property=$(sed -nE 's/^seed [0-9]+: [A-Z] ([a-z-]+):.*/\1/p' "$copy/run.log" | head -n 1) || property=$class ;;
    0) property='NOT CAUGHT' missed=$((missed + 1)) ;;
    *) property='DOES NOT BUILD' missed=$((missed + 1)) ;;
  esac
  printf '%-36s %-26s %s\n' "$name" "$property" "$count"
done
[ "$missed" -eq 0 ] || { echo "$missed defects went unnoticed"; exit 1; }
