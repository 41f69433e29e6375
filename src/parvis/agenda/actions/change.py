"""Changing and cancelling: this one, this and the following, or all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from parvis.agenda.actions import _drafts, _find, _occurrences, _people, _series, _undo
from parvis.agenda.events import MeetingCancelled, MeetingChanged
from parvis.agenda.models import Event
from parvis.agenda.types import Change, Draft, Invitees, Reach
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import publish
from parvis.platform.rules import require


def edit(
    actor: Actor,
    *,
    event: UUID,
    draft: Draft,
    invitees: Invitees | None = None,
    reach: Reach = Reach.ALL,
    at: str = "",
    version: int | None = None,
    now: datetime,
) -> Change:
    """Change an event, or part of a series from the occurrence named `at`.

    The draft speaks of the occurrence `at` when it is given. New hours ask everybody again.
    Invitees of None stay as they are; a `version` that is no longer the row's is a conflict.

    Raises:
        Missing, Refused, BadEvent, RoomTaken, Conflict.
    """
    _drafts.check(draft)
    with transaction():
        row = _find.seen(actor, event)
        require(actor, "agenda.edit", row)
        _find.same_version(row, version)
        undo, target = write_hours(
            actor, row, draft, reach=reach, at=at, invitees=invitees, now=now
        )
    return Change(target.uuid, undo)


def move(
    actor: Actor,
    *,
    event: UUID,
    starts: datetime,
    ends: datetime,
    reach: Reach = Reach.THIS,
    at: str = "",
    now: datetime,
) -> Change:
    """Give other hours (naive, in the event's own zone), everything else unchanged.

    Raises:
        Missing, Refused, BadEvent, RoomTaken.
    """
    with transaction():
        row = _find.seen(actor, event)
        require(actor, "agenda.edit", row)
        draft = replace(_drafts.draft_of(row), starts=starts, ends=ends)
        _drafts.check(draft)
        undo, target = write_hours(actor, row, draft, reach=reach, at=at, now=now)
    return Change(target.uuid, undo)


def cancel(
    actor: Actor, *, event: UUID, reach: Reach = Reach.ALL, at: str = "", now: datetime
) -> Change:
    """Cancel an event, one occurrence, or one and all that follow.

    Raises:
        Missing, Refused, BadEvent.
    """
    with transaction():
        row = _find.seen(actor, event)
        require(actor, "agenda.edit", row)
        before = _family(row)
        _cancel(row, _checked(row, reach, at), at, now=now)
        publish(
            actor,
            MeetingCancelled(
                organisation=row.organisation_id,
                subject=f"agenda.event:{row.uuid}",
                event_id=row.pk,
                people=_people.people_to_tell(row, but=actor.person),
            ),
            detail={"reach": reach.value, "at": at},
        )
        undo = _undo.remember(actor, row, before=before, now=now)
    return Change(row.uuid, undo)


def write_hours(
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
    reach = _checked(row, reach, at)
    before = _family(row)
    settled, by = _series.settle(row, draft, reach, at)
    target = row if reach is Reach.ALL else _series.split(row, reach, at, now=now)
    again = _rewrite(actor, target, settled, invitees, by, now=now)
    publish(
        actor,
        MeetingChanged(
            organisation=target.organisation_id,
            subject=f"agenda.event:{target.uuid}",
            event_id=target.pk,
            people=_people.people_to_tell(target, but=actor.person),
            again=again,
        ),
        detail={"reach": reach.value, "at": at},
    )
    created = [] if target is row else [target]
    return _undo.remember(actor, row, before=before, created=created, now=now), target


def _checked(row: Event, reach: Reach, at: str) -> Reach:
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
) -> bool:
    """Write the draft; whether the hours changed and everybody is asked again."""
    old = _drafts.when(target)
    _drafts.apply(target, draft, now=now)
    target.known_until = now + _occurrences.AHEAD if target.rule else None
    _series.shift_overrides(target, by)
    _series.touch(target, now=now)
    if invitees is not None:
        _people.sync(actor, target, invitees)
    again = _drafts.when(target) != old
    if again:
        _find.ask_again(actor, target)
    hours = _occurrences.hours_of(target, now=now)
    _occurrences.hold_rooms(target, _find.rooms_of(target), hours)
    _occurrences.rebuild(target, now=now, hours=hours)
    return again


def _cancel(row: Event, reach: Reach, at: str, *, now: datetime) -> None:
    if reach is Reach.THIS:
        row.excluded = sorted({*row.excluded, at})
    elif reach is Reach.FOLLOWING:
        gone = _series.split(row, reach, at, now=now)
        _drop(gone, now=now)
        return
    else:
        _drop(row, now=now)
        if row.series is None:
            return
        row.series.excluded = sorted({*row.series.excluded, row.instead_of})
        row = row.series
    _series.touch(row, now=now)
    _occurrences.rebuild(row, now=now)


def _drop(row: Event, *, now: datetime) -> None:
    for one in (row, *Event.objects.filter(series=row, deleted_at=None)):
        one.deleted_at = now
        _series.touch(one, now=now)
        _occurrences.rebuild(one, now=now)


def _family(row: Event) -> list[dict[str, Any]]:
    """Snapshots of the event, its series and its overrides."""
    rows = {row.pk: row}
    if row.series is not None:
        rows[row.series.pk] = row.series
    rows |= {one.pk: one for one in Event.objects.filter(series=row)}
    return [_undo.snapshot(one) for one in rows.values()]
