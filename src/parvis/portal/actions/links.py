"""The services an organisation gives its people: added, changed, moved, removed, restored."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from parvis.organisations import api as organisations
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere, transaction, transaction_required
from parvis.platform.errors import Conflict, Invalid, Missing, Text
from parvis.platform.events import publish
from parvis.platform.rules import require
from parvis.portal import events
from parvis.portal.models import ServiceLink
from parvis.portal.types import NewLink

_NAME_TAKEN = _("Another service of your organisation already has this name.")
_is_address = URLValidator(schemes=["https", "http"])


def add_link(actor: Actor, *, organisation_id: int, link: NewLink) -> UUID:
    """Add a service at the end of its category; its uuid.

    Raises:
        Refused: the actor does not administer the organisation.
        Invalid: the name is empty or taken, or the address is none.
    """
    require(actor, "portal.add_link", organisation_id)
    organisations.organisation(actor, organisation_id)
    _check(link)
    try:
        with transaction():
            last = ServiceLink.objects.filter(organisation=organisation_id).aggregate(
                last=Max("position")
            )["last"]
            row = ServiceLink(organisation_id=organisation_id, position=(last or 0) + 1)
            _write(row, link)
            publish(
                actor,
                events.LinkAdded(
                    organisation=organisation_id, subject=f"link:{row.id}", link=row.id
                ),
            )
    except IntegrityError as error:
        raise Invalid(fields={"name": _NAME_TAKEN}) from error
    return UUID(str(row.uuid))


def change_link(actor: Actor, *, uuid: UUID, link: NewLink) -> None:
    """Say something else of a service.

    Raises:
        Missing: no such service in the actor's organisations.
        Refused: the actor does not administer its organisation.
        Invalid: the name is empty or taken, or the address is none.
    """
    _check(link)
    try:
        with transaction():
            row = _locked(actor, uuid)
            _write(row, link)
            publish(
                actor,
                events.LinkChanged(
                    organisation=row.organisation_id, subject=f"link:{row.id}", link=row.id
                ),
            )
    except IntegrityError as error:
        raise Invalid(fields={"name": _NAME_TAKEN}) from error


def move_link(actor: Actor, *, uuid: UUID, up: bool) -> bool:
    """Exchange a service with its neighbour of the same category; False at the end of the list.

    Raises:
        Missing: no such service in the actor's organisations.
        Refused: the actor does not administer its organisation.
    """
    with transaction():
        row = _locked(actor, uuid)
        shown = ServiceLink.objects.select_for_update().filter(
            organisation=row.organisation_id, category=row.category, removed_at=None
        )
        if up:
            other = shown.filter(position__lt=row.position).order_by("-position", "-id").first()
        else:
            other = shown.filter(position__gt=row.position).order_by("position", "id").first()
        if other is None:
            return False
        row.position, other.position = other.position, row.position
        row.save(update_fields=["position"])
        other.save(update_fields=["position"])
        publish(
            actor,
            events.LinkMoved(
                organisation=row.organisation_id, subject=f"link:{row.id}", link=row.id
            ),
        )
    return True


def remove_link(actor: Actor, *, uuid: UUID, now: datetime) -> str:
    """Show a service no more; its name, for the message that offers to take it back.

    Raises:
        Missing: no such service in the actor's organisations.
        Refused: the actor does not administer its organisation.
    """
    with transaction():
        row = _locked(actor, uuid)
        row.removed_at = now
        row.save(update_fields=["removed_at"])
        publish(
            actor,
            events.LinkRemoved(
                organisation=row.organisation_id, subject=f"link:{row.id}", link=row.id
            ),
        )
    return str(row.name)


def restore_link(actor: Actor, *, uuid: UUID) -> str:
    """Show a removed service again, where it stood; its name.

    Raises:
        Missing: no such service in the actor's organisations, or it was deleted since.
        Refused: the actor does not administer its organisation.
        Conflict: its name was given to another in the meantime.
    """
    try:
        with transaction():
            row = _locked(actor, uuid, removed=True)
            row.removed_at = None
            row.save(update_fields=["removed_at"])
            publish(
                actor,
                events.LinkRestored(
                    organisation=row.organisation_id, subject=f"link:{row.id}", link=row.id
                ),
            )
    except IntegrityError as error:
        raise Conflict(_NAME_TAKEN) from error
    return str(row.name)


def forget_links(actor: Actor, *, removed_before: datetime) -> int:
    """Delete for good what was removed long ago; how many. For the platform's schedule only."""
    require(actor, "portal.clean")
    with everywhere("services removed long ago are deleted"), transaction():
        return int(ServiceLink.objects.filter(removed_at__lt=removed_before).delete()[0])


def _locked(actor: Actor, uuid: UUID, *, removed: bool = False) -> ServiceLink:
    transaction_required()
    rows = ServiceLink.objects.select_for_update().filter(uuid=uuid, removed_at__isnull=not removed)
    row: ServiceLink | None = rows.first()
    if row is None:
        raise Missing
    require(actor, "portal.change_link", row)
    return row


def _write(row: ServiceLink, link: NewLink) -> None:
    transaction_required()
    row.name, row.url, row.icon = link.name.strip(), link.url.strip(), link.icon
    row.audience, row.category = link.audience.value, link.category.strip()
    row.save()


def _check(link: NewLink) -> None:
    wrong: dict[str, Text] = {}
    if not link.name.strip():
        wrong["name"] = _("Give the service a name.")
    try:
        _is_address(link.url.strip())
    except ValidationError:
        wrong["url"] = _("Write the whole address, beginning with https://.")
    if wrong:
        raise Invalid(fields=wrong)
