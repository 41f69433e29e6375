"""A real server on a small demonstration, and Debian's Chromium."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.visitor import AXE, Visitor, visit
from tests.server.process import House, Server

CHROMIUM = "/usr/bin/chromium"
Meet = Callable[..., Visitor]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`parvis run` on the demonstration territory with few people."""
    folder = tmp_path_factory.mktemp("browser")
    folder.chmod(0o700)
    house = House(folder)
    loaded = house.command("demo", "load", "--people", "60")
    assert loaded.returncode == 0, loaded.stderr
    with house.serving() as running:
        yield running
        assert running.failures() == []


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    assert AXE.exists(), f"{AXE} is missing: run `make dev`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def meet(chromium: Browser, server: Server) -> Iterator[Meet]:
    """`meet(NADIA)`: her browser, signed in; `meet(None)`: nobody's. None may complain."""
    known: list[Visitor] = []

    def opened(mail: str | None, **given: Any) -> Visitor:
        visitor = visit(chromium, server.url, **given)
        known.append(visitor)
        if mail is not None:
            visitor.sign_in(mail)
        return visitor

    yield opened
    for visitor in known:
        visitor.page.context.close()
    assert [visitor.complaints for visitor in known if visitor.complaints] == []
