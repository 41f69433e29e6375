"""What an actor of Atelier reads does not depend on what Bergerie contains (lock 5)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.agenda.tools import NOW, draft, plan, room, utc, uuid_of

from parvis.agenda import queries
from parvis.agenda.types import Search
from parvis.directory import api as directory
from parvis.platform.db import scoped

pytestmark = pytest.mark.django_db

MEETINGS = st.lists(
    st.tuples(
        st.sampled_from(["2026-01-12", "2026-01-13", "2026-01-14", "2026-01-17"]),
        st.integers(8, 20),
        st.sampled_from([30, 60, 240, 1440]),
        st.sampled_from(["", "FREQ=DAILY;COUNT=4", "FREQ=WEEKLY;COUNT=3"]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def reads(cast: Any) -> list[Any]:
    """Every read of the agenda and directory, as Alice and Bob of Atelier get them."""
    answers: list[Any] = []
    for actor in (cast.alice, cast.bob):
        other = uuid_of(cast.bob if actor is cast.alice else cast.alice)
        start, end = utc("2026-01-12", "00:00"), utc("2026-02-12", "00:00")
        search = Search(
            first=start.date() + timedelta(days=1),
            last=start.date() + timedelta(days=5),
            duration=60,
            required=(other,),
            rooms=(),
        )
        with scoped(actor):
            found = queries.common_slots(actor, search=search, now=NOW)
            answers += [
                queries.my_events(actor, start=start, end=end),
                queries.to_answer(actor, now=NOW),
                queries.time_of(actor, person=other, start=start, end=end, on=NOW.date()),
                (found.slots, found.refused, found.parties, found.rooms, found.examined),
                directory.find_people(actor, text="", limit=50),
                directory.resources(actor),
            ]
    return answers


@pytest.fixture
def before() -> list[Any]:
    """What was read before Bergerie planned anything; one database for all the examples."""
    return []


@given(meetings=MEETINGS)
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_atelier_reads_the_same_whatever_bergerie_plans(
    cast: Any, before: list[Any], meetings: list[tuple[str, int, int, str, bool]]
) -> None:
    if not before:
        plan(cast.alice, draft("2026-01-13", "10:00", title="À nous"), people=[cast.bob])
        before.append(reads(cast))
        room(cast.emile, "Grange", capacity=30)
    for day, hour, minutes, rule, private in meetings:
        what = draft(day, f"{hour:02d}:00", minutes, title="Secret", rule=rule, private=private)
        plan(cast.chloe, what, people=[cast.emile])
    assert reads(cast) == before[0]
