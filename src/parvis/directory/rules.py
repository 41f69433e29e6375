"""Who may, who sees, in the directory."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parvis.directory.models import Resource
from parvis.organisations import api as organisations
from parvis.organisations.types import ADMINISTRATOR
from parvis.platform.actor import Actor
from parvis.platform.rules import rule, sees


@sees(Resource)
def open_resources(actor: Actor, rows: Any, *, on: date | None = None) -> Any:
    """Hers, and the active ones open to partners whose organisation is in a trust with hers."""
    partners = organisations.partners(actor, on=on or timezone.localdate())
    return rows.filter(
        Q(organisation__in=actor.organisations)
        | Q(organisation__in=partners, is_open_to_partners=True, active=True)
    )


@rule(
    "directory.see_resource",
    says=_("The people of its organisation, and those of partners when it is open to them."),
)
def see_resource(actor: Actor, row: Resource) -> bool:
    if row.organisation_id in actor.organisations:
        return True
    if not (row.is_open_to_partners and row.active):
        return False
    return row.organisation_id in organisations.partners(actor, on=timezone.localdate())


@rule(
    "directory.add_resource",
    says=_("The administrators of the organisation, when they act for it."),
)
def add_resource(actor: Actor, organisation_id: int) -> bool:
    acting = actor.organisation == organisation_id and actor.holds(ADMINISTRATOR)
    return bool(actor.system) or acting


@rule(
    "directory.change_resource",
    says=_("The administrators of the organisation, when they act for it."),
)
def change_resource(actor: Actor, row: Resource) -> bool:
    return add_resource(actor, row.organisation_id)
