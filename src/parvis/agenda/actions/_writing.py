"""Writing a draft over an event or a part of its series, and telling whom it concerns."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from parvis.agenda.actions import _drafts, _find, _occurrences, _people, _series, _undo
from parvis.agenda.events import MeetingChanged, PeopleInvited, PeopleTakenOut, RoomAsked
from parvis.agenda.models import Attendance, Event
from parvis.agenda.types import Answer, Draft, Invitees, Reach
from parvis.directory import api as directory
from parvis.platform.actor import Actor
from parvis.platform.events import publish


def write(
    actor: Actor,
    row: Event,
    draft: Draft,
    *,
    reach: Reach,
    at: str,
    invitees: Invitees | None = None,
    now: datetime,
) -> tuple[str, Event]:
    """Write a draft in the open transaction; the undo token, and the row that carries it."""
    reach = checked(row, reach, at)
    before = family(row)
    settled, by = _series.settle(row, draft, reach, at)
    target = row if reach is Reach.ALL else _series.split(row, reach, at, now=now)
    again, joined, removed = _rewrite(actor, target, settled, invitees, by, now=now)
    _tell(actor, target, joined, removed, again=again, detail={"reach": reach.value, "at": at})
    if again or any(one.resource_id is not None for one in joined):
        ask_approvers(actor, target)
    created = [] if target is row else [target]
    return _undo.remember(actor, row, before=before, created=created, now=now), target


def checked(row: Event, reach: Reach, at: str) -> Reach:
    """The reach that is meant, once `at` is known to be of the series.

    Raises:
        BadEvent: the series has no such occurrence.
    """
    if row.rule and reach is not Reach.ALL:
        _find.occurrence(row, at)
    return _series.reach_of(row, reach, at)


def _rewrite(
    actor: Actor,
    target: Event,
    draft: Draft,
    invitees: Invitees | None,
    by: timedelta,
    *,
    now: datetime,
) -> tuple[bool, list[Attendance], list[int]]:
    """Write the draft; whether everybody is asked again, who joins, persons taken out."""
    old = _drafts.when(target)
    _drafts.apply(target, draft, now=now)
    target.known_until = now + _occurrences.AHEAD if target.rule else None
    _series.shift_overrides(target, by)
    _series.touch(target, now=now)
    joined: list[Attendance] = []
    removed: list[int] = []
    if invitees is not None:
        joined, removed = _people.sync(actor, target, invitees)
    again = _drafts.when(target) != old
    if again:
        _find.ask_again(actor, target)
    hours = _occurrences.hours_of(target, now=now)
    _occurrences.hold_rooms(target, _find.rooms_of(target), hours)
    _occurrences.rebuild(target, now=now, hours=hours)
    return again, joined, removed


def _tell(
    actor: Actor,
    target: Event,
    joined: list[Attendance],
    removed: list[int],
    *,
    again: bool,
    detail: dict[str, Any],
) -> None:
    about: dict[str, Any] = {
        "organisation": target.organisation_id,
        "subject": f"agenda.event:{target.uuid}",
        "event_id": target.pk,
    }
    added = [one.person_id for one in joined if one.person_id is not None]
    others = [p for p in _people.people_to_tell(target, but=actor.person) if p not in added]
    publish(actor, MeetingChanged(**about, people=others, again=again), detail=detail)
    if added:
        publish(actor, PeopleInvited(**about, people=added))
    if removed:
        publish(actor, PeopleTakenOut(**about, people=removed))


def ask_approvers(actor: Actor, event: Event) -> tuple[str, ...]:
    """Tell those who approve the rooms that wait; the names of these rooms."""
    rooms = event.attendances.exclude(resource_id=None).filter(status=Answer.WAITING)
    for room in rooms:
        assert room.resource_id is not None
        asked = RoomAsked(
            organisation=room.organisation_id,
            subject=f"agenda.event:{event.uuid}",
            event_id=event.pk,
            people=list(directory.approvers(actor, room.resource_id)),
            room=room.name,
        )
        publish(actor, asked)
    return tuple(room.name for room in rooms)


def family(row: Event) -> list[dict[str, Any]]:
    """Snapshots of the event, its series and its overrides."""
    rows = {row.pk: row}
    if row.series is not None:
        rows[row.series.pk] = row.series
    rows |= {one.pk: one for one in Event.objects.filter(series=row)}
    return [_undo.snapshot(one) for one in rows.values()]
