"""The common slot: who is asked, what the actor may know of their time, and the engine's answer.

Four reads whatever the number of people and rooms: directory, agreements, preferences, busy
minutes. What the engine gets are minutes without titles, so that no answer can show one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db.models import Q

from parvis.agenda.core import slots as engine
from parvis.agenda.core.clock import to_minutes, to_moment
from parvis.agenda.core.hours import WorkingHours, french_holidays, open_intervals
from parvis.agenda.core.intervals import clip
from parvis.agenda.core.travel import travel_table
from parvis.agenda.models import CHUNK, Occurrence, Timeline
from parvis.agenda.queries._levels import View, views
from parvis.agenda.queries._words import reason_of, refusal_of
from parvis.agenda.queries.calendar import local_day
from parvis.agenda.types import Found, PartyRow, RefusedRow, Search, SlotRow, State
from parvis.directory import api as directory
from parvis.directory.types import ResourceKind, ResourceRef
from parvis.organisations import api as organisations
from parvis.organisations.types import Level, PersonRef
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.errors import Missing

_TENTATIVE = int(State.TENTATIVE)  # an enum compares five times slower, thousands of times


@dataclass(frozen=True, slots=True)
class Asked:
    """A search with everything looked up; `request` is what the engine gets."""

    search: Search
    request: engine.Request
    parties: tuple[PartyRow, ...]
    rooms: tuple[ResourceRef, ...]

    @property
    def names(self) -> dict[str, str]:
        """Names of people by engine key."""
        return {f"p{row.person.id}": row.person.name for row in self.parties}

    @property
    def me(self) -> str:
        """Engine key of who asks."""
        return next((f"p{row.person.id}" for row in self.parties if row.me), "")


def common_slots(
    actor: Actor, *, search: Search, now: datetime, limit: int = 12, per_day: int = 3
) -> Found:
    """The best hours at which all required people are free, and why the best others are not.

    Raises:
        Missing: somebody asked is in no directory the actor may read.
    """
    return answered(gather(actor, search=search, now=now, limit=limit, per_day=per_day))


def answered(asked: Asked) -> Found:
    """The engine's answer to a search that was looked up, in words."""
    started = time.perf_counter()
    answer = engine.find(asked.request)
    spent = (time.perf_counter() - started) * 1000
    rooms = {f"r{room.id}": room for room in asked.rooms}
    names = asked.names | {key: room.name for key, room in rooms.items()}
    return Found(
        search=asked.search,
        slots=tuple(_slot(slot, rooms, names) for slot in answer.slots),
        refused=tuple(
            RefusedRow(
                to_moment(hour.start),
                to_moment(hour.end),
                tuple(refusal_of(blocker, names, asked.me) for blocker in hour.blockers),
            )
            for hour in answer.refused
        ),
        parties=asked.parties,
        rooms=asked.rooms,
        examined=answer.examined,
        core_ms=spent,
    )


def _slot(slot: engine.Slot, rooms: Mapping[str, ResourceRef], names: Mapping[str, str]) -> SlotRow:
    return SlotRow(
        start=to_moment(slot.start),
        end=to_moment(slot.end),
        score=slot.score,
        reasons=tuple(reason_of(reason, names) for reason in slot.reasons),
        rooms=tuple(rooms[key] for key in slot.rooms),
        absent=tuple(names[key] for key in slot.absent),
        tentative=tuple(names[key] for key in slot.tentative),
    )


def gather(
    actor: Actor, *, search: Search, now: datetime, limit: int = 12, per_day: int = 3
) -> Asked:
    """Look up people, rooms and busy minutes for the engine; also what the picture is drawn from.

    Raises:
        Missing: somebody asked is in no directory the actor may read.
    """
    today = now.date()
    people, required = _people(actor, search, today)
    seen = views(actor, [person.id for person in people], on=today)
    rooms = _rooms(actor, search)
    low = to_minutes(local_day(search.first, search.zone)[0])
    high = to_minutes(local_day(search.last, search.zone)[1])
    busy = _busy(seen, [room.id for room in rooms], low, high)
    holidays = _holidays(search)
    parties = tuple(
        _party(person, seen[person.id], busy, search, (low, high), holidays, required, now)
        for person in people
        if seen[person.id].shared
    )
    notice = 0 if search.notice is None else search.notice
    request = engine.Request(
        parties=parties,
        rooms=_engine_rooms(search, rooms, busy, (low, high)),
        duration=search.duration,
        window_start=low,
        window_end=high,
        earliest=max(low, to_minutes(now) + notice),
        site=search.site_id,
        travel=_travel(actor, parties, rooms, search),
        zone=search.zone,
        limit=limit,
        per_day=per_day,
        seats=search.seats,
    )
    rows = tuple(
        PartyRow(p, required=p.id in required, shared=seen[p.id].shared, me=p.id == actor.person)
        for p in people
    )
    return Asked(search, request, rows, rooms)


def _people(actor: Actor, search: Search, on: date) -> tuple[list[PersonRef], frozenset[int]]:
    """Those asked, in the order given, and the actor first when she did not name herself."""
    wanted = list(dict.fromkeys(chain(search.required, search.optional)))
    ids = organisations.visible_people(actor, wanted, on=on)
    if len(ids) != len(wanted):
        raise Missing
    required = {ids[uuid] for uuid in search.required}
    asked = [ids[uuid] for uuid in wanted]
    if actor.person is not None and actor.person not in asked:
        asked.insert(0, actor.person)
        required.add(actor.person)
    known = organisations.people(actor, asked, on=on)
    return [known[one] for one in asked], frozenset(required)


def _rooms(actor: Actor, search: Search) -> tuple[ResourceRef, ...]:
    if search.rooms is None:
        return ()
    rooms = directory.resources(actor, kind=ResourceKind.ROOM, capacity=search.seats)
    chosen = set(search.rooms)
    return tuple(room for room in rooms if not chosen or room.uuid in chosen)


def _busy(
    seen: Mapping[int, View], rooms: Sequence[int], low: int, high: int
) -> dict[str, list[engine.Busy]]:
    """Busy minutes by engine key ("p12", "r3"), from one index, one range per timeline.

    A site is kept only where the agreements show places: travel time would tell it otherwise.
    """
    people = [person for person, view in seen.items() if view.shared]
    told = {
        (f"p{person}", place)
        for person in people
        for place, level in seen[person].levels.items()
        if level >= Level.PLACE
    }
    timelines = Timeline.objects.filter(Q(person_id__in=people) | Q(resource_id__in=rooms))
    keys = {timeline.pk: timeline.key for timeline in timelines}
    found: dict[int, list[engine.Busy]] = {timeline: [] for timeline in keys}
    with everywhere("busy minutes of people whose organisations agreed to show them"):
        rows = list(Occurrence.busy_of(keys, low=low - CHUNK, high=high))
    for timeline, start, end, state, site, organisation in rows:
        if end <= low or not state:
            continue
        if site is not None:
            key = keys[timeline]
            if key[0] == "p" and (key, organisation) not in told:
                site = None  # noqa: PLW2901 -- forgotten, not renamed
        found[timeline].append(engine.Busy(start, end, state == _TENTATIVE, site))
    return {keys[timeline]: busy for timeline, busy in found.items()}


def _holidays(search: Search) -> frozenset[date]:
    years = range(search.first.year, search.last.year + 1)
    return frozenset(chain.from_iterable(french_holidays(year) for year in years))


def _party(
    person: PersonRef,
    view: View,
    busy: Mapping[str, list[engine.Busy]],
    search: Search,
    window: tuple[int, int],
    holidays: frozenset[date],
    required: frozenset[int],
    now: datetime,
) -> engine.Party:
    key = f"p{person.id}"
    hours = open_intervals(_hours(view, search), view.zone, *window, holidays)
    first = to_minutes(now) + view.notice  # her own notice closes her first hours
    return engine.Party(
        key=key,
        required=person.id in required,
        busy=tuple(busy.get(key, ())),
        open=clip(hours, first, window[1]) if first > window[0] else hours,
        home_site=view.home_site,
    )


def _hours(view: View, search: Search) -> WorkingHours:
    hours = view.hours
    if search.evenings or view.evenings:
        hours = hours.with_evenings()
    return hours.with_saturday_morning() if search.saturdays else hours


def _engine_rooms(
    search: Search,
    rooms: Iterable[ResourceRef],
    busy: Mapping[str, list[engine.Busy]],
    window: tuple[int, int],
) -> tuple[engine.Room, ...]:
    """To the engine no room at all means that none is needed: when none would do, say so."""
    found = tuple(_room(room, busy, window) for room in rooms)
    return found or (() if search.rooms is None else (engine.Room(key=""),))


def _room(
    room: ResourceRef, busy: Mapping[str, list[engine.Busy]], window: tuple[int, int]
) -> engine.Room:
    key = f"r{room.id}"
    return engine.Room(
        key=key,
        busy=tuple(busy.get(key, ())),
        open=(window,),
        capacity=room.capacity,
        site=room.site_id,
    )


def _travel(
    actor: Actor,
    parties: Iterable[engine.Party],
    rooms: Iterable[ResourceRef],
    search: Search,
) -> dict[tuple[int, int], int]:
    ids = {b.site for p in parties for b in p.busy} | {room.site_id for room in rooms}
    ids |= {search.site_id}
    known = organisations.sites(actor, {site for site in ids if site is not None})
    return travel_table(
        {
            site.id: (site.latitude, site.longitude)
            for site in known.values()
            if site.latitude is not None and site.longitude is not None
        }
    )
