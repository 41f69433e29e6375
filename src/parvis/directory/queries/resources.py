"""Rooms and vehicles the actor may see."""

from __future__ import annotations

import uuid as uuid_
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from parvis.directory.models import Resource
from parvis.directory.rules import open_resources
from parvis.directory.types import ResourceCard, ResourceKind, ResourceRef, ResourceSpec
from parvis.organisations import api as organisations
from parvis.organisations.types import (
    ADMINISTRATOR,
    OrganisationKind,
    OrganisationRef,
    PersonRef,
    SiteRef,
)
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.errors import Missing
from parvis.platform.rules import can
from parvis.platform.words import words


def resources(
    actor: Actor,
    *,
    on: date,
    kind: ResourceKind | None = None,
    ids: Iterable[int] | None = None,
    capacity: int | None = None,
    active: bool = True,
) -> list[ResourceRef]:
    """Visible rooms and vehicles, by name; two queries whatever their number."""
    with everywhere("rooms open to partners in trust, narrowed by the rule"):
        rows = open_resources(actor, Resource.objects.all(), on=on).filter(active=active)
        if kind is not None:
            rows = rows.filter(kind=kind.value)
        if ids is not None:
            rows = rows.filter(id__in=set(ids))
        if capacity is not None:
            rows = rows.filter(capacity__gte=capacity)
        found = [_ref(row) for row in _joined(rows)]
    return sorted(found, key=_name)


def find_resources(
    actor: Actor,
    *,
    on: date,
    text: str = "",
    kind: ResourceKind | None = None,
    capacity: int | None = None,
    organisation: str = "",
    active: bool = True,
) -> list[ResourceRef]:
    """Those whose name, place, equipment or organisation has each word; two queries."""
    asked = words(text)
    found = resources(actor, on=on, kind=kind, capacity=capacity, active=active)
    return [
        one for one in found if organisation in ("", one.organisation.slug) and _has(one, asked)
    ]


def _name(one: ResourceRef) -> list[str]:
    """Alphabetical as people read: the database would put É after Z."""
    return words(one.name)


def _has(one: ResourceRef, asked: list[str]) -> bool:
    spoken = " ".join([one.name, one.site_name, one.organisation.name, *one.equipment])
    there = words(spoken)
    return all(any(word.startswith(ask) for word in there) for ask in asked)


def resource(actor: Actor, *, uuid: uuid_.UUID, on: date) -> ResourceRef:
    """One room or vehicle the actor may book; two queries.

    Raises:
        Missing: unknown, retired or not visible.
    """
    row = _one(actor, uuid, on)
    if not row.active:
        raise Missing
    return _ref(row)


def _one(actor: Actor, uuid: uuid_.UUID, on: date) -> Resource:
    with everywhere("rooms open to partners in trust, narrowed by the rule"):
        rows = open_resources(actor, Resource.objects.filter(uuid=uuid), on=on)
        row: Resource | None = _joined(rows).first()
    if row is None:
        raise Missing
    return row


def resource_card(actor: Actor, *, uuid: uuid_.UUID, on: date) -> ResourceCard:
    """Everything on the card of a visible room or vehicle; at most seven queries.

    Raises:
        Missing: unknown or not visible.
    """
    row = _one(actor, uuid, on)
    ref = _ref(row)
    who = organisations.people(actor, approvers(actor, resource_id=row.id, on=on), on=on)
    site = organisations.sites(actor, [row.site_id]).get(row.site_id) if row.site_id else None
    return ResourceCard(
        resource=ref,
        spec=ResourceSpec(
            kind=ref.kind,
            name=row.name,
            site_id=row.site_id,
            capacity=row.capacity,
            equipment=row.equipment,
            approval=row.approval,
            approver_id=row.approver_id,
            is_open_to_partners=row.is_open_to_partners,
            active=row.active,
        ),
        site=site,
        approvers=tuple(who.values()),
        can_change=can(actor, "directory.change_resource", row),
    )


def approvers(actor: Actor, *, resource_id: int, on: date) -> tuple[int, ...]:
    """Who answers bookings of the resource: its approver, else its organisation's administrators.

    Empty when the resource needs no approval or does not exist.
    """
    with everywhere("whom to ask for a room"):
        row = Resource.objects.filter(id=resource_id, approval=True).first()
    if row is None:
        return ()
    if row.approver_id is not None:
        return (row.approver_id,)
    return organisations.administrators(row.organisation_id, on=on)


def resources_to_approve(actor: Actor, *, on: date) -> list[ResourceRef]:
    """Rooms and vehicles whose bookings the actor answers; one query."""
    if actor.person is None:
        return []
    administered = {place for place, role in actor.roles if role == ADMINISTRATOR}
    asked = Q(approver_id=actor.person) | Q(approver_id=None, organisation__in=administered)
    with everywhere("rooms whose bookings this person answers, wherever they stand"):
        return [
            _ref(row) for row in _joined(Resource.objects.filter(asked, approval=True, active=True))
        ]


def _joined(rows: Any) -> Any:
    return rows.select_related("organisation", "site").order_by("id")


def _ref(row: Resource) -> ResourceRef:
    owner = row.organisation
    return ResourceRef(
        row.id,
        row.uuid,
        ResourceKind(row.kind),
        row.name,
        OrganisationRef(owner.id, owner.slug, owner.name, owner.mark, OrganisationKind(owner.kind)),
        row.site_id,
        row.site.name if row.site else "",
        row.capacity,
        tuple(item.strip() for item in row.equipment.split(",") if item.strip()),
        row.approval,
    )


def owners(actor: Actor, *, on: date) -> list[OrganisationRef]:
    """Organisations whose rooms the actor may see, by name; two queries."""
    there = actor.organisations | organisations.partners(actor, on=on)
    return list(organisations.organisations(actor, there).values())


def may_add(actor: Actor) -> bool:
    """Whether she may add a room to the organisation she acts for."""
    place = actor.organisation
    return place is not None and can(actor, "directory.add_resource", place)


def offered(
    actor: Actor, *, on: date, also: ResourceCard | None
) -> tuple[list[SiteRef], list[PersonRef]]:
    """Places and people to choose from for a room of the organisation acted for.

    The people are its administrators, and whoever answers today.
    """
    place = actor.organisation
    sites = [one for one in organisations.sites(actor).values() if one.organisation_id == place]
    ids = set(organisations.administrators(place, on=on)) if place is not None else set()
    if also is not None and also.spec.approver_id is not None:
        ids.add(also.spec.approver_id)
    people = organisations.people(actor, ids, on=on)
    return sites, sorted(people.values(), key=lambda one: one.name)
