"""Public words of the agenda: values, enums, errors. Times are UTC unless a name says local."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from parvis.directory.types import ResourceRef
from parvis.organisations.types import OrganisationRef, PersonRef
from parvis.platform.errors import Conflict, Invalid


class Answer(StrEnum):
    """What an invited person or room said."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


class State(IntEnum):
    """What an occurrence does to somebody's time."""

    FREE = 0
    TENTATIVE = 1
    BUSY = 2


class Reach(StrEnum):
    """How much of a series a change concerns."""

    THIS = "this"
    FOLLOWING = "following"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person writes when she plans something.

    Attributes:
        starts, ends: naive local times in `zone`; for `all_day`, midnights, `ends` excluded.
        zone: IANA name.
        rule: RRULE of RFC 5545 without its name, "" for a single event.
        excluded: naive local starts left out of the series.
        private: other people only ever see that the time is taken.
        busy: whether it takes the time.
        site_id: site of the meeting, for travel time.
    """

    title: str
    starts: datetime
    ends: datetime
    zone: str = "Europe/Paris"
    all_day: bool = False
    place: str = ""
    site_id: int | None = None
    description: str = ""
    rule: str = ""
    excluded: tuple[datetime, ...] = ()
    private: bool = False
    busy: bool = True


@dataclass(frozen=True, slots=True)
class Invitees:
    """Who is asked, by public id; `rooms` are rooms and vehicles."""

    required: tuple[UUID, ...] = ()
    optional: tuple[UUID, ...] = ()
    rooms: tuple[UUID, ...] = ()

    @property
    def everyone(self) -> tuple[UUID, ...]:
        return self.required + self.optional


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something in an event brought from elsewhere, and what it answered there."""

    id: int
    organisation: int
    name: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Brought:
    """An event of another calendar: its organiser, other people, rooms and vehicles."""

    draft: Draft
    organiser: Party
    guests: tuple[Party, ...] = ()
    rooms: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What an action did: the event, and the token that undoes it."""

    event: UUID
    undo: str
    rooms_waiting: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class EventRow:
    """One occurrence in a person's own calendar. `at` names it in its series."""

    uuid: UUID
    at: str
    title: str
    start: datetime
    end: datetime
    zone: str
    all_day: bool
    place: str
    organisation: OrganisationRef
    answer: Answer
    state: State
    mine: bool
    repeats: bool
    private: bool


@dataclass(frozen=True, slots=True)
class BusyRow:
    """A piece of another person's time, as far as the agreements let it be seen."""

    start: datetime
    end: datetime
    state: State
    title: str = ""
    place: str = ""
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class TimeOf:
    """Another person's time; `shared` is False when no agreement shows it."""

    person: PersonRef
    shared: bool
    level: int
    rows: tuple[BusyRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody, or a room, in an event."""

    id: int
    name: str
    organisation: OrganisationRef
    person_id: int | None
    resource_id: int | None
    organiser: bool
    required: bool
    answer: Answer
    comment: str
    proposed: tuple[datetime, datetime] | None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Everything an event's page shows. `at` is the occurrence looked at, "" for all."""

    uuid: UUID
    draft: Draft
    at: str
    start: datetime
    end: datetime
    organisation: OrganisationRef
    organiser: str
    guests: tuple[Guest, ...]
    repetition: str
    in_series: UUID | None
    may_edit: bool
    may_answer: bool
    answer: Answer | None
    version: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A question to the common slot. Days are local to `zone`, `last` included.

    `rooms` of None means no room is needed; an empty tuple, any room; otherwise one of these.
    """

    first: date
    last: date
    duration: int
    required: tuple[UUID, ...] = ()
    optional: tuple[UUID, ...] = ()
    rooms: tuple[UUID, ...] | None = None
    seats: int | None = None
    site_id: int | None = None
    zone: str = "Europe/Paris"
    evenings: bool = False
    saturdays: bool = False
    notice: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a slot scores, or why an hour is refused; `points` is 0 for refusals."""

    code: str
    text: str
    points: int = 0


@dataclass(frozen=True, slots=True)
class SlotRow:
    start: datetime
    end: datetime
    score: int
    reasons: tuple[Reason, ...]
    rooms: tuple[ResourceRef, ...]
    absent: tuple[str, ...]
    tentative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedRow:
    start: datetime
    end: datetime
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PartyRow:
    """Somebody the search was about; hidden when no agreement shows her time."""

    person: PersonRef
    required: bool
    shared: bool
    me: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of the common slot. `core_ms` is the time spent in the engine."""

    search: Search
    slots: tuple[SlotRow, ...]
    refused: tuple[RefusedRow, ...]
    parties: tuple[PartyRow, ...]
    rooms: tuple[ResourceRef, ...]
    examined: int
    core_ms: float


class RoomTaken(Conflict):
    """The room or vehicle is already taken at that hour."""

    code = "agenda.room_taken"
    message = _("This room has just been taken at that hour.")
    mend = _("Choose another room or another hour; what you wrote was kept.")


class TooLate(Conflict):
    """The change cannot be undone any more."""

    code = "agenda.too_late"
    message = _("This change can no longer be undone.")
    mend = _("Open the event and correct it.")


class BadEvent(Invalid):
    """Some fields of the event cannot be accepted."""

    code = "agenda.bad_event"
    message = _("Some answers need to be corrected.")
