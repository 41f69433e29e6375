"""Taking a series apart: one occurrence, or one and all that follow."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from parvis.agenda.actions._occurrences import AHEAD, length, name_of, rebuild
from parvis.agenda.core import recurrence
from parvis.agenda.core.clock import wall_to_utc
from parvis.agenda.models import Attendance, Event
from parvis.agenda.types import BadEvent, Draft, Reach


def wall(at: str) -> datetime:
    """The local start of an occurrence from its name.

    Raises:
        BadEvent: not the name of an occurrence.
    """
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise BadEvent(fields={"at": _("This date is not one of the series.")}) from error
    return moment.replace(tzinfo=None)


def form(event: Event, moment: datetime) -> recurrence.Start:
    """A local start as the core wants it: a day for whole days."""
    return moment.date() if event.all_day else moment


def reach_of(row: Event, reach: Reach, at: str) -> Reach:
    """A single event has one reach; the first occurrence and its followers are the series."""
    if not row.rule:
        return Reach.ALL
    if reach is Reach.FOLLOWING and wall(at) <= row.local_start:
        return Reach.ALL
    return reach


def settle(row: Event, draft: Draft, reach: Reach, at: str) -> tuple[Draft, timedelta]:
    """The draft of the row that will carry it, and how far its occurrences move.

    A draft speaks of the occurrence `at`; the whole series moves by as much.
    """
    if not row.rule:
        return draft, timedelta()
    if reach is Reach.THIS:
        return replace(draft, rule="", excluded=()), timedelta()
    old = wall(at) if at else row.local_start
    by = draft.starts - old
    first = row.local_start if reach is Reach.ALL else old
    rule = recurrence.parse(row.rule)
    if reach is Reach.FOLLOWING:
        rule = recurrence.remaining(rule, form(row, row.local_start), form(row, old)) or rule
    same = bool(draft.rule) and recurrence.parse(draft.rule).text == row.rule
    starts = first + by
    return (
        replace(
            draft,
            starts=starts,
            ends=starts + (draft.ends - draft.starts),
            rule=recurrence.moved(rule, form(row, first), form(row, starts)).text
            if same
            else draft.rule,
            excluded=tuple(
                wall(name) + by for name in row.excluded if reach is Reach.ALL or name >= at
            ),
        ),
        by,
    )


def split(row: Event, reach: Reach, at: str, *, now: datetime) -> Event:
    """Cut `at` (and, for FOLLOWING, all after it) out of the series into an event of its own.

    The new event stands at the same hours with the same people and answers; both are written.
    """
    made = _copy(row, now=now)
    start = wall(at)
    made.starts_at = wall_to_utc(start, row.zone)
    made.ends_at = _end(row, start)
    if reach is Reach.THIS:
        made.series, made.instead_of = row, at
        made.save()
    else:
        first = form(row, row.local_start)
        rule = recurrence.parse(row.rule)
        follows = recurrence.remaining(rule, first, form(row, start))
        kept = recurrence.end_before(rule, first, form(row, start))
        made.rule = follows.text if follows else ""
        made.known_until = now + AHEAD if made.rule else None
        made.excluded = [name for name in row.excluded if name >= at]
        made.save()
        row.rule = kept.text if kept else ""
        row.excluded = [name for name in row.excluded if name < at]
        for override in Event.objects.filter(series=row, instead_of__gte=at):
            override.series = made
            override.save(update_fields=["series"])
    _copy_people(row, made, at=at if reach is Reach.THIS else "")
    touch(row, now=now)
    rebuild(row, now=now)
    return made


def touch(row: Event, *, now: datetime) -> None:
    """Save the row as a new version of itself."""
    row.sequence += 1
    row.changed_at = now
    row.save()


def shift_overrides(row: Event, by: timedelta) -> None:
    """The overrides of a series keep standing for the same occurrences when it moves."""
    if not by:
        return
    for override in Event.objects.filter(series=row, deleted_at=None):
        moment = wall(override.instead_of) + by
        override.instead_of = name_of(moment.date() if row.all_day else moment)
        override.save(update_fields=["instead_of"])


def _end(row: Event, start: datetime) -> datetime:
    if row.all_day:
        midnight = datetime.combine(start.date(), time())
        return wall_to_utc(midnight + timedelta(minutes=length(row)), row.zone)
    return wall_to_utc(start, row.zone) + row.duration


def _copy(row: Event, *, now: datetime) -> Event:
    fresh: Event = Event.objects.get(pk=row.pk)
    fresh.pk = None
    fresh._state.adding = True  # noqa: SLF001 -- Django's documented way to copy a row
    fresh.uuid = uuid.uuid4()
    fresh.rule, fresh.excluded, fresh.known_until, fresh.sequence = "", [], None, 0
    fresh.created_at = fresh.changed_at = now
    return fresh


def _copy_people(source: Event, target: Event, *, at: str) -> None:
    rows = list(source.attendances.order_by("pk"))
    for row in rows:
        row.pk, row.event = None, target
        row._state.adding = True  # noqa: SLF001 -- Django's documented way to copy a row
        row.status = row.exceptions.get(at, row.status)
        row.exceptions = {}
    Attendance.objects.bulk_create(rows)
