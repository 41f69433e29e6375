"""What happened in the agenda. `event_id` is the row's id, `people` are ids of persons to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parvis.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class _OnEvent(Event):
    event_id: int
    people: list[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPlanned(_OnEvent):
    verb: ClassVar[str] = "agenda.plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(_OnEvent):
    """`again` says that the hours changed, so the answers are asked again."""

    verb: ClassVar[str] = "agenda.edit"
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleInvited(_OnEvent):
    """`people` join a meeting that already stood."""

    verb: ClassVar[str] = "agenda.invite"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleTakenOut(_OnEvent):
    """`people` are no longer asked."""

    verb: ClassVar[str] = "agenda.take_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingCancelled(_OnEvent):
    verb: ClassVar[str] = "agenda.cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingAnswered(_OnEvent):
    """`by` is the name of who answered, `person` her id (None for a room), `status` an `Answer`."""

    verb: ClassVar[str] = "agenda.answer"
    by: str
    status: str
    person: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeProposed(_OnEvent):
    verb: ClassVar[str] = "agenda.propose"
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomAsked(_OnEvent):
    """A room or vehicle that needs approval was asked; `people` may approve."""

    verb: ClassVar[str] = "agenda.ask_room"
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUndone(_OnEvent):
    verb: ClassVar[str] = "agenda.undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsChanged(Event):
    verb: ClassVar[str] = "agenda.settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarsBrought(Event):
    """Events of other calendars came in, `count` of them for this organisation."""

    verb: ClassVar[str] = "agenda.bring"
    count: int
