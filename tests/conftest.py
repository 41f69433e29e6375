"""What every test finds: a database, the cast, no network. The data folder: `environment.py`.

`PARVIS_DATABASE=postgresql://…` runs the same tests on PostgreSQL, with a role that may create
databases but is no superuser, so that row-level security applies.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Atelier and Bergerie, who do not trust each other."""
    return build_cast()


@pytest.fixture
def make_cast(db: None) -> Callable[..., Cast]:
    """`make_cast(trust=Level.BUSY)`: the same with a trust in force, directories open."""
    return build_cast


@pytest.fixture
def cost() -> Callable[[Callable[[], object]], int]:
    """`cost(call)`: how many queries a call makes, to compare one row with three."""

    def count(call: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as queries:
            call()
        return len(queries)

    return count


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail on any connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if not (host in {"localhost", "::1"} or str(host).startswith("127.")):
            pytest.fail(f"{request.node.name} tried to reach {host}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
