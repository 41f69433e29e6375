"""Something changed: topics and small messages, from any thread to every open page.

The memory hub serves one process; the PostgreSQL hub carries the same messages between processes
by LISTEN/NOTIFY. A message says that something changed, never what: the page asks again, so that
rights are checked where they always are.
"""

from __future__ import annotations

import asyncio
import json
import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol

import psycopg

log = logging.getLogger("parvis.live")
CHANNEL = "parvis_live"


class Subscription:
    """A bounded queue on one event loop; the oldest message falls when a reader is too slow."""

    def __init__(self, loop: asyncio.AbstractEventLoop, topics: Iterable[str]) -> None:
        self.topics = frozenset(topics)
        self._loop = loop
        self._queue: asyncio.Queue[tuple[str, str]] = asyncio.Queue(maxsize=64)

    async def get(self) -> tuple[str, str]:
        """The next (topic, message)."""
        return await self._queue.get()

    def offer(self, topic: str, message: str) -> None:
        """Hand over from any thread."""
        with suppress(RuntimeError):  # the loop has just closed: nobody reads any more
            self._loop.call_soon_threadsafe(self._put, topic, message)

    def _put(self, topic: str, message: str) -> None:
        if self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait((topic, message))


class Hub(Protocol):
    """Carries messages to the subscriptions of a topic."""

    def publish(self, topic: str, message: str) -> None: ...
    def subscribe(self, topics: Iterable[str]) -> Subscription: ...
    def unsubscribe(self, subscription: Subscription) -> None: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


class MemoryHub:
    """One process, no other moving part."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._by_topic: dict[str, set[Subscription]] = {}

    def publish(self, topic: str, message: str) -> None:
        with self._guard:
            listeners = tuple(self._by_topic.get(topic, ()))
        for subscription in listeners:
            subscription.offer(topic, message)

    def subscribe(self, topics: Iterable[str]) -> Subscription:
        subscription = Subscription(asyncio.get_running_loop(), topics)
        with self._guard:
            for topic in subscription.topics:
                self._by_topic.setdefault(topic, set()).add(subscription)
        return subscription

    def unsubscribe(self, subscription: Subscription) -> None:
        with self._guard:
            for topic in subscription.topics:
                listeners = self._by_topic.get(topic, set())
                listeners.discard(subscription)
                if not listeners:
                    self._by_topic.pop(topic, None)

    def count(self) -> int:
        """Open subscriptions, for the metrics."""
        with self._guard:
            return len({s for listeners in self._by_topic.values() for s in listeners})

    def start(self) -> None:
        """Nothing to open."""

    def stop(self) -> None:
        """Nothing to close."""


class PostgresHub(MemoryHub):
    """The memory hub of each process, joined by LISTEN/NOTIFY."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url
        self._stopping = threading.Event()
        self._listening = threading.Event()
        self._thread: threading.Thread | None = None
        self._sender: psycopg.Connection | None = None
        self._send_guard = threading.Lock()

    def start(self) -> None:
        self._thread = threading.Thread(target=self._listen, name="parvis-listen", daemon=True)
        self._thread.start()
        self._listening.wait(5)

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(3)
        if self._sender is not None:
            self._sender.close()

    def publish(self, topic: str, message: str) -> None:
        """Send to every process; what is told is already written, so a failure is only logged."""
        payload = json.dumps([topic, message])
        with self._send_guard:
            try:
                self._send(payload)
            except psycopg.OperationalError:
                log.exception("live message lost", extra={"topic": topic})

    def _send(self, payload: str) -> None:
        try:
            self._connected().execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))
        except psycopg.OperationalError:
            self._sender = None  # PostgreSQL was restarted: once more, on a new connection
            self._connected().execute("SELECT pg_notify(%s, %s)", (CHANNEL, payload))

    def _connected(self) -> psycopg.Connection:
        if self._sender is None or self._sender.closed:
            self._sender = psycopg.connect(self._url, autocommit=True, connect_timeout=5)
        return self._sender

    def _listen(self) -> None:
        while not self._stopping.is_set():
            try:
                self._listen_once()
            except psycopg.OperationalError:
                log.warning("live hub lost PostgreSQL; trying again")
                self._stopping.wait(1)

    def _listen_once(self) -> None:
        with psycopg.connect(self._url, autocommit=True, connect_timeout=5) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._listening.set()
            while not self._stopping.is_set():
                for notice in connection.notifies(timeout=0.5):
                    self._hear(notice.payload)

    def _hear(self, payload: str) -> None:
        try:
            topic, message = json.loads(payload)
        except ValueError:
            log.warning("somebody else speaks on our channel")
            return
        super().publish(topic, message)
