"""Calendar files, read back by other software."""

# ruff: noqa: DTZ001 -- a wall-clock time is naive here; its zone is beside it

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.agenda.core.clock import wall_to_utc
from parvis.agenda.core.ics import Attendee, CalendarItem, Organiser, export
from parvis.agenda.core.recurrence import Rule, Start, end_before, occurrences, parse
from parvis.agenda.core.vtimezone import vtimezone

pytestmark = pytest.mark.pure

PARIS = "Europe/Paris"
STAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
YEARS = (datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))


def item(start: datetime, **changes: object) -> CalendarItem:
    zone = str(changes.get("zone", PARIS))
    begins = wall_to_utc(start, zone)
    values: dict[str, object] = {
        "uid": "6f0c@parvis.example",
        "title": "Comité de pilotage",
        "start": begins,
        "end": begins + timedelta(hours=1),
        "zone": zone,
        "stamp": STAMP,
    }
    return CalendarItem(**(values | changes))  # type: ignore[arg-type]


def read(data: bytes) -> icalendar.Calendar:
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def expanded(data: bytes) -> list[object]:
    found = recurring_ical_events.of(read(data)).between(*YEARS)
    return sorted(event["DTSTART"].dt for event in found)


def test_a_file_reads_back_whole() -> None:
    one = item(
        datetime(2026, 7, 15, 14),
        description="Ordre du jour :\r\n1. Budget; 2. Divers, etc.",
        place="Salle « Rhône »",
        organiser=Organiser("Léa Martin", "lea@venissieux.example"),
        attendees=(
            Attendee("Noé d’Arc; DSI", "noe@lyon.example", "accepted"),
            Attendee("Salle Saône", "saone@lyon.example", room=True),
            Attendee("Zoé", "zoe@lyon.example", "declined", required=False),
        ),
        sequence=3,
        private=True,
        busy=False,
    )
    calendar = read(export(one))
    assert str(calendar["PRODID"]) == "-//Parvis//Agenda//FR"
    assert "METHOD" not in calendar
    [event] = calendar.walk("VEVENT")
    assert event["DTSTART"].dt == datetime(2026, 7, 15, 14, tzinfo=ZoneInfo(PARIS))
    assert event["DTSTART"].params["TZID"] == PARIS
    assert event["DTSTAMP"].dt == STAMP
    assert str(event["SUMMARY"]) == "Comité de pilotage"
    assert str(event["DESCRIPTION"]) == "Ordre du jour :\n1. Budget; 2. Divers, etc."
    assert str(event["LOCATION"]) == "Salle « Rhône »"
    assert (event["SEQUENCE"], str(event["CLASS"]), str(event["TRANSP"])) == (
        3,
        "PRIVATE",
        "TRANSPARENT",
    )
    assert str(event["ORGANIZER"]) == "mailto:lea@venissieux.example"
    people = [(str(a), dict(a.params)) for a in event["ATTENDEE"]]
    assert people[0][1] == {
        "CN": "Noé d’Arc; DSI",
        "CUTYPE": "INDIVIDUAL",
        "ROLE": "REQ-PARTICIPANT",
        "PARTSTAT": "ACCEPTED",
    }
    assert people[1][1]["CUTYPE"] == "ROOM"
    assert people[1][1]["RSVP"] == "TRUE"
    assert people[2][1]["ROLE"] == "OPT-PARTICIPANT"


def test_lines_are_folded_and_ended_as_the_rfc_asks() -> None:
    data = export(item(datetime(2026, 1, 15, 14), title="é" * 200, description="long " * 80))
    assert data.count(b"\n") == data.count(b"\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[-1] == b""
    for line in lines:
        line.decode()


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_text_adds_a_line(title: str, mail: str) -> None:
    one = item(
        datetime(2026, 1, 15, 14),
        title=title + "\r\nATTENDEE:mailto:x",
        description=mail,
        organiser=Organiser(title + '"\n', mail + "\r\nX-EVIL:1"),
    )
    [event] = read(export(one)).walk("VEVENT")
    assert "X-EVIL" not in event
    assert "ATTENDEE" not in event


def test_times_are_right_in_winter_and_summer() -> None:
    for month in (1, 7):
        data = export(item(datetime(2026, month, 15, 14)))
        assert f"DTSTART;TZID=Europe/Paris:2026{month:02}15T140000".encode() in data
    data = export(item(datetime(2026, 1, 15, 14), zone="UTC"))
    assert b"DTSTART:20260115T140000Z" in data
    assert b"VTIMEZONE" not in data


def test_whole_days_are_days() -> None:
    one = item(
        datetime(2026, 3, 28),
        all_day=True,
        end=wall_to_utc(datetime(2026, 3, 30), PARIS),
        rule=parse("FREQ=YEARLY;UNTIL=20270401"),
    )
    data = export(one)
    assert b"DTSTART;VALUE=DATE:20260328" in data
    assert b"DTEND;VALUE=DATE:20260330" in data
    assert b"UNTIL=20270401\r\n" in data
    assert expanded(data) == [date(2026, 3, 28), date(2027, 3, 28)]


def test_a_series_with_exceptions_and_a_moved_date() -> None:
    first = datetime(2025, 11, 11, 18, 30)
    moved_to = wall_to_utc(datetime(2026, 4, 15, 20), PARIS)
    series = item(
        first,
        rule=parse("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260609"),
        excluded=frozenset({datetime(2025, 12, 9, 18, 30)}),
    )
    other = replace(
        series,
        start=moved_to,
        end=moved_to + timedelta(hours=2),
        rule=None,
        excluded=frozenset(),
        instead_of=datetime(2026, 4, 14, 18, 30),
        title="Comité déplacé",
    )
    data = export(replace(series, overrides=(other,)))
    assert b"UNTIL=20260609T215959Z" in data
    assert b"EXDATE;TZID=Europe/Paris:20251209T183000" in data
    assert b"RECURRENCE-ID;TZID=Europe/Paris:20260414T183000" in data
    paris = ZoneInfo(PARIS)
    assert expanded(data) == [
        datetime(2025, 11, 11, 18, 30, tzinfo=paris),
        datetime(2026, 1, 13, 18, 30, tzinfo=paris),
        datetime(2026, 2, 10, 18, 30, tzinfo=paris),
        datetime(2026, 3, 10, 18, 30, tzinfo=paris),
        datetime(2026, 4, 15, 20, 0, tzinfo=paris),
        datetime(2026, 5, 12, 18, 30, tzinfo=paris),
        datetime(2026, 6, 9, 18, 30, tzinfo=paris),
    ]


@pytest.mark.parametrize(
    "text",
    ["FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=DAILY;COUNT=400", "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270101"],
)
@pytest.mark.parametrize("cut", [False, True])
def test_exported_series_expand_as_ours(text: str, *, cut: bool) -> None:
    start = datetime(2026, 1, 1, 9)
    rule: Rule | None = parse(text)
    first = start
    if cut:
        dates = occurrences(rule, start=start, duration=60, zone=PARIS, window=YEARS)
        assert rule is not None
        rule = end_before(rule, start, dates[5].at)
    ours: list[Start] = [
        o.start for o in occurrences(rule, start=first, duration=60, zone=PARIS, window=YEARS)
    ]
    assert len(ours) == 5 if cut else len(ours) > 10
    assert expanded(export(item(first, rule=rule))) == ours


def test_messages_say_their_method_and_cancellations_their_status() -> None:
    calendar = read(export(item(datetime(2026, 1, 15, 14), status="cancelled"), method="CANCEL"))
    assert str(calendar["METHOD"]) == "CANCEL"
    assert str(calendar.walk("VEVENT")[0]["STATUS"]) == "CANCELLED"
    with pytest.raises(KeyError):
        export(item(datetime(2026, 1, 15, 14), status="perhaps"))


@pytest.mark.parametrize(
    "zone",
    [
        PARIS,
        "America/Martinique",
        "America/New_York",
        "Asia/Kolkata",
        "Indian/Reunion",
        "Pacific/Noumea",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Africa/Casablanca",
        "Europe/Dublin",
    ],
)
def test_the_zone_of_a_file_is_the_real_one(zone: str) -> None:
    """Read from its rules alone, each half day of three years."""
    component = vtimezone(zone, datetime(2026, 1, 1, tzinfo=UTC))
    again = icalendar.Timezone.from_ical(component.to_ical())
    assert isinstance(again, icalendar.Timezone)
    written = again.to_tz(lookup_tzid=False)
    real = ZoneInfo(zone)
    day = datetime(2026, 1, 1, 6)
    while day.year < 2029:
        offset = day.replace(tzinfo=written).utcoffset()
        assert offset == day.replace(tzinfo=real).utcoffset(), day
        day += timedelta(hours=12)


def test_paris_has_one_rule_for_each_season() -> None:
    text = vtimezone(PARIS, datetime(2026, 6, 1, tzinfo=UTC)).to_ical().decode()
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in text
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in text
    assert "DTSTART:20250330T020000" in text
    assert "DTSTART:20251026T030000" in text
    assert text.count("TZOFFSETTO") == 2
