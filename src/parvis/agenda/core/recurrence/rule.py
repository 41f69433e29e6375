"""A recurrence rule: read from RRULE text, checked, built from a form, written back."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST = 500
_ORDINAL_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"\d{8}(T\d{6}Z?)?")
_SUB_DAILY = ("SECONDLY", "MINUTELY", "HOURLY")
_SUB_DAILY_PARTS = ("BYHOUR", "BYMINUTE", "BYSECOND")


class Frequency(StrEnum):
    """How often; nothing below a day is accepted."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


class BadRule(ValueError):  # noqa: N818 -- the caller's sentence reads better so
    """A rule that cannot be kept.

    ``field`` is the part of the RRULE at fault. ``code`` is one of ``missing``, ``unknown``,
    ``repeated``, ``number``, ``range``, ``date``, ``weekday``, ``sub_daily``,
    ``count_and_until``, ``combination`` and ``too_long``.
    """

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field = field
        self.code = code


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked RRULE; every constructor raises ``BadRule``.

    ``by_day`` pairs a position (0 for every, 2 for second, -1 for last) with a weekday
    (Monday is 0). ``until`` is a local day, inclusive; or an aware UTC moment; or a naive
    wall-clock time, both inclusive. ``week_start`` is a weekday.
    """

    frequency: Frequency
    interval: int = 1
    until: date | datetime | None = None
    count: int | None = None
    by_day: tuple[tuple[int, int], ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_week_no: tuple[int, ...] = ()
    week_start: int = 0

    def __post_init__(self) -> None:
        _check_ranges(self)
        _check_combinations(self)

    @property
    def text(self) -> str:
        """The value of the RRULE property, parts in a fixed order."""
        parts = [f"FREQ={self.frequency.value}"]
        if self.interval != 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={_until_text(self.until)}")
        parts += [
            f"{name}={','.join(str(n) for n in getattr(self, attribute))}"
            for name, attribute, *_ in _NUMBERS
            if getattr(self, attribute)
        ]
        if self.by_day:
            days = (f"{position or ''}{WEEKDAYS[day]}" for position, day in self.by_day)
            parts.append(f"BYDAY={','.join(days)}")
        if self.week_start:
            parts.append(f"WKST={WEEKDAYS[self.week_start]}")
        return ";".join(parts)


# Part, attribute, largest magnitude, whether counting from the end is allowed.
_NUMBERS = (
    ("BYMONTH", "by_month", 12, False),
    ("BYWEEKNO", "by_week_no", 53, True),
    ("BYYEARDAY", "by_year_day", 366, True),
    ("BYMONTHDAY", "by_month_day", 31, True),
    ("BYSETPOS", "by_set_pos", 366, True),
)


def _check_ranges(rule: Rule) -> None:
    for name, attribute, largest, negative in _NUMBERS:
        for number in getattr(rule, attribute):
            if not (-largest if negative else 1) <= number <= largest or number == 0:
                raise BadRule(name, "range")
    if not 1 <= rule.interval <= 1000:  # noqa: PLR2004 -- a bound said once
        raise BadRule("INTERVAL", "range")
    if rule.count is not None and not 1 <= rule.count <= 100_000:  # noqa: PLR2004 -- a bound said once
        raise BadRule("COUNT", "range")
    if any(abs(position) > 53 for position, _ in rule.by_day):  # noqa: PLR2004 -- a bound said once
        raise BadRule("BYDAY", "range")


def _check_combinations(rule: Rule) -> None:
    if rule.count is not None and rule.until is not None:
        raise BadRule("COUNT", "count_and_until")
    wide = rule.frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    others = (*rule.by_day, *rule.by_month_day, *rule.by_month, *rule.by_year_day)
    wrong = (
        ("BYDAY", any(position for position, _ in rule.by_day) and not wide),
        ("BYMONTHDAY", bool(rule.by_month_day) and rule.frequency is Frequency.WEEKLY),
        ("BYYEARDAY", bool(rule.by_year_day) and rule.frequency is not Frequency.YEARLY),
        ("BYWEEKNO", bool(rule.by_week_no) and rule.frequency is not Frequency.YEARLY),
        ("BYSETPOS", bool(rule.by_set_pos) and not (others or rule.by_week_no)),
    )
    for field, bad in wrong:
        if bad:
            raise BadRule(field, "combination")


def _until_text(until: date | datetime) -> str:
    if not isinstance(until, datetime):
        return until.strftime("%Y%m%d")
    return until.strftime("%Y%m%dT%H%M%S") + ("Z" if until.tzinfo else "")


def _number(field: str, text: str) -> int:
    if not re.fullmatch(r"[+-]?\d{1,6}", text):
        raise BadRule(field, "number")
    return int(text)


def _numbers(field: str, text: str) -> tuple[int, ...]:
    return tuple(sorted({_number(field, part) for part in text.split(",")}))


def _weekday(field: str, text: str) -> int:
    if text not in WEEKDAYS:
        raise BadRule(field, "weekday")
    return WEEKDAYS.index(text)


def _days(field: str, text: str) -> tuple[tuple[int, int], ...]:
    found: dict[tuple[int, int], None] = {}
    for part in text.split(","):
        match = _ORDINAL_DAY.fullmatch(part)
        if match is None or match[1] in ("0", "+0", "-0", "00"):
            raise BadRule(field, "weekday")
        found[int(match[1] or 0), WEEKDAYS.index(match[2])] = None
    return tuple(sorted(found))


def _moment(field: str, text: str) -> date | datetime:
    if not _UNTIL.fullmatch(text):
        raise BadRule(field, "date")
    try:
        if "T" not in text:
            return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 -- a day has no zone
        if text.endswith("Z"):
            return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return datetime.strptime(text, "%Y%m%dT%H%M%S")  # noqa: DTZ007 -- a wall-clock time
    except ValueError:
        raise BadRule(field, "date") from None


def _frequency(field: str, text: str) -> Frequency:
    if text in _SUB_DAILY:
        raise BadRule(field, "sub_daily")
    if text not in Frequency.__members__:
        raise BadRule(field, "unknown")
    return Frequency[text]


_READERS: dict[str, tuple[str, Callable[[str, str], Any]]] = {
    "FREQ": ("frequency", _frequency),
    "INTERVAL": ("interval", _number),
    "COUNT": ("count", _number),
    "UNTIL": ("until", _moment),
    "BYDAY": ("by_day", _days),
    "WKST": ("week_start", _weekday),
    **{name: (attribute, _numbers) for name, attribute, *_ in _NUMBERS},
}


def parse(text: str) -> Rule:
    """Read the value of an RRULE property (RFC 5545, section 3.3.10); raises ``BadRule``."""
    if len(text) > _LONGEST:
        raise BadRule("RRULE", "too_long")
    values: dict[str, Any] = {}
    for part in text.strip().upper().removeprefix("RRULE:").rstrip(";").split(";"):
        name, _, value = part.partition("=")
        if name in _SUB_DAILY_PARTS:
            raise BadRule(name, "sub_daily")
        if name not in _READERS:
            raise BadRule(name or "RRULE", "unknown")
        attribute, reader = _READERS[name]
        if attribute in values:
            raise BadRule(name, "repeated")
        values[attribute] = reader(name, value)
    if "frequency" not in values:
        raise BadRule("FREQ", "missing")
    return Rule(**values)


def build(
    frequency: Frequency | str,
    interval: int = 1,
    weekdays: Iterable[int] = (),
    position: int | None = None,
    *,
    month_day: int | None = None,
    until: date | None = None,
    count: int | None = None,
) -> Rule:
    """The rule of a form; raises ``BadRule``.

    ``weekdays`` are Monday 0 to Sunday 6; ``position`` picks the nth of them in the month
    (2 for the second, -1 for the last); ``until`` is the last local day, inclusive.
    """
    chosen = sorted(set(weekdays))
    if any(not 0 <= day < len(WEEKDAYS) for day in chosen):
        raise BadRule("BYDAY", "weekday")
    if position is not None and not chosen:
        raise BadRule("BYDAY", "missing")
    # The nth of several weekdays is one day, not one of each: that is what BYSETPOS says.
    several = position is not None and len(chosen) > 1
    return Rule(
        frequency=_frequency("FREQ", str(frequency).upper()),
        interval=interval,
        until=until,
        count=count,
        by_day=tuple((0 if several else position or 0, day) for day in chosen),
        by_month_day=() if month_day is None else (month_day,),
        by_set_pos=(position,) if several and position is not None else (),
    )
