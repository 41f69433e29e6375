"""Rooms and vehicles: added, changed, retired."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from parvis.directory import events
from parvis.directory.models import Resource
from parvis.directory.types import ResourceSpec
from parvis.organisations import api as organisations
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.errors import Conflict, Invalid, Missing
from parvis.platform.events import publish
from parvis.platform.rules import require


def add_resource(actor: Actor, *, organisation_id: int, spec: ResourceSpec) -> UUID:
    """Add a room or a vehicle to an organisation; its uuid.

    Raises:
        Refused: the actor does not administer the organisation.
        Invalid: it has no name, or no seat.
        Conflict: the organisation already has one of this name.
    """
    require(actor, "directory.add_resource", organisation_id)
    _check(actor, organisation_id, spec)
    try:
        with transaction():
            row = Resource.objects.create(organisation_id=organisation_id, **_columns(spec))
            event = events.ResourceAdded(
                organisation=organisation_id, subject=f"resource:{row.id}", resource=row.id
            )
            publish(actor, event)
    except IntegrityError as error:
        raise Conflict(_("Your organisation already has one of this name.")) from error
    return UUID(str(row.uuid))


def change_resource(actor: Actor, *, uuid: UUID, spec: ResourceSpec) -> None:
    """Say something else of it, or retire it (`active` false) without losing its bookings.

    Raises:
        Missing: not one of the actor's organisations'.
        Refused: the actor does not administer its organisation.
        Invalid: it has no name, or no seat.
        Conflict: another one has this name.
    """
    try:
        with transaction():
            row = Resource.objects.select_for_update().filter(uuid=uuid).first()
            if row is None:
                raise Missing
            require(actor, "directory.change_resource", row)
            _check(actor, row.organisation_id, spec)
            for name, value in _columns(spec).items():
                setattr(row, name, value)
            row.save()
            event = events.ResourceChanged(
                organisation=row.organisation_id,
                subject=f"resource:{row.id}",
                resource=row.id,
                active=row.active,
            )
            publish(actor, event)
    except IntegrityError as error:
        raise Conflict(_("Your organisation already has one of this name.")) from error


def _columns(spec: ResourceSpec) -> dict[str, Any]:
    return asdict(spec) | {"kind": spec.kind.value, "name": spec.name.strip()}


def _check(actor: Actor, organisation_id: int, spec: ResourceSpec) -> None:
    if not spec.name.strip():
        raise Invalid(fields={"name": _("Give it a name.")})
    if spec.capacity is not None and spec.capacity < 1:
        raise Invalid(fields={"capacity": _("At least one seat; leave empty if unknown.")})
    if spec.site_id is not None:
        site = organisations.sites(actor, [spec.site_id]).get(spec.site_id)
        if site is None or site.organisation_id != organisation_id:
            raise Missing
