"""What other rooms may ask of the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from parvis.agenda import actions
from parvis.agenda.queries import calendar
from parvis.agenda.types import Answer, Brought, Change, Draft, EventRow, Invitees
from parvis.platform.actor import Actor


def plan(
    actor: Actor,
    *,
    draft: Draft,
    invitees: Invitees,
    organisation: int | None = None,
    now: datetime,
) -> Change:
    """Plan a meeting in the actor's calendar; see `actions.plan`."""
    return actions.plan(actor, draft=draft, invitees=invitees, organisation=organisation, now=now)


def bring(actor: Actor, *, rows: Sequence[Brought], now: datetime) -> int:
    """Bring events from other calendars, all or none; how many. See `actions.bring`."""
    return actions.bring(actor, rows=rows, now=now)


def answer(actor: Actor, *, event: UUID, status: Answer, now: datetime) -> None:
    """Answer an invitation; see `actions.answer`."""
    actions.answer(actor, event=event, status=status, now=now)


def my_events(actor: Actor, *, start: datetime, end: datetime) -> list[EventRow]:
    """The actor's own occurrences that touch [start, end), in order."""
    return calendar.my_events(actor, start=start, end=end)
