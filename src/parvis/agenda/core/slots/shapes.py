"""What a search for a common slot takes and gives. All times are epoch minutes, half-open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from parvis.agenda.core.intervals import Range

STEPS = (5, 10, 15, 20, 30, 60)


class Busy(NamedTuple):
    """Time somebody is taken. ``site`` is where, when known.

    A tuple: a search makes thousands, and a frozen dataclass takes four times longer to make.
    """

    start: int
    end: int
    tentative: bool = False
    site: int | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A person asked. ``open`` are her working hours, ``home_site`` where she works."""

    key: str
    required: bool
    busy: tuple[Busy, ...] = ()
    open: tuple[Range, ...] = ()
    home_site: int | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A room that would do. A capacity of ``None`` is unknown and refuses nobody."""

    key: str
    busy: tuple[Busy, ...] = ()
    open: tuple[Range, ...] = ()
    capacity: int | None = None
    site: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A search; raises ``ValueError`` when it makes no sense.

    One of ``rooms`` is needed; with none given, no room is, and the meeting is at ``site``.
    ``earliest`` is now plus the notice. Starts are on every ``step`` minutes of the clock in
    ``zone``, which also tells days and hours apart in scores. ``travel`` holds the minutes
    between sites, in one direction at least; a pair left out takes no time. ``seats`` is the
    capacity wanted.
    """

    parties: tuple[Party, ...]
    rooms: tuple[Room, ...] = ()
    duration: int
    window_start: int
    window_end: int
    earliest: int
    zone: str
    step: int = 15
    site: int | None = None
    travel: Mapping[tuple[int, int], int] = field(default_factory=dict)
    limit: int = 10
    per_day: int = 3
    seats: int | None = None

    def __post_init__(self) -> None:
        if self.step not in STEPS:
            raise ValueError(f"the step is one of {STEPS}")
        if self.duration < 1:
            raise ValueError("a meeting lasts at least a minute")


class ReasonCode(StrEnum):
    """Why a slot has its points, and the ``params`` that come with each.

    A slot has six reasons, one of each line.
    """

    EVERYONE = "everyone"  # nobody is missing
    ABSENT = "absent"  # optional people missing: count, of

    FIRM = "firm"  # nobody has a tentative commitment
    TENTATIVE = "tentative"  # people with one: count

    GOOD_HOUR = "good_hour"  # well inside: part (morning, afternoon)
    FAIR_HOUR = "fair_hour"  # in office hours, at their edge: part
    LUNCH = "lunch"  # over the midday break
    OFF_PEAK = "off_peak"  # early or in the evening
    WEEKEND = "weekend"

    SOON = "soon"  # days from the first possible day: days

    BREATHING = "breathing"  # a quarter of an hour free on both sides for everyone
    BACK_TO_BACK = "back_to_back"  # people without it: count

    ON_SITE = "on_site"  # nobody travels
    TRAVEL = "travel"  # people who work elsewhere: count; longest journey: minutes


class BlockCode(StrEnum):
    """Why an hour is refused."""

    NOTICE = "notice"  # too soon; key ""
    OUTSIDE_HOURS = "outside_hours"  # key of the person
    BUSY = "busy"  # key of the person
    TRAVEL = "travel"  # key of the person: no time to come from or go to another site
    NO_ROOM = "no_room"  # key of the only room, or "" among several


@dataclass(frozen=True, slots=True)
class Reason:
    """Points, and what earned them."""

    code: ReasonCode
    points: int
    params: tuple[tuple[str, int | str], ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour that suits; ``score`` is the sum of the points of its ``reasons``.

    ``rooms`` are the free ones, best first, at most five; the score counts travel to the
    first. ``absent`` are the optional people who are not free, ``tentative`` those present
    who may be taken.
    """

    start: int
    end: int
    score: int
    reasons: tuple[Reason, ...]
    rooms: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    tentative: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Blocker:
    """One obstacle: somebody's key, and why."""

    key: str
    code: BlockCode


@dataclass(frozen=True, slots=True)
class Refusal:
    """An hour that does not suit, and every obstacle: at most one for each person."""

    start: int
    end: int
    blockers: tuple[Blocker, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The best slots, the best refused hours, and how many starts were looked at."""

    slots: tuple[Slot, ...]
    refused: tuple[Refusal, ...]
    examined: int
