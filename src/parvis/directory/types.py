"""What the directory says to other rooms."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from parvis.organisations.types import OrganisationRef


class ResourceKind(StrEnum):
    """What can be booked."""

    ROOM = "room"
    VEHICLE = "vehicle"


@dataclass(frozen=True, slots=True)
class ResourceRef:
    """A room or a vehicle that can be booked; `capacity` in seats, None when unknown."""

    id: int
    uuid: uuid.UUID
    kind: ResourceKind
    name: str
    organisation: OrganisationRef
    site_id: int | None
    site_name: str
    capacity: int | None
    equipment: tuple[str, ...]
    approval: bool


@dataclass(frozen=True, slots=True)
class PersonLink:
    """A button another room adds to a person's card; `url` takes the person's uuid."""

    key: str
    label: str
    icon: str
    url: Callable[[uuid.UUID], str]
    order: int = 50
