"""What a view of the calendar covers, how it is named, and where its neighbours are."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from parvis.platform.ui import french

LISTED = 30
VIEWS = ("day", "week", "month", "list")
_SHORTCUTS = {"day": "d", "week": "w", "month": "m", "list": "l"}
_WEEK = timedelta(days=7)
_ONE_DAY = timedelta(days=1)
_ANY = date(2000, 1, 1)  # stands for any day in an address


@dataclass(frozen=True, slots=True)
class Choice:
    """A view to switch to."""

    key: str
    label: str
    url: str
    shortcut: str
    current: bool


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last` included; `day` is the one asked for."""

    view: str
    day: date
    first: date
    last: date
    title: str
    url: str
    previous: str
    next: str
    today: str
    has_today: bool
    choices: tuple[Choice, ...]
    day_url: str

    @property
    def iso(self) -> str:
        """The day asked for, as the grid reads it."""
        return self.day.isoformat()

    @property
    def previous_label(self) -> str:
        return {
            "day": _("Previous day"),
            "week": _("Previous week"),
            "month": _("Previous month"),
            "list": _("Thirty days before"),
        }[self.view]

    @property
    def next_label(self) -> str:
        return {
            "day": _("Next day"),
            "week": _("Next week"),
            "month": _("Next month"),
            "list": _("Thirty days after"),
        }[self.view]


def monday(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def span(view: str, day: date, *, today: date) -> Span:
    """The span of a view around a day."""
    first, last = _bounds(view, day)
    before, after = _neighbours(view, day)
    return Span(
        view=view,
        day=day,
        first=first,
        last=last,
        title=_title(view, day, first, last),
        url=reverse(f"agenda:{view}", args=[day]),
        previous=reverse(f"agenda:{view}", args=[before]),
        next=reverse(f"agenda:{view}", args=[after]),
        today=reverse(f"agenda:{view}", args=[today]),
        has_today=first <= today <= last if view != "list" else day == today,
        choices=tuple(
            Choice(key, label, reverse(f"agenda:{key}", args=[day]), _SHORTCUTS[key], key == view)
            for key, label in zip(VIEWS, (_("Day"), _("Week"), _("Month"), _("List")), strict=True)
        ),
        day_url=reverse("agenda:day", args=[_ANY]).replace(_ANY.isoformat(), "{day}"),
    )


def of_person(week: Span, person: UUID, today: date) -> Span:
    """The same week, of somebody else."""

    def url(day: date) -> str:
        return reverse("agenda:of_week", args=[person, day])

    return replace(
        week,
        url=url(week.day),
        previous=url(week.day - _WEEK),
        next=url(week.day + _WEEK),
        today=url(today),
        choices=(),
        day_url=url(_ANY).replace(_ANY.isoformat(), "{day}"),
    )


def _bounds(view: str, day: date) -> tuple[date, date]:
    if view == "week":
        return monday(day), monday(day) + _WEEK - _ONE_DAY
    if view == "month":
        last = day.replace(day=monthrange(day.year, day.month)[1])
        return monday(day.replace(day=1)), monday(last) + _WEEK - _ONE_DAY
    if view == "list":
        return day, day + timedelta(days=LISTED - 1)
    return day, day


def _neighbours(view: str, day: date) -> tuple[date, date]:
    if view == "month":
        first = day.replace(day=1)
        return (first - _ONE_DAY).replace(day=1), (first + timedelta(days=32)).replace(day=1)
    step = {"day": _ONE_DAY, "week": _WEEK, "list": timedelta(days=LISTED)}[view]
    return day - step, day + step


def _title(view: str, day: date, first: date, last: date) -> str:
    if view == "day":
        return french.long_date(day).capitalize()
    if view == "month":
        return f"{french.MONTHS[day.month - 1]} {day.year}".capitalize()
    return between(first, last).capitalize()


def between(first: date, last: date) -> str:
    """« du 12 au 18 janvier 2026 », « du 29 janvier au 4 février 2026 »."""
    end = french.long_date(last, weekday=False)
    start = french.long_date(first, weekday=False, year=first.year != last.year)
    if (first.year, first.month) == (last.year, last.month):
        start = start.split(french.NBSP)[0]
    return _("from %(first)s to %(last)s") % {"first": start, "last": end}
