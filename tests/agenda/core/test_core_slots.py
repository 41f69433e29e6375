"""The common slot against its oracle, then the cases people would check by hand."""

# ruff: noqa: DTZ001 -- a wall-clock time is naive here; its zone is beside it

from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.agenda.core import slot_oracle as oracle

from parvis.agenda.core.clock import minutes_to_wall, wall_to_minutes
from parvis.agenda.core.hours import WorkingHours, open_intervals
from parvis.agenda.core.slots import (
    BlockCode,
    Blocker,
    Busy,
    Party,
    ReasonCode,
    Request,
    Room,
    Slot,
    explain,
    find,
    free_starts,
)

pytestmark = pytest.mark.pure

PARIS = "Europe/Paris"
# Monday 1 June 2026, 07:00 in Paris.
MORNING = wall_to_minutes(datetime(2026, 6, 1, 7), PARIS)

sites = st.sampled_from([None, 1, 2, 3])


def spans(low: int, high: int, longest: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(low, high), st.integers(0, longest)).map(
        lambda pair: (pair[0], pair[0] + pair[1])
    )


@st.composite
def busy_times(draw: st.DrawFn, length: int) -> tuple[Busy, ...]:
    found = draw(st.lists(spans(MORNING - 150, MORNING + length + 150, 130), max_size=4))
    return tuple(Busy(a, b, draw(st.booleans()), draw(sites)) for a, b in found)


@st.composite
def requests(draw: st.DrawFn) -> Request:
    length = draw(st.sampled_from([240, 600, 1500]))
    wide = (MORNING - 60, MORNING + length + 60)
    hours = st.lists(spans(MORNING - 100, MORNING + length, 700), min_size=1, max_size=2) | st.just(
        [wide]
    )
    parties = tuple(
        Party(
            f"p{n}",
            draw(st.booleans()),
            draw(busy_times(length)),
            tuple(draw(hours)),
            draw(sites),
        )
        for n in range(draw(st.integers(0, 4)))
    )
    rooms = tuple(
        Room(
            f"r{n}",
            draw(busy_times(length)),
            draw(st.just((wide,)) | hours.map(tuple)),
            draw(st.sampled_from([None, 2, 4, 12])),
            draw(sites),
        )
        for n in range(draw(st.sampled_from([0, 0, 1, 2, 4])))
    )
    start = MORNING + draw(st.integers(0, 20))
    return Request(
        parties=parties,
        rooms=rooms,
        duration=draw(st.sampled_from([5, 17, 30, 60, 120])),
        window_start=start,
        window_end=start + length + draw(st.integers(0, 7)),
        earliest=start + draw(st.sampled_from([-100, 0, 61, 200])),
        zone=draw(st.sampled_from([PARIS, "Asia/Kolkata"])),
        step=draw(st.sampled_from([5, 15, 30, 60])),
        site=draw(sites),
        travel={(1, 2): 20, (2, 1): 33, (1, 3): 45},
        limit=draw(st.sampled_from([1, 10])),
        per_day=draw(st.sampled_from([1, 3])),
        seats=draw(st.sampled_from([None, None, 5, 20])),
    )


@given(requests())
@settings(max_examples=120, deadline=None)
def test_free_starts_and_refusals_are_those_of_the_oracle(request: Request) -> None:
    assert list(free_starts(request)) == oracle.free(request)
    answer = find(request)
    assert answer.refused == oracle.refusals(request)
    assert answer.examined == len(oracle.starts(request))


@given(requests(), st.integers(-30, 200))
@settings(max_examples=50, deadline=None)
def test_explanations_are_those_of_the_oracle(request: Request, after: int) -> None:
    start = request.window_start + after
    assert explain(request, start) == oracle.blockers(request, start)


@given(requests())
@settings(max_examples=50, deadline=None)
def test_slots_say_what_is_true(request: Request) -> None:
    for slot in find(request).slots:
        reasons = {reason.code: dict(reason.params) for reason in slot.reasons}
        assert list(slot.absent) == oracle.absent(request, slot.start)
        assert list(slot.tentative) == oracle.tentative(request, slot.start)
        assert list(slot.rooms) == oracle.rooms(request, slot.start)
        assert reasons.get(ReasonCode.ABSENT, {}).get("count", 0) == len(slot.absent)
        assert reasons.get(ReasonCode.TENTATIVE, {}).get("count", 0) == len(slot.tentative)
        tight = reasons.get(ReasonCode.BACK_TO_BACK, {}).get("count", 0)
        assert tight == oracle.tight(request, slot.start)
        away = [
            oracle.travel(request, party.home_site, oracle.venue(request, slot.start))
            for party in request.parties
        ]
        told = reasons.get(ReasonCode.TRAVEL, {})
        assert told.get("count", 0) == sum(map(bool, away))
        assert told.get("minutes", 0) == max(away, default=0)


@given(requests())
@settings(max_examples=50, deadline=None)
def test_ranking_keeps_its_promises(request: Request) -> None:
    everything = replace(request, limit=10_000, per_day=10_000, step=request.step)
    slots = find(request).slots
    assert find(request) == find(replace(request, travel=dict(request.travel)))
    free = set(oracle.free(request))
    for slot in slots:
        assert slot.start in free
        assert slot.end == slot.start + request.duration
        assert slot.score == sum(reason.points for reason in slot.reasons)
        assert len(slot.reasons) == 6
        assert all(reason.points >= 0 for reason in slot.reasons)
        assert 0 <= slot.score <= 100
    order = [(-slot.score, _roundness(request, slot), slot.start) for slot in slots]
    assert order == sorted(order)
    assert len(slots) <= request.limit
    days = [minutes_to_wall(slot.start, request.zone).date() for slot in slots]
    assert all(days.count(day) <= request.per_day for day in days)
    starts = sorted(slot.start for slot in find(everything).slots)
    assert all(b - a >= request.duration for a, b in pairwise(starts))
    # Nothing that suits is left out without overlapping something better.
    assert all(any(abs(start - s) < request.duration for s in starts) for start in free)
    assert bool(free) == bool(slots)


def _roundness(request: Request, slot: Slot) -> int:
    return {0: 0, 30: 1}.get(minutes_to_wall(slot.start, request.zone).minute, 2)


@given(requests(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_busy_times_changes_nothing(request: Request, shuffler: Random) -> None:
    shuffled = []
    for party in request.parties:
        busy = list(party.busy)
        shuffler.shuffle(busy)
        shuffled.append(replace(party, busy=tuple(busy)))
    assert find(replace(request, parties=tuple(shuffled))) == find(request)


# By hand -------------------------------------------------------------------------------------


def at(day: int, hour: int, minute: int = 0) -> int:
    return wall_to_minutes(datetime(2026, 6, day, hour, minute), PARIS)


WEEK = open_intervals(WorkingHours(), PARIS, at(1, 0), at(8, 0), frozenset({date(2026, 6, 3)}))


def party(key: str, *busy: Busy, required: bool = True, site: int | None = None) -> Party:
    return Party(key, required, busy, WEEK, site)


def ask(*parties: Party, **changes: object) -> Request:
    values: dict[str, object] = {
        "parties": parties,
        "duration": 60,
        "window_start": at(1, 0),
        "window_end": at(8, 0),
        "earliest": at(1, 0),
        "zone": PARIS,
    }
    return Request(**(values | changes))  # type: ignore[arg-type]


def shown(starts: "list[int] | tuple[int, ...]") -> list[str]:
    return [f"{minutes_to_wall(start, PARIS):%a %H:%M}" for start in starts]


def test_the_best_hours_are_in_the_middle_of_the_morning_and_the_afternoon() -> None:
    slots = find(ask(party("a"), party("b"), limit=5)).slots
    assert shown([slot.start for slot in slots]) == [
        "Mon 10:00",
        "Mon 14:00",
        "Mon 15:00",
        "Tue 10:00",
        "Tue 14:00",
    ]
    assert slots[0].score == 100
    assert [reason.code for reason in slots[0].reasons] == [
        ReasonCode.EVERYONE,
        ReasonCode.FIRM,
        ReasonCode.GOOD_HOUR,
        ReasonCode.SOON,
        ReasonCode.BREATHING,
        ReasonCode.ON_SITE,
    ]


def test_holidays_and_notice() -> None:
    starts = shown(free_starts(ask(party("a"), earliest=at(2, 15, 1))))
    assert starts[:2] == ["Tue 15:15", "Tue 15:30"]
    assert not any(text.startswith("Wed") for text in starts)
    assert explain(ask(party("a"), earliest=at(1, 11)), at(1, 10)) == (
        Blocker("", BlockCode.NOTICE),
    )


def test_why_not_ten_o_clock() -> None:
    busy = party("busy", Busy(at(1, 10, 30), at(1, 12)))
    request = ask(party("free"), busy, rooms=(Room("r", open=((at(1, 14), at(1, 18)),)),))
    assert explain(request, at(1, 10)) == (
        Blocker("busy", BlockCode.BUSY),
        Blocker("r", BlockCode.NO_ROOM),
    )
    assert explain(request, at(1, 19)) == (
        Blocker("free", BlockCode.OUTSIDE_HOURS),
        Blocker("busy", BlockCode.OUTSIDE_HOURS),
        Blocker("r", BlockCode.NO_ROOM),
    )
    assert explain(request, at(1, 14)) == ()


def test_optional_and_tentative_cost_points_but_refuse_nothing() -> None:
    optional = party("optional", Busy(at(1, 0), at(5, 0)), required=False)
    maybe = party("maybe", Busy(at(1, 0), at(5, 0), tentative=True))
    request = ask(optional, maybe)
    assert explain(request, at(1, 10)) == ()
    best = find(request).slots[0]
    assert best.start == at(5, 10)
    first = next(slot for slot in find(replace(request, window_end=at(2, 0))).slots)
    assert (first.absent, first.tentative) == (("optional",), ("maybe",))
    assert [reason.points for reason in first.reasons] == [0, 10, 25, 15, 10, 5]


def test_travel_refuses_and_prefers_the_near_room() -> None:
    lyon, venissieux = 1, 2
    away = party("away", Busy(at(1, 9), at(1, 10), site=lyon), site=venissieux)
    rooms = (
        Room("lyon", open=((at(1, 0), at(8, 0)),), site=lyon),
        Room("venissieux", open=((at(1, 0), at(8, 0)),), site=venissieux),
    )
    request = ask(away, rooms=rooms, travel={(lyon, venissieux): 35})
    assert explain(replace(request, rooms=rooms[1:]), at(1, 10, 30)) == (
        Blocker("away", BlockCode.TRAVEL),
    )
    assert explain(request, at(1, 10, 30)) == ()
    early, *_ = find(replace(request, window_start=at(1, 10), window_end=at(1, 11, 30))).slots
    assert early.rooms == ("lyon",)
    assert early.reasons[-1].params == (("count", 1), ("minutes", 35))
    assert find(request).slots[0].rooms == ("venissieux", "lyon")


def test_travel_is_rounded_up_to_the_grain() -> None:
    away = party("away", Busy(at(1, 9), at(1, 10), site=2))
    request = ask(away, site=1, travel={(2, 1): 33})
    assert explain(request, at(1, 10, 30)) == (Blocker("away", BlockCode.TRAVEL),)
    assert explain(request, at(1, 10, 35)) == ()


def test_a_start_is_told_once_with_the_place_of_least_travel() -> None:
    rooms = tuple(Room(f"r{n}", open=((at(1, 0), at(8, 0)),), site=n) for n in (2, 1))
    people = (party("a", site=2), party("b", site=2), party("c", site=1))
    # Twenty minutes altogether to site 1, thirty-five to site 2.
    request = ask(*people, rooms=rooms, travel={(2, 1): 10, (1, 2): 35}, limit=50, per_day=50)
    slots = find(request).slots
    assert len({slot.start for slot in slots}) == len(slots)
    assert {slot.rooms for slot in slots} == {("r1", "r2")}
    assert slots[0].reasons[-1].params == (("count", 2), ("minutes", 10))


def test_rooms_are_as_small_as_will_do_and_tentative_rooms_are_taken() -> None:
    always = ((at(1, 0), at(8, 0)),)
    rooms = (
        Room("hall", open=always, capacity=100),
        Room("unknown", open=always),
        Room("taken", (Busy(at(1, 0), at(8, 0), tentative=True),), always, 12),
        Room("office", open=always, capacity=4),
        Room("meeting", open=always, capacity=10),
    )
    request = ask(party("a"), rooms=rooms, seats=8)
    assert find(request).slots[0].rooms == ("meeting", "hall", "unknown")
    assert find(replace(request, seats=None)).slots[0].rooms == (
        "office",
        "meeting",
        "hall",
        "unknown",
    )
    assert find(replace(request, rooms=rooms[3:4])).slots == ()
    five = ask(*(party(key) for key in "abcde"), rooms=rooms)
    assert find(five).slots[0].rooms == ("meeting", "hall", "office", "unknown")


def test_refused_hours_are_told_apart() -> None:
    a = party("a", Busy(at(1, 8), at(1, 12)))
    b = party("b", Busy(at(1, 8), at(1, 11)), Busy(at(1, 16), at(1, 18)))
    refused = find(ask(a, b, window_end=at(2, 0))).refused
    assert [(shown([r.start])[0], [x.key for x in r.blockers]) for r in refused] == [
        ("Mon 11:00", ["a"]),
        ("Mon 15:30", ["b"]),
    ]


def test_the_change_of_clock_keeps_hours_and_days() -> None:
    start = wall_to_minutes(datetime(2026, 3, 27), PARIS)
    end = wall_to_minutes(datetime(2026, 3, 31), PARIS)
    hours = open_intervals(WorkingHours(), PARIS, start, end)
    request = ask(
        Party("a", required=True, open=hours),
        window_start=start,
        window_end=end,
        earliest=start,
        limit=20,
    )
    texts = shown(sorted(slot.start for slot in find(request).slots))
    assert texts == [f"{day} {hour}:00" for day in ("Fri", "Mon") for hour in (10, 14, 15)]


@pytest.mark.parametrize("changes", [{"step": 7}, {"duration": 0}])
def test_senseless_searches_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"step|minute"):
        ask(party("a"), **changes)


def test_a_window_too_short_has_no_slot() -> None:
    request = ask(party("a"), window_start=at(1, 10), window_end=at(1, 10, 30))
    assert find(request).examined == 0
    assert find(request).slots == find(request).refused == ()
    backwards = ask(party("a"), window_start=at(1, 10), window_end=at(1, 9))
    assert free_starts(backwards) == ()
