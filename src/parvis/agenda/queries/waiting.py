"""What waits for the actor: invitations to answer, proposals received, rooms to approve."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from parvis.agenda.models import Attendance
from parvis.agenda.queries.events import repetition
from parvis.agenda.types import Answer
from parvis.directory import api as directory
from parvis.organisations import api as organisations
from parvis.organisations.types import OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to answer. `kind` is "invitation", "proposal" or "room"."""

    kind: str
    event: UUID
    attendance: int
    title: str
    start: datetime
    end: datetime
    all_day: bool
    repetition: str
    who: str
    organisation: OrganisationRef
    proposed: tuple[datetime, datetime] | None = None
    comment: str = ""


def to_answer(actor: Actor, *, now: datetime, limit: int = 50) -> list[Waiting]:
    """Invitations, proposals and rooms that wait for the actor, soonest first."""
    if actor.person is None:
        return []
    rooms = [r.id for r in directory.resources_to_approve(actor)]
    waits = Q(person_id=actor.person, organiser=False, status=Answer.WAITING)
    proposals = Q(event__person_id=actor.person) & ~Q(proposed_start=None)
    to_approve = Q(resource_id__in=rooms, status=Answer.WAITING)
    alive = Q(event__deleted_at=None) & (Q(event__ends_at__gt=now) | ~Q(event__rule=""))
    with everywhere("what waits for the actor, whichever organisation planned it"):
        rows = list(
            Attendance.objects.filter(alive)
            .filter(waits | proposals | to_approve)
            .select_related("event")
            .order_by("event__starts_at", "pk")[:limit]
        )
        organisers = dict(
            Attendance.objects.filter(
                event_id__in={row.event_id for row in rows}, organiser=True
            ).values_list("event_id", "name")
        )
    places = organisations.organisations(actor, {row.event.organisation_id for row in rows})
    return [
        _waiting(actor, row, organisers.get(row.event_id, ""), places[row.event.organisation_id])
        for row in rows
    ]


def _waiting(actor: Actor, row: Attendance, organiser: str, place: OrganisationRef) -> Waiting:
    event = row.event
    proposed = None
    kind, who, title = "invitation", organiser, event.title
    if row.proposed_start is not None and row.proposed_end is not None:
        kind, who, proposed = "proposal", row.name, (row.proposed_start, row.proposed_end)
    elif row.resource_id is not None:
        kind, title = "room", row.name
    return Waiting(
        kind=kind,
        event=event.uuid,
        attendance=row.pk,
        title=title,
        start=event.starts_at,
        end=event.ends_at,
        all_day=event.all_day,
        repetition=repetition(event),
        who=who,
        organisation=place,
        proposed=proposed,
        comment=row.comment,
    )
