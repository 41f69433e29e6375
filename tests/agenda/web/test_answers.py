"""Answering, proposing, approving and moving, each with its way back."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from tests.agenda.tools import draft, hours, plan, room, week
from tests.agenda.web.conftest import Browse
from tests.cast import Cast

JSON = {"Accept": "application/json"}


@pytest.mark.parametrize(
    ("status", "said"),
    [("accepted", "accepte"), ("tentative", "peut-être"), ("declined", "décline")],
)
def test_answer_then_take_it_back(browse: Browse, cast: Cast, status: str, said: str) -> None:
    change = plan(cast.bob, draft("2026-01-06", "14:00"), people=[cast.chloe])
    url = reverse("agenda:event", args=[change.event])
    chloe, bob = browse(cast.chloe), browse(cast.bob)
    sent = {"status": status, "comment": "Avec plaisir", "next": url}
    page = chloe.post(reverse("agenda:answer", args=[change.event]), sent, follow=True)
    assert said in bob.get(url).content.decode()
    assert "Avec plaisir" in bob.get(url).content.decode()
    back = re.search(r'action="([^"]+/repondre/[a-z]+/)"', page.content.decode())
    assert back is not None
    chloe.post(back[1])
    assert "n’a pas répondu" in bob.get(url).content.decode()


def test_one_date_or_all(browse: Browse, cast: Cast) -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3"
    change = plan(cast.bob, draft("2026-01-06", "09:00", rule=rule), people=[cast.chloe])
    chloe = browse(cast.chloe)
    url = reverse("agenda:answer", args=[change.event])
    at = "2026-01-13T09:00"
    chloe.post(url, {"status": "declined", "at": at, "reach": "this"})
    assert [h[8:10] for h in hours(change.event, cast.chloe)] == ["06", "20"]
    chloe.post(url, {"status": "declined", "at": at, "reach": "all"})
    assert hours(change.event, cast.chloe) == []


def test_answer_in_place(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft("2026-01-06", "14:00", title="Point"), people=[cast.chloe])
    chloe = browse(cast.chloe)
    assert "Point" in chloe.get(reverse("agenda:waiting")).content.decode()
    part = chloe.post(
        reverse("agenda:answer", args=[change.event]),
        {"status": "accepted"},
        headers={"HX-Request": "true"},
    ).content.decode()
    assert "<html" not in part
    assert "Rien ne vous attend" in part
    assert "Vous avez accepté" in part  # the toast comes with its undo
    assert "/repondre/waiting/" in part


def test_strangers_do_not_answer(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft("2026-01-06", "14:00"), people=[cast.chloe])
    url = reverse("agenda:answer", args=[change.event])
    assert browse(cast.alice).post(url, {"status": "accepted"}).status_code == 404
    assert browse(cast.bob).post(url, {"status": "declined"}).status_code == 403
    assert browse(cast.chloe).post(url, {"status": "peut-être"}).status_code == 404


def test_propose_and_take(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft("2026-01-06", "14:00", title="Point"), people=[cast.chloe])
    url = reverse("agenda:propose", args=[change.event])
    chloe, bob = browse(cast.chloe), browse(cast.bob)
    wrong = {"day": "2026-01-07", "starts_at": "11h", "ends_at": "10h", "comment": "Plutôt là"}
    answer = chloe.post(url, wrong)
    assert answer.status_code == 422
    assert "Plutôt là" in answer.content.decode()
    chloe.post(url, wrong | {"ends_at": "12h"})
    waiting = bob.get(reverse("agenda:waiting")).content.decode()
    assert (
        "Chloé Chevalier propose mercredi 7\u00a0janvier 2026, de 11\u00a0h à 12\u00a0h" in waiting
    )
    take = re.search(r'action="([^"]+/prendre/\d+/)"', waiting)
    assert take is not None
    page = bob.post(take[1], follow=True).content.decode()
    assert "La rencontre est déplacée" in page
    assert week(cast.chloe, "2026-01-05") == [("2026-01-07 11:00", "Point")]


def test_room_is_refused_then_approved(browse: Browse, cast: Cast) -> None:
    hall = room(cast.alice, "Salle du Conseil", capacity=40, approval=True)
    change = plan(cast.bob, draft("2026-01-06", "14:00"), rooms=[hall])
    alice = browse(cast.alice)
    waiting = alice.get(reverse("agenda:waiting")).content.decode()
    assert "Bob Béranger demande cette salle" in waiting
    found = re.search(r'action="([^"]+/salle/\d+/)"', waiting)
    assert found is not None
    assert browse(cast.bob).post(found[1], {"accepted": "1"}).status_code == 404
    alice.post(found[1], {"accepted": "0"})
    assert "refusée" in alice.get(found[1]).content.decode()
    plan(cast.bob, draft("2026-01-06", "14:30"), rooms=[hall])
    page = alice.post(found[1], {"accepted": "1"}, follow=True).content.decode()
    assert "vient d’être prise" in page
    assert "refusée" in page
    assert change.event


def test_move_from_the_grid(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft("2026-01-06", "14:00"), people=[cast.chloe])
    bob = browse(cast.bob)
    sent = {
        "id": str(change.event),
        "start": "2026-01-07T16:00:00+01:00",
        "end": "2026-01-07T17:30:00+01:00",
    }
    said = json.loads(bob.post(reverse("agenda:move"), sent, headers=JSON).content)
    assert week(cast.chloe, "2026-01-05") == [("2026-01-07 16:00", "Point réseau")]
    assert bob.post(said["undo"], headers=JSON).status_code == 200
    assert week(cast.chloe, "2026-01-05") == [("2026-01-06 14:00", "Point réseau")]
    assert bob.post(said["undo"], headers=JSON).status_code == 409
    assert browse(cast.chloe).post(reverse("agenda:move"), sent).status_code == 403
    assert browse(cast.alice).post(reverse("agenda:move"), sent).status_code == 404
    for wrong in ({"id": "x"}, {"start": "hier"}):
        assert bob.post(reverse("agenda:move"), sent | wrong).status_code == 404


def test_move_one_date_of_a_series_twice(browse: Browse, cast: Cast) -> None:
    """The grid keeps the name it was given; the event of its own is found by it."""
    rule = "FREQ=WEEKLY;BYDAY=TU;COUNT=2"
    change = plan(cast.bob, draft("2026-01-06", "09:00", rule=rule))
    bob = browse(cast.bob)
    sent = {"id": f"{change.event}@2026-01-13T09:00"}
    for start in ("10", "11"):
        more = {"start": f"2026-01-13T{start}:00:00+01:00", "end": "2026-01-13T12:00:00+01:00"}
        assert bob.post(reverse("agenda:move"), sent | more).status_code == 200
    assert [start for start, _t in week(cast.bob, "2026-01-05", 14)] == [
        "2026-01-06 09:00",
        "2026-01-13 11:00",
    ]
    old = f"{reverse('agenda:event', args=[change.event])}?le=2026-01-13T09:00"
    assert bob.get(old).status_code == 302


def test_move_whole_days(browse: Browse, cast: Cast) -> None:
    what = draft("2026-01-06", "00:00", 1440, all_day=True, title="Formation")
    change = plan(cast.bob, what)
    sent = {"id": str(change.event), "start": "2026-01-08", "end": "2026-01-10"}
    assert browse(cast.bob).post(reverse("agenda:move"), sent).status_code == 200
    page = browse(cast.bob).get(reverse("agenda:event", args=[change.event])).content.decode()
    assert "8\u00a0janvier" in page
    assert "9\u00a0janvier" in page


def test_undo_too_late_says_so(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft("2026-01-06", "14:00"))
    bob = browse(cast.bob)
    plan(cast.bob, draft("2026-01-06", "16:00"))
    bob.post(reverse("agenda:undo", args=[change.undo]))
    page = bob.post(reverse("agenda:undo", args=[change.undo]), follow=True).content.decode()
    assert "ne peut plus être annulée" in page
    other = plan(cast.bob, draft("2026-01-06", "10:00"))
    stolen = browse(cast.chloe).post(reverse("agenda:undo", args=[other.undo]), follow=True)
    assert "ne peut plus être annulée" in stolen.content.decode()
    assert len(week(cast.bob, "2026-01-05")) == 2


def test_next_stays_in_the_house(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft("2026-01-06", "14:00"), people=[cast.chloe])
    url = reverse("agenda:answer", args=[change.event])
    sent = {"status": "accepted", "next": "https://example.org/"}
    answer = browse(cast.chloe).post(url, sent)
    assert answer["Location"] == reverse("agenda:event", args=[change.event])
