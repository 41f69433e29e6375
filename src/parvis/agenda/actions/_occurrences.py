"""Writing the hours that an event takes, in the transaction of the action that plans it.

A single event is always written whole; a series is written up to the horizon, which a schedule
moves forward. The composite index of `Occurrence` is then the one truth for weeks and free/busy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from parvis.agenda.core import recurrence
from parvis.agenda.core.clock import to_minutes
from parvis.agenda.models import CHUNK, Attendance, Event, Occurrence, Timeline
from parvis.agenda.types import Answer, RoomTaken, State
from parvis.platform.db import everywhere, transaction_required

AHEAD = timedelta(days=800)
BEHIND = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Hour:
    """One occurrence: its name in the series, and minutes [start, end) since 1970 UTC."""

    at: str
    start: int
    end: int


def name_of(at: datetime | date) -> str:
    """How an occurrence is named in JSON and URLs: its local start, or its day."""
    return at.isoformat(timespec="minutes") if isinstance(at, datetime) else at.isoformat()


def hours_of(event: Event, *, now: datetime) -> list[Hour]:
    """The occurrences of an event, exclusions and overrides taken out."""
    if not event.rule:
        start, end = to_minutes(event.starts_at), to_minutes(event.ends_at)
        name = event.local_start.date() if event.all_day else event.local_start
        return [Hour(name_of(name), start, end)]
    left_out = set(event.excluded)
    with everywhere("the hours of a series do not depend on who writes them"):
        overrides = Event.objects.filter(series=event, deleted_at=None)
        left_out |= set(overrides.values_list("instead_of", flat=True))
    found = recurrence.occurrences(
        recurrence.parse(event.rule),
        start=event.local_start.date() if event.all_day else event.local_start,
        duration=length(event),
        zone=event.zone,
        window=(now - BEHIND, now + AHEAD),
    )
    hours = [Hour(name_of(o.at), *o.minutes) for o in found]
    return [hour for hour in hours if hour.at not in left_out]


def takes_place(event: Event, at: str) -> bool:
    """Whether a series has an occurrence of this name, whatever the horizon."""
    try:
        moment = datetime.fromisoformat(at).replace(tzinfo=UTC)
    except ValueError:
        return False
    return any(hour.at == at for hour in hours_of(event, now=moment))


def length(event: Event) -> int:
    """Minutes; for whole days, 1440 for each day of the calendar whatever the clock does."""
    if event.all_day:
        return (event.local_end.date() - event.local_start.date()).days * 1440
    return int(event.duration.total_seconds() // 60)


def rebuild(event: Event, *, now: datetime, hours: list[Hour] | None = None) -> None:
    """Write again every hour of an event, for all who take part."""
    transaction_required()
    Occurrence.objects.filter(event=event).delete()
    if event.deleted_at is not None:
        return
    known = hours_of(event, now=now) if hours is None else hours
    rows = [row for a in event.attendances.all() for row in rows_of(event, a, known)]
    Occurrence.objects.bulk_create(rows, batch_size=500)


def rewrite(event: Event, attendance: Attendance, *, now: datetime) -> None:
    """Write again the hours of one who answered; the others' rows do not move."""
    transaction_required()
    Occurrence.objects.filter(event=event, timeline_id=attendance.timeline_id).delete()
    Occurrence.objects.bulk_create(
        rows_of(event, attendance, hours_of(event, now=now)), batch_size=500
    )


def rows_of(event: Event, attendance: Attendance, hours: Iterable[Hour]) -> list[Occurrence]:
    rows: list[Occurrence] = []
    for hour in hours:
        state = state_of(event, attendance, hour.at)
        if state is None:
            continue
        rows.extend(
            Occurrence(
                timeline_id=attendance.timeline_id,
                event=event,
                organisation_id=attendance.organisation_id,
                start=start,
                end=min(start + CHUNK, hour.end),
                begins=hour.start,
                state=state,
                # travel time would tell where a private event is
                site_id=None if event.private else event.site_id,
            )
            for start in range(hour.start, hour.end, CHUNK)
        )
    return rows


def state_of(event: Event, attendance: Attendance, at: str) -> State | None:
    """What the occurrence does to this timeline; None when it is declined."""
    answer = attendance.exceptions.get(at, attendance.status)
    if answer == Answer.DECLINED:
        return None
    if not event.busy and attendance.resource_id is None:
        return State.FREE
    return State.BUSY if answer == Answer.ACCEPTED else State.TENTATIVE


def hold_rooms(event: Event, rooms: list[Attendance], hours: list[Hour]) -> None:
    """Make sure no room or vehicle is taken twice, and stop others from taking it meanwhile.

    SQLite has one writer; PostgreSQL locks the rooms' rows until the transaction ends.

    Raises:
        RoomTaken: names the first room that is not free.
    """
    transaction_required()
    if not rooms or not hours:
        return
    by_timeline = {a.timeline_id: a for a in rooms if a.status != Answer.DECLINED}
    list(Timeline.objects.select_for_update().filter(pk__in=by_timeline).order_by("pk"))
    low, high = hours[0].start, max(hour.end for hour in hours)
    taken = (
        Occurrence.objects.filter(
            timeline_id__in=by_timeline, start__lt=high, start__gt=low - CHUNK, end__gt=low
        )
        .filter(state__gte=State.TENTATIVE)
        .exclude(event_id__in=[i for i in (event.pk, event.series_id) if i is not None])
        .order_by("start")
        .values_list("timeline_id", "start", "end")
    )
    clash = _first_clash(taken, hours)
    if clash is not None:
        raise RoomTaken(fields={"rooms": by_timeline[clash].name})


def _first_clash(taken: Iterable[Any], hours: list[Hour]) -> int | None:
    ordered = sorted(hours, key=lambda hour: hour.start)
    for timeline, start, end in taken:
        if any(hour.start < end and start < hour.end for hour in ordered):
            return int(timeline)
    return None
