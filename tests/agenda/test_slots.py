"""The common slot over a real database: who is asked, what may be known, what is answered."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.agenda.tools import NOW, PARIS, draft, plan, room, uuid_of

from parvis.agenda import actions, queries
from parvis.agenda.types import Found, Search
from parvis.organisations.types import Level
from parvis.platform.actor import Actor
from parvis.platform.db import scoped
from parvis.platform.errors import Missing

pytestmark = pytest.mark.django_db
OFFICE = (((510, 720), (810, 1080)),) * 5 + ((), ())


def ask(actor: Actor, people: list[Actor], **more: Any) -> Found:
    search = Search(
        **{
            "first": date(2026, 1, 15),
            "last": date(2026, 1, 15),
            "duration": 60,
            "required": tuple(uuid_of(p) for p in people),
        }
        | more
    )
    with scoped(actor):
        return queries.common_slots(actor, search=search, now=NOW, limit=99, per_day=99)


def starts(found: Found) -> set[str]:
    return {f"{slot.start.astimezone(PARIS):%H:%M}" for slot in found.slots}


def test_the_slots_are_the_hours_at_which_all_are_free(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    plan(town.alice, draft("2026-01-15", "09:00", 120))
    plan(town.chloe, draft("2026-01-15", "13:30", 180))
    found = ask(town.alice, [town.chloe], duration=60)

    assert starts(found) == {"11:00", "17:00"}


def test_no_answer_shows_a_title_beyond_the_agreement(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    plan(town.chloe, draft("2026-01-15", "10:00", title="Licenciement", place="Bureau 4"))
    found = ask(town.alice, [town.chloe])
    assert "Licenciement" not in repr(found)
    assert "Bureau 4" not in repr(found)


def test_the_refused_hours_name_who_and_why(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    plan(town.chloe, draft("2026-01-15", "08:30", 600))
    found = ask(town.alice, [town.chloe])
    assert found.slots == ()
    assert found.refused
    assert all("Chloé Chevalier" in hour.why[0].text for hour in found.refused)
    assert {reason.code for hour in found.refused for reason in hour.why} == {"busy"}


def test_somebody_no_directory_shows_is_missing(cast: Any) -> None:
    with pytest.raises(Missing):
        ask(cast.alice, [cast.chloe])


def test_somebody_who_shares_nothing_is_named_and_left_out(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    with scoped(town.chloe):
        actions.set_preferences(
            town.chloe, level=Level.NONE, week=OFFICE, evenings=False, notice=0, zone="Europe/Paris"
        )
    plan(town.chloe, draft("2026-01-15", "08:30", 600))
    found = ask(town.alice, [town.chloe])
    assert [(p.person.name, p.shared) for p in found.parties if not p.me] == [
        ("Chloé Chevalier", False)
    ]
    assert found.slots


def test_evenings_and_saturdays_open_when_asked(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    assert "20:00" not in starts(ask(town.alice, [town.chloe]))
    assert "20:00" in starts(ask(town.alice, [town.chloe], evenings=True))
    saturday = {"first": date(2026, 1, 17), "last": date(2026, 1, 17)}
    assert ask(town.alice, [town.chloe], **saturday).slots == ()
    assert "09:00" in starts(ask(town.alice, [town.chloe], saturdays=True, **saturday))


def test_one_of_these_rooms(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    small = room(town.alice, "Petite salle", capacity=4)
    large = room(town.alice, "Grande salle", capacity=40)
    plan(town.bob, draft("2026-01-15", "08:30", 600), rooms=[large])

    either = ask(town.alice, [town.chloe], rooms=())
    assert {r.name for slot in either.slots for r in slot.rooms} == {"Petite salle"}
    only_large = ask(town.alice, [town.chloe], rooms=(large,))
    assert only_large.slots == ()
    assert {r.code for hour in only_large.refused for r in hour.why} == {"no_room"}
    assert ask(town.alice, [town.chloe], rooms=(small,), seats=10).slots == ()


def test_a_waiting_invitation_does_not_refuse_but_scores_less(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    plan(town.bob, draft("2026-01-15", "10:00"), people=[town.chloe])
    found = ask(town.alice, [town.chloe])
    by_start = {f"{slot.start.astimezone(PARIS):%H:%M}": slot for slot in found.slots}
    assert by_start["10:00"].tentative == ("Chloé Chevalier",)
    assert by_start["10:00"].score < by_start["11:00"].score or by_start["10:00"].score < max(
        slot.score for slot in found.slots
    )


def test_reasons_add_up_to_the_score(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    for slot in ask(town.alice, [town.chloe]).slots:
        assert sum(reason.points for reason in slot.reasons) == slot.score
        assert all(reason.text for reason in slot.reasons)


@pytest.mark.parametrize("others", [1, 3])
def test_queries_do_not_grow_with_people(
    make_cast: Any, django_assert_max_num_queries: Any, others: int
) -> None:
    town = make_cast(trust=Level.BUSY)
    people = [town.chloe, town.bob, town.emile][:others]
    for person in people:
        plan(person, draft("2026-01-15", "10:00"))
    uuids = tuple(uuid_of(p) for p in people)
    search = Search(
        first=date(2026, 1, 15), last=date(2026, 1, 15), duration=60, required=uuids, rooms=()
    )
    with scoped(town.alice), django_assert_max_num_queries(14):
        queries.common_slots(town.alice, search=search, now=NOW)


def test_the_notice_that_somebody_wants_closes_her_first_hours(make_cast: Any) -> None:
    town = make_cast(trust=Level.BUSY)
    today = {"first": NOW.date(), "last": NOW.date()}  # it is 9 o'clock
    assert "11:00" in starts(ask(town.alice, [town.chloe], **today))
    with scoped(town.chloe):
        actions.set_preferences(
            town.chloe,
            level=Level.TITLE,
            week=OFFICE,
            evenings=False,
            notice=300,
            zone="Europe/Paris",
        )
    assert min(starts(ask(town.alice, [town.chloe], **today))) == "14:00"
