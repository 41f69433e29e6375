"""Live hubs: one suite for the memory of one process and for PostgreSQL between processes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest

from parvis.platform.live import Hub, MemoryHub, PostgresHub

MakeHub = Callable[[], Hub]
SOON = 5.0


@pytest.fixture
def running() -> Iterator[list[Hub]]:
    """Hubs to stop at the end."""
    hubs: list[Hub] = []
    yield hubs
    for hub in hubs:
        hub.stop()


@pytest.fixture(params=["memory", "postgresql"])
def hub(request: pytest.FixtureRequest, running: list[Hub]) -> Hub:
    made: Hub = (
        MemoryHub()
        if request.param == "memory"
        else PostgresHub(request.getfixturevalue("postgresql_url"))
    )
    running.append(made)
    made.start()
    return made


async def soon(subscription: object) -> tuple[str, str]:
    return await asyncio.wait_for(subscription.get(), SOON)  # type: ignore[attr-defined]


class TestConformance:
    def test_a_topic_reaches_its_subscribers_only(self, hub: Hub) -> None:
        async def story() -> None:
            alice, bob = hub.subscribe(["person:1", "room:9"]), hub.subscribe(["person:2"])
            hub.publish("person:1", "notifications")
            hub.publish("nobody", "changed")
            hub.publish("room:9", "changed")
            hub.publish("person:2", "changed")
            assert await soon(alice) == ("person:1", "notifications")
            assert await soon(alice) == ("room:9", "changed")
            assert await soon(bob) == ("person:2", "changed")
            assert alice._queue.empty()
            assert bob._queue.empty()

        asyncio.run(story())

    def test_everybody_on_a_topic_gets_it(self, hub: Hub) -> None:
        async def story() -> None:
            subscriptions = [hub.subscribe(["room:9"]) for _ in range(20)]
            hub.publish("room:9", "changed")
            got = await asyncio.gather(*(soon(one) for one in subscriptions))
            assert got == [("room:9", "changed")] * 20

        asyncio.run(story())

    def test_from_any_thread_in_order(self, hub: Hub) -> None:
        async def story() -> None:
            subscription = hub.subscribe(["t"])
            threads = [
                threading.Thread(
                    target=lambda name=name: [hub.publish("t", f"{name}{i}") for i in range(10)]
                )
                for name in "ab"
            ]
            for thread in threads:
                thread.start()
            got = [(await soon(subscription))[1] for _ in range(20)]
            for thread in threads:
                thread.join()
            for name in "ab":
                assert [one for one in got if one[0] == name] == [f"{name}{i}" for i in range(10)]

        asyncio.run(story())

    def test_gone_is_gone(self, hub: Hub) -> None:
        async def story() -> None:
            gone, kept = hub.subscribe(["t"]), hub.subscribe(["t"])
            hub.unsubscribe(gone)
            hub.unsubscribe(gone)
            hub.publish("t", "changed")
            await soon(kept)
            assert gone._queue.empty()
            hub.unsubscribe(kept)
            assert hub.count() == 0  # type: ignore[attr-defined]

        asyncio.run(story())

    def test_a_slow_reader_loses_the_oldest_and_holds_nobody_up(self, hub: Hub) -> None:
        async def story() -> None:
            slow, last = hub.subscribe(["t"]), hub.subscribe(["end"])
            for number in range(100):
                hub.publish("t", str(number))
            hub.publish("end", "changed")
            await soon(last)
            got = [slow._queue.get_nowait()[1] for _ in range(slow._queue.qsize())]
            assert got == [str(number) for number in range(36, 100)]

        asyncio.run(story())

    def test_words_arrive_as_they_were_said(self, hub: Hub) -> None:
        async def story() -> None:
            subscription = hub.subscribe(["dépôt:'1\"; --"])
            hub.publish("dépôt:'1\"; --", "n'a plus \\ « rien »")
            assert await soon(subscription) == ("dépôt:'1\"; --", "n'a plus \\ « rien »")

        asyncio.run(story())

    def test_a_loop_that_closed_is_forgotten(self, hub: Hub) -> None:
        async def leave() -> None:
            hub.subscribe(["t"])

        async def stay() -> None:
            subscription = hub.subscribe(["t"])
            hub.publish("t", "changed")
            assert await soon(subscription) == ("t", "changed")

        asyncio.run(leave())
        asyncio.run(stay())


class TestBetweenProcesses:
    @pytest.fixture
    def other(self, postgresql_url: str, running: list[Hub]) -> PostgresHub:
        return self._started(postgresql_url, running)

    @pytest.fixture
    def one(self, postgresql_url: str, running: list[Hub]) -> PostgresHub:
        return self._started(postgresql_url, running)

    @staticmethod
    def _started(url: str, running: list[Hub]) -> PostgresHub:
        made = PostgresHub(url)
        running.append(made)
        made.start()
        return made

    def test_what_one_says_the_other_hears(self, one: PostgresHub, other: PostgresHub) -> None:
        async def story() -> None:
            here, there = one.subscribe(["t"]), other.subscribe(["t"])
            one.publish("t", "changed")
            assert await soon(here) == await soon(there) == ("t", "changed")

        asyncio.run(story())

    def test_it_comes_back_after_postgresql_hung_up(
        self, one: PostgresHub, other: PostgresHub, postgresql_url: str
    ) -> None:
        async def story() -> None:
            subscription = other.subscribe(["t"])
            one.publish("t", "before")
            assert await soon(subscription) == ("t", "before")
            hang_up(postgresql_url)
            for _ in range(50):  # the listener comes back within a second or so
                one.publish("t", "after")
                try:
                    got = await asyncio.wait_for(subscription.get(), 0.2)
                except TimeoutError:
                    continue
                assert got == ("t", "after")
                return
            pytest.fail("the hub stayed silent")

        asyncio.run(story())

    def test_a_stranger_on_the_channel_is_ignored(
        self, one: PostgresHub, postgresql_url: str
    ) -> None:
        async def story() -> None:
            subscription = one.subscribe(["t"])
            with psycopg.connect(postgresql_url, autocommit=True) as stranger:
                stranger.execute("SELECT pg_notify('parvis_live', 'not ours')")
            one.publish("t", "changed")
            assert await soon(subscription) == ("t", "changed")

        asyncio.run(story())


def hang_up(url: str) -> None:
    """End every connection that listens or sends on our channel."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND usename = current_user AND (query LIKE 'LISTEN%' OR query LIKE '%pg_notify%')"
        )


def test_without_postgresql_the_action_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    """What is told is already committed: a lost message is logged, never raised."""
    hub = PostgresHub("postgresql:///nothing?host=/nonexistent")
    hub.publish("t", "changed")
    assert "live message lost" in caplog.text
