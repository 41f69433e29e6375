"""An event, or a whole series with its exceptions, as an iCalendar file (RFC 5545)."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vRecur, vText

from parvis.agenda.core.clock import utc_to_wall
from parvis.agenda.core.recurrence import Rule, Start, utc_until
from parvis.agenda.core.vtimezone import vtimezone

PRODUCT = "-//Parvis//Agenda//FR"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_SPACE = re.compile(r"\s+")
_STATUS = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "cancelled": "CANCELLED"}
_ANSWERS = {
    "waiting": "NEEDS-ACTION",
    "accepted": "ACCEPTED",
    "tentative": "TENTATIVE",
    "declined": "DECLINED",
}


@dataclass(frozen=True, slots=True)
class Organiser:
    """Who invites."""

    name: str
    mail: str


@dataclass(frozen=True, slots=True)
class Attendee:
    """Who is invited; ``status`` is waiting, accepted, tentative or declined."""

    name: str
    mail: str
    status: str = "waiting"
    required: bool = True
    room: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarItem:
    """An event to write.

    ``start``, ``end`` and ``stamp`` are aware moments, half-open; a whole-day event goes from
    a local midnight to another. ``excluded`` and ``instead_of`` are local starts in ``zone``,
    days when ``all_day``. Each of ``overrides`` is an item of the same series that says which
    occurrence it is ``instead_of``. ``status`` is confirmed, tentative or cancelled.
    """

    uid: str
    title: str
    start: datetime
    end: datetime
    zone: str
    stamp: datetime
    description: str = ""
    place: str = ""
    all_day: bool = False
    rule: Rule | None = None
    excluded: frozenset[datetime] | frozenset[date] = frozenset()
    organiser: Organiser | None = None
    attendees: tuple[Attendee, ...] = ()
    sequence: int = 0
    status: str = "confirmed"
    private: bool = False
    busy: bool = True
    overrides: tuple["CalendarItem", ...] = ()
    instead_of: Start | None = None


def export(item: CalendarItem, *, method: str | None = None) -> bytes:
    """A VCALENDAR in UTF-8, lines folded and ended by CRLF.

    ``method`` is for messages (REQUEST, CANCEL); a file to keep has none. Raises
    ``ZoneInfoNotFoundError``, and ``KeyError`` for an unknown status.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method is not None:
        calendar.add("method", method)
    items = (item, *item.overrides)
    for zone in sorted({one.zone for one in items if not one.all_day} - {"UTC"}):
        first = min(one.start for one in items if one.zone == zone)
        calendar.add_component(vtimezone(zone, first))
    for one in items:
        calendar.add_component(_event(one))
    return bytes(calendar.to_ical())


def _event(item: CalendarItem) -> Event:
    event = Event()
    event.add("uid", _line(item.uid))
    event.add("dtstamp", item.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", _time(item, item.start))
    event.add("dtend", _time(item, item.end))
    event.add("summary", _line(item.title))
    if item.description:
        event.add("description", _text(item.description))
    if item.place:
        event.add("location", _line(item.place))
    event.add("sequence", item.sequence)
    event.add("status", _STATUS[item.status])
    event.add("class", "PRIVATE" if item.private else "PUBLIC")
    event.add("transp", "OPAQUE" if item.busy else "TRANSPARENT")
    _add_series(event, item)
    _add_people(event, item)
    return event


def _time(item: CalendarItem, moment: datetime) -> Start:
    wall = utc_to_wall(moment, item.zone)
    return wall.date() if item.all_day else moment.astimezone(ZoneInfo(item.zone))


def _local(item: CalendarItem, start: Start) -> Start:
    return start.replace(tzinfo=ZoneInfo(item.zone)) if isinstance(start, datetime) else start


def _add_series(event: Event, item: CalendarItem) -> None:
    if item.instead_of is not None:
        event.add("recurrence-id", _local(item, item.instead_of))
    if item.rule is not None:
        event.add("rrule", vRecur.from_ical(_on_the_wire(item.rule, item).text))
        for start in sorted(item.excluded):
            event.add("exdate", _local(item, start))


def _on_the_wire(rule: Rule, item: CalendarItem) -> Rule:
    """UNTIL in the form that goes with DTSTART: a day with days, UTC with a zone."""
    if rule.until is None:
        return rule
    if not item.all_day:
        return replace(rule, until=utc_until(rule, item.zone))
    until = rule.until
    if isinstance(until, datetime):
        until = (utc_to_wall(until, item.zone) if until.tzinfo else until).date()
    return replace(rule, until=until)


def _add_people(event: Event, item: CalendarItem) -> None:
    if item.organiser is not None:
        event.add("organizer", _address(item.organiser.name, item.organiser.mail))
    for attendee in item.attendees:
        address = _address(attendee.name, attendee.mail)
        address.params["cutype"] = vText("ROOM" if attendee.room else "INDIVIDUAL")
        role = "REQ-PARTICIPANT" if attendee.required else "OPT-PARTICIPANT"
        address.params["role"] = vText("NON-PARTICIPANT" if attendee.room else role)
        address.params["partstat"] = vText(_ANSWERS[attendee.status])
        if attendee.status == "waiting":
            address.params["rsvp"] = vText("TRUE")
        event.add("attendee", address)


def _address(name: str, mail: str) -> vCalAddress:
    address = vCalAddress(f"mailto:{_SPACE.sub('', _CONTROL.sub('', mail))}")
    address.params["cn"] = vText(_line(name))
    return address


def _text(text: str) -> str:
    """Several lines, without the control characters that a file may not hold."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _line(text: str) -> str:
    return _SPACE.sub(" ", _text(text)).strip()
