"""Pages: Django's WSGI application in a bounded pool of threads, fed and drained by the loop.

A thread is lent only while Django works: the body has arrived whole before it starts, and the
answer is complete when it ends, so neither a slow sender nor a slow reader can hold one.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import Context
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import Any

from a2wsgi.wsgi import build_environ
from starlette.types import Receive, Scope, Send

from parvis.entry.refusals import Refusal

log = logging.getLogger("parvis.pages")
CHUNK = 1 << 16
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a client may take. Sizes in bytes, times in seconds.

    Attributes:
        memory: part of a body or of an answer kept in memory; the rest goes to a temporary file.
        body: largest body.
        silence: longest wait for the next piece of a body.
        upload: longest wait for a whole body.
        reading: longest wait for a reader to take the next piece of an answer.
        waiting: requests that may wait for a thread.
    """

    memory: int = 1 << 20
    body: int = 25 << 20
    silence: float = 15.0
    upload: float = 600.0
    reading: float = 60.0
    waiting: int = 512


@dataclass(slots=True)
class _Answer:
    """What Django answered, complete."""

    body: SpooledTemporaryFile[bytes]
    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    def start(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> Any:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]
        return self.body.write


class Pages:
    """The ASGI application that serves pages."""

    def __init__(self, wsgi: Wsgi, *, threads: int, limits: Limits | None = None) -> None:
        self._wsgi = wsgi
        self._limits = limits or Limits()
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="parvis-page")
        self._inside = 0
        self._most = threads + self._limits.waiting

    def close(self) -> None:
        """Let the pages under way finish."""
        self._pool.shutdown()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with SpooledTemporaryFile(max_size=self._limits.memory) as body:
                size = await self._read(scope, receive, body)
                answer = await self._in_thread(_environ(scope, body, size))
        except Refusal as refusal:
            await refusal.send(receive, send)
        except ConnectionAbortedError:
            log.info("sender left", extra={"path": scope["path"]})
        except Exception:
            log.exception("not even an error page", extra={"path": scope["path"]})
            await Refusal.broken().send(receive, send)
        else:
            with answer.body, suppress(TimeoutError):  # a reader who stopped is left alone
                await self._send(answer, send)

    async def _read(self, scope: Scope, receive: Receive, body: SpooledTemporaryFile[bytes]) -> int:
        """Receive the whole body; its size."""
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if not declared.isdigit() or int(declared) > self._limits.body:
            raise Refusal.too_large(self._limits.body)
        size, more = 0, True
        try:
            async with asyncio.timeout(self._limits.upload):
                while more:
                    async with asyncio.timeout(self._limits.silence):
                        message = await receive()
                    if message["type"] == "http.disconnect":
                        raise ConnectionAbortedError
                    size += len(message.get("body", b""))
                    if size > self._limits.body:
                        raise Refusal.too_large(self._limits.body)
                    body.write(message.get("body", b""))
                    more = message.get("more_body", False)
        except TimeoutError:
            raise Refusal.too_slow() from None
        body.seek(0)
        return size

    async def _in_thread(self, environ: dict[str, Any]) -> _Answer:
        if self._inside >= self._most:
            raise Refusal.too_many()
        self._inside += 1
        try:
            loop = asyncio.get_running_loop()
            # An empty context each time: nothing of one request can reach the next.
            return await loop.run_in_executor(self._pool, Context().run, self._serve, environ)
        finally:
            self._inside -= 1

    def _serve(self, environ: dict[str, Any]) -> _Answer:
        answer = _Answer(SpooledTemporaryFile(max_size=self._limits.memory))  # noqa: SIM115 -- sent later
        try:
            pieces = self._wsgi(environ, answer.start)
            try:
                for piece in pieces:
                    answer.body.write(piece)
            finally:
                getattr(pieces, "close", lambda: None)()  # in this thread: connections go back
        except BaseException:
            answer.body.close()
            raise
        answer.body.seek(0)
        return answer

    async def _send(self, answer: _Answer, send: Send) -> None:
        await send(
            {"type": "http.response.start", "status": answer.status, "headers": answer.headers}
        )
        piece = answer.body.read(CHUNK)
        while True:
            following = answer.body.read(CHUNK)
            async with asyncio.timeout(self._limits.reading):
                await send(
                    {"type": "http.response.body", "body": piece, "more_body": bool(following)}
                )
            if not following:
                return
            piece = following


def _environ(scope: Scope, body: SpooledTemporaryFile[bytes], size: int) -> dict[str, Any]:
    # A header with "_" would pass for the one with "-" that a proxy sets: it is dropped.
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name]
    cookies = [value for name, value in headers if name == b"cookie"]
    environ: dict[str, Any] = dict(
        build_environ({**scope, "headers": headers}, body)  # type: ignore[arg-type,typeddict-item]
    )
    environ["CONTENT_LENGTH"] = str(size)
    environ.pop("HTTP_TRANSFER_ENCODING", None)
    if len(cookies) > 1:
        environ["HTTP_COOKIE"] = b"; ".join(cookies).decode("latin-1")
    return environ
