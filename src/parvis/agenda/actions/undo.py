"""Undoing the last change, as long as nobody changed anything since."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parvis.agenda.actions import _find, _occurrences, _people, _series, _undo
from parvis.agenda.events import ChangeUndone
from parvis.agenda.models import Event, Undo
from parvis.agenda.types import TooLate
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import publish
from parvis.platform.rules import require


def undo(actor: Actor, *, token: UUID, now: datetime) -> UUID:
    """Put back what stood before; the event concerned.

    Raises:
        TooLate: expired, used, or somebody changed one of the events since.
        RoomTaken: the room went to somebody else.
        Refused.
    """
    with transaction():
        step = (
            Undo.objects.select_for_update()
            .filter(token=token, person_id=actor.me, used_at=None, expires_at__gt=now)
            .first()
        )
        if step is None:
            raise TooLate
        _nothing_since(step)
        row: Event = Event.objects.get(pk=step.event_id)
        require(actor, "agenda.edit", row)
        people = set(_people.people_to_tell(row, but=actor.person))
        _put_back(step, now=now)
        step.used_at = now
        step.save(update_fields=["used_at"])
        row.refresh_from_db()
        people |= set(_people.people_to_tell(row, but=actor.person))
        publish(
            actor,
            ChangeUndone(
                organisation=row.organisation_id,
                subject=f"agenda.event:{row.uuid}",
                event_id=row.pk,
                people=sorted(people),
            ),
        )
    return row.uuid


def _nothing_since(step: Undo) -> None:
    now_at = dict(Event.objects.filter(pk__in=step.after).values_list("pk", "sequence"))
    if {str(pk): sequence for pk, sequence in now_at.items()} != step.after:
        raise TooLate


def _put_back(step: Undo, *, now: datetime) -> None:
    for made in Event.objects.filter(pk__in=step.before["created"]):
        made.deleted_at = now
        made.instead_of = ""
        _series.touch(made, now=now)
        _occurrences.rebuild(made, now=now)
    restored = [_undo.restore(snap, now=now) for snap in step.before["events"]]
    for event in restored:
        hours = [] if event.deleted_at else _occurrences.hours_of(event, now=now)
        _occurrences.hold_rooms(event, _find.rooms_of(event), hours)
        _occurrences.rebuild(event, now=now, hours=hours)
