"""The common slot's page: slots, refusals, ways out, and booking one."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.urls import reverse
from tests.agenda.tools import draft, plan, room, utc, uuid_of, week
from tests.agenda.web.conftest import Browse, opener
from tests.cast import Cast

from parvis.organisations.types import Level
from parvis.platform.actor import Actor


def question(*people: Actor, **more: object) -> str:
    """The address of a search with these people, in the first week of January 2026."""
    given: dict[str, object] = {
        "avec": [str(uuid_of(person)) for person in people],
        "duree": 60,
        "du": "2026-01-06",
        "au": "2026-01-09",
        "salle": "",
    }
    return f"{reverse('agenda:find')}?{urlencode(given | more, doseq=True)}"


def booking(*people: Actor, start: str, **more: object) -> str:
    """The address of the short form for a slot."""
    found = question(*people, debut=start, **more)
    return found.replace(reverse("agenda:find"), reverse("agenda:book"))


def flat(page: bytes) -> str:
    """The page on one line."""
    return re.sub(r"\s+", " ", page.decode())


def test_slots_reasons_and_picture(browse: Browse, cast: Cast) -> None:
    plan(cast.chloe, draft("2026-01-06", "09:00", 90, title="Entretien secret"))
    page = browse(cast.bob).get(question(cast.chloe))
    text = flat(page.content)
    assert "12 créneaux" in text
    assert "Tout le monde est libre" in text
    assert "/ 100" in text
    assert 'class="strip-busy"' in text
    assert "Chloé Chevalier n’est pas libre" in text
    assert "secret" not in text


def test_first_visit_asks_and_a_link_answers(browse: Browse, cast: Cast) -> None:
    bob = browse(cast.bob)
    empty = flat(bob.get(reverse("agenda:find")).content)
    assert "Chercher des créneaux" in empty
    assert "créneaux</h2>" not in empty
    linked = flat(bob.get(f"{reverse('agenda:find')}?avec={uuid_of(cast.chloe)}").content)
    assert "du 5 au 19 janvier 2026" in linked
    assert re.search(r"\d+ créneaux", linked)


def test_elected_people_get_evenings(browse: Browse, cast: Cast) -> None:
    url = f"{reverse('agenda:find')}?avec={uuid_of(cast.chloe)}"
    assert "soirées comprises" in flat(browse(cast.dana).get(url).content)
    assert "soirées comprises" not in flat(browse(cast.bob).get(url).content)


def test_one_hour_is_explained(browse: Browse, cast: Cast) -> None:
    plan(cast.chloe, draft("2026-01-06", "14:00"))
    bob = browse(cast.bob)
    asked = question(cast.chloe, a_jour="2026-01-06", a_heure="14h15")
    assert "Chloé Chevalier n’est pas libre" in flat(bob.get(asked).content)
    asked = question(cast.chloe, a_jour="2026-01-06", a_heure="16h")
    assert "Réserver cette heure" in flat(bob.get(asked).content)
    asked = question(cast.chloe, a_jour="2026-01-06", a_heure="tôt")
    assert "Cette heure est illisible" in flat(bob.get(asked).content)


def test_nothing_found_says_what_to_give_up(browse: Browse, cast: Cast) -> None:
    for day in ("06", "07"):
        plan(cast.chloe, draft(f"2026-01-{day}", "08:00", 600))
    text = flat(browse(cast.bob).get(question(cast.chloe, au="2026-01-07")).content)
    assert "Aucun créneau commun" in text
    for way in ("Chercher deux semaines plus loin", "Sans Chloé Chevalier au besoin"):
        assert way in text
    assert "soir=on" in text
    further = re.search(r'href="([^"]+au=2026-01-21[^"]*)"', text)
    assert further is not None
    again = flat(browse(cast.bob).get(further[1].replace("&amp;", "&")).content)
    assert "12 créneaux" in again


def test_no_room_is_large_enough(browse: Browse, cast: Cast) -> None:
    room(cast.alice, "Petit salon", capacity=6)
    asked = question(cast.chloe, salle="any", places=500)
    text = flat(browse(cast.bob).get(asked).content)
    assert "Aucun créneau commun" in text
    assert "Se passer de salle" in text


def test_time_not_shared_is_named(make_cast: Callable[..., Cast]) -> None:
    """dana finds people of Bergerie, where she sits, while she acts for Atelier: no agreement."""
    cast = make_cast(trust=None)
    plan(cast.chloe, draft("2026-01-06", "14:00"))
    text = flat(opener(cast)(cast.dana).get(question(cast.chloe, cast.bob)).content)
    assert "Du temps qui n’est pas partagé avec vous" in text
    assert "Chloé Chevalier</strong> (Bergerie)" in text
    assert "Chloé Chevalier n’est pas libre" not in text
    week_of_chloe = reverse("agenda:of_week", args=[uuid_of(cast.chloe), "2026-01-06"])
    masked = flat(opener(cast)(cast.dana).get(week_of_chloe).content)
    assert "n’est pas partagé avec vous" in masked
    assert "Occupé" not in masked


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("au", "2026-01-01", "précède son début"),
        ("au", "2027-01-01", "trois mois"),
        ("du", "hier", "Cette date est illisible"),
        ("avec", "pas-un-uuid", "n’est plus disponible"),
        ("salle", "these", "Choisissez au moins une salle"),
    ],
)
def test_wrong_questions(browse: Browse, cast: Cast, field: str, value: str, said: str) -> None:
    answer = browse(cast.bob).get(question(cast.chloe, **{field: value}))
    assert answer.status_code == 422
    assert said in flat(answer.content)


def test_book_and_undo(browse: Browse, cast: Cast) -> None:
    hall = room(cast.alice, "Petit salon", capacity=6)
    bob = browse(cast.bob)
    url = booking(cast.chloe, start=utc("2026-01-06", "14:00").isoformat(), salle="any")
    form = flat(bob.get(url).content)
    assert "Petit salon" in form
    page = bob.post(url, {"title": "Convention", "room": str(hall)}, follow=True)
    text = flat(page.content)
    assert "Les invitations sont envoyées" in text
    assert "n’a pas répondu" in text
    assert week(cast.chloe, "2026-01-05") == [("2026-01-06 14:00", "Convention")]
    undo = re.search(r'action="(/agenda/retablir/[^"]+)"', text)
    assert undo is not None
    bob.post(undo[1])
    assert week(cast.chloe, "2026-01-05") == []


def test_room_gone_keeps_everything(browse: Browse, cast: Cast) -> None:
    hall = room(cast.alice, "Petit salon", capacity=6)
    other = room(cast.alice, "Salle du Conseil", capacity=40)
    url = booking(cast.chloe, start=utc("2026-01-06", "14:00").isoformat(), salle="any")
    bob = browse(cast.bob)
    assert str(hall) in flat(bob.get(url).content)
    plan(cast.alice, draft("2026-01-06", "14:00"), rooms=[hall])
    sent = {"title": "Convention", "description": "Avec annexes", "room": str(hall)}
    answer = bob.post(url, sent)
    text = flat(answer.content)
    assert answer.status_code == 409
    assert "vient d’être prise" in text
    for kept in ("Convention", "Avec annexes", str(other)):
        assert kept in text
    assert "Les créneaux suivants" in text
    assert week(cast.chloe, "2026-01-05") == []


def test_book_without_title_or_hour(browse: Browse, cast: Cast) -> None:
    bob = browse(cast.bob)
    url = booking(cast.chloe, start=utc("2026-01-06", "14:00").isoformat())
    answer = bob.post(url, {"title": "", "place": "Cabinet 12"})
    assert answer.status_code == 422
    assert "Cabinet 12" in flat(answer.content)
    assert bob.get(booking(cast.chloe, start="jamais")).status_code == 404


def test_hour_that_does_not_suit_can_still_be_proposed(browse: Browse, cast: Cast) -> None:
    plan(cast.chloe, draft("2026-01-06", "14:00", title="Pris"))
    bob = browse(cast.bob)
    url = booking(cast.chloe, start=utc("2026-01-06", "14:00").isoformat())
    assert "Chloé Chevalier n’est pas libre" in flat(bob.get(url).content)
    assert bob.post(url, {"title": "Quand même"}).status_code == 302
    titles = [title for _start, title in week(cast.chloe, "2026-01-05")]
    assert titles == ["Pris", "Quand même"]


def test_rooms_of_the_slot_can_be_chosen(browse: Browse, cast: Cast) -> None:
    small = room(cast.alice, "Petit salon", capacity=6)
    hall = room(cast.alice, "Salle du Conseil", capacity=40, approval=True)
    plan(cast.alice, draft("2026-01-06", "14:00"), rooms=[small])
    start = utc("2026-01-06", "14:00").isoformat()
    text = flat(browse(cast.bob).get(booking(cast.chloe, start=start, salle="any")).content)
    assert str(hall) in text
    assert str(small) not in text
    assert "après approbation" in text


def test_levels_do_not_leak_titles(
    browse: Browse, cast: Cast, make_cast: Callable[..., Cast]
) -> None:
    assert Level.BUSY < Level.TITLE
    change = plan(cast.chloe, draft("2026-01-06", "09:00", title="Très secret", place="Coffre"))
    assert isinstance(change.event, UUID)
    asked = question(cast.chloe, a_jour="2026-01-06", a_heure="9h", jour="2026-01-06")
    text = flat(browse(cast.bob).get(asked).content)
    assert "secret" not in text
    assert "Coffre" not in text
