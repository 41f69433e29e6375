"""Finding the event an action is about; the actor sees it or it is missing."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _

from parvis.agenda.actions import _occurrences
from parvis.agenda.models import Attendance, Event
from parvis.agenda.types import Answer, BadEvent
from parvis.directory import api as directory
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.errors import Conflict, Missing
from parvis.platform.rules import visible


def seen(actor: Actor, uuid: UUID) -> Event:
    """The event, locked until the transaction ends where the database can.

    Raises:
        Missing: it does not exist, was cancelled, or is not hers to see.
    """
    rows = visible(actor, Event).filter(deleted_at=None)
    event = rows.select_for_update(of=("self",)).filter(uuid=uuid).first()
    if event is None:
        raise Missing
    found: Event = event
    return found


def own_attendance(actor: Actor, event: Event) -> Attendance:
    """Her place in the event.

    Raises:
        Missing: she was not invited.
    """
    attendance = event.attendances.filter(person_id=actor.me).first()
    if attendance is None:
        raise Missing
    return attendance


def room_asked(uuid: UUID, attendance: int) -> tuple[Attendance, Event]:
    """A room's place in an event that may belong to another organisation.

    Raises:
        Missing: no such event, or no such room in it.
    """
    with everywhere("the approver of a room reads the event that asks for it"):
        row = Event.objects.filter(uuid=uuid, deleted_at=None).first()
    room = row and row.attendances.exclude(resource_id=None).filter(pk=attendance).first()
    if row is None or room is None:
        raise Missing
    return room, row


def occurrence(event: Event, at: str) -> None:
    """Make sure that a series has this occurrence.

    Raises:
        BadEvent: it has none of that name.
    """
    if not _occurrences.takes_place(event, at):
        raise BadEvent(fields={"at": _("This date is not one of the series.")})


def same_version(event: Event, version: int | None) -> None:
    """Refuse to write over somebody else's change.

    Raises:
        Conflict: the row is no longer the one that was read.
    """
    if version is not None and version != event.sequence:
        raise Conflict


def rooms_of(event: Event) -> list[Attendance]:
    """The rooms and vehicles of the event that did not refuse."""
    return list(event.attendances.exclude(resource_id=None).exclude(status=Answer.DECLINED))


def ask_again(actor: Actor, event: Event) -> None:
    """The hours changed: people and rooms that need it are asked again."""
    people = event.attendances.filter(organiser=False, resource_id=None)
    people.update(
        status=Answer.WAITING, exceptions={}, proposed_start=None, proposed_end=None, comment=""
    )
    rooms = list(event.attendances.exclude(resource_id=None))
    ids = [room.resource_id for room in rooms if room.resource_id is not None]
    approval = {r.id: r.approval for r in directory.resources(actor, ids=ids)} if ids else {}
    for room in rooms:
        asks = approval.get(room.resource_id or 0, False)
        room.status = Answer.WAITING if asks else Answer.ACCEPTED
        room.save(update_fields=["status"])
