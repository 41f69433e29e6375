#!/usr/bin/env bash
# A plain role for Parvis: PostgreSQL's superuser would pass above row-level security.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres -v password="$(cat /run/secrets/parvis_password)" <<'SQL'
CREATE ROLE parvis LOGIN NOSUPERUSER NOBYPASSRLS PASSWORD :'password';
CREATE DATABASE parvis OWNER parvis;
SQL
