"""A real server on a small demonstration, and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from tests.browser.visitor import AXE, Visitor, visit
from tests.server.process import House, Server

CHROMIUM = "/usr/bin/chromium"
OPTIONS = ["--no-sandbox", "--disable-dev-shm-usage"]
Meet = Callable[..., Visitor]
expect.set_options(timeout=10_000)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`parvis run` on the demonstration territory with few people."""
    folder = tmp_path_factory.mktemp("browser")
    folder.chmod(0o700)
    house = House(folder)
    loaded = house.command("demo", "load", "--people", "60", "--seed", "1")
    assert loaded.returncode == 0, loaded.stderr
    with house.serving() as running:
        yield running
        assert running.failures() == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    assert AXE.exists(), f"{AXE} is missing: run `make dev`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sessions(chromium: Browser, server: Server) -> Callable[[str], Any]:
    """Somebody's open session, signed in once for all the tests."""
    known: dict[str, Any] = {}

    def session(mail: str) -> Any:
        if mail not in known:
            visitor = visit(chromium, server.url)
            visitor.sign_in(mail)
            known[mail] = visitor.page.context.storage_state()
            visitor.page.context.close()
        return known[mail]

    return session


@pytest.fixture
def meet(chromium: Browser, server: Server, sessions: Callable[[str], Any]) -> Iterator[Meet]:
    """`meet(NADIA)`: her browser, signed in and at home; `meet(None)`: nobody's.

    `fresh=True` signs her in anew, in this very browser. No page may complain in its console.
    """
    known: list[Visitor] = []

    def opened(mail: str | None, *, fresh: bool = False, **given: Any) -> Visitor:
        if mail is not None and not fresh:
            given["storage_state"] = sessions(mail)
        visitor = visit(chromium, server.url, **given)
        known.append(visitor)
        if mail is not None and fresh:
            visitor.sign_in(mail)
        elif mail is not None:
            visitor.go("/")
        return visitor

    yield opened
    for visitor in known:
        visitor.page.context.close()
    assert [visitor.complaints for visitor in known if visitor.complaints] == []
