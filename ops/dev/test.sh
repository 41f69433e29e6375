#!/usr/bin/env bash
# Every test: both databases, real servers, browser. Goes on after a failure; ends with pytest's line.
set -uo pipefail
cd "$(dirname "$0")/../.."
failed=0
part() { echo; echo "── $1"; shift; "$@" || failed=1; }
part "SQLite" .venv/bin/pytest -n 2 -m "not browser and not server"
part "PostgreSQL" .venv/bin/python -m tests.postgres run -- \
  .venv/bin/pytest -n 2 -m "not browser and not server and not pure"
part "Vrais serveurs" .venv/bin/pytest -m "server and not browser"
part "Navigateur" .venv/bin/pytest -m browser
exit $failed
