"""What the actor declined: it takes nothing of her time, and she may change her mind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q

from parvis.agenda.core import recurrence
from parvis.agenda.models import Attendance, Event
from parvis.agenda.types import Answer, EventRow, State
from parvis.organisations import api as organisations
from parvis.organisations.types import OrganisationRef
from parvis.platform.actor import Actor

_DAY = 1440


def declined(actor: Actor, *, start: datetime, end: datetime) -> list[EventRow]:
    """The occurrences in [start, end) that the actor declined, in order; three queries."""
    if actor.person is None:
        return []
    rows = list(
        Attendance.objects.filter(person_id=actor.person, organiser=False)
        .filter(Q(status=Answer.DECLINED) | ~Q(exceptions={}))
        .filter(event__deleted_at=None, event__starts_at__lt=end)
        .filter(Q(event__ends_at__gt=start) | ~Q(event__rule=""))
        .select_related("event")
    )
    series = [row.event_id for row in rows if row.event.rule]
    apart = set(
        Event.objects.filter(series__in=series, deleted_at=None).values_list(
            "series_id", "instead_of"
        )
    )
    places = organisations.organisations(actor, {row.organisation_id for row in rows})
    found = [
        _row(row, at, starts, ends, places[row.organisation_id])
        for row in rows
        for at, starts, ends in _dates(row.event, start, end)
        if row.exceptions.get(at, row.status) == Answer.DECLINED and (row.event_id, at) not in apart
    ]
    return sorted(found, key=lambda row: row.start)


def _dates(
    event: Event, start: datetime, end: datetime
) -> Iterator[tuple[str, datetime, datetime]]:
    """(name, start, end) of the occurrences of an event in a window."""
    if not event.rule:
        yield "", event.starts_at, event.ends_at
        return
    days = (event.local_end.date() - event.local_start.date()).days
    found = recurrence.occurrences(
        recurrence.parse(event.rule),
        start=event.local_start.date() if event.all_day else event.local_start,
        duration=days * _DAY if event.all_day else int(event.duration.total_seconds() // 60),
        zone=event.zone,
        window=(start, end),
    )
    for one in found:
        at = one.at.isoformat(timespec="minutes") if isinstance(one.at, datetime) else f"{one.at}"
        if at not in event.excluded:
            yield at, one.start, one.end


def _row(
    row: Attendance, at: str, start: datetime, end: datetime, place: OrganisationRef
) -> EventRow:
    event = row.event
    return EventRow(
        uuid=event.uuid,
        at=at,
        title=event.title,
        start=start,
        end=end,
        zone=event.zone,
        all_day=event.all_day,
        place=event.place,
        organisation=place,
        answer=Answer.DECLINED,
        state=State.FREE,
        mine=False,
        repeats=bool(event.rule or event.series_id),
        private=event.private,
    )
