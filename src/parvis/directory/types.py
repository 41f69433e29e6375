"""What the directory says to other rooms."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from parvis.organisations.types import AffiliationRef, OrganisationRef, PersonRef, SiteRef
from parvis.platform.errors import Text


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
class CardLink:
    """A button another room adds to the card of a person or a resource; `url` takes its uuid."""

    key: str
    label: Text
    icon: str
    url: Callable[[uuid.UUID], str]
    order: int = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """A button as a card draws it."""

    label: str
    icon: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceSpec:
    """What an administrator says of a room or a vehicle.

    Attributes:
        capacity: seats, None when it does not matter.
        equipment: as people read it, "Visio, écran 65 pouces".
        approval: whether bookings wait for an answer.
        approver_id: the person who answers; None for any administrator.
        is_open_to_partners: whether organisations in a trust may book it.
        active: whether it can be booked at all.
    """

    kind: ResourceKind
    name: str
    site_id: int | None = None
    capacity: int | None = None
    equipment: str = ""
    approval: bool = False
    approver_id: int | None = None
    is_open_to_partners: bool = False
    active: bool = True


@dataclass(frozen=True, slots=True)
class HeldRef:
    """A post or a mandate with where it is held."""

    affiliation: AffiliationRef
    organisation: OrganisationRef
    site: SiteRef | None


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as her card shows her: what she holds that day and the actor may see.

    Attributes:
        administered: address part of the organisation whose administrator looks at her, or "".
    """

    person: PersonRef
    held: tuple[HeldRef, ...]
    mails: tuple[str, ...]
    is_me: bool
    administered: str


@dataclass(frozen=True, slots=True)
class ResourceCard:
    """A room or a vehicle as its card shows it; `approvers` are those who answer bookings."""

    resource: ResourceRef
    spec: ResourceSpec
    site: SiteRef | None
    approvers: tuple[PersonRef, ...]
    can_change: bool
