"""What the platform's tests find: a database that threads share, a PostgreSQL to talk to."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from psycopg import sql
from tests.postgres import cluster

# What only PostgreSQL does is proven on PostgreSQL; `make test` runs everything on both.
collect_ignore = [] if settings.PARVIS.postgresql else ["test_row_security.py"]


@pytest.fixture
def on_disk(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[None]:
    """SQLite on disk as in production, where the tests' own database is in memory."""
    with django_db_blocker.unblock():
        in_memory, held = connections["default"], connection.settings_dict
        name, path = held["NAME"], tmp_path / "parvis.sqlite3"
        with in_memory.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        held["NAME"] = str(path)
        del connections["default"]
        # As `parvis run` does before it serves: going to WAL does not wait for whoever reads.
        connections["default"].ensure_connection()
        try:
            yield
        finally:
            connections["default"].close()
            held["NAME"] = name
            connections["default"] = in_memory


if settings.PARVIS.postgresql:

    @pytest.fixture
    def shared_database(transactional_db: None) -> None:
        """Committed rows that every thread sees."""

else:

    @pytest.fixture
    def shared_database(on_disk: None) -> None:
        """Committed rows that every thread sees."""


@pytest.fixture
def together() -> Callable[..., list[BaseException]]:
    """`together(call, 8)`: run call(0) … call(7) at the same time; what was raised."""

    def run(call: Callable[[int], Any], count: int) -> list[BaseException]:
        raised: list[BaseException] = []
        start = threading.Barrier(count)

        def one(number: int) -> None:
            try:
                start.wait(10)
                call(number)
            except BaseException as error:  # noqa: BLE001 -- handed to the test
                raised.append(error)
            finally:
                connections.close_all()

        threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)
        return raised

    return run


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """A database of this worker's own, as notices go to all who listen in the same one.

    In the cluster of this run when it is PostgreSQL, else in one of its own.
    """
    if settings.PARVIS.postgresql:
        name = f"live_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
        with psycopg.connect(settings.PARVIS.database, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield urlsplit(settings.PARVIS.database)._replace(path=f"/{name}").geturl()
        return
    with cluster() as made:
        yield made.create("live")
