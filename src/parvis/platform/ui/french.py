"""French typography and dates, as an agent writes them.

Source: Imprimerie nationale, « Lexique des règles typographiques »; the house rules are in
docs/dev/words.md. Hours are shown in the zone given, else in Django's current one.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

NBSP = "\u00a0"
NARROW = "\u202f"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
Zone = tzinfo | str | None

_RULES = [
    (re.compile(r"[ \u00a0\u202f]+([;!?])"), NARROW + r"\1"),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NBSP),
    (re.compile(r"[ \u00a0\u202f]*»"), NBSP + "»"),
    (re.compile(r"[ \u00a0\u202f]+:(?=\s|$)"), NBSP + ":"),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"(?<=\d) (?=[€%]|(?:h|min|km|m²|kWh|Mo|Go)\b)"), NBSP),
    (re.compile(r"(?<=\d\u00a0h) (?=\d{2}\b)"), NBSP),
    (re.compile(r"\b(n°|art\.|p\.) (?=\d)"), r"\1" + NBSP),
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
]


def typo(text: str) -> str:
    """No-break spaces and apostrophes where French wants them; idempotent."""
    for pattern, mended in _RULES:
        text = pattern.sub(mended, text)
    return text


def number(value: Decimal | float | str, decimals: int | None = None) -> str:
    """544176 -> « 544 176 », 0.5 -> « 0,5 »; with `decimals`, exactly that many.

    Raises:
        decimal.InvalidOperation: the value is no number.
    """
    exact = Decimal(str(value))
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    sign = "−" if exact < 0 else ""
    whole, _, rest = f"{abs(exact):f}".partition(".")
    grouped = f"{int(whole):,}".replace(",", NARROW)
    return f"{sign}{grouped},{rest}" if rest else sign + grouped


def local(value: datetime, zone: Zone = None) -> datetime:
    """The aware moment on the wall clock of the zone; a naive one stays as it is."""
    if timezone.is_naive(value):
        return value
    place = ZoneInfo(zone) if isinstance(zone, str) else zone
    return timezone.localtime(value, place)


def _day(value: date | datetime, zone: Zone) -> date:
    return local(value, zone).date() if isinstance(value, datetime) else value


def long_date(
    value: date | datetime, zone: Zone = None, *, weekday: bool = True, year: bool = True
) -> str:
    """« mardi 12 mars 2021 », « lundi 1er mars »."""
    day = _day(value, zone)
    number_of_day = "1er" if day.day == 1 else str(day.day)
    text = f"{number_of_day}{NBSP}{MONTHS[day.month - 1]}"
    if weekday:
        text = f"{DAYS[day.weekday()]} {text}"
    return f"{text} {day.year}" if year else text


def short_date(value: date | datetime, zone: Zone = None) -> str:
    """« 12/03/2021 », for tables."""
    return f"{_day(value, zone):%d/%m/%Y}"


def hour(value: datetime | time, zone: Zone = None) -> str:
    """« 14 h 30 », « 9 h »."""
    clock = local(value, zone) if isinstance(value, datetime) else value
    if clock.minute == 0:
        return f"{clock.hour}{NBSP}h"
    return f"{clock.hour}{NBSP}h{NBSP}{clock.minute:02d}"


def moment(value: datetime, zone: Zone = None) -> str:
    """« mardi 12 mars 2021 à 14 h 30 »."""
    return f"{long_date(value, zone)} à {hour(value, zone)}"


def hours(start: datetime | time, end: datetime | time, zone: Zone = None) -> str:
    """« de 9 h à 10 h 30 », or « du … à … au … à … » when the end is another day."""
    if isinstance(start, datetime) and isinstance(end, datetime):
        first, last = local(start, zone), local(end, zone)
        if first.date() != last.date():
            return f"du {moment(first)} au {moment(last)}"
    return f"de {hour(start, zone)} à {hour(end, zone)}"


def span(start: datetime | time, end: datetime | time, zone: Zone = None) -> str:
    """« 9 h – 10 h 30 », for tables and lists."""
    return f"{hour(start, zone)}{NARROW}–{NARROW}{hour(end, zone)}"


def duration(minutes: int) -> str:
    """90 -> « 1 h 30 », 45 -> « 45 min »."""
    whole, rest = divmod(minutes, 60)
    if not whole:
        return f"{rest}{NBSP}min"
    return f"{whole}{NBSP}h{NBSP}{rest:02d}" if rest else f"{whole}{NBSP}h"
