"""What other rooms may ask of the directory. People and resources are public uuids outside."""

from __future__ import annotations

import uuid as uuid_
from collections.abc import Callable, Iterable
from datetime import date

from django.utils import timezone

from parvis.directory import links
from parvis.directory.actions.resources import add_resource, change_resource
from parvis.directory.queries import people as people_
from parvis.directory.queries import resources as resources_
from parvis.directory.types import CardLink, ResourceKind, ResourceRef
from parvis.organisations.types import PersonRef
from parvis.platform.actor import Actor
from parvis.platform.errors import Text

__all__ = [
    "add_resource",
    "approvers",
    "change_resource",
    "find_people",
    "people",
    "person",
    "register_person_link",
    "register_resource_link",
    "resource",
    "resources",
]


def find_people(
    actor: Actor,
    *,
    text: str,
    limit: int = 20,
    organisation_id: int | None = None,
    on: date | None = None,
) -> list[PersonRef]:
    """People of the directories the actor may read, by family name.

    Each word of `text` begins a word of the name, post, service, function or delegation, or of
    the organisation's name; accents and case do not count. `on` defaults to today.
    """
    return people_.find_people(
        actor,
        text=text,
        limit=limit,
        organisation_id=organisation_id,
        on=on or timezone.localdate(),
    )


def person(actor: Actor, uuid: uuid_.UUID, *, on: date | None = None) -> PersonRef:
    """A person of a directory the actor may read, or herself.

    Raises:
        Missing: unknown or not visible; nobody can tell which.
    """
    return people_.person(actor, uuid=uuid, on=on or timezone.localdate())


def people(actor: Actor, uuids: Iterable[uuid_.UUID], *, on: date | None = None) -> list[PersonRef]:
    """The visible ones among these people, in the order given; constant number of queries."""
    return people_.people(actor, uuids=uuids, on=on or timezone.localdate())


def resources(
    actor: Actor,
    *,
    kind: ResourceKind | None = None,
    ids: Iterable[int] | None = None,
    capacity: int | None = None,
    on: date | None = None,
) -> list[ResourceRef]:
    """Rooms and vehicles the actor may book: hers, and those open to partners in trust, by name.

    `capacity` is the least number of seats.
    """
    return resources_.resources(
        actor, kind=kind, ids=ids, capacity=capacity, on=on or timezone.localdate()
    )


def resource(actor: Actor, uuid: uuid_.UUID, *, on: date | None = None) -> ResourceRef:
    """One room or vehicle.

    Raises:
        Missing: unknown or not visible.
    """
    return resources_.resource(actor, uuid=uuid, on=on or timezone.localdate())


def approvers(actor: Actor, resource_id: int, *, on: date | None = None) -> tuple[int, ...]:
    """Ids of the people who answer bookings of the resource; empty when none is needed."""
    return resources_.approvers(actor, resource_id=resource_id, on=on or timezone.localdate())


def resources_to_approve(actor: Actor, *, on: date | None = None) -> list[ResourceRef]:
    """Rooms and vehicles whose bookings the actor answers."""
    return resources_.resources_to_approve(actor, on=on or timezone.localdate())


def register_person_link(
    key: str, label: Text, icon: str, url: Callable[[uuid_.UUID], str], *, order: int = 50
) -> None:
    """Add a button to every person's card; called when the application is ready."""
    links.register_person(CardLink(key, label, icon, url, order))


def register_resource_link(
    key: str, label: Text, icon: str, url: Callable[[uuid_.UUID], str], *, order: int = 50
) -> None:
    """Add a button to the card of every room and vehicle; called when the application is ready."""
    links.register_resource(CardLink(key, label, icon, url, order))
