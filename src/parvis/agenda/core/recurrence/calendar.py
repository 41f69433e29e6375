"""The days a rule picks in each of its periods, one period after the other.

Written out rather than taken from a library for two reasons: a rule that never happens
("the 30 February") stops at the end of what was asked instead of in the year 9999, and a
series without COUNT is read from any year at once.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

from parvis.agenda.core.recurrence.rule import Frequency, Rule

_ONE_DAY = timedelta(days=1)
_MIDDLE_OF_WEEK = 3


def explicit(rule: Rule, first: date) -> Rule:
    """The rule with what it leaves to the first date written down."""
    chosen = bool(rule.by_day or rule.by_month_day or rule.by_year_day or rule.by_week_no)
    if rule.frequency is Frequency.WEEKLY and not rule.by_day:
        return replace(rule, by_day=((0, first.weekday()),))
    if rule.by_week_no and not rule.by_day:
        return replace(rule, by_day=((0, first.weekday()),))
    if chosen or rule.frequency in (Frequency.DAILY, Frequency.WEEKLY):
        return rule
    months = rule.by_month
    if rule.frequency is Frequency.YEARLY and not months:
        months = (first.month,)
    return replace(rule, by_month_day=(first.day,), by_month=months)


def picked_days(rule: Rule, first: date, low: date, high: date) -> Iterator[date]:
    """The days of an ``explicit`` rule from ``first`` to ``high``, in order.

    Those before ``low`` may be left out unless the rule has a COUNT.
    """
    index = 0 if rule.count is not None else max(0, _period_of(rule, first, low) - 1)
    while (span := _period(rule, first, index)) and span[0] <= high:
        days = [day for day in _spread(rule, *span) if _fits(rule, day)]
        for day in _positions(rule, days):
            if first <= day <= high:
                yield day
        index += 1


def _period_of(rule: Rule, first: date, day: date) -> int:
    """Which period holds a day; periods count from that of the first date."""
    gone = {
        Frequency.DAILY: (day - first).days,
        Frequency.WEEKLY: (day - first).days // 7,
        Frequency.MONTHLY: (day.year - first.year) * 12 + day.month - first.month,
        Frequency.YEARLY: day.year - first.year,
    }
    return gone[rule.frequency] // rule.interval


def _period(rule: Rule, first: date, index: int) -> tuple[date, date] | None:
    """First and last day of a period; nothing once the calendar ends."""
    step = index * rule.interval
    match rule.frequency:
        case Frequency.DAILY:
            day = first + _ONE_DAY * step
            return day, day
        case Frequency.WEEKLY:
            own = (first.weekday() - rule.week_start) % 7
            day = first + _ONE_DAY * (7 * step - own)
            return day, day + _ONE_DAY * 6
        case Frequency.MONTHLY:
            year, month = divmod(first.year * 12 + first.month - 1 + step, 12)
            if year > MAXYEAR:
                return None
            last = monthrange(year, month + 1)[1]
            return date(year, month + 1, 1), date(year, month + 1, last)
        case Frequency.YEARLY:
            year = first.year + step
            return (date(year, 1, 1), date(year, 12, 31)) if year <= MAXYEAR else None


def _spread(rule: Rule, start: date, end: date) -> Iterator[date]:
    """The days of a period, months that BYMONTH leaves out skipped whole."""
    if rule.frequency is Frequency.YEARLY and rule.by_month:
        for month in sorted(rule.by_month):
            last = monthrange(start.year, month)[1]
            yield from (date(start.year, month, day) for day in range(1, last + 1))
    elif not (rule.frequency is Frequency.MONTHLY and _other_month(rule, start)):
        yield from (start + _ONE_DAY * n for n in range((end - start).days + 1))


def _other_month(rule: Rule, day: date) -> bool:
    return bool(rule.by_month) and day.month not in rule.by_month


def _fits(rule: Rule, day: date) -> bool:
    return (
        not _other_month(rule, day)
        and (not rule.by_month_day or _counted(rule.by_month_day, day.day, _month_length(day)))
        and (not rule.by_day or _right_weekday(rule, day))
        and (not rule.by_year_day or _counted(rule.by_year_day, _year_day(day), _length(day.year)))
        and (not rule.by_week_no or _right_week(rule, day))
    )


def _counted(wanted: tuple[int, ...], number: int, total: int) -> bool:
    """Whether a number is wanted, counted from the start or from the end."""
    return number in wanted or number - total - 1 in wanted


def _month_length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _year_day(day: date) -> int:
    return day.timetuple().tm_yday


def _length(year: int) -> int:
    return _year_day(date(year, 12, 31))


def _right_weekday(rule: Rule, day: date) -> bool:
    weekday = day.weekday()
    if (0, weekday) in rule.by_day:
        return True
    wanted = tuple(position for position, own in rule.by_day if own == weekday)
    if not wanted:
        return False
    if rule.frequency is Frequency.YEARLY and not rule.by_month:
        number, total = _year_day(day), _length(day.year)
    else:
        number, total = day.day, _month_length(day)
    return (number - 1) // 7 + 1 in wanted or -((total - number) // 7 + 1) in wanted


def _right_week(rule: Rule, day: date) -> bool:
    """Weeks belong to the year that has most of their days (RFC 5545, BYWEEKNO)."""
    middle = day + _ONE_DAY * (_MIDDLE_OF_WEEK - (day.weekday() - rule.week_start) % 7)
    number = (_year_day(middle) - 1) // 7 + 1
    later = (_length(middle.year) - _year_day(middle)) // 7
    return _counted(rule.by_week_no, number, number + later)


def _positions(rule: Rule, days: list[date]) -> list[date]:
    if not rule.by_set_pos:
        return days
    total = len(days)
    return [day for n, day in enumerate(days, 1) if _counted(rule.by_set_pos, n, total)]
