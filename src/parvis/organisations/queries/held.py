"""What one person holds in one organisation, past and to come, for those who administer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from parvis.organisations.models import Person
from parvis.organisations.queries.standings import Standing, standings
from parvis.organisations.types import AffiliationRef
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing


@dataclass(frozen=True, slots=True)
class Held:
    """A post or a mandate; `key` names it in forms ("a12", "m3")."""

    key: str
    affiliation: AffiliationRef
    in_force: bool
    can_end: bool


@dataclass(frozen=True, slots=True)
class PersonHeld:
    """A person and what she holds in one organisation, the latest first."""

    id: int
    uuid: UUID
    name: str
    held: tuple[Held, ...]


def person_held(actor: Actor, *, uuid: UUID, organisation_id: int, on: date) -> PersonHeld:
    """What the person holds or held there; two queries.

    Raises:
        Missing: unknown, or never in that organisation.
    """
    row = Person.objects.filter(uuid=uuid).first()
    if row is None:
        raise Missing
    there = [
        item
        for item in standings(actor, person_ids=[row.id], on=None)
        if item.affiliation.organisation_id == organisation_id
    ]
    if not there:
        raise Missing
    return PersonHeld(row.id, row.uuid, row.name, tuple(_held(i, on) for i in reversed(there)))


def _held(item: Standing, on: date) -> Held:
    ends = item.affiliation.ends_on
    return Held(
        key=f"{'m' if item.is_mandate else 'a'}{item.id}",
        affiliation=item.affiliation,
        in_force=item.in_force(on),
        can_end=ends is None or ends > on,
    )
