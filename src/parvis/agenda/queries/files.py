"""An event as an iCalendar file (RFC 5545), for any other calendar."""

from __future__ import annotations

from uuid import UUID

from parvis.agenda.models import Event
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing
from parvis.platform.rules import visible


def event_file(actor: Actor, *, uuid: UUID) -> bytes:
    """The event, or its whole series with its overrides.

    Raises:
        Missing: not hers to see.
    """
    row: Event | None = visible(actor, Event).filter(uuid=uuid, deleted_at=None).first()
    if row is None:
        raise Missing
    overrides = Event.objects.filter(series=row, deleted_at=None).order_by("instead_of")
    from parvis.agenda.core import ics

    return ics.export(_item(row, overrides=tuple(_item(o) for o in overrides)))


def _item(row, overrides=()):
    raise NotImplementedError
