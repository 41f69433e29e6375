"""The page of the common slot, flattened: question, slots, picture, refusals, ways out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from parvis.agenda.forms import SlotForm
from parvis.agenda.queries.find import DayPicture, Relaxed, TimeRow
from parvis.agenda.queries.slots import Asked
from parvis.agenda.types import Found, Reason, RefusedRow, SlotRow
from parvis.agenda.web.spans import between
from parvis.directory.types import ResourceRef
from parvis.platform.ui import french
from parvis.platform.ui.pictures.strips import Bar, Line, Strips

GOOD, FAIR = 85, 70
GLANCE = 2  # reasons shown without asking
_HIGH = {
    "everyone": 30, "absent": 30, "firm": 15, "tentative": 15, "good_hour": 25, "fair_hour": 25,
    "lunch": 25, "off_peak": 25, "weekend": 25, "soon": 15, "breathing": 10, "back_to_back": 10,
    "on_site": 5, "travel": 5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Point:
    """A reason and its points out of the most it can give."""

    text: str
    points: int
    most: int
    good: bool


@dataclass(frozen=True, slots=True)
class SlotCard:
    """One slot. `level` is on four steps, `word` says it."""

    start: datetime
    end: datetime
    day: date
    score: int
    level: int
    word: str
    points: tuple[Point, ...]
    highlights: tuple[Point, ...]
    rooms: tuple[ResourceRef, ...]
    absent: str
    tentative: str
    book_url: str
    see_url: str
    shown: bool
    best: bool

    @property
    def points_table(self) -> SafeString:
        """The rows of the table that counts the score."""
        return format_html_join(
            "",
            '<tr><th scope="row">{}</th><td>{} / {}</td></tr>',
            ((point.text, point.points, point.most) for point in self.points),
        )

    @property
    def more_rooms(self) -> int:
        """Free rooms that the card does not name."""
        return len(self.rooms) - 2


@dataclass(frozen=True, slots=True)
class RefusedCard:
    """One refused hour and everybody's reason."""

    start: datetime
    end: datetime
    reasons: tuple[str, ...]
    book_url: str


@dataclass(frozen=True, slots=True)
class DayLink:
    """A day of the window, with how many slots it has."""

    day: date
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class WayOut:
    """A milder question, one click away."""

    text: str
    count: int
    url: str


def address(form: SlotForm, **changed: Any) -> str:
    """The address of the same question with something changed; None takes a field away."""
    query = form.question()
    for name, value in changed.items():
        query.pop(name, None)
        if isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        elif value is not None:
            query[name] = str(value)
    return f"{reverse('agenda:find')}?{query.urlencode()}"


def pointing(url: str, name: str, value: object) -> str:
    """An address of `address` that also points at an hour or a day.

    The question is written out once for the dozens of links of a page: it names everybody.
    """
    return f"{url}&{urlencode({name: value})}"


def book_address(url: str, start: datetime) -> str:
    """Where the slot that begins then is booked; carries the question along."""
    asked = f"{reverse('agenda:book')}?{url.partition('?')[2]}"
    return pointing(asked, "debut", start.isoformat())


def word_of(score: int) -> tuple[int, str]:
    """A score on four steps, in words."""
    if score >= GOOD:
        return 4, _("Excellent")
    if score >= FAIR:
        return 3, _("Good")
    return (2, _("Possible")) if score >= FAIR - 20 else (1, _("As a last resort"))


def point_of(reason: Reason) -> Point:
    """A reason with the most its kind can give."""
    most = _HIGH.get(reason.code, reason.points)
    return Point(reason.text, reason.points, most, good=reason.points * 3 >= most * 2)


def slot_cards(found: Found, *, form: SlotForm, shown: datetime | None) -> list[SlotCard]:
    """The slots, best first."""
    url = address(form)
    return [
        _slot_card(slot, url, form, best=index == 0, shown=slot.start == shown)
        for index, slot in enumerate(found.slots)
    ]


def _slot_card(slot: SlotRow, url: str, form: SlotForm, *, best: bool, shown: bool) -> SlotCard:
    level, word = word_of(slot.score)
    points = tuple(point_of(reason) for reason in slot.reasons)
    day = french.local(slot.start, form.zone).date()
    return SlotCard(
        start=slot.start,
        end=slot.end,
        day=day,
        score=slot.score,
        level=level,
        word=word,
        points=points,
        highlights=_highlights(slot.reasons),
        rooms=slot.rooms,
        absent=_names(slot.absent, _("without %(names)s")),
        tentative=_names(slot.tentative, _("%(names)s to be confirmed")),
        book_url=book_address(url, slot.start),
        see_url=pointing(url, "creneau", slot.start.isoformat()),
        shown=shown,
        best=best,
    )


def _highlights(reasons: Iterable[Reason]) -> tuple[Point, ...]:
    """What a glance needs: presence, then what costs points."""
    points = [(reason.code, point_of(reason)) for reason in reasons if reason.code != "soon"]
    kept = [point for code, point in points if code == "everyone" or not point.good]
    spare = [point for code, point in points if point.good and code in ("good_hour", "on_site")]
    return tuple((kept + spare)[:GLANCE])


def _names(names: Sequence[str], text: str) -> str:
    return text % {"names": french_list(names)} if names else ""


def french_list(names: Sequence[str]) -> str:
    """« Marc, Claire et Nadia »."""
    if len(names) < 2:  # noqa: PLR2004 -- nothing to join
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def refused_cards(rows: Iterable[RefusedRow], url: str, *, now: datetime) -> list[RefusedCard]:
    """The best refused hours that are still to come, soonest first."""
    ordered = sorted((row for row in rows if row.start > now), key=lambda row: row.start)
    return [
        RefusedCard(
            row.start,
            row.end,
            tuple(sentence(reason.text) for reason in row.why),
            book_address(url, row.start),
        )
        for row in ordered
    ]


def sentence(text: str) -> str:
    """With a capital."""
    return text[:1].upper() + text[1:]


def day_links(found: Found, current: date, *, form: SlotForm) -> tuple[DayLink, ...]:
    """The days that have slots, and the one shown."""
    counts: dict[date, int] = {current: 0}
    for slot in found.slots:
        day = french.local(slot.start, form.zone).date()
        counts[day] = counts.get(day, 0) + 1
    url = address(form)
    return tuple(
        DayLink(day, counts[day], pointing(url, "jour", day), day == current)
        for day in sorted(counts)
    )


def strips_of(picture: DayPicture, slot: SlotRow | None, *, zone: str) -> Strips:
    """The picture of the day, for the strips; the slot shown is outlined across them."""
    chosen = (slot.start, slot.end) if slot is not None else None
    return Strips(
        caption=_("Who is free on %(day)s") % {"day": french.long_date(picture.day)},
        start=picture.start,
        end=picture.end,
        lines=[Line(row.who, _bars(row)) for row in picture.rows],
        free=picture.free,
        chosen=chosen,
        zone=zone,
    )


def _bars(row: TimeRow) -> list[Bar]:
    kinds = (("off", row.off), ("busy", row.busy), ("tentative", row.tentative))
    return [Bar(start, end, kind) for kind, ranges in kinds for start, end in ranges]


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One line of the picture, as text."""

    name: str
    text: str


def said_rows(picture: DayPicture, *, zone: str) -> list[SaidRow]:
    """The picture without the picture."""
    rows = []
    for row in picture.rows:
        parts = [_("busy %(hours)s") % {"hours": french.hours(*one, zone)} for one in row.busy]
        parts += [
            _("to be confirmed %(hours)s") % {"hours": french.hours(*one, zone)}
            for one in row.tentative
        ]
        rows.append(SaidRow(row.who.name, ", ".join(parts) or _("nothing planned")))
    return rows


def said_free(picture: DayPicture, *, zone: str) -> str:
    """« Libre pour tous de 9 h à 10 h 30 et de 14 h à 16 h »."""
    if not picture.free:
        return _("No common free time that day.")
    hours = french_list([french.hours(start, end, zone) for start, end in picture.free])
    return _("Everyone is free %(hours)s.") % {"hours": hours}


def ways_out(relaxed: Iterable[Relaxed], *, form: SlotForm) -> list[WayOut]:
    """Milder questions, as links."""
    return [
        WayOut(_relaxed_text(one), one.count, address(form, **_relaxed_fields(one)))
        for one in relaxed
    ]


def _relaxed_text(one: Relaxed) -> str:
    texts = {
        "longer": _("Look two weeks further"),
        "evenings": _("Add the evenings"),
        "saturdays": _("Add Saturday mornings"),
        "room": _("Do without a room"),
        "shorter": _("Last %(duration)s") % {"duration": french.duration(one.search.duration)},
        "notice": _("Without notice"),
        "without": _("Without %(name)s if need be") % {"name": one.name},
    }
    return texts[one.code]


def _relaxed_fields(one: Relaxed) -> dict[str, Any]:
    search = one.search
    changed: dict[str, dict[str, Any]] = {
        "longer": {"au": search.last},
        "evenings": {"soir": "on"},
        "saturdays": {"samedi": "on"},
        "room": {"salle": ""},
        "shorter": {"duree": search.duration},
        "notice": {"delai": 0},
        "without": {"avec": search.required, "option": search.optional},
    }
    return changed[one.code]


@dataclass(frozen=True, slots=True)
class Recap:
    """The question in one line."""

    text: str
    people: tuple[Any, ...] = field(default=())


def recap(asked: Asked) -> Recap:
    """« 1 h, du 12 au 26 janvier 2026, avec une salle »."""
    search = asked.search
    parts = [french.duration(search.duration), between(search.first, search.last)]
    if search.rooms is not None:
        rooms = len(search.rooms)
        parts.append(
            ngettext("in this room", "in one of %(n)s rooms", rooms) % {"n": rooms}
            if rooms
            else _("in a room")
        )
    if search.evenings:
        parts.append(_("evenings included"))
    return Recap(", ".join(parts), tuple(row for row in asked.parties if not row.me))
