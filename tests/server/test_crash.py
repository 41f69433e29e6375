"""Kill -9 in the middle of 200 bookings: what was acknowledged is there, once, and told once."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from tests.server.process import House, Server, sign_in
from tests.server.seed import PASSWORD

pytestmark = [pytest.mark.server, pytest.mark.timeout(240)]
BOOKINGS, KILLED_AFTER = 200, 80
FORM = "/agenda/nouveau/"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
EVENT = re.compile(r"/agenda/evenement/([0-9a-f-]{36})/")
MONDAY = date(2031, 3, 3)  # far from today, so that no answer depends on the day


def hours() -> Iterator[tuple[str, str, str]]:
    """Ten hours a day: each is asked twice, by two people."""
    for number in range(BOOKINGS // 2):
        day, hour = MONDAY + timedelta(days=number // 10), 8 + number % 10
        for _ in range(2):
            yield day.isoformat(), f"{hour:02}:00", f"{hour + 1:02}:00"


class Booking:
    """People who book the same room as fast as they can, until the server is no more."""

    def __init__(self, server: Server, seeded: dict[str, Any]) -> None:
        self.seeded = seeded
        self.people = [
            sign_in(server.url, f"{name}@atelier.example", PASSWORD) for name in ("alice", "bob")
        ]
        self.tokens = [self._token(one) for one in self.people]
        self.acknowledged: list[str] = []
        self.refused = self.lost = 0
        self.enough = threading.Event()

    @staticmethod
    def _token(browser: httpx.Client) -> str:
        found = TOKEN.search(browser.get(FORM).text)
        assert found is not None
        return found[1]

    def book(self, number: int, when: tuple[str, str, str]) -> None:
        who = number % 2
        fields = {
            "csrfmiddlewaretoken": self.tokens[who],
            "title": f"Réunion {number}",
            "starts_on": when[0],
            "starts_at": when[1],
            "ends_at": when[2],
            "shows": "busy",
            "required_people": self.seeded["chloe"],
            "rooms": self.seeded["room"],
        }
        try:
            answer = self.people[who].post(FORM, data=fields, follow_redirects=False)
        except httpx.TransportError:
            self.lost += 1
            return
        found = EVENT.search(answer.headers.get("location", ""))
        if found is None:
            assert answer.status_code in {409, 422}, answer.text
            self.refused += 1
            return
        self.acknowledged.append(found[1])
        if len(self.acknowledged) >= KILLED_AFTER:
            self.enough.set()


@pytest.mark.parametrize("which", ["small_house", "large_house"])
def test_no_acknowledged_booking_is_lost(which: str, request: pytest.FixtureRequest) -> None:
    house: House = request.getfixturevalue(which)
    seeded = house.python("tests.server.seed", "0", "0")
    with house.serving() as server:
        booking = Booking(server, seeded)
        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(booking.book, *one) for one in enumerate(hours())]
            assert booking.enough.wait(120)
            server.process.kill()
        for one in asked:
            one.result()  # what went wrong in a thread goes wrong here
        assert booking.lost > 0  # it was in the middle of its work
        assert booking.refused > 0  # somebody wanted an hour already taken
    with house.serving():
        found = _settled(house)
    assert set(booking.acknowledged) <= set(found["events"])
    assert len(booking.acknowledged) == len(set(booking.acknowledged))
    assert found["held"] == len(found["events"])
    assert found["twice"] == []
    told = {url: count for url, count in found["told"].items() if EVENT.search(url)}
    assert {match[1] for url in told if (match := EVENT.search(url))} == set(found["events"])
    assert set(told.values()) == {1}


def _settled(house: House) -> dict[str, Any]:
    """What the house holds once everything was delivered."""
    until = time.monotonic() + 60
    while True:
        found: dict[str, Any] = house.python("tests.server.audit")
        if not found["pending"] or time.monotonic() > until:
            assert found["pending"] == 0
            return found
        time.sleep(0.5)
