"""What a notification says of a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID
from zoneinfo import ZoneInfo

from parvis.agenda.core.recurrence import long_date
from parvis.agenda.models import Attendance, Event
from parvis.agenda.queries.events import repetition
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere


@dataclass(frozen=True, slots=True)
class Told:
    """A meeting in a few words; `when` is French, in the meeting's own zone."""

    title: str
    when: str
    organiser: str
    organiser_id: int
    url: str


def told_of(actor: Actor, *, subject: str) -> Told | None:
    """The meeting that an event is about, None once it was purged. `actor` is the platform."""
    uuid = UUID(subject.partition(":")[2])
    with everywhere(actor.system or "telling of a meeting"):
        row = Event.objects.filter(uuid=uuid).first()
        if row is None:
            return None
        organiser = Attendance.objects.filter(event=row, organiser=True).first()
    return Told(
        title=row.title,
        when=_when(row),
        organiser=organiser.name if organiser else "",
        organiser_id=row.person_id,
        url=f"/agenda/evenement/{row.uuid}/",
    )


def _when(row: Event) -> str:
    if row.rule:
        return repetition(row)
    local = row.starts_at.astimezone(ZoneInfo(row.zone))
    day = long_date(local.date())
    if row.all_day:
        return f"le {day}"
    minutes = f" {local.minute:02d}" if local.minute else ""
    return f"le {day} à {local.hour} h{minutes}"
