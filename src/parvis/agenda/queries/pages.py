"""Small reads of single pages: one's own settings, a room's request, events found by a word."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from parvis.agenda.models import Attendance, Event
from parvis.agenda.queries._levels import OFFICE, preferences, week_of
from parvis.agenda.queries.events import repetition
from parvis.agenda.types import Answer
from parvis.directory import api as directory
from parvis.organisations import api as organisations
from parvis.organisations.types import Level, OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.errors import Missing
from parvis.platform.rules import visible

_SEARCHED = 4000
_AROUND = timedelta(days=550)


@dataclass(frozen=True, slots=True)
class Settings:
    """One's own limits: seven days of (start, end) local minutes, notice in minutes."""

    level: Level
    week: tuple[tuple[tuple[int, int], ...], ...]
    evenings: bool
    notice: int
    zone: str


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event found by its title."""

    uuid: UUID
    title: str
    start: datetime
    all_day: bool
    repetition: str
    organisation: OrganisationRef


@dataclass(frozen=True, slots=True)
class RoomRequest:
    """What somebody who answers for a room may know of who asks for it."""

    event: UUID
    attendance: int
    room: str
    organiser: str
    organisation: OrganisationRef
    start: datetime
    end: datetime
    all_day: bool
    repetition: str
    answer: Answer


def my_settings(actor: Actor) -> Settings:
    """What the actor chose, or what applies when she chose nothing; one query."""
    persons = [] if actor.person is None else [actor.person]
    own = preferences(persons).get(actor.person or 0)
    if own is None:
        return Settings(Level.TITLE, OFFICE.days, evenings=False, notice=120, zone="Europe/Paris")
    return Settings(
        level=Level(own.level),
        week=week_of(own).days,
        evenings=own.evenings,
        notice=own.notice,
        zone=own.zone,
    )


def standing_for(actor: Actor, *, uuid: UUID, at: str) -> tuple[UUID, str]:
    """The event that stands for the occurrence `at` today, and its name in it.

    A date of a series that was changed alone is an event of its own: an address or a page written
    before the change still leads to it.
    """
    if not at:
        return uuid, ""
    own = (
        visible(actor, Event)
        .filter(series__uuid=uuid, instead_of=at, deleted_at=None)
        .values_list("uuid", flat=True)
        .first()
    )
    return (own, "") if own is not None else (uuid, at)


def room_request(actor: Actor, *, event: UUID, attendance: int | None = None) -> RoomRequest:
    """A room the actor answers for, in an event she may not see.

    Without `attendance`, the first of her rooms in the event, those that wait before the others.

    Raises:
        Missing: she answers for no such room.
    """
    row = _room_row(actor, event, attendance)
    if row is None:
        raise Missing
    with everywhere("the approver of a room reads who asks for it"):
        organiser = Attendance.objects.filter(event_id=row.event_id, organiser=True).first()
    asked = row.event
    return RoomRequest(
        event=asked.uuid,
        attendance=row.pk,
        room=row.name,
        organiser=organiser.name if organiser else "",
        organisation=organisations.organisation(actor, asked.organisation_id),
        start=asked.starts_at,
        end=asked.ends_at,
        all_day=asked.all_day,
        repetition=repetition(asked),
        answer=Answer(row.status),
    )


def _room_row(actor: Actor, event: UUID, attendance: int | None) -> Attendance | None:
    rooms = [room.id for room in directory.resources_to_approve(actor)]
    with everywhere("the approver of a room reads the event that asks for it"):
        rows = Attendance.objects.filter(
            event__uuid=event, event__deleted_at=None, resource_id__in=rooms
        ).select_related("event")
        if attendance is not None:
            rows = rows.filter(pk=attendance)
        found = list(rows.order_by("pk"))
    found.sort(key=lambda row: row.status != Answer.WAITING)
    return found[0] if found else None


def events_named(actor: Actor, *, text: str, now: datetime, limit: int = 5) -> list[FoundEvent]:
    """The actor's own events whose title has every word of `text`, the nearest in time first."""
    words = _plain(text).split()
    if not words or actor.person is None:
        return []
    alive = visible(actor, Event).filter(deleted_at=None)
    near = alive.filter(starts_at__gt=now - _AROUND).order_by("-starts_at")
    titles = near.values_list("pk", "title", "starts_at")[:_SEARCHED]
    hits = [
        (abs(start - now), pk)
        for pk, title, start in titles
        if all(word in _plain(title) for word in words)
    ]
    chosen = [pk for _distance, pk in sorted(hits)[:limit]]
    rows = {row.pk: row for row in alive.filter(pk__in=chosen)}
    places = organisations.organisations(actor, {row.organisation_id for row in rows.values()})
    return [
        FoundEvent(
            uuid=rows[pk].uuid,
            title=rows[pk].title,
            start=rows[pk].starts_at,
            all_day=rows[pk].all_day,
            repetition=repetition(rows[pk]),
            organisation=places[rows[pk].organisation_id],
        )
        for pk in chosen
        if pk in rows
    ]


def _plain(text: str) -> str:
    """Lower case without accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
