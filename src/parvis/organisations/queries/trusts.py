"""What organisations let each other see, that day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from parvis.organisations.rules import allied, directories
from parvis.organisations.types import Level
from parvis.platform.actor import Actor


def level_towards(actor: Actor, *, organisation_ids: Iterable[int], on: date) -> dict[int, Level]:
    """What the organisation acted for may see of each one's calendars; one query."""
    wanted = set(organisation_ids)
    levels = dict.fromkeys(wanted, Level.NONE)
    if actor.organisation is None:
        return levels
    rows = allied(actor, on=on).filter(organisation__in=wanted)
    for place, level in rows.values_list("organisation").annotate(most=Max("trust__level")):
        levels[place] = Level(level)
    if actor.organisation in wanted:
        levels[actor.organisation] = Level.TITLE
    return levels


def readable_directories(actor: Actor, *, on: date) -> frozenset[int]:
    """Organisations whose people the actor may look up: hers, and those whose trust says so."""
    return directories(actor, on=on)


def partners(actor: Actor, *, on: date) -> frozenset[int]:
    """Organisations in a trust with the one acted for, itself excepted."""
    rows = allied(actor, on=on).exclude(organisation=actor.organisation)
    return frozenset(rows.values_list("organisation", flat=True))
