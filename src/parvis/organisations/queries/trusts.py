"""What organisations let each other see, that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Max

from parvis.organisations.models import TrustMember, in_force
from parvis.organisations.types import Level
from parvis.platform.actor import Actor


def _partners(organisation_id: int | None, on: date) -> Any:
    """Signed members of the trusts in force that the organisation has signed, itself included."""
    signed = TrustMember.objects.filter(organisation=organisation_id, signed_on__lte=on)
    return TrustMember.objects.filter(
        in_force(on, "trust__"), trust__in=signed.values("trust"), signed_on__lte=on
    )


def level_towards(actor: Actor, *, organisation_ids: Iterable[int], on: date) -> dict[int, Level]:
    """What the organisation acted for may see of each one's calendars; one query."""
    wanted = set(organisation_ids)
    levels = dict.fromkeys(wanted, Level.NONE)
    if actor.organisation is None:
        return levels
    rows = _partners(actor.organisation, on).filter(organisation__in=wanted)
    for place, level in rows.values_list("organisation").annotate(most=Max("trust__level")):
        levels[place] = Level(level)
    if actor.organisation in wanted:
        levels[actor.organisation] = Level.TITLE
    return levels


def readable_directories(actor: Actor, *, on: date) -> frozenset[int]:
    """Organisations whose people the actor may look up: hers, and those whose trust says so."""
    rows = _partners(actor.organisation, on).filter(trust__directory=True)
    return actor.organisations | frozenset(rows.values_list("organisation", flat=True))


def partners(actor: Actor, *, on: date) -> frozenset[int]:
    """Organisations in a trust with the one acted for, itself excepted."""
    rows = _partners(actor.organisation, on).exclude(organisation=actor.organisation)
    return frozenset(rows.values_list("organisation", flat=True))
