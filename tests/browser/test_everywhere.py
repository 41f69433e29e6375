"""Every page: no axe violation, nothing sideways, one h1, focus seen, French only, no complaint.

Each is opened on a phone, then looked at narrower, wide, and wide in the dark.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from tests.browser.conftest import Meet
from tests.browser.english import english
from tests.browser.places import Place, of_administrator, of_elected, of_nadia, of_nobody
from tests.browser.visitor import (
    ADMINISTRATOR,
    ELECTED,
    NADIA,
    NARROW,
    PHONE,
    WIDE,
    Visitor,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

_STILL = """() => new Promise(requestAnimationFrame)
    .then(() => new Promise(requestAnimationFrame))
    .then(() => Promise.allSettled(document.getAnimations().map((one) => one.finished)))
    .then(() => undefined)"""


def check(visitor: Visitor, places: Iterable[Place]) -> None:
    """Open the pages in turn; what is wrong is told of all of them at once."""
    wrong: list[str] = []
    for name, come in places:
        visitor.resize(PHONE)
        come(visitor)
        visitor.settle()
        wrong += [f"{name}: {one}" for one in faults(visitor)]
    assert not wrong, "\n".join(wrong)


def faults(visitor: Visitor) -> list[str]:
    """What is wrong with the page on screen."""
    page = visitor.page
    wrong = [f"axe at {PHONE}: {one}" for one in visitor.violations()]
    heads = page.locator("h1").count()
    if heads != 1:
        wrong.append(f"{heads} h1")
    wrong += [f"no visible focus: {one}" for one in visitor.unmarked()]
    wrong += [f"English: {text}" for text in english(visitor)]
    for width in (PHONE, NARROW):
        visitor.resize(width)
        if (over := visitor.overflow()) > 0:
            wrong.append(f"{over} px too wide at {width}")
    visitor.resize(WIDE)
    wrong += [f"axe at {WIDE}: {one}" for one in visitor.violations()]
    page.emulate_media(color_scheme="dark")
    page.evaluate(_STILL)  # colours on their way are of neither theme
    wrong += [f"axe at {WIDE} in the dark: {one}" for one in visitor.violations()]
    page.emulate_media(color_scheme="light")
    wrong += [f"console: {one}" for one in visitor.complaints]
    visitor.complaints.clear()
    return wrong


def test_before_signing_in(meet: Meet) -> None:
    check(meet(None), of_nobody())


def test_pages_of_an_agent(meet: Meet) -> None:
    check(meet(NADIA), of_nadia(meet(NADIA)))


def test_pages_of_several_organisations(meet: Meet) -> None:
    check(meet(ELECTED), of_elected())


def test_pages_of_an_administrator(meet: Meet) -> None:
    check(meet(ADMINISTRATOR), of_administrator(meet(ADMINISTRATOR)))
