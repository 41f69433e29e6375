"""Bring the database up to date before serving, and leave it tidy afterwards."""

from __future__ import annotations

import time

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from parvis.platform.config import BadConfiguration, Config


def waiting_migrations() -> list[str]:
    """The migrations not applied yet, as `room.name`."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def prepare(config: Config) -> None:
    """Migrate SQLite; on PostgreSQL only check, since several processes start at once.

    Raises:
        BadConfiguration: PostgreSQL does not answer, or waits for its migrations.
    """
    _reach(config)
    waiting = waiting_migrations()
    if not waiting:
        return
    if config.postgresql:
        raise BadConfiguration(
            f"La base attend {len(waiting)} migration(s) : lancez « parvis django migrate »."
        )
    start = time.perf_counter()
    print(f"Mise à jour de la base ({len(waiting)} migrations)…", end=" ", flush=True)
    call_command("migrate", interactive=False, verbosity=0)
    print(f"faite en {time.perf_counter() - start:.1f} s.", flush=True)


def _reach(config: Config) -> None:
    if not config.postgresql:
        config.sqlite_path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return
    try:  # by itself: the pool would wait, then not say why
        psycopg.connect(config.database, connect_timeout=5).close()
    except psycopg.OperationalError as error:
        reason = str(error).strip().splitlines()[0]
        raise BadConfiguration(f"La base de données ne répond pas : {reason}") from error


def settle(config: Config) -> None:
    """Put the write-ahead log back into SQLite's file."""
    if not config.postgresql:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
