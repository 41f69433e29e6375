#!/usr/bin/env bash
# What the tests need from Debian: its chromium, its postgresql. Installs as root, tells otherwise.
set -euo pipefail
missing=()
command -v chromium >/dev/null || missing+=(chromium)
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
[ ${#missing[@]} = 0 ] && exit 0
if [ "$(id -u)" != 0 ]; then
  echo "✘ Les tests ont besoin de : ${missing[*]}. « sudo apt-get install ${missing[*]} »." >&2
  exit 1
fi
echo "Installation de ${missing[*]} (apt)…"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" \
  >/dev/null
