"""Real processes: a data folder each, on SQLite and on a PostgreSQL of our own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.postgres import Cluster, cluster
from tests.server.process import BROWSERS, House


@pytest.fixture(autouse=True)
def _close_browsers() -> Iterator[None]:
    yield
    while BROWSERS:
        BROWSERS.pop().close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One cluster for all the tests that start servers."""
    with cluster() as made:
        yield made


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, copied by those who start from it."""
    made = House(tmp_path_factory.mktemp("migrated"))
    made.migrate()
    return made.data / "parvis.sqlite3"


@pytest.fixture
def house(tmp_path: Path) -> House:
    """An empty house on SQLite, its database not made yet."""
    tmp_path.chmod(0o700)
    return House(tmp_path)


@pytest.fixture
def small_house(house: House, migrated: Path) -> House:
    """An empty house on SQLite, migrated."""
    shutil.copy(migrated, house.data / "parvis.sqlite3")
    return house


@pytest.fixture(scope="session")
def template(postgres: Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a migrated database, copied by those who start from it."""
    House(tmp_path_factory.mktemp("template"), postgres.create("template")).migrate()
    return "template"


@pytest.fixture
def large_house(house: House, postgres: Cluster, template: str) -> Iterator[House]:
    """An empty house on PostgreSQL, migrated."""
    yield House(house.data, postgres.create("house", template=template))
    postgres.drop("house")
