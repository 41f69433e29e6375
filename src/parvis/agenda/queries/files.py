"""An event as an iCalendar file (RFC 5545), for any other calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from parvis.agenda.core import ics, recurrence
from parvis.agenda.models import Attendance, Event
from parvis.organisations import api as organisations
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing
from parvis.platform.rules import visible


def event_file(actor: Actor, *, uuid: UUID, on: date) -> bytes:
    """The event, or its whole series with its overrides; mail addresses as of a day.

    Raises:
        Missing: not hers to see.
    """
    row: Event | None = visible(actor, Event).filter(uuid=uuid, deleted_at=None).first()
    if row is None:
        raise Missing
    overrides = list(
        visible(actor, Event).filter(series=row, deleted_at=None).order_by("instead_of")
    )
    family = [row, *overrides]
    people: dict[int, list[Attendance]] = {}
    for attendance in Attendance.objects.filter(event__in=family).order_by("pk"):
        people.setdefault(attendance.event_id, []).append(attendance)
    mails = _mails([a for group in people.values() for a in group], on)
    uid = f"{row.series.uuid if row.series else row.uuid}@parvis"
    items = [_item(one, uid, people.get(one.pk, []), mails) for one in family]
    return ics.export(replace(items[0], overrides=tuple(items[1:])))


def _mails(attendances: list[Attendance], on: date) -> dict[tuple[int, int], str]:
    """The address of each person in the organisation she is invited through."""
    ids = {a.person_id for a in attendances if a.person_id is not None}
    known = organisations.affiliations(ids, on=on)
    return {
        (person, place.organisation_id): place.mail
        for person, places in known.items()
        for place in places
        if place.mail
    }


def _item(
    row: Event, uid: str, people: list[Attendance], mails: dict[tuple[int, int], str]
) -> ics.CalendarItem:
    organiser = next((a for a in people if a.organiser), None)
    return ics.CalendarItem(
        uid=uid,
        title=row.title,
        start=row.starts_at,
        end=row.ends_at,
        zone=row.zone,
        stamp=row.changed_at,
        description=row.description,
        place=row.place,
        all_day=row.all_day,
        rule=recurrence.parse(row.rule) if row.rule else None,
        excluded=frozenset(_start(row, name) for name in row.excluded),
        organiser=ics.Organiser(organiser.name, _mail(organiser, mails)) if organiser else None,
        attendees=tuple(_attendee(a, mails) for a in people if not a.organiser),
        sequence=row.sequence,
        private=row.private,
        busy=row.busy,
        instead_of=_start(row, row.instead_of) if row.instead_of else None,
    )


def _start(row: Event, name: str) -> recurrence.Start:
    moment = datetime.fromisoformat(name)
    return moment.date() if row.all_day else moment


def _attendee(row: Attendance, mails: dict[tuple[int, int], str]) -> ics.Attendee:
    return ics.Attendee(
        name=row.name,
        mail=_mail(row, mails),
        status=row.status,
        required=row.required,
        room=row.resource_id is not None,
    )


def _mail(row: Attendance, mails: dict[tuple[int, int], str]) -> str:
    """Rooms, and people whose address is not known here, get one that cannot be written to."""
    known = mails.get((row.person_id or 0, row.organisation_id))
    return known or f"timeline-{row.timeline_id}@parvis.invalid"
