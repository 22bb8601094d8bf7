#!/usr/bin/env bash
# The one test command: installs what a fresh machine lacks, builds Release once, runs every test project, adds up.
#
#   tests/run.sh              everything
#   tests/run.sh Core Tidy    only the test projects whose names contain one of these words
#
# The last line is "N passed, N failed, N skipped". Exit code 1: a test failed, a project's run broke off, or none ran.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

solution=GridActors.sln
filter=src/Standalone.slnf
results=artifacts/test-results
hangTimeout=15m # for a single test; long before CI's own limit, so that the log still names the test

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export MSBUILDDISABLENODEREUSE=1 # a build node that lives on would hold this script's output open

say() { printf '%s\n' "$*"; }
fail() { printf 'tests/run.sh: %s\n' "$*" >&2; exit 1; }

# The projects in a .sln or .slnf, one path a line, with forward slashes.
projects_in() { grep -oE '"[^"]+\.csproj"' "$1" | tr -d '"' | tr '\\' '/' | sort; }

# A program among the tests' projects (the benchmarks) is built, not run.
is_test() { [[ $1 == tests/* ]] && ! grep -q '<OutputType>Exe</OutputType>' "$1"; }

wanted() {
  local project=$1 word; shift
  [ $# -eq 0 ] && return 0
  for word in "$@"; do
    if basename "$project" .csproj | grep -qi -- "$word"; then return 0; fi
  done
  return 1
}

# The dashboard's tests drive a real browser; GRIDACTORS_CHROMIUM tells them which. Without one they count as skipped.
find_chromium() {
  export GRIDACTORS_CHROMIUM="${GRIDACTORS_CHROMIUM:-$(command -v chromium || command -v chromium-browser || true)}"
  if [ -n "$GRIDACTORS_CHROMIUM" ]; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing chromium for the dashboard's tests ..."
    if { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } \
        >"$results/chromium-install.log" 2>&1; then
      GRIDACTORS_CHROMIUM="$(command -v chromium || true)"
    fi
  fi
  if [ -z "$GRIDACTORS_CHROMIUM" ]; then
    say "No chromium here, and none could be installed: the dashboard's browser tests will be skipped."
    say "  Install it (Debian: apt-get install chromium) or set GRIDACTORS_CHROMIUM to a browser's path."
  fi
}

# The PostgreSQL store's tests start a server of their own. Without its programs, and with no GRIDACTORS_POSTGRES that
# names a server, they count as skipped.
has_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' || [ -x "$(pg_config --bindir 2>/dev/null)/initdb" ]; }

find_postgres() {
  if [ -n "${GRIDACTORS_POSTGRES:-}" ] || has_postgres >/dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing PostgreSQL for its store's tests ..."
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends postgresql; } \
      >"$results/postgresql-install.log" 2>&1 || true
  fi
  if ! has_postgres >/dev/null; then
    say "No PostgreSQL here, and none could be installed: the tests of its store will be skipped."
    say "  Install it (Debian: apt-get install postgresql) or set GRIDACTORS_POSTGRES to a connection string of a server"
    say "  on which the tests may make and drop databases."
  fi
}

# Tests that set a real process's clock preload it.
find_faketime() {
  if compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null; then return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing libfaketime for the tests of clocks ..."
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libfaketime; } \
      >"$results/faketime-install.log" 2>&1 || say "It could not be installed: the tests that set a clock will be skipped."
  fi
}

# Sets 'solution' to what can be restored here: everything, or else all but the projects outside the filter.
restore() {
  local log=$results/restore.log outside project
  if dotnet restore "$solution" >"$log" 2>&1; then return; fi
  outside=$(comm -23 <(projects_in "$solution") <(projects_in "$filter"))
  if [ -z "$outside" ] || ! dotnet restore "$filter" >"$results/restore-filter.log" 2>&1; then
    cat "$log"
    fail "the packages could not be restored"
  fi
  say "SKIPPED PROJECTS: $solution cannot be restored here, so only $filter is built and tested. Left out:"
  for project in $outside; do say "  $(basename "$project" .csproj)"; done
  say "Because:"
  grep -oE 'error NU[0-9]+: .*' "$log" | sed 's/ \[.*//; s/^/  /' | sort -u | head -n 20 || true
  solution=$filter
}

# Prints "passed failed skipped" of one trx file. Skipped is what was found but not executed: the file's own counter
# for it is always 0.
tally() {
  awk 'match($0, /<Counters [^>]*>/) {
         line = substr($0, RSTART, RLENGTH)
         n = split(line, part, /[ "=]+/)
         for (i = 2; i < n; i += 2) value[part[i]] = part[i + 1]
         print value["passed"] + 0, value["executed"] - value["passed"], value["total"] - value["executed"]; exit
       }' "$1"
}

command -v dotnet >/dev/null || fail "the .NET SDK named in global.json is needed (dotnet is not on the PATH)"
rm -rf "$results"
mkdir -p "$results"

if [ $# -eq 0 ]; then
  restore
  dotnet build "$solution" -c Release --no-restore -v minimal -clp:NoSummary || fail "the build failed"
fi

tests=()
while read -r project; do
  if is_test "$project" && wanted "$project" "$@"; then tests+=("$project"); fi
done < <(projects_in "$solution")
[ ${#tests[@]} -gt 0 ] || fail "no test project is named like: $*"

if [ $# -gt 0 ]; then
  for project in "${tests[@]}"; do
    dotnet build "$project" -c Release -v minimal -clp:NoSummary || fail "the build of $project failed"
  done
fi
if printf '%s\n' "${tests[@]}" | grep -q Standalone; then find_chromium; find_faketime; fi
if printf '%s\n' "${tests[@]}" | grep -qE 'Postgres|Cluster'; then find_postgres; fi

say
passed=0 failed=0 skipped=0
for project in "${tests[@]}"; do # one after the other: several of them measure time or start processes
  name=$(basename "$project" .csproj)
  log=$results/$name.log trx=$results/$name.trx started=$SECONDS exit=0
  dotnet test "$project" --no-build -c Release --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
    --blame-hang-timeout "$hangTimeout" --blame-hang-dump-type none >"$log" 2>&1 </dev/null || exit=$?

  read -r p f s < <(if [ -f "$trx" ]; then tally "$trx"; fi; say) || true
  p=${p:-0} f=${f:-0} s=${s:-0} note=
  if [ "$exit" -ne 0 ] && [ "$f" -eq 0 ]; then
    f=1 note=" (the run itself broke off)"
  elif [ $((p + f + s)) -eq 0 ]; then
    if grep -rqE --include='*.cs' '^\s*\[[A-Za-z]*(Fact|Theory)\b' "$(dirname "$project")"; then
      f=1 note=" (has tests, but none ran)"
    else
      note=" (has no test yet)"
    fi
  fi
  if [ "$f" -gt 0 ]; then cat "$log"; fi
  grep -E '\[SKIP\]' "$log" | sed 's/^\[[^]]*\] */  skipped: /' || true
  say "$name: $p passed, $f failed, $s skipped$note, $((SECONDS - started)) s"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

say
if [ $((passed + failed)) -eq 0 ]; then say "No test ran."; fi
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
