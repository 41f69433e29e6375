"""Changing and cancelling: this one, this and the following, or all."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from parvis.agenda.actions import _drafts, _find, _occurrences, _people, _series, _undo, _writing
from parvis.agenda.events import MeetingCancelled
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
        undo, target = _writing.write(
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
        undo, target = _writing.write(actor, row, draft, reach=reach, at=at, now=now)
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
        before = _writing.family(row)
        _cancel(row, _writing.checked(row, reach, at), at, now=now)
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
