"""Planning and changing through the form: what is typed is read, kept on error, undone."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from tests.agenda.tools import draft, hours, plan, room, uuid_of, week
from tests.agenda.web.conftest import Browse
from tests.cast import Cast

from parvis.agenda.forms.fields import DaysField, HourField

CREATE = "/agenda/nouveau/"


def fields(**given: Any) -> dict[str, Any]:
    """A form filled in, as a browser sends it."""
    usual = {
        "title": "Point réseau",
        "starts_on": "2026-01-15",
        "starts_at": "14:00",
        "ends_at": "15h",
        "shows": "busy",
        "repeats": "",
        "ends": "never",
        "every": "1",
    }
    return usual | given


def undo_of(page: str) -> str:
    """The address of the undo button of a toast."""
    found = re.search(r'action="(/agenda/retablir/[^"]+)"', page)
    assert found is not None, page
    return found[1]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("14:30", "14:30"), ("14h30", "14:30"), ("14 h 30", "14:30"), ("14 H", "14:00"),
        ("9h", "09:00"), ("9", "09:00"), ("1430", "14:30"), ("14\u00a0h\u00a030", "14:30"),
        ("25h", None), ("demain", None), ("12:75", None),
    ],
)  # fmt: skip
def test_hours_are_read_as_people_type_them(typed: str, read: str | None) -> None:
    field = HourField(required=False)
    if read is None:
        with pytest.raises(Exception, match="illisible"):
            field.clean(typed)
    else:
        assert f"{field.clean(typed):%H:%M}" == read


def test_several_days_are_read() -> None:
    found = DaysField(required=False).clean("24/12/2025, 2026-01-01 1/2/2026")
    assert [f"{day:%d/%m/%Y}" for day in found] == ["24/12/2025", "01/01/2026", "01/02/2026"]


def test_plan_then_undo(browse: Browse, cast: Cast) -> None:
    bob = browse(cast.bob)
    sent = fields(required_people=[str(uuid_of(cast.chloe))], organisation=cast.atelier)
    page = bob.post(CREATE, sent, follow=True)
    assert page.status_code == 200
    assert "C’est planifié." in page.content.decode()
    assert week(cast.chloe, "2026-01-12") == [("2026-01-15 14:00", "Point réseau")]
    back = bob.post(undo_of(page.content.decode()), {"next": page.request["PATH_INFO"]})
    assert back["Location"] == reverse("agenda:home")
    assert week(cast.chloe, "2026-01-12") == []


def test_errors_stand_beside_their_field_and_nothing_is_lost(browse: Browse, cast: Cast) -> None:
    chloe = uuid_of(cast.chloe)
    sent = fields(
        title="",
        starts_at="pas une heure",
        place="Cabinet 12",
        description="Ordre du jour",
        required_people=[str(chloe)],
        repeats="weekly",
        ends="count",
    )
    answer = browse(cast.bob).post(CREATE, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    for kept in ("Cabinet 12", "Ordre du jour", "pas une heure", str(chloe), "Chloé Chevalier"):
        assert kept in page
    for said in ("Donnez un titre", "Cette heure est illisible", "Donnez le nombre de fois"):
        assert page.count(said) == 2  # in the summary, and beside the field
    assert week(cast.bob, "2026-01-12") == []


@pytest.mark.parametrize(
    ("chosen", "said", "starts"),
    [
        ({"repeats": "daily", "ends": "count", "count": "3"}, "tous les jours, 3 fois en tout",
         ["15", "16", "17"]),
        ({"repeats": "working", "ends": "count", "count": "3"}, "du lundi au vendredi",
         ["15", "16", "19"]),
        ({"repeats": "weekly", "days": ["1", "3"], "ends": "until", "until": "2026-01-23"},
         "tous les mardis et jeudis jusqu’au 23 janvier 2026", ["15", "20", "22"]),
        ({"repeats": "weekly", "days": ["3"], "every": "2", "ends": "count", "count": "2"},
         "toutes les 2 semaines le jeudi", ["15", "29"]),
        ({"repeats": "weekly", "ends": "count", "count": "3", "except_on": "22/01/2026"},
         "sauf le 22 janvier 2026", ["15", "29"]),
    ],
)  # fmt: skip
def test_repetition_is_built_and_said(
    browse: Browse, cast: Cast, chosen: dict[str, Any], said: str, starts: list[str]
) -> None:
    bob = browse(cast.bob)
    part = bob.get(
        reverse("agenda:repetition"), fields(**chosen), headers={"HX-Request": "true"}
    ).content.decode()
    assert said in part.lower()
    page = bob.post(CREATE, fields(**chosen), follow=True).content.decode()
    assert said in page.lower()
    seen = [start for start, _title in week(cast.bob, "2026-01-12", 28)]
    assert seen == [f"2026-01-{day} 14:00" for day in starts]


@pytest.mark.parametrize("kind", ["monthly_day", "monthly_nth", "monthly_last", "yearly"])
def test_series_survives_its_form(browse: Browse, cast: Cast, kind: str) -> None:
    """Opening and saving a series without touching it changes nothing."""
    bob = browse(cast.bob)
    bob.post(CREATE, fields(repeats=kind, starts_on="2026-01-27"), follow=True)
    event = _only(cast)
    before = hours(event, cast.bob)
    url = reverse("agenda:edit", args=[event])
    page = bob.get(url).content.decode()
    assert f'<option value="{kind}" selected' in re.sub(r"\s+", " ", page)
    bob.post(url, fields(repeats=kind, starts_on="2026-01-27", title="Renommé"))
    assert hours(event, cast.bob) == before
    assert week(cast.bob, "2026-01-26")[0][1] == "Renommé"


def _only(cast: Cast) -> UUID:
    from parvis.agenda.models import Event
    from parvis.platform.db import everywhere

    with everywhere("test"):
        return Event.objects.get(series=None).uuid


def test_unusual_rule_is_kept(browse: Browse, cast: Cast) -> None:
    rule = "FREQ=MONTHLY;BYMONTHDAY=1,15"
    change = plan(cast.bob, draft("2026-01-15", "14:00", rule=rule))
    before = hours(change.event, cast.bob)
    url = reverse("agenda:edit", args=[change.event])
    assert 'value="kept"' in browse(cast.bob).get(url).content.decode()
    browse(cast.bob).post(url, fields(repeats="kept", title="Autre nom"))
    assert hours(change.event, cast.bob) == before


@pytest.mark.parametrize(
    ("reach", "moved"),
    [
        ("this", ["13 09:00", "20 11:00", "27 09:00"]),
        ("following", ["13 09:00", "20 11:00", "27 11:00"]),
        ("all", ["13 11:00", "20 11:00", "27 11:00"]),
    ],
)
def test_reach_of_a_change(browse: Browse, cast: Cast, reach: str, moved: list[str]) -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3"
    change = plan(cast.bob, draft("2026-01-13", "09:00", rule=rule), people=[cast.chloe])
    at = "2026-01-20T09:00"
    url = f"{reverse('agenda:edit', args=[change.event])}?le={at}"
    sent = fields(
        starts_on="2026-01-20",
        starts_at="11:00",
        ends_at="12:00",
        repeats="weekly",
        days=["1"],
        ends="count",
        count="3",
        reach=reach,
        at=at,
        required_people=[str(uuid_of(cast.chloe))],
    )
    bob = browse(cast.bob)
    page = bob.post(url, sent, follow=True).content.decode()
    assert [s[8:] for s, _t in week(cast.chloe, "2026-01-12", 21)] == moved
    bob.post(undo_of(page))
    assert [s[8:] for s, _t in week(cast.chloe, "2026-01-12", 21)] == [
        "13 09:00", "20 09:00", "27 09:00",
    ]  # fmt: skip


@pytest.mark.parametrize(("reach", "left"), [("this", 2), ("following", 1), ("all", 0)])
def test_reach_of_a_cancellation(browse: Browse, cast: Cast, reach: str, left: int) -> None:
    rule = "FREQ=WEEKLY;BYDAY=TU;COUNT=3"
    change = plan(cast.bob, draft("2026-01-13", "09:00", rule=rule))
    at = "2026-01-20T09:00"
    url = f"{reverse('agenda:cancel', args=[change.event])}?le={at}"
    bob = browse(cast.bob)
    page = bob.post(url, {"reach": reach, "at": at}, follow=True).content.decode()
    assert len(week(cast.bob, "2026-01-12", 21)) == left
    bob.post(undo_of(page))
    assert len(week(cast.bob, "2026-01-12", 21)) == 3


def test_somebody_was_first(browse: Browse, cast: Cast) -> None:
    change = plan(cast.bob, draft("2026-01-15", "14:00"))
    url = reverse("agenda:edit", args=[change.event])
    bob = browse(cast.bob)
    bob.post(url, fields(title="La première", version="0"))
    answer = bob.post(url, fields(title="La seconde", version="0"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "entre-temps" in page
    assert "La seconde" in page
    assert week(cast.bob, "2026-01-12")[0][1] == "La première"


def test_room_already_taken(browse: Browse, cast: Cast) -> None:
    hall = room(cast.alice, "Salle du Conseil", capacity=40)
    plan(cast.alice, draft("2026-01-15", "14:00"), rooms=[hall])
    answer = browse(cast.bob).post(CREATE, fields(rooms=[str(hall)], place="Étage 2"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Salle du Conseil est déjà réservée à cette heure" in page
    assert "Étage 2" in page


def test_whole_and_several_days(browse: Browse, cast: Cast) -> None:
    sent = fields(all_day="on", starts_at="", ends_at="", ends_on="2026-01-16")
    page = browse(cast.bob).post(CREATE, sent, follow=True).content.decode()
    assert "jeudi 15\u00a0janvier 2026" in page.lower()
    assert "vendredi 16\u00a0janvier 2026" in page


def test_people_are_found_without_script(browse: Browse, cast: Cast) -> None:
    chloe = str(uuid_of(cast.chloe))
    bob = browse(cast.bob)
    sent = fields(place="Gardé") | {"required_people-q": "chloe", "required_people-search": "1"}
    page = bob.post(CREATE, sent).content.decode()
    assert f'type="checkbox" name="required_people" value="{chloe}"' in re.sub(r"\s+", " ", page)
    assert "Gardé" in page
    sent = fields(required_people=[chloe]) | {"required_people-remove": chloe}
    assert "Chloé Chevalier" not in bob.post(CREATE, sent).content.decode()
    assert week(cast.bob, "2026-01-12") == []


def test_grid_gives_the_hours_and_a_model_the_people(browse: Browse, cast: Cast) -> None:
    bob = browse(cast.bob)
    url = f"{CREATE}?start=2026-07-15T14:30:00%2B02:00&end=2026-07-15T16:00:00%2B02:00"
    page = bob.get(url).content.decode()
    for value in ("2026-07-15", "14:30", "16:00"):
        assert f'value="{value}"' in page
    model = plan(cast.bob, draft("2026-01-15", "14:00", title="Modèle"), people=[cast.chloe])
    page = bob.get(f"{CREATE}?comme={model.event}").content.decode()
    assert "Modèle" in page
    assert "Chloé Chevalier" in page


def test_settings_are_kept_and_checked(browse: Browse, cast: Cast) -> None:
    bob: Client = browse(cast.bob)
    url = reverse("agenda:settings")
    sent = {"level": "1", "notice": "1440", "from_0": "9h", "until_0": "12h30"}
    assert bob.post(url, sent).status_code == 302
    page = re.sub(r"\s+", " ", bob.get(url).content.decode())
    assert 'value="09:00"' in page
    assert 'value="12:30"' in page
    assert 'value="1440" selected' in page
    wrong = sent | {"from_1": "10:00", "until_1": "9:00", "from_2": "9:00"}
    answer = bob.post(url, wrong)
    assert answer.status_code == 422
    assert "se suivent sans se chevaucher" in answer.content.decode()
    assert "Donnez les deux heures" in answer.content.decode()
    assert 'value="10:00"' in answer.content.decode()
