"""What one sees of somebody else's time: agreements, narrowed by the person, never widened."""

from __future__ import annotations

from typing import Any

import pytest
from tests.agenda.tools import NOW, draft, plan, utc, uuid_of

from parvis.agenda import actions, queries
from parvis.agenda.types import State, TimeOf
from parvis.organisations.types import Level
from parvis.platform.actor import Actor
from parvis.platform.db import scoped
from parvis.platform.errors import Missing

pytestmark = pytest.mark.django_db
OFFICE = (((510, 720), (810, 1080)),) * 5 + ((), ())


def seen(viewer: Actor, person: Actor) -> TimeOf:
    """The week of 12 January of `person`, as `viewer` sees it."""
    uuid = uuid_of(person)
    with scoped(viewer):
        return queries.time_of(
            viewer,
            person=uuid,
            start=utc("2026-01-12", "00:00"),
            end=utc("2026-01-19", "00:00"),
            on=NOW.date(),
        )


def restrict(actor: Actor, level: Level) -> None:
    with scoped(actor):
        actions.set_preferences(
            actor, level=level, week=OFFICE, evenings=False, notice=0, zone="Europe/Paris"
        )


@pytest.mark.parametrize(
    ("trust", "own", "title", "place"),
    [
        (Level.BUSY, Level.TITLE, "", ""),
        (Level.PLACE, Level.TITLE, "", "Mairie"),
        (Level.TITLE, Level.TITLE, "Budget", "Mairie"),
        (Level.TITLE, Level.PLACE, "", "Mairie"),
        (Level.TITLE, Level.BUSY, "", ""),
        (Level.BUSY, Level.PLACE, "", ""),
    ],
)
def test_the_agreement_and_the_person_both_limit(
    make_cast: Any, trust: Level, own: Level, title: str, place: str
) -> None:
    cast = make_cast(trust=trust)
    plan(cast.chloe, draft("2026-01-15", "14:00", title="Budget", place="Mairie"))
    restrict(cast.chloe, own)

    (row,) = seen(cast.alice, cast.chloe).rows
    assert (row.title, row.place, row.state) == (title, place, State.BUSY)
    assert (row.start, row.end) == (utc("2026-01-15", "14:00"), utc("2026-01-15", "15:00"))


def test_a_private_event_is_only_busy_even_to_colleagues(cast: Any) -> None:
    plan(cast.bob, draft("2026-01-15", "14:00", title="Médecin", place="Lyon", private=True))
    (row,) = seen(cast.alice, cast.bob).rows
    assert (row.title, row.place) == ("", "")


def test_colleagues_see_titles_without_any_agreement(cast: Any) -> None:
    plan(cast.bob, draft("2026-01-15", "14:00", title="Point"))
    assert [row.title for row in seen(cast.alice, cast.bob).rows] == ["Point"]


def test_without_an_agreement_the_person_is_not_even_found(cast: Any) -> None:
    plan(cast.chloe, draft("2026-01-15", "14:00"))
    uuid = uuid_of(cast.chloe)
    with scoped(cast.alice), pytest.raises(Missing):
        queries.time_of(
            cast.alice, person=uuid, start=NOW, end=utc("2026-01-19", "00:00"), on=NOW.date()
        )


def test_restricting_to_nothing_shares_nothing(make_cast: Any) -> None:
    cast = make_cast(trust=Level.TITLE)
    plan(cast.chloe, draft("2026-01-15", "14:00", title="Budget"))
    restrict(cast.chloe, Level.NONE)
    answer = seen(cast.alice, cast.chloe)
    assert (answer.shared, answer.rows) == (False, ())


def test_an_elected_person_is_busy_for_both_with_the_detail_of_each(cast: Any) -> None:
    """Dana sits in both. Without an agreement Atelier sees that Bergerie takes her, no more."""
    with scoped(cast.dana):
        for place, title in ((cast.atelier, "Conseil d'Atelier"), (cast.bergerie, "Bureau")):
            hour = "09:00" if place == cast.atelier else "11:00"
            actions.plan(
                cast.dana, draft=draft("2026-01-15", hour, title=title), organisation=place, now=NOW
            )
    rows = seen(cast.alice, cast.dana).rows
    assert [(row.title, row.state) for row in rows] == [
        ("Conseil d'Atelier", State.BUSY),
        ("", State.BUSY),
    ]


def test_those_who_attend_together_see_the_title(make_cast: Any) -> None:
    cast = make_cast(trust=Level.BUSY)
    plan(cast.chloe, draft("2026-01-15", "14:00", title="Ensemble"), people=[cast.alice])
    (row,) = seen(cast.alice, cast.chloe).rows
    assert (row.title, row.uuid is not None) == ("Ensemble", True)
    (other,) = seen(cast.bob, cast.chloe).rows
    assert (other.title, other.uuid) == ("", None)
