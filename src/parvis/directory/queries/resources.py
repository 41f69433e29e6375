"""Rooms and vehicles the actor may see."""

from __future__ import annotations

import uuid as uuid_
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q

from parvis.directory.models import Resource
from parvis.directory.rules import open_resources
from parvis.directory.types import ResourceKind, ResourceRef
from parvis.organisations import api as organisations
from parvis.organisations.types import ADMINISTRATOR, OrganisationKind, OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.errors import Missing


def resources(
    actor: Actor,
    *,
    on: date,
    kind: ResourceKind | None = None,
    ids: Iterable[int] | None = None,
    capacity: int | None = None,
) -> list[ResourceRef]:
    """Visible rooms and vehicles, by name; two queries whatever their number."""
    with everywhere("rooms open to partners in trust, narrowed by the rule"):
        rows = open_resources(actor, Resource.objects.all(), on=on).filter(active=True)
        if kind is not None:
            rows = rows.filter(kind=kind.value)
        if ids is not None:
            rows = rows.filter(id__in=set(ids))
        if capacity is not None:
            rows = rows.filter(capacity__gte=capacity)
        return [_ref(row) for row in _joined(rows)]


def resource(actor: Actor, *, uuid: uuid_.UUID, on: date) -> ResourceRef:
    """One visible room or vehicle.

    Raises:
        Missing: unknown or not visible.
    """
    with everywhere("rooms open to partners in trust, narrowed by the rule"):
        row = _joined(
            open_resources(actor, Resource.objects.filter(uuid=uuid, active=True), on=on)
        ).first()
    if row is None:
        raise Missing
    return _ref(row)


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
    return rows.select_related("organisation", "site").order_by("name", "id")


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
