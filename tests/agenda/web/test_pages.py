"""Each page opens for who may, and only for her."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.agenda.tools import draft, plan, room, uuid_of
from tests.agenda.web.conftest import Browse
from tests.cast import Cast

DAY = "2026-01-06"
HOURS = "14\u00a0h\u202f–\u202f15\u00a0h"


def read(client: Client, url: str, status: int = 200) -> str:
    """The page at an address."""
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.parametrize("name", ["home", "create", "find", "settings", "today", "waiting"])
def test_pages_without_an_object(browse: Browse, cast: Cast, name: str) -> None:
    page = read(browse(cast.bob), reverse(f"agenda:{name}"))
    assert "Béranger" in page
    answer = Client(HTTP_HOST="127.0.0.1").get(reverse(f"agenda:{name}"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("identity:sign_in"))


@pytest.mark.parametrize("view", ["day", "week", "month", "list"])
def test_views_show_what_is_planned(browse: Browse, cast: Cast, view: str) -> None:
    plan(cast.bob, draft(DAY, "14:00", title="Point réseau"), people=[cast.chloe])
    url = reverse(f"agenda:{view}", args=[DAY])
    for actor in (cast.bob, cast.chloe):
        page = read(browse(actor), url)
        assert "Point réseau" in page
        assert HOURS in page
    assert "Point réseau" not in read(browse(cast.alice), url)


def test_event_opens_for_its_people_only(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft(DAY, "14:00", title="Point réseau"), people=[cast.chloe])
    url = reverse("agenda:event", args=[change.event])
    assert "Modifier" in read(browse(cast.bob), url)
    guest = read(browse(cast.chloe), url)
    assert "Votre réponse" in guest
    assert reverse("agenda:edit", args=[change.event]) not in guest
    read(browse(cast.alice), url, 404)
    for name in ("edit", "cancel"):
        read(browse(cast.chloe), reverse(f"agenda:{name}", args=[change.event]), 404)
    read(browse(cast.alice), reverse("agenda:file", args=[change.event]), 404)


def test_file_is_a_calendar(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft(DAY, "14:00", title="Point réseau"))
    answer = browse(cast.bob).get(reverse("agenda:file", args=[change.event]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"SUMMARY:Point r" in answer.content


@pytest.mark.parametrize("bad", ["2026-02-31", "0001-01-01", "9999-12-31"])
def test_impossible_days_are_missing(browse: Browse, cast: Cast, bad: str) -> None:
    read(browse(cast.bob), f"/agenda/semaine/{bad}/", 404)


def test_somebody_elses_week_is_masked(browse: Browse, cast: Cast) -> None:
    plan(cast.chloe, draft(DAY, "14:00", title="Entretien secret", place="Cabinet"))
    page = read(browse(cast.bob), reverse("agenda:of_week", args=[uuid_of(cast.chloe), DAY]))
    assert HOURS in page
    assert "Occupé" in page
    assert "secret" not in page
    assert "Cabinet" not in page
    read(browse(cast.bob), reverse("agenda:of", args=[uuid4()]), 404)


def test_several_days_show_on_each(browse: Browse, cast: Cast) -> None:
    what = draft("2026-01-06", "22:00", 26 * 60, title="Astreinte")
    plan(cast.bob, what)
    page = read(browse(cast.bob), reverse("agenda:list", args=[DAY]))
    assert "dès 22\u00a0h" in page
    assert "toute la journée" in page
    assert page.count("Astreinte") == 3 - 1  # the 8th starts at midnight: nothing of it is left


def test_approver_meets_the_room_not_the_meeting(browse: Browse, cast: Cast) -> None:
    hall = room(cast.alice, "Salle du Conseil", capacity=40, approval=True)
    change = plan(cast.bob, draft(DAY, "14:00", title="Huis clos"), rooms=[hall])
    alice = browse(cast.alice)
    answer = alice.get(reverse("agenda:event", args=[change.event]), follow=True)
    page = answer.content.decode()
    assert "Salle du Conseil" in page
    assert "Huis clos" not in page
    url = answer.redirect_chain[-1][0]
    read(browse(cast.chloe), url, 404)
    alice.post(url, {"accepted": "1"})
    assert "réservée" in read(browse(cast.bob), reverse("agenda:event", args=[change.event]))


def test_fragments_come_alone(browse: Browse, cast: Cast) -> None:
    bob = browse(cast.bob)
    for name in ("today", "waiting"):
        part = bob.get(reverse(f"agenda:{name}"), headers={"HX-Request": "true"})
        assert "<html" not in part.content.decode()
    week = bob.get(reverse("agenda:week", args=[DAY]), headers={"HX-Request": "true"})
    assert week.content.decode().lstrip().startswith("<div")


def test_declined_meetings_hide_and_come_back(browse: Browse, cast: Cast) -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU;COUNT=2"
    once = plan(cast.bob, draft(DAY, "14:00", title="Refusé"), people=[cast.chloe])
    series = plan(cast.bob, draft(DAY, "16:00", title="Série", rule=rule), people=[cast.chloe])
    chloe = browse(cast.chloe)
    chloe.post(reverse("agenda:answer", args=[once.event]), {"status": "declined"})
    later = {"status": "declined", "at": "2026-01-13T16:00", "reach": "this"}
    chloe.post(reverse("agenda:answer", args=[series.event]), later)
    first, second = (reverse("agenda:week", args=[day]) for day in (DAY, "2026-01-13"))
    assert "Refusé" not in read(chloe, first).split('id="agenda-vue"')[1].split("toast")[0]
    shown = read(chloe, first + "?declines=1")
    assert "décliné" in shown
    assert "Refusé" in shown
    assert "Série" not in read(chloe, second).split('id="agenda-vue"')[1].split("toast")[0]
    assert "Série" in read(chloe, second + "?declines=1")
    assert "?le=2026-01-13T16%3A00" in read(chloe, second + "?declines=1")
