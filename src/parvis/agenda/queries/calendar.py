"""Reading calendars: one's own in full, others' as far as the agreements allow."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from parvis.agenda.core.clock import to_minutes, to_moment, utc_to_wall, wall_to_utc
from parvis.agenda.models import CHUNK, Attendance, Event, Occurrence, Timeline
from parvis.agenda.queries._levels import View, views
from parvis.agenda.types import Answer, BusyRow, EventRow, State, TimeOf
from parvis.directory import api as directory
from parvis.organisations import api as organisations
from parvis.organisations.types import Level
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere


def my_events(actor: Actor, *, start: datetime, end: datetime) -> list[EventRow]:
    """Every occurrence that touches [start, end) in the actor's calendars, in order."""
    if actor.person is None:
        return []
    low, high = to_minutes(start), to_minutes(end)
    rows = (
        Occurrence.objects.filter(
            timeline__person_id=actor.person, start__lt=high, start__gt=low - CHUNK, end__gt=low
        )
        .select_related("event")
        .order_by("begins", "event_id", "start")
    )
    once = {(row.event_id, row.begins): row for row in rows}
    answers = _answers(actor, {event for event, _ in once})
    places = organisations.organisations(actor, {row.organisation_id for row in once.values()})
    return [
        _event_row(row, answers.get(row.event_id), places[row.organisation_id])  # type: ignore[arg-type]
        for row in once.values()
        if row.event_id in answers
    ]


def _answers(actor: Actor, events: set[int]) -> dict[int, Attendance]:
    own = Attendance.objects.filter(person_id=actor.me, event_id__in=events)
    return {attendance.event_id: attendance for attendance in own}


def _event_row(row: Occurrence, own: Attendance, place: object) -> EventRow:
    event = row.event
    start = to_moment(row.begins)
    at = utc_to_wall(start, event.zone)
    name = at.date().isoformat() if event.all_day else at.isoformat(timespec="minutes")
    return EventRow(
        uuid=event.uuid,
        at=name if event.rule else "",
        title=event.title,
        start=start,
        end=end_of(event, start),
        zone=event.zone,
        all_day=event.all_day,
        place=event.place,
        organisation=place,  # type: ignore[arg-type]
        answer=Answer(own.exceptions.get(name, own.status)),
        state=State(row.state),
        mine=own.organiser,
        repeats=bool(event.rule or event.series_id),
        private=event.private,
    )


def end_of(event: Event, start: datetime) -> datetime:
    """The end of the occurrence that starts then; whole days end at a local midnight."""
    if not event.rule:
        return event.ends_at
    if not event.all_day:
        return start + event.duration
    days = (event.local_end.date() - event.local_start.date()).days
    return wall_to_utc(utc_to_wall(start, event.zone) + timedelta(days=days), event.zone)


def time_of(actor: Actor, *, person: UUID, start: datetime, end: datetime, on: date) -> TimeOf:
    """Another person's time in [start, end), masked by the agreements in force on a day.

    Raises:
        Missing: the directory does not show that person to the actor.
    """
    ref = directory.person(actor, person)
    view = views(actor, [ref.id], on=on)[ref.id]
    if not view.shared:
        return TimeOf(ref, shared=False, level=int(Level.NONE))
    rows = _masked(actor, ref.id, view, start, end)
    return TimeOf(ref, shared=True, level=int(view.best), rows=tuple(rows))


def _masked(actor: Actor, person: int, view: View, start: datetime, end: datetime) -> list[BusyRow]:
    low, high = to_minutes(start), to_minutes(end)
    with everywhere("what agreements let see of a colleague's time"):
        timeline = Timeline.objects.filter(person_id=person).first()
        if timeline is None:
            return []
        rows = list(
            Occurrence.objects.filter(
                timeline=timeline, start__lt=high, start__gt=low - CHUNK, end__gt=low
            )
            .exclude(state=State.FREE)
            .select_related("event")
            .order_by("start")
        )
    shared = set(
        Attendance.objects.filter(
            person_id=actor.me, event_id__in={row.event_id for row in rows}
        ).values_list("event_id", flat=True)
    )
    return [_busy_row(row, view, together=row.event_id in shared) for row in rows]


def _busy_row(row: Occurrence, view: View, *, together: bool) -> BusyRow:
    level = Level.TITLE if together else view.of(row.organisation_id)
    if row.event.private and not together:
        level = Level.BUSY
    return BusyRow(
        start=to_moment(row.start),
        end=to_moment(row.end),
        state=State(row.state),
        title=row.event.title if level >= Level.TITLE else "",
        place=row.event.place if level >= Level.PLACE else "",
        uuid=row.event.uuid if together else None,
    )


def local_day(day: date, zone: str) -> tuple[datetime, datetime]:
    """The UTC bounds of a local day, half-open; 23 or 25 hours when the clock changes."""
    place = ZoneInfo(zone)
    start = datetime(day.year, day.month, day.day, tzinfo=place)
    after = day + timedelta(days=1)
    return start, datetime(after.year, after.month, after.day, tzinfo=place)
