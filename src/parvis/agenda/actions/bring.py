"""Bringing whole calendars from elsewhere: many events, few statements, nobody is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from parvis.agenda.actions import _drafts, _occurrences
from parvis.agenda.events import CalendarsBrought
from parvis.agenda.models import Attendance, Calendar, Event, Occurrence, Timeline
from parvis.agenda.types import Brought, Party
from parvis.platform.actor import Actor
from parvis.platform.db import transaction, transaction_required
from parvis.platform.events import publish
from parvis.platform.rules import require

_BATCH = 500
Key = tuple[str, int]


def bring(actor: Actor, *, rows: Sequence[Brought], now: datetime) -> int:
    """Write the events as they stood elsewhere, answers included; how many.

    Raises:
        BadEvent: a draft cannot be.
        RoomTaken: a room or vehicle would be taken twice.
    """
    require(actor, "agenda.bring")
    for row in rows:
        _drafts.check(row.draft)
    with transaction():
        times = _timelines(rows)
        calendars = _calendars(rows, times)
        events = Event.objects.bulk_create(
            [_event(row, times, calendars, now) for row in rows], _BATCH
        )
        pairs = list(zip(rows, events, strict=True))
        made = Attendance.objects.bulk_create(
            [one for row, event in pairs for one in _attendances(row, event, times)], _BATCH
        )
        _write_hours(pairs, made, now)
        for place, count in sorted(Counter(row.organiser.organisation for row in rows).items()):
            subject = f"organisation:{place}"
            publish(actor, CalendarsBrought(organisation=place, subject=subject, count=count))
    return len(rows)


def _timelines(rows: Sequence[Brought]) -> dict[Key, int]:
    """Ids of the timelines of everybody and every room, made where they are missing."""
    transaction_required()
    people = {one.id for row in rows for one in (row.organiser, *row.guests)}
    rooms = {one.id for row in rows for one in row.rooms}
    Timeline.objects.bulk_create(
        [
            *(Timeline(person_id=one) for one in sorted(people)),
            *(Timeline(resource_id=one) for one in sorted(rooms)),
        ],
        _BATCH,
        ignore_conflicts=True,
    )
    found = Timeline.objects.values_list("pk", "person_id", "resource_id")
    return {("person", p) if r is None else ("room", r): pk for pk, p, r in found}


def _calendars(rows: Sequence[Brought], times: dict[Key, int]) -> dict[tuple[int, int], int]:
    """Ids of the organisers' calendars by (organisation, timeline)."""
    transaction_required()
    wanted = {(row.organiser.organisation, times["person", row.organiser.id]) for row in rows}
    Calendar.objects.bulk_create(
        [Calendar(organisation_id=place, timeline_id=time) for place, time in sorted(wanted)],
        _BATCH,
        ignore_conflicts=True,
    )
    found = Calendar.objects.values_list("pk", "organisation_id", "timeline_id")
    return {(place, time): pk for pk, place, time in found}


def _event(
    row: Brought, times: dict[Key, int], calendars: dict[tuple[int, int], int], now: datetime
) -> Event:
    place = row.organiser.organisation
    event = Event(
        organisation_id=place,
        calendar_id=calendars[place, times["person", row.organiser.id]],
        person_id=row.organiser.id,
        created_at=now,
    )
    _drafts.apply(event, row.draft, now=now)
    event.known_until = now + _occurrences.AHEAD if event.rule else None
    return event


def _attendances(row: Brought, event: Event, times: dict[Key, int]) -> Iterable[Attendance]:
    for one in (row.organiser, *row.guests):
        yield Attendance(
            event=event,
            timeline_id=times["person", one.id],
            person_id=one.id,
            organiser=one is row.organiser,
            **_told(one),
        )
    for one in row.rooms:
        yield Attendance(
            event=event, timeline_id=times["room", one.id], resource_id=one.id, **_told(one)
        )


def _told(one: Party) -> dict[str, object]:
    return {"organisation_id": one.organisation, "name": one.name, "status": one.answer}


def _write_hours(
    pairs: Sequence[tuple[Brought, Event]], made: Sequence[Attendance], now: datetime
) -> None:
    """Events with a room one by one, since each must find its room free; the others together."""
    transaction_required()
    by_event: dict[int, list[Attendance]] = {}
    for one in made:
        by_event.setdefault(one.event_id, []).append(one)
    waiting: list[Occurrence] = []
    for row, event in pairs:
        hours = _occurrences.hours_of(event, now=now)
        taken = [o for one in by_event[event.pk] for o in _occurrences.rows_of(event, one, hours)]
        if row.rooms:
            rooms = [one for one in by_event[event.pk] if one.resource_id is not None]
            _occurrences.hold_rooms(event, rooms, hours)
            Occurrence.objects.bulk_create(taken, _BATCH)
        else:
            waiting += taken
    Occurrence.objects.bulk_create(waiting, _BATCH)
