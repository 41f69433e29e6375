"""Queries of a page do not grow with its rows; and no page speaks English."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.agenda.tools import draft, plan, room, uuid_of
from tests.agenda.web.conftest import Browse
from tests.cast import Cast

from parvis.platform.actor import Actor

ROOT = Path(__file__).resolve().parents[3]
DAY = "2026-01-06"


def fill(cast: Cast, number: int) -> None:
    """So many meetings of bob, invitations to him, rooms that wait for alice."""
    hall = room(cast.alice, f"Salle {number}", capacity=40, approval=True)
    for hour in range(number):
        plan(cast.bob, draft(DAY, f"{9 + hour:02d}:00"), people=[cast.chloe, cast.alice])
        plan(cast.chloe, draft(DAY, f"{13 + hour:02d}:00"), people=[cast.bob])
        plan(cast.emile, draft(DAY, f"{9 + hour:02d}:30"))
        plan(cast.bob, draft("2026-01-08", f"{9 + hour:02d}:00"), rooms=[hall])


def pages(cast: Cast) -> dict[str, str]:
    """Pages with rows."""
    people = [cast.chloe, cast.alice, cast.emile]
    asked = "&".join(f"avec={uuid_of(person)}" for person in people)
    return {
        "week": reverse("agenda:week", args=[DAY]),
        "list": reverse("agenda:list", args=[DAY]),
        "today": reverse("agenda:today"),
        "waiting": reverse("agenda:waiting"),
        "of": reverse("agenda:of_week", args=[uuid_of(cast.chloe), DAY]),
        "find": f"{reverse('agenda:find')}?{asked}&duree=60&du={DAY}&au=2026-01-09&salle=any",
    }


def counted(client: Client, url: str) -> int:
    """How many queries a page makes once everything that is kept is kept."""
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["bob", "alice"])
def test_queries_are_constant(browse: Browse, cast: Cast, who: str) -> None:
    client = browse(getattr(cast, who))
    fill(cast, 1)
    one = {name: counted(client, url) for name, url in pages(cast).items()}
    fill(cast, 3)
    three = {name: counted(client, url) for name, url in pages(cast).items()}
    assert three == one
    assert max(one.values()) <= 30


def test_queries_of_an_event(browse: Browse, cast: Cast) -> None:
    few = plan(cast.bob, draft(DAY, "09:00"), people=[cast.chloe])
    many = plan(cast.bob, draft(DAY, "10:00"), people=[cast.chloe, cast.alice, cast.dana])
    bob = browse(cast.bob)
    for name in ("event", "edit"):
        counts = {counted(bob, reverse(f"agenda:{name}", args=[c.event])) for c in (few, many)}
        assert len(counts) == 1


def english() -> list[str]:
    """English messages of at least three words, as a page would show them."""
    found = set()
    for path in ROOT.glob("src/parvis/*/locale/fr/LC_MESSAGES/django.po"):
        for entry in polib.pofile(str(path)):
            for text in (entry.msgid, entry.msgid_plural):
                plain = re.split(r"%\(\w+\)[sd]", text or "")
                found |= {part.strip() for part in plain if len(part.split()) > 2}
    return sorted(found)


def test_pages_speak_french(browse: Browse, cast: Cast) -> None:
    fill(cast, 1)
    series = plan(cast.bob, draft(DAY, "16:00", rule="FREQ=WEEKLY"), people=[cast.chloe])
    event = series.event
    urls = [
        *pages(cast).values(),
        *(reverse(f"agenda:{name}") for name in ("create", "find", "settings")),
        *(reverse(f"agenda:{name}", args=[event]) for name in ("event", "edit", "cancel")),
        f"{reverse('agenda:event', args=[event])}?le={DAY}T16:00",
        reverse("agenda:day", args=[DAY]),
        reverse("agenda:month", args=[DAY]),
    ]
    messages = english()
    assert len(messages) > 100
    readers: list[Actor] = [cast.bob, cast.chloe]
    for reader in readers:
        client = browse(reader)
        for url in urls:
            text = client.get(url).content.decode()
            assert [message for message in messages if message in text] == [], url


def test_wrong_forms_speak_french(browse: Browse, cast: Cast) -> None:
    bob = browse(cast.bob)
    messages = english()
    for url in (reverse("agenda:create"), reverse("agenda:settings")):
        text = bob.post(url, {"every": "x", "level": "9", "repeats": "z"}).content.decode()
        assert [message for message in messages if message in text] == []
        assert not re.search(r"This field|Select a valid|Enter a ", text)
