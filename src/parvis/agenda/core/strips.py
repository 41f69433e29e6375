"""Who is free when, as strips to draw and as sentences that say the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parvis.agenda.core.clock import minutes_to_wall
from parvis.agenda.core.intervals import Range, clip, intersect, merge, subtract
from parvis.agenda.core.slots import Party, Room

NBSP = "\u00a0"


class Kind(StrEnum):
    """What a stretch of somebody's day is; ``off`` is outside her hours and not taken."""

    BUSY = "busy"
    TENTATIVE = "tentative"
    OFF = "off"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Segment:
    """Epoch minutes of one kind; ``lit`` when everyone is free then."""

    start: int
    end: int
    kind: Kind
    lit: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """Somebody's day: segments in order, without gap nor overlap."""

    key: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One stretch in words: « libre de 9 h à 10 h 30 »."""

    kind: Kind
    start: int
    end: int
    text: str


def _firm(one: Party | Room) -> tuple[Range, ...]:
    return merge((busy.start, busy.end) for busy in one.busy if not busy.tentative)


def _tentative(one: Party | Room) -> tuple[Range, ...]:
    return merge((busy.start, busy.end) for busy in one.busy if busy.tentative)


def common_free(
    parties: Iterable[Party], rooms: Iterable[Room], start: int, end: int
) -> tuple[Range, ...]:
    """When all required people are in their hours and free, and a room is, if any is given."""
    common: tuple[Range, ...] = clip([(start, end)], start, end)
    for party in parties:
        if party.required:
            common = subtract(intersect(common, party.open), _firm(party))
    free = [subtract(subtract(r.open, _firm(r)), _tentative(r)) for r in rooms]
    if not free:
        return common
    return intersect(common, (span for spans in free for span in spans))


def strips(
    parties: Iterable[Party],
    rooms: Iterable[Room],
    day_start: int,
    day_end: int,
    common: Iterable[Range] = (),
) -> tuple[Strip, ...]:
    """One strip for each person, then for each room, from ``day_start`` to ``day_end``."""
    lit = clip(common, day_start, day_end)
    everyone: tuple[Party | Room, ...] = (*parties, *rooms)
    return tuple(_strip(one, (day_start, day_end), lit) for one in everyone)


def _strip(one: Party | Room, day: Range, lit: tuple[Range, ...]) -> Strip:
    firm = clip(_firm(one), *day)
    tentative = subtract(clip(_tentative(one), *day), firm)
    rest = subtract(subtract([day], firm), tentative)
    kinds = (
        (Kind.BUSY, firm),
        (Kind.TENTATIVE, tentative),
        (Kind.OFF, subtract(rest, one.open)),
        (Kind.FREE, intersect(rest, one.open)),
    )
    segments = [
        Segment(start, end, kind, is_lit)
        for kind, ranges in kinds
        for is_lit, part in ((True, intersect(ranges, lit)), (False, subtract(ranges, lit)))
        for start, end in part
    ]
    return Strip(one.key, tuple(sorted(segments, key=lambda segment: segment.start)))


def hour_fr(minutes: int, zone: str) -> str:
    """« 9 h », « 14 h 30 », with no-break spaces, on the clock of a zone."""
    wall = minutes_to_wall(minutes, zone)
    past = f"{NBSP}{wall.minute:02}" if wall.minute else ""
    return f"{wall.hour}{NBSP}h{past}"


# The same word for women, men and rooms.
_WORDS = {
    Kind.BUSY: "indisponible",
    Kind.TENTATIVE: "à confirmer",
    Kind.OFF: "hors horaires",
    Kind.FREE: "libre",
}


def in_words(strip: Strip, zone: str) -> tuple[Phrase, ...]:
    """A strip stretch by stretch, in French; lit or not makes no difference."""
    merged: list[Segment] = []
    for segment in strip.segments:
        if merged and merged[-1].kind is segment.kind:
            segment = Segment(merged.pop().start, segment.end, segment.kind)  # noqa: PLW2901 -- grown in place
        merged.append(segment)
    last = len(merged) - 1
    return tuple(
        Phrase(part.kind, part.start, part.end, _say(part, zone, number == 0, number == last))
        for number, part in enumerate(merged)
    )


def _say(part: Segment, zone: str, first: bool, last: bool) -> str:  # noqa: FBT001 -- where it stands
    word = _WORDS[part.kind]
    if first and last:
        return f"{word} toute la journée"
    begins, ends = hour_fr(part.start, zone), _end(part.end, zone)
    if part.kind is Kind.OFF and first:
        return f"{word} avant {ends}"
    if part.kind is Kind.OFF and last:
        return f"{word} après {begins}"
    return f"{word} de {begins} à {ends}"


def _end(minutes: int, zone: str) -> str:
    wall = minutes_to_wall(minutes, zone)
    return hour_fr(minutes, zone) if wall.hour or wall.minute else "minuit"


def sentence(strip: Strip, zone: str) -> str:
    """« hors horaires avant 8 h 30, libre de 8 h 30 à 10 h, indisponible de 10 h à 12 h »."""
    return ", ".join(phrase.text for phrase in in_words(strip, zone))
