"""`/live`: one stream of server-sent events per browser, telling which topics changed.

A message never says what changed: the page asks again, and rights are checked where they always
are. The loop never touches the database: who is asking is looked up in a small pool of its own.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from dataclasses import dataclass
from typing import TypeVar

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from parvis.entry.refusals import Refusal
from parvis.platform import live, metrics

T = TypeVar("T")
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"connection", b"close"),  # a stream that ends is a connection that ends
    (b"x-content-type-options", b"nosniff"),
]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who watches: her account, her own topic, the end of her session, what else she asked for."""

    account: int
    session_topic: str
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pace:
    """Times in seconds; `life` ends a stream so that its session is looked at again."""

    heartbeat: float = 15.0
    life: float = 1800.0
    sending: float = 30.0
    per_account: int = 20


Recognise = Callable[[str, tuple[str, ...]], Viewer | None]


class Streams:
    """The ASGI application behind `/live`.

    Args:
        recognise: (session key, wished topics) -> who it is, or None; called in a thread.
        cookie: name of the session cookie.
    """

    def __init__(self, recognise: Recognise, *, cookie: str, pace: Pace | None = None) -> None:
        self._recognise, self._cookie, self._pace = recognise, cookie, pace or Pace()
        self._pool = ThreadPoolExecutor(2, thread_name_prefix="parvis-live")
        self._open: Counter[int] = Counter()
        self._ending: set[asyncio.Event] = set()

    def end_all(self) -> None:
        """End every stream; browsers come back by themselves."""
        for ending in self._ending:
            ending.set()

    def close(self) -> None:
        """Give the threads back."""
        self._pool.shutdown()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        key = request.cookies.get(self._cookie, "")
        wished = tuple(request.query_params.getlist("topic")[:20])
        if not key and "text/event-stream" in request.headers.get("accept", ""):
            await _say_gone(send)  # a page left open: it reads events, and never a status
            return
        try:
            if request.method != "GET" or not key:
                raise Refusal.nobody()
            viewer = await self._look_up(key, wished)
            if viewer and self._open[viewer.account] >= self._pace.per_account:
                raise Refusal.too_many_streams()
        except Refusal as refusal:
            await refusal.send(receive, send)
            return
        if viewer is None:
            await _say_gone(send)
        else:
            await self._stream(key, viewer, receive, send)

    async def _look_up(self, key: str, wished: tuple[str, ...]) -> Viewer | None:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, Context().run, self._recognise, key, wished)

    async def _stream(self, key: str, viewer: Viewer, receive: Receive, send: Send) -> None:
        subscription = live.hub().subscribe(viewer.topics | {viewer.session_topic})
        ending = asyncio.Event()
        self._ending.add(ending)
        self._open[viewer.account] += 1
        metrics.LIVE.inc()
        try:
            # Again, now that the end of the session cannot be missed.
            if await self._look_up(key, ()) is None:
                await _say_gone(send)
                return
            await _first_of(
                self._tell(subscription, viewer.session_topic, send),
                _left(receive),
                ending.wait(),
                asyncio.sleep(self._pace.life * random.uniform(0.9, 1.1)),  # noqa: S311 -- spread
            )
            await _send(send, b"", more=False)
        finally:
            metrics.LIVE.dec()
            self._open[viewer.account] -= 1
            self._ending.discard(ending)
            live.hub().unsubscribe(subscription)

    async def _tell(self, subscription: live.Subscription, session: str, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        # Spread, so that a restart is not followed by everybody at the same instant.
        await _send(send, f"retry: {random.randint(1000, 3000)}\n\n".encode())  # noqa: S311 -- spread
        while True:
            try:
                async with asyncio.timeout(self._pace.heartbeat):
                    topic, message = await subscription.get()
            except TimeoutError:
                event = b": .\n\n"
            else:
                if topic == session:
                    await _send(send, b"event: gone\ndata: {}\n\n")
                    return
                event = f"data: {json.dumps({'topic': topic, 'message': message})}\n\n".encode()
            async with asyncio.timeout(self._pace.sending):
                await _send(send, event)


async def _send(send: Send, event: bytes, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": event, "more_body": more})


async def _say_gone(send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await _send(send, b"event: gone\ndata: {}\n\n", more=False)


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _first_of(*waits: object) -> None:
    """Wait for the first to end, and end the others."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]  # type: ignore[call-overload]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
