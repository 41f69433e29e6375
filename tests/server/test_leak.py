"""A thousand interleaved requests of two organisations: nobody gets anything of the other."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
import pytest
from tests.server.process import House, sign_in

pytestmark = [pytest.mark.server, pytest.mark.timeout(300)]
PASSWORD = "territoire-ouvert"
NADIA, MARC = "nadia.benali@venissieux.example", "marc.perrin@lyon.example"
REQUESTS = 1000
PARIS = ZoneInfo("Europe/Paris")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def _plan_secret(client: httpx.Client, title: str) -> None:
    """A private event today, through the form that people use."""
    form = client.get("/agenda/nouveau/").text
    token = TOKEN.search(form)
    assert token is not None
    today = datetime.now(PARIS).date().isoformat()
    sent = {
        "csrfmiddlewaretoken": token[1],
        "title": title,
        "starts_on": today,
        "starts_at": "23:00",
        "ends_at": "23:45",
        "private": "on",
        "shows": "busy",
    }
    answer = client.post("/agenda/nouveau/", data=sent)
    assert "/agenda/evenement/" in str(answer.url), answer.text


@pytest.mark.parametrize("kind", ["small_house", "large_house"])
def test_interleaved_requests_never_leak(kind: str, request: pytest.FixtureRequest) -> None:
    house: House = request.getfixturevalue(kind)
    assert house.command("demo", "load", "--people", "40").returncode == 0
    with house.serving() as server:
        clients = {
            "NADIA-SECRET": sign_in(server.url, NADIA, PASSWORD),
            "MARC-SECRET": sign_in(server.url, MARC, PASSWORD),
        }
        for title, client in clients.items():
            _plan_secret(client, title)
        pages = ("/agenda/", "/", "/agenda/ma-journee/", "/annuaire/", "/agenda/creneau/")
        seen: Counter[str] = Counter()

        def ask(number: int) -> None:
            mine, other = list(clients)[:: 1 if number % 2 else -1]
            address = pages[number // 2 % len(pages)]
            answer = clients[mine].get(address)
            assert answer.status_code == 200, (address, server.failures())
            assert other not in answer.text, (mine, address)
            if mine in answer.text:
                seen[mine] += 1

        with ThreadPoolExecutor(16) as pool:
            list(pool.map(ask, range(REQUESTS)))
    # the markers really were on the pages: the test could have failed
    assert all(seen[title] >= REQUESTS // 10 for title in clients), seen
