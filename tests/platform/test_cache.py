"""The cache counts sign-in attempts: it must work on the database that the migrations made."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection


@pytest.mark.usefixtures("shared_database")
def test_processes_that_share_a_database_count_together(
    together: Callable[..., list[BaseException]],
) -> None:
    cache.set("attempts", [1])
    assert cache.get("attempts") == [1]
    assert together(lambda number: cache.set(f"from-{number}", number), 3) == []
    assert [cache.get(f"from-{number}") for number in range(3)] == [0, 1, 2]
    cache.delete_many(["attempts", *(f"from-{number}" for number in range(3))])
    assert cache.get("attempts") is None


@pytest.mark.usefixtures("db")
def test_its_table_is_made_where_it_is_used() -> None:
    tables = connection.introspection.table_names()
    assert ("platform_cache" in tables) == settings.PARVIS.postgresql
