"""Live streams of real servers: the end of a session, restarts, many pages at once."""

from __future__ import annotations

import asyncio
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import httpx
import pytest
from tests.server.process import House, Server, sign_in
from tests.server.seed import PASSWORD

pytestmark = [pytest.mark.server, pytest.mark.timeout(180)]
BOB, CHLOE = "bob@atelier.example", "chloe@bergerie.example"
CLIENTS, WITHIN = 500, 10
_HEAD = "GET /live HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: parvis_session={session}\r\n\r\n"


@pytest.fixture(params=["small_house", "large_house"])
def house_of_cast(request: pytest.FixtureRequest) -> House:
    """The cast, on each database."""
    made: House = request.getfixturevalue(request.param)
    made.python("tests.server.seed", "0", "0")
    return made


class Listener:
    """An open stream, read in a thread as raw text."""

    def __init__(self, port: int, session: str) -> None:
        self.text, self.ended = "", threading.Event()
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self._socket.sendall(_HEAD.format(session=session).encode())
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        with suppress(OSError):
            while piece := self._socket.recv(4096):
                self.text += piece.decode()
        self.ended.set()

    def wait_for(self, text: str, seconds: float) -> float:
        """Seconds until the stream says it."""
        start = time.monotonic()
        while text not in self.text:
            assert time.monotonic() - start < seconds, self.text
            time.sleep(0.01)
        return time.monotonic() - start

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        self._socket.close()


@contextmanager
def listening(server: Server, browser: httpx.Client) -> Iterator[Listener]:
    """A page of this browser with its stream open."""
    listener = Listener(server.port, browser.cookies["parvis_session"])
    try:
        listener.wait_for("retry:", 10)
        yield listener
    finally:
        listener.close()


def sign_out(client: httpx.Client) -> None:
    page = client.get("/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    answer = client.post("/compte/deconnexion/", data={"csrfmiddlewaretoken": token[1]})
    assert answer.status_code == 200
    assert client.get("/").url.path == "/compte/connexion/"


def test_signing_out_ends_the_live_pages_of_that_session_only(house_of_cast: House) -> None:
    with house_of_cast.serving() as server:
        here, elsewhere, chloe = (sign_in(server.url, one, PASSWORD) for one in (BOB, BOB, CHLOE))
        with (
            listening(server, here) as ends,
            listening(server, elsewhere) as stays,
            listening(server, chloe) as other,
        ):
            sign_out(here)
            assert ends.wait_for("event: gone", 5) < 5
            assert ends.ended.wait(1)
            assert not stays.ended.wait(0.5)
            assert not other.ended.is_set()
            assert "gone" not in stays.text + other.text


def test_signing_out_reaches_the_process_of_the_live_page(large_house: House) -> None:
    large_house.python("tests.server.seed", "0", "0")
    with (
        large_house.serving("--only", "web") as web,
        large_house.serving("--only", "live") as live,
    ):
        bob = sign_in(web.url, BOB, PASSWORD)
        with listening(live, bob) as ends:
            sign_out(bob)
            assert ends.wait_for("event: gone", 5) < 5
            assert ends.ended.wait(1)
        assert httpx.get(web.url + "/live").status_code == 404
        assert httpx.get(live.url + "/compte/connexion/").status_code == 404
        assert httpx.get(live.url + "/readyz").json() == {"ready": True}


def test_a_restart_ends_streams_at_once_and_exits_well(house_of_cast: House) -> None:
    with house_of_cast.serving() as server:
        bob = sign_in(server.url, BOB, PASSWORD)
        with listening(server, bob) as ends:
            start = time.monotonic()
            assert server.stop() == 0
            assert time.monotonic() - start < 5
            assert ends.ended.wait(1)


class Page:
    """A browser that keeps a stream open and comes back when it ends, as EventSource does."""

    def __init__(self, port: int, session: str) -> None:
        self.port, self.session = port, session
        self.opened: list[float] = []
        self.changed = asyncio.Event()

    async def has_opened(self, times: int) -> None:
        """Until it has opened so many streams."""
        while len(self.opened) < times:
            self.changed.clear()
            await self.changed.wait()

    async def live(self) -> None:
        while True:
            with suppress(OSError, asyncio.IncompleteReadError):
                await self._stream()
            await asyncio.sleep(1)

    async def _stream(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(_HEAD.format(session=self.session).encode())
            await reader.readuntil(b"retry:")
            self.opened.append(time.monotonic())
            self.changed.set()
            while await reader.read(4096):
                pass
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()


async def opened(pages: list[Page], times: int, seconds: float) -> None:
    """Until every page has opened so many streams."""
    async with asyncio.timeout(seconds):
        for page in pages:
            await page.has_opened(times)


@pytest.mark.parametrize("which", ["small_house", "large_house"])
def test_five_hundred_pages_come_back_after_a_restart(
    which: str, request: pytest.FixtureRequest
) -> None:
    house: House = request.getfixturevalue(which)
    sessions = house.python("tests.server.seed", "50", "10")["sessions"]

    async def scenario() -> tuple[float, float]:
        with house.serving() as server:
            pages = [Page(server.port, session) for session in sessions]
            tasks = [asyncio.create_task(page.live()) for page in pages]
            await opened(pages, 1, 60)
            memory = server.memory()
            assert await asyncio.to_thread(server.stop) == 0
        again = house.serving(port=server.port)
        second = await asyncio.to_thread(again.__enter__)
        ready = time.monotonic()
        try:
            await opened(pages, 2, WITHIN)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            again.__exit__(None, None, None)
        assert second.port == server.port
        return max(page.opened[1] for page in pages) - ready, memory

    with ThreadPoolExecutor(1) as own:  # browser tests leave a loop in the main thread
        seconds, memory = own.submit(asyncio.run, scenario()).result()
    assert len(sessions) == CLIENTS
    print(f"500 pages back in {seconds:.1f} s, {memory:.0f} MB")
    assert seconds < WITHIN
    assert memory < 250
