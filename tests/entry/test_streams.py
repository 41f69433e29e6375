"""The stream of changes, on a real uvicorn and the memory hub."""

from __future__ import annotations

import time
from collections.abc import Iterator

import httpx
import pytest
from tests.entry.serving import served

from parvis.entry.streams import Pace, Streams, Viewer
from parvis.platform import live

pytestmark = pytest.mark.server
ALICE = Viewer(1, "session:alice", frozenset({"person:1"}))
SESSIONS: dict[str, Viewer] = {}


def recognise(key: str, wished: tuple[str, ...]) -> Viewer | None:
    """Sessions of this module ("once" lasts one look); her own organisation is granted."""
    found = SESSIONS.pop(key, None) if key == "once" else SESSIONS.get(key)
    granted = frozenset(wished) & {"organisation:1"}
    return found and Viewer(found.account, found.session_topic, found.topics | granted)


@pytest.fixture
def streams() -> Iterator[Streams]:
    SESSIONS.update({"key": ALICE})
    live.install(live.MemoryHub())
    made = Streams(recognise, cookie="session", pace=Pace(heartbeat=0.3, life=60.0, per_account=3))
    yield made
    made.close()


@pytest.fixture
def client(streams: Streams) -> Iterator[httpx.Client]:
    with served(streams) as (host, port):
        base = f"http://{host}:{port}"
        with httpx.Client(base_url=base, timeout=5, cookies={"session": "key"}) as found:
            yield found


def wait_open(number: int) -> None:
    """Until the hub has this many subscriptions."""
    hub = live.hub()
    assert isinstance(hub, live.MemoryHub)
    until = time.monotonic() + 3
    while hub.count() != number and time.monotonic() < until:
        time.sleep(0.01)
    assert hub.count() == number


def test_a_change_of_her_topic_is_told(client: httpx.Client) -> None:
    with client.stream("GET", "/live") as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith("retry: ")
        live.tell("person:2", "not hers")
        live.tell("person:1", "notifications")
        told = next(line for line in lines if line.startswith("data"))
        assert told == 'data: {"topic": "person:1", "message": "notifications"}'
    wait_open(0)


@pytest.mark.parametrize(("wish", "granted"), [("organisation:1", 1), ("organisation:2", 0)])
def test_other_topics_pass_a_check(client: httpx.Client, wish: str, granted: int) -> None:
    with client.stream("GET", "/live", params={"topic": wish}) as stream:
        lines = stream.iter_lines()
        next(lines)
        live.tell(wish, "wished")
        live.tell("person:1", "last")
        told = [next(line for line in lines if line.startswith("data")) for _ in range(1 + granted)]
        assert ("wished" in told[0]) == bool(granted)
        assert "last" in told[-1]


def test_a_quiet_stream_beats(client: httpx.Client) -> None:
    with client.stream("GET", "/live") as stream:
        assert [line for line, _ in zip(stream.iter_lines(), range(4), strict=False)][2] == ": ."


def test_the_end_of_the_session_ends_the_stream(client: httpx.Client) -> None:
    with client.stream("GET", "/live") as stream:
        lines = stream.iter_lines()
        next(lines)
        start = time.monotonic()
        live.tell("session:alice", "gone")
        assert "event: gone" in list(lines)
        assert time.monotonic() - start < 1
    wait_open(0)


def test_a_session_that_ended_before_is_told_gone(client: httpx.Client) -> None:
    SESSIONS.clear()
    assert client.get("/live").text == "event: gone\ndata: {}\n\n"


def test_a_session_that_ends_while_connecting_is_told_gone(client: httpx.Client) -> None:
    SESSIONS["once"] = ALICE
    answer = client.get("/live", headers={"cookie": "session=once"})
    assert answer.text == "event: gone\ndata: {}\n\n"
    wait_open(0)


def test_nobody_has_no_stream(client: httpx.Client) -> None:
    client.cookies.clear()
    assert client.get("/live").status_code == 401


def test_a_page_of_nobody_is_told_gone(client: httpx.Client) -> None:
    """A browser that signed out has no cookie any more; its other pages come back without one."""
    client.cookies.clear()
    answer = client.get("/live", headers={"accept": "text/event-stream"})
    assert answer.text == "event: gone\ndata: {}\n\n"


def test_one_account_cannot_take_every_stream(client: httpx.Client) -> None:
    opened = [client.send(client.build_request("GET", "/live"), stream=True) for _ in range(3)]
    wait_open(3)
    refused = client.get("/live")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "5")
    for stream in opened:
        stream.close()
    wait_open(0)
    with client.stream("GET", "/live") as stream:
        assert stream.status_code == 200


def test_stopping_ends_every_stream(client: httpx.Client, streams: Streams) -> None:
    opened = [client.send(client.build_request("GET", "/live"), stream=True) for _ in range(3)]
    wait_open(3)
    streams.end_all()
    assert all("retry" in stream.read().decode() for stream in opened)
