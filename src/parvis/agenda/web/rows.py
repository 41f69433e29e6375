"""Rows as templates and the grid want them: flat, in French, without anything left to look up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.agenda.types import Answer, BusyRow, EventRow, State
from parvis.organisations.types import OrganisationRef
from parvis.platform.ui import french

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list of meetings. `status` is confirmed, tentative or declined."""

    title: str
    when: str
    url: str
    place: str
    organisation: OrganisationRef | None
    status: str
    note: str
    repeats: bool
    private: bool
    now: bool
    start: datetime
    end: datetime

    @property
    def detail(self) -> str:
        """Whose it is, and where."""
        place = self.organisation.name if self.organisation is not None else ""
        return " · ".join(part for part in (place, self.place) if part)


@dataclass(frozen=True, slots=True)
class DayOf:
    """A day and its lines."""

    day: date
    today: bool
    items: tuple[Item, ...]
    url: str


def event_url(uuid: UUID, at: str = "") -> str:
    """The page of an event, at one of its dates when it repeats."""
    url = reverse("agenda:event", args=[uuid])
    return f"{url}?{urlencode({'le': at})}" if at else url


def grid_id(row: EventRow) -> str:
    """How the grid names an occurrence; `read_id` reads it back."""
    return f"{row.uuid}@{row.at}" if row.at else str(row.uuid)


def read_id(text: str) -> tuple[UUID, str]:
    """The event and the occurrence of a grid's name.

    Raises:
        ValueError: not a name that the grid gave.
    """
    uuid, _sign, at = text.partition("@")
    return UUID(uuid), at


def status_of(row: EventRow) -> str:
    """What the edge and the hatching of a block say."""
    if row.answer == Answer.DECLINED:
        return "declined"
    return "confirmed" if row.answer == Answer.ACCEPTED else "tentative"


def note_of(row: EventRow) -> str:
    """What is said of a row beside its hours, "" when nothing is out of the ordinary."""
    if row.answer == Answer.DECLINED:
        return _("declined")
    if row.answer == Answer.WAITING:
        return _("to answer")
    if row.answer == Answer.TENTATIVE:
        return _("to be confirmed")
    return _("shown as free") if row.state == State.FREE else ""


def item_of(row: EventRow, *, day: date | None = None, zone: str, now: datetime) -> Item:
    """A line of a list; its hours are those of `day` when it lasts several."""
    return Item(
        title=row.title,
        when=when_of(row.start, row.end, all_day=row.all_day, day=day, zone=zone),
        url=event_url(row.uuid, row.at),
        place=row.place,
        organisation=row.organisation,
        status=status_of(row),
        note=note_of(row),
        repeats=row.repeats,
        private=row.private,
        now=not row.all_day and row.start <= now < row.end,
        start=row.start,
        end=row.end,
    )


def when_of(
    start: datetime,
    end: datetime,
    *,
    all_day: bool,
    day: date | None = None,
    zone: str,
) -> str:
    """« 9 h – 10 h 30 », « journée », « jusqu’à 12 h » on the last of several days."""
    if all_day:
        return _("all day")
    first, last = french.local(start, zone), french.local(end, zone)
    midnight = day is not None and last == _midnight(day + _ONE_DAY, zone)
    if day is None or first.date() == last.date() or (midnight and first.date() == day):
        return french.span(start, end, zone)
    if first.date() == day:
        return _("from %(hour)s") % {"hour": french.hour(start, zone)}
    if last.date() == day:
        return _("until %(hour)s") % {"hour": french.hour(end, zone)}
    return _("all day")


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def touches(start: datetime, end: datetime, day: date, zone: str) -> bool:
    """Whether [start, end) has a minute of that local day."""
    return start < _midnight(day + _ONE_DAY, zone) and end > _midnight(day, zone)


def by_day(
    rows: Sequence[EventRow],
    *,
    first: date,
    last: date,
    zone: str,
    now: datetime,
    empty: bool = True,
) -> tuple[DayOf, ...]:
    """Rows under each local day they touch, first and last included."""
    today = french.local(now, zone).date()
    days: list[DayOf] = []
    day = first
    while day <= last:
        items = tuple(
            item_of(row, day=day, zone=zone, now=now)
            for row in rows
            if touches(row.start, row.end, day, zone)
        )
        if items or empty:
            days.append(DayOf(day, day == today, items, reverse("agenda:day", args=[day])))
        day += _ONE_DAY
    return tuple(days)


def grid(rows: Iterable[EventRow], zone: str) -> list[dict[str, Any]]:
    """Events as the grid's island reads them (web/src/calendar/model.ts, RawEvent)."""
    return [
        {
            "id": grid_id(row),
            "title": row.title,
            **_bounds(row.start, row.end, zone, all_day=row.all_day),
            "url": event_url(row.uuid, row.at),
            "org": row.organisation.slug,
            "mark": row.organisation.mark,
            "place": row.place,
            "status": status_of(row),
            "editable": row.mine,
        }
        for row in rows
    ]


def busy_grid(rows: Iterable[BusyRow], zone: str, org: OrganisationRef) -> list[dict[str, Any]]:
    """Somebody else's time for the grid: what the agreements let see, nothing to move."""
    return [
        {
            "id": str(number),
            "title": row.title,
            **_bounds(row.start, row.end, zone, all_day=False),
            "url": event_url(row.uuid) if row.uuid else "",
            "org": org.slug,
            "place": row.place,
            "status": "tentative" if row.state == State.TENTATIVE else "confirmed",
            "busyOnly": not row.title,
            "editable": False,
        }
        for number, row in enumerate(rows)
    ]


def busy_days(
    rows: Sequence[BusyRow], *, first: date, last: date, zone: str, now: datetime
) -> tuple[DayOf, ...]:
    """Somebody else's time as a list, day by day."""
    today = french.local(now, zone).date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return tuple(
        DayOf(
            day,
            day == today,
            tuple(
                _busy_item(row, day, zone, now)
                for row in rows
                if touches(row.start, row.end, day, zone)
            ),
            "",
        )
        for day in days
    )


def _busy_item(row: BusyRow, day: date, zone: str, now: datetime) -> Item:
    tentative = row.state == State.TENTATIVE
    return Item(
        title=row.title or _("Busy"),
        when=when_of(row.start, row.end, all_day=False, day=day, zone=zone),
        url=event_url(row.uuid) if row.uuid else "",
        place=row.place,
        organisation=None,
        status="tentative" if tentative else "confirmed",
        note=_("to be confirmed") if tentative else "",
        repeats=False,
        private=False,
        now=row.start <= now < row.end,
        start=row.start,
        end=row.end,
    )


def _bounds(start: datetime, end: datetime, zone: str, *, all_day: bool) -> dict[str, Any]:
    first, last = french.local(start, zone), french.local(end, zone)
    if all_day:
        return {"start": first.date().isoformat(), "end": last.date().isoformat(), "allDay": True}
    return {"start": first.isoformat(), "end": last.isoformat()}
