"""The VTIMEZONE of an IANA zone, with the yearly rule of its clock changes where it has one.

The library's own way lists every change until 2038 as dates; several calendars read only the
first of such a list. One rule for each season is what they all know.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from parvis.agenda.core.recurrence.rule import WEEKDAYS

_YEARS_COMPARED = 6
_YEARS_LISTED = 12
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Change:
    """A clock change: the wall clock just before it, and the offsets on both sides."""

    wall: datetime
    before: timedelta
    after: timedelta
    name: str
    summer: bool

    def season(self) -> tuple[object, ...]:
        return (self.wall.month, self.wall.weekday(), self.wall.time(), self.before, self.after)


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _change_at(zone: ZoneInfo, moment: datetime) -> _Change:
    before = _offset(zone, moment - _MINUTE)
    local = moment.astimezone(zone)
    return _Change(
        wall=(moment + before).replace(tzinfo=None),
        before=before,
        after=_offset(zone, moment),
        name=local.tzname() or "",
        summer=bool(local.dst()),
    )


def _changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[_Change]:
    """The clock changes of whole years, found day by day and then by halves."""
    day = datetime(first_year, 1, 1, tzinfo=UTC)
    while day.year <= last_year:
        following = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, following):
            low, high = day, following
            while high - low > _MINUTE:
                middle = low + (high - low) // 2 // _MINUTE * _MINUTE
                if _offset(zone, middle) == _offset(zone, day):
                    low = middle
                else:
                    high = middle
            yield _change_at(zone, high)
        day = following


def _position(walls: Iterable[datetime]) -> int | None:
    """Which weekday of the month all dates are: the last, the nth, or no common one."""
    days = [(wall.day, monthrange(wall.year, wall.month)[1]) for wall in walls]
    if all(day + 7 > length for day, length in days):
        return -1
    nths = {(day - 1) // 7 + 1 for day, _ in days}
    return nths.pop() if len(nths) == 1 else None


@lru_cache(maxsize=256)
def _observances(name: str, year: int) -> tuple[tuple[_Change, str | None], ...]:
    """Changes to write, each with its yearly rule if it has one."""
    zone = ZoneInfo(name)
    changes = list(_changes(zone, year, year + _YEARS_COMPARED - 1))
    if not changes:
        start = datetime(year, 1, 1, tzinfo=UTC)
        still = _change_at(zone, start)
        return ((still, None),)
    seasons: dict[tuple[object, ...], list[_Change]] = {}
    for change in changes:
        seasons.setdefault(change.season(), []).append(change)
    ruled: list[tuple[_Change, str | None]] = []
    for each_year in seasons.values():
        position = _position(change.wall for change in each_year)
        if position is None or len(each_year) != _YEARS_COMPARED:
            listed = _changes(zone, year, year + _YEARS_LISTED)
            return tuple((change, None) for change in listed)
        wall = each_year[0].wall
        day = f"{position}{WEEKDAYS[wall.weekday()]}"
        ruled.append((each_year[0], f"FREQ=YEARLY;BYMONTH={wall.month};BYDAY={day}"))
    return tuple(ruled)


def vtimezone(zone: str, since: datetime) -> Timezone:
    """The VTIMEZONE of a zone for what happens from ``since`` on.

    Zones whose changes follow no yearly rule get a dozen years of dates. Raises
    ``ZoneInfoNotFoundError``.
    """
    # A year earlier, so that January falls after a change.
    observances = _observances(zone, since.year - 1)
    component = Timezone()
    component.add("tzid", zone)
    for change, rule in observances:
        part = TimezoneDaylight() if change.summer else TimezoneStandard()
        part.add("dtstart", change.wall)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        if rule is not None:
            part.add("rrule", vRecur.from_ical(rule))
        component.add_component(part)
    return component
