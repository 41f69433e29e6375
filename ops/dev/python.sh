#!/usr/bin/env bash
# Makes .venv hold what a lock file says. Usage: python.sh build|dev ("dev" contains "build").
set -euo pipefail
cd "$(dirname "$0")/../.."
level=$1
python=${PYTHON:-python3}
stamp=.venv/.parvis

# The lock and what pyproject.toml says of the package; its tools' settings install nothing.
wanted() { { cat "requirements/$1.lock"; sed '/^\[tool.ruff\]/,$d' pyproject.toml; } | sha256sum | cut -c1-16; }
if [ -x .venv/bin/parvis ] && [ -f "$stamp" ]; then
  grep -qx "$level $(wanted "$level")" "$stamp" && exit 0
  [ "$level" = build ] && grep -qx "dev $(wanted dev)" "$stamp" && exit 0
fi

"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "✘ Python 3.11 ou plus récent est nécessaire (commande « $python »)." >&2
  exit 1
}
if [ ! -x .venv/bin/python ]; then
  if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    if [ "$(id -u)" = 0 ]; then
      apt-get update -qq && apt-get install -y -qq python3-venv >/dev/null
    else
      echo "✘ Il manque le paquet python3-venv : « sudo apt-get install python3-venv »." >&2
      exit 1
    fi
  fi
  echo "Création de .venv…"
  "$python" -m venv .venv
fi
if [ ! -x .venv/bin/uv ]; then
  .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip -q
  .venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes \
    -r requirements/bootstrap.lock
fi
# uv does not read pip's configuration, where an administration names its own mirror.
if [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
  mirror=$(.venv/bin/python -m pip config get global.index-url 2>/dev/null ||
    .venv/bin/python -m pip config get install.index-url 2>/dev/null || true)
  if [ -n "${PIP_INDEX_URL:-$mirror}" ]; then export UV_DEFAULT_INDEX=${PIP_INDEX_URL:-$mirror}; fi
fi
export UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=${UV_LINK_MODE:-copy} VIRTUAL_ENV=$PWD/.venv
echo "Installation des dépendances (requirements/$level.lock)…"
.venv/bin/uv pip sync -q --require-hashes "requirements/$level.lock"
.venv/bin/uv pip install -q --no-deps --no-build-isolation -e .
echo "$level $(wanted "$level")" >"$stamp"
