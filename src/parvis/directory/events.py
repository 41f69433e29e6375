"""What happened to rooms and vehicles, as ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parvis.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceAdded(Event):
    """A room or a vehicle can be booked."""

    verb: ClassVar[str] = "directory.add_resource"
    resource: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceChanged(Event):
    """Its name, place, seats, conditions or availability changed."""

    verb: ClassVar[str] = "directory.change_resource"
    resource: int
    active: bool
