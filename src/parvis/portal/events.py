"""What happened to the services of an organisation, as ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parvis.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkAdded(Event):
    """A service appears on the home page of its audience."""

    verb: ClassVar[str] = "portal.add_link"
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkChanged(Event):
    """Its name, address, icon, audience or category changed."""

    verb: ClassVar[str] = "portal.change_link"
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMoved(Event):
    """It stands elsewhere in its category."""

    verb: ClassVar[str] = "portal.move_link"
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRemoved(Event):
    """It is shown no more; it can come back for a while."""

    verb: ClassVar[str] = "portal.remove_link"
    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRestored(Event):
    """Its removal was undone."""

    verb: ClassVar[str] = "portal.restore_link"
    link: int
