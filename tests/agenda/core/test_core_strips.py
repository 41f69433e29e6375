"""The picture of who is free when, and its words."""

# ruff: noqa: DTZ001 -- a wall-clock time is naive here; its zone is beside it

from datetime import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.agenda.core.clock import wall_to_minutes
from parvis.agenda.core.slots import Busy, Party, Room
from parvis.agenda.core.strips import (
    Kind,
    Segment,
    Strip,
    common_free,
    hour_fr,
    in_words,
    sentence,
    strips,
)

pytestmark = pytest.mark.pure

PARIS = "Europe/Paris"

spans = st.lists(
    st.tuples(st.integers(-20, 90), st.integers(0, 40)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=4,
).map(tuple)
busy = st.lists(st.builds(Busy, st.integers(-20, 60), st.integers(0, 90), st.booleans())).map(tuple)
parties = st.lists(st.builds(Party, st.text(max_size=2), st.booleans(), busy, spans), max_size=3)
rooms = st.lists(st.builds(Room, st.text(max_size=2), busy, spans), max_size=2)


def minutes(ranges: tuple[tuple[int, int], ...]) -> set[int]:
    return {m for start, end in ranges for m in range(start, end)}


def taken(one: Party | Room, *, tentative: bool) -> set[int]:
    return minutes(tuple((b.start, b.end) for b in one.busy if b.tentative is tentative))


@given(parties, rooms)
def test_strips_cover_the_day_once_and_say_what_is_true(
    people: list[Party], places: list[Room]
) -> None:
    common = common_free(people, places, 0, 70)
    drawn = strips(people, places, 0, 70, common)
    assert [strip.key for strip in drawn] == [one.key for one in (*people, *places)]
    for one, strip in zip((*people, *places), drawn, strict=True):
        edges = strip.segments
        assert (edges[0].start, edges[-1].end) == (0, 70)
        assert all(a.end == b.start for a, b in pairwise(edges))
        firm, maybe = taken(one, tentative=False), taken(one, tentative=True)
        for segment in edges:
            assert segment.start < segment.end
            for minute in range(segment.start, segment.end):
                assert segment.lit == (minute in minutes(common))
                expected = Kind.FREE if minute in minutes(one.open) else Kind.OFF
                expected = Kind.TENTATIVE if minute in maybe else expected
                assert segment.kind is (Kind.BUSY if minute in firm else expected)


@given(parties, rooms)
def test_lit_minutes_are_those_free_for_all(people: list[Party], places: list[Room]) -> None:
    expected = set(range(70))
    for one in people:
        if one.required:
            expected &= minutes(one.open) - taken(one, tentative=False)
    if places:
        free = [
            minutes(r.open) - taken(r, tentative=False) - taken(r, tentative=True) for r in places
        ]
        expected &= set().union(*free)
    assert minutes(common_free(people, places, 0, 70)) == expected


def at(hour: int, minute: int = 0, day: int = 2) -> int:
    return wall_to_minutes(datetime(2026, 6, day, hour, minute), PARIS)


def test_words() -> None:
    party = Party(
        "a",
        required=True,
        busy=(Busy(at(10, 30), at(12)), Busy(at(14), at(15), tentative=True)),
        open=((at(8, 30), at(12)), (at(13, 30), at(18))),
    )
    [strip] = strips([party], [], at(0), at(0, day=3), [(at(9), at(10))])
    assert any(segment.lit for segment in strip.segments)
    assert [phrase.text.replace("\u00a0", " ") for phrase in in_words(strip, PARIS)] == [
        "hors horaires avant 8 h 30",
        "libre de 8 h 30 à 10 h 30",
        "indisponible de 10 h 30 à 12 h",
        "hors horaires de 12 h à 13 h 30",
        "libre de 13 h 30 à 14 h",
        "à confirmer de 14 h à 15 h",
        "libre de 15 h à 18 h",
        "hors horaires après 18 h",
    ]
    assert sentence(strip, PARIS).count(", ") == 7


def test_words_of_whole_days_and_midnight() -> None:
    whole = Strip("a", (Segment(at(0), at(0, day=3), Kind.FREE),))
    assert sentence(whole, PARIS) == "libre toute la journée"
    late = Strip("a", (Segment(at(0), at(20), Kind.FREE), Segment(at(20), at(0, day=3), Kind.BUSY)))
    assert sentence(late, PARIS).replace("\u00a0", " ") == (
        "libre de 0 h à 20 h, indisponible de 20 h à minuit"
    )


def test_hours_keep_together_and_follow_the_season() -> None:
    assert hour_fr(at(14, 30), PARIS) == "14\u00a0h\u00a030"
    assert hour_fr(at(9, 5), PARIS) == "9\u00a0h\u00a005"
    winter = wall_to_minutes(datetime(2026, 1, 15, 14), PARIS)
    assert hour_fr(winter, PARIS) == "14\u00a0h"
