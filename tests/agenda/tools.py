"""Short words for the agenda's tests. Moments are local to Europe/Paris unless they say UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from parvis.agenda import actions, queries
from parvis.agenda.models import Occurrence
from parvis.agenda.types import Change, Draft, Invitees
from parvis.directory import api as directory
from parvis.directory.types import ResourceKind, ResourceSpec
from parvis.organisations import api as organisations
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere, scoped

NOW = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def at(day: str, hour: str) -> datetime:
    """A naive local moment: at("2026-01-15", "14:00")."""
    return datetime.fromisoformat(f"{day}T{hour}")


def utc(day: str, hour: str) -> datetime:
    """The same as an aware UTC moment."""
    return at(day, hour).replace(tzinfo=PARIS).astimezone(UTC)


def draft(day: str, hour: str, minutes: int = 60, **more: Any) -> Draft:
    """A draft at a local hour."""
    starts = at(day, hour)
    return Draft(
        **{"title": "Point réseau", "starts": starts, "ends": starts + timedelta(minutes=minutes)}
        | more
    )


def uuid_of(actor: Actor) -> UUID:
    """The public id of the person who acts."""
    assert actor.person is not None
    return organisations.person(actor, actor.person).uuid


def plan(
    actor: Actor,
    what: Draft,
    *,
    people: list[Actor] | None = None,
    optional: list[Actor] | None = None,
    rooms: list[UUID] | None = None,
    now: datetime = NOW,
) -> Change:
    """Plan as a person would."""
    with scoped(actor):
        return actions.plan(
            actor,
            draft=what,
            invitees=Invitees(
                required=tuple(uuid_of(p) for p in people or []),
                optional=tuple(uuid_of(p) for p in optional or []),
                rooms=tuple(rooms or []),
            ),
            now=now,
        )


def week(actor: Actor, day: str, days: int = 7) -> list[tuple[str, str]]:
    """(local start, title) of what the actor sees in her own calendar from a day on."""
    start = utc(day, "00:00")
    with scoped(actor):
        rows = queries.my_events(actor, start=start, end=start + timedelta(days=days))
    return [(f"{row.start.astimezone(PARIS):%Y-%m-%d %H:%M}", row.title) for row in rows]


def hours(event: UUID, actor: Actor) -> list[str]:
    """Local starts that the event takes from the actor's time."""
    with everywhere("test"):
        rows = Occurrence.objects.filter(
            event__uuid=event, timeline__person_id=actor.person
        ).order_by("start")
        return [f"{datetime.fromtimestamp(row.start * 60, PARIS):%Y-%m-%d %H:%M}" for row in rows]


def room(actor: Actor, name: str, *, capacity: int, approval: bool = False) -> UUID:
    """A room of the organisation that the actor administers."""
    assert actor.organisation is not None
    spec = ResourceSpec(kind=ResourceKind.ROOM, name=name, capacity=capacity, approval=approval)
    with scoped(actor):
        return directory.add_resource(actor, organisation_id=actor.organisation, spec=spec)
