"""One event, the invitations that wait, the rooms to approve, and an event as a file."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from parvis.agenda.core import recurrence
from parvis.agenda.core.clock import utc_to_wall, wall_to_utc
from parvis.agenda.models import Attendance, Event
from parvis.agenda.queries.calendar import end_of
from parvis.agenda.types import Answer, Draft, EventPage, Guest
from parvis.organisations import api as organisations
from parvis.organisations.types import OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing
from parvis.platform.rules import can, visible


def event_page(actor: Actor, *, uuid: UUID, at: str = "") -> EventPage:
    """An event the actor organises or is invited to, at one occurrence or as a whole.

    Raises:
        Missing: not hers to see, or no longer there.
    """
    row: Event | None = visible(actor, Event).filter(uuid=uuid).first()
    if row is None or row.deleted_at is not None:
        raise Missing
    attendances = list(row.attendances.order_by("-organiser", "resource_id", "name", "pk"))
    places = organisations.organisations(
        actor, {a.organisation_id for a in attendances} | {row.organisation_id}
    )
    start = _moment(row, at)
    own = next((a for a in attendances if a.person_id == actor.person), None)
    return EventPage(
        uuid=row.uuid,
        draft=draft_at(row, start),
        at=at if row.rule else "",
        start=start,
        end=end_of(row, start),
        organisation=places[row.organisation_id],
        organiser=next((a.name for a in attendances if a.organiser), ""),
        guests=tuple(_guest(a, places, at) for a in attendances),
        repetition=repetition(row),
        in_series=_series_uuid(row),
        may_edit=can(actor, "agenda.edit", row),
        may_answer=own is not None and can(actor, "agenda.answer", own),
        answer=Answer(own.exceptions.get(at, own.status)) if own else None,
        version=row.sequence,
    )


def _moment(row: Event, at: str) -> datetime:
    if not (row.rule and at):
        return row.starts_at
    try:
        wall = datetime.fromisoformat(at).replace(tzinfo=None)
    except ValueError as error:
        raise Missing from error
    return wall_to_utc(wall, row.zone)


def draft_at(row: Event, start: datetime) -> Draft:
    """The draft of an event, at the hours of one of its occurrences."""
    return Draft(
        title=row.title,
        starts=utc_to_wall(start, row.zone),
        ends=utc_to_wall(end_of(row, start), row.zone),
        zone=row.zone,
        all_day=row.all_day,
        place=row.place,
        site_id=row.site_id,
        description=row.description,
        rule=row.rule,
        excluded=tuple(datetime.fromisoformat(name) for name in row.excluded),
        private=row.private,
        busy=row.busy,
    )


def repetition(row: Event) -> str:
    """The series in words, "" for a single event."""
    if not row.rule:
        return ""
    excluded = {datetime.fromisoformat(name).date() for name in row.excluded}
    start: date = row.local_start.date() if row.all_day else row.local_start
    return recurrence.in_french(recurrence.parse(row.rule), start, frozenset(excluded))


def _series_uuid(row: Event) -> UUID | None:
    return row.series.uuid if row.series is not None else None


def _guest(row: Attendance, places: dict[int, OrganisationRef], at: str) -> Guest:
    proposed = None
    if row.proposed_start is not None and row.proposed_end is not None:
        proposed = (row.proposed_start, row.proposed_end)
    return Guest(
        id=row.pk,
        name=row.name,
        organisation=places[row.organisation_id],
        person_id=row.person_id,
        resource_id=row.resource_id,
        organiser=row.organiser,
        required=row.required,
        answer=Answer(row.exceptions.get(at, row.status)),
        comment=row.comment,
        proposed=proposed,
    )
