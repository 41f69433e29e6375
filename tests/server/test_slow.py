"""Large bodies and slow clients on the real server: the pool stays free for others."""

from __future__ import annotations

import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from tests.server.process import House, Server

pytestmark = [pytest.mark.server, pytest.mark.timeout(120)]
SLOW = 50
ASSETS = Path(__file__).resolve().parents[2] / "src/parvis/platform/static/built/assets"
PAGE = "/compte/connexion/"
HEAD = (
    "POST /compte/connexion/ HTTP/1.1\r\nhost: 127.0.0.1\r\n"
    "content-type: application/x-www-form-urlencoded\r\ncontent-length: 100000\r\n\r\n"
)


@pytest.fixture(scope="module")
def server(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    house = House(tmp_path_factory.mktemp("slow"))
    shutil.copy(migrated, house.data / "parvis.sqlite3")
    with house.serving() as made:
        httpx.get(made.url + PAGE).raise_for_status()  # warm
        yield made


def connect(server: Server, text: str) -> socket.socket:
    opened = socket.create_connection(("127.0.0.1", server.port), timeout=40)
    opened.sendall(text.encode())
    return opened


def quickest(server: Server, times: int = 5) -> float:
    """The slowest of a few quick pages, in seconds."""
    spent = []
    for _ in range(times):
        start = time.monotonic()
        assert httpx.get(server.url + PAGE, timeout=20).status_code == 200
        spent.append(time.monotonic() - start)
    return max(spent)


def test_slow_senders_do_not_starve_the_others(server: Server) -> None:
    slow = [connect(server, HEAD) for _ in range(SLOW)]
    for number in range(3):
        for one in slow:
            one.sendall(b"a" * (number + 1))
        assert quickest(server) < 1
    for one in slow:
        one.close()


def test_slow_readers_do_not_starve_the_others(server: Server) -> None:
    heaviest = max(ASSETS.iterdir(), key=lambda path: path.stat().st_size)
    ask = f"GET /static/built/assets/{heaviest.name} HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
    slow = []
    for _ in range(SLOW):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        one.connect(("127.0.0.1", server.port))
        one.sendall(ask.encode() * 20)
        slow.append(one)
    for _ in range(3):
        for one in slow:
            one.recv(16)
        assert quickest(server) < 1
    for one in slow:
        one.close()


def test_a_body_that_stops_is_told_so(server: Server) -> None:
    with connect(server, HEAD) as one:
        start = time.monotonic()
        answer = one.recv(65536).decode()
        assert answer.startswith("HTTP/1.1 408 ")
        assert "Rien n’a été enregistré" in answer
        assert 10 < time.monotonic() - start < 25


def test_a_large_body_is_taken_without_filling_the_memory(server: Server) -> None:
    before = server.memory()
    files = {"file": ("plan.bin", b"x" * (24 << 20))}
    answer = httpx.post(server.url + PAGE, files=files, timeout=60)
    assert answer.status_code == 403  # no form of ours: refused by Django, which read it all
    assert server.memory() - before < 30


@pytest.mark.parametrize("chunked", [True, False])
def test_a_body_too_large_is_refused(server: Server, *, chunked: bool) -> None:
    content = b"x" * (26 << 20)
    answer = httpx.post(
        server.url + PAGE, content=iter([content]) if chunked else content, timeout=60
    )
    assert answer.status_code == 413
    assert "La limite est de 25 Mo" in answer.text
    assert quickest(server) < 1
