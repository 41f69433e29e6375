"""The two-headed server: `/live` on the loop, everything else in Django's pool of threads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Literal

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from parvis.entry.pages import Pages
from parvis.entry.streams import Streams
from parvis.entry.wiring import install_hub, recognise_in_thread
from parvis.platform.config import Config
from parvis.platform.jobs import Runner

Part = Literal["web", "live", "jobs"]
_ALWAYS = frozenset({"/healthz", "/readyz", "/metrics"})


class Shell:
    """Parvis as one ASGI application; `only` narrows what this process does.

    Args:
        only: "web" serves pages, "live" serves `/live`, "jobs" delivers; None does all three.
            Each answers /healthz, /readyz and /metrics.
    """

    def __init__(self, config: Config, *, only: Part | None = None) -> None:
        from django.conf import settings  # noqa: PLC0415 -- Django must be set up first
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- the same
        from django.urls import get_resolver  # noqa: PLC0415 -- the same

        get_resolver()._populate()  # noqa: SLF001 -- so that the first page is as quick as the next
        self._hub = install_hub(config)
        self._runner = Runner() if only in (None, "jobs") else None
        threads = config.threads if only in (None, "web") else 2
        self._pages = Pages(get_wsgi_application(), threads=threads)
        self.streams = Streams(recognise_in_thread, cookie=settings.SESSION_COOKIE_NAME)
        pages: ASGIApp = self._pages if only in (None, "web") else _Few(self._pages)
        routes: list[Mount | Route] = [Mount("/", pages)]
        if only in (None, "live"):
            routes.insert(0, Route("/live", self.streams))
        self._app = Starlette(routes=routes, lifespan=self._lifespan)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._app(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(self._hub.start)
        if self._runner:
            self._runner.start()
        yield
        await run_in_threadpool(self._close)

    def _close(self) -> None:
        self._pages.close()
        self.streams.close()
        if self._runner:
            self._runner.stop()  # last: what the last pages published is delivered
        self._hub.stop()


class _Few:
    """Health and metrics of a process that serves no page."""

    def __init__(self, pages: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._pages if scope["path"] in _ALWAYS else PlainTextResponse("", status_code=404)
        await app(scope, receive, send)
