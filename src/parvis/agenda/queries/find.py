"""What the page of the common slot asks beyond its answer: a day's picture, one hour, one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from parvis.agenda.core import slots as engine
from parvis.agenda.core.clock import minutes_to_wall, to_minutes, to_moment, wall_to_minutes
from parvis.agenda.core.intervals import Range, clip, merge, subtract
from parvis.agenda.queries._words import refusal_of
from parvis.agenda.queries.calendar import local_day
from parvis.agenda.queries.slots import Asked, answered, gather
from parvis.agenda.types import Found, Reason, Search, SlotRow
from parvis.directory.types import ResourceRef
from parvis.organisations.types import PersonRef
from parvis.platform.actor import Actor

FIRST_HOUR, LAST_HOUR = 8, 19
MOST_TRIED = 12
_HOUR = 60
_LONGER = timedelta(days=14)
Moments = tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A person's or a room's day, without a title. `off` is outside her hours."""

    who: PersonRef | ResourceRef
    required: bool
    busy: Moments
    tentative: Moments
    off: Moments


@dataclass(frozen=True, slots=True)
class DayPicture:
    """Everybody's time on one local day, from `start` to `end`; `free` suits all who must come."""

    day: date
    start: datetime
    end: datetime
    rows: tuple[TimeRow, ...]
    free: Moments


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A milder question, and how many slots it has. `code` says what was given up."""

    code: str
    search: Search
    count: int
    name: str = ""


def search_slots(
    actor: Actor, *, search: Search, now: datetime, limit: int = 12
) -> tuple[Found, Asked]:
    """The answer, and what it was computed from, looked up once.

    Raises:
        Missing: somebody asked is in no directory the actor may read.
    """
    asked = gather(actor, search=search, now=now, limit=limit)
    return answered(asked), asked


def day_picture(asked: Asked, *, day: date, rooms: Iterable[ResourceRef] = ()) -> DayPicture:
    """One day of everybody asked, and of these rooms."""
    zone = asked.search.zone
    low, high = (to_minutes(moment) for moment in local_day(day, zone))
    people = {f"p{row.person.id}": row.person for row in asked.parties}
    drawn = {f"r{room.id}": room for room in rooms}
    parties = asked.request.parties
    start, end = _frame(parties, low, high, zone)
    rows = [
        _row(people[party.key], party.required, party.busy, party.open, (start, end))
        for party in parties
    ]
    rows += [
        _row(drawn[room.key], True, room.busy, room.open, (start, end))
        for room in asked.request.rooms
        if room.key in drawn
    ]
    free = _free(asked.request, low, high)
    return DayPicture(day, to_moment(start), to_moment(end), tuple(rows), _moments(free))


def _frame(parties: Iterable[engine.Party], low: int, high: int, zone: str) -> tuple[int, int]:
    """The hours drawn: a usual day, wider when somebody's hours are."""
    start = wall_to_minutes(minutes_to_wall(low, zone).replace(hour=FIRST_HOUR), zone)
    end = wall_to_minutes(minutes_to_wall(low, zone).replace(hour=LAST_HOUR), zone)
    for party in parties:
        for opens, closes in clip(party.open, low, high):
            start, end = min(start, opens), max(end, closes)
    return start - start % _HOUR, end + -end % _HOUR


def _row(
    who: PersonRef | ResourceRef,
    required: bool,  # noqa: FBT001 -- private, two callers
    busy: Iterable[engine.Busy],
    hours: Iterable[Range],
    frame: Range,
) -> TimeRow:
    firm = clip(((one.start, one.end) for one in busy if not one.tentative), *frame)
    loose = clip(((one.start, one.end) for one in busy if one.tentative), *frame)
    return TimeRow(
        who=who,
        required=required,
        busy=_moments(firm),
        tentative=_moments(subtract(loose, firm)),
        off=_moments(subtract([frame], hours)),
    )


def _free(request: engine.Request, low: int, high: int) -> tuple[Range, ...]:
    """The time of the day that some possible meeting covers: what the engine accepts, no more."""
    window = max(low, request.window_start), min(high, request.window_end)
    if window[1] - window[0] < request.duration:
        return ()
    day = replace(request, window_start=window[0], window_end=window[1], step=5)
    return merge((start, start + request.duration) for start in engine.free_starts(day))


def _moments(ranges: Iterable[Range]) -> Moments:
    return tuple((to_moment(start), to_moment(end)) for start, end in ranges)


def why_not(asked: Asked, *, start: datetime) -> tuple[Reason, ...]:
    """What is against one hour; empty when it suits everyone."""
    names = asked.names | {f"r{room.id}": room.name for room in asked.rooms}
    blockers = engine.explain(asked.request, to_minutes(start))
    return tuple(refusal_of(blocker, names, asked.me) for blocker in blockers)


def slot_at(asked: Asked, *, start: datetime) -> SlotRow | None:
    """The slot that begins then, with its free rooms; None when it does not suit any more."""
    first = to_minutes(start)
    last = first + asked.request.duration
    alone = replace(asked.request, window_start=first, window_end=last, step=5, limit=1)
    found = answered(replace(asked, request=alone)).slots
    return found[0] if found and found[0].start == start else None


def free_rooms(asked: Asked, *, start: datetime) -> tuple[ResourceRef, ...]:
    """The rooms asked for that nobody has taken at that hour, those that fit best first."""
    first = to_minutes(start)
    last = first + asked.request.duration
    taken = {
        room.key
        for room in asked.request.rooms
        if any(one.start < last and first < one.end for one in room.busy)
    }
    slot = slot_at(asked, start=start)
    best = [room.id for room in slot.rooms] if slot else []
    free = [room for room in asked.rooms if f"r{room.id}" not in taken]
    return tuple(
        sorted(free, key=lambda room: best.index(room.id) if room.id in best else len(best))
    )


def relaxations(actor: Actor, *, asked: Asked, now: datetime) -> tuple[Relaxed, ...]:
    """Milder questions that have an answer when this one has none."""
    search = asked.search
    milder: dict[str, Search] = {
        "longer": replace(search, last=search.last + _LONGER),
        "evenings": replace(search, evenings=True),
        "saturdays": replace(search, saturdays=True),
        "room": replace(search, rooms=None, seats=None),
        "shorter": replace(search, duration=max(15, search.duration // 2 // 15 * 15)),
        "notice": replace(search, notice=0),
    }
    found = []
    for code, question in milder.items():
        count = 0 if question == search else _count(gather(actor, search=question, now=now))
        if count:
            found.append(Relaxed(code, question, count))
    return (*found, *_without_one(asked))


def _without_one(asked: Asked) -> Iterable[Relaxed]:
    """The people but for whom there would be an hour, each asked to come if possible."""
    for row in asked.parties[:MOST_TRIED]:
        uuid = row.person.uuid
        if not (row.required and row.shared and uuid in asked.search.required):
            continue
        parties = tuple(
            replace(party, required=False) if party.key == f"p{row.person.id}" else party
            for party in asked.request.parties
        )
        count = _count(replace(asked, request=replace(asked.request, parties=parties)))
        if count:
            required = tuple(one for one in asked.search.required if one != uuid)
            question = replace(
                asked.search, required=required, optional=(*asked.search.optional, uuid)
            )
            yield Relaxed("without", question, count, row.person.name)


def _count(asked: Asked) -> int:
    return len(engine.find(asked.request).slots)


def days_of(search: Search) -> tuple[date, ...]:
    """The local days of the window."""
    return tuple(
        search.first + timedelta(days=n) for n in range((search.last - search.first).days + 1)
    )
