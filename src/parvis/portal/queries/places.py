"""The organisations a person belongs to, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from parvis.organisations import api as organisations
from parvis.organisations.types import ADMINISTRATOR, AffiliationRef, OrganisationRef, Role
from parvis.platform.actor import Actor


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation of hers: `roles` in words, most telling first."""

    organisation: OrganisationRef
    roles: tuple[str, ...]
    acting: bool
    administrator: bool


def my_places(actor: Actor, *, on: date) -> list[Place]:
    """Where she works or sits that day, the one acted for first; two queries."""
    if actor.person is None:
        return []
    held = organisations.affiliations([actor.person], on=on).get(actor.person, ())
    places = [
        Place(
            organisation,
            _roles(item for item in held if item.organisation_id == organisation.id),
            acting=organisation.id == actor.organisation,
            administrator=actor.holds(ADMINISTRATOR, organisation.id),
        )
        for organisation in organisations.mine(actor)
    ]
    return sorted(places, key=lambda place: not place.acting)


def _roles(held: Iterable[AffiliationRef]) -> tuple[str, ...]:
    """« Adjointe au maire (voirie) »; the bare quality only when no title says more."""
    items = list(held)
    said = [f"{item.title} ({item.detail})" if item.detail else item.title for item in items]
    known = tuple(dict.fromkeys(filter(None, said)))
    if known:
        return known
    elected = any(item.role is Role.ELECTED for item in items)
    return (_("Elected member") if elected else _("Agent"),)
