"""What other rooms may ask of organisations. Days are local dates of the platform's time zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from parvis.organisations.actions.bodies import create_organisation, create_site, join_body
from parvis.organisations.actions.people import (
    add_people,
    add_person,
    affiliate,
    end_affiliation,
    end_mandate,
    give_mandate,
)
from parvis.organisations.actions.trusts import agree_trust, leave_trust
from parvis.organisations.queries import bodies, search, trusts
from parvis.organisations.queries import people as people_
from parvis.organisations.types import AffiliationRef, Level, OrganisationRef, PersonRef, SiteRef
from parvis.platform.actor import Actor, system
from parvis.platform.errors import Missing

if TYPE_CHECKING:
    from parvis.identity.types import AccountRef

__all__ = [
    "actor_of",
    "add_people",
    "add_person",
    "administrators",
    "affiliate",
    "affiliations",
    "agree_trust",
    "create_organisation",
    "create_site",
    "end_affiliation",
    "end_mandate",
    "find_people",
    "give_mandate",
    "join_body",
    "leave_trust",
    "level_towards",
    "mine",
    "organisation",
    "organisations",
    "partners",
    "people",
    "person",
    "readable_directories",
    "shown_affiliations",
    "sites",
    "visible_people",
]

_HOUSE = system("answering another room")


def organisation(actor: Actor, organisation_id: int) -> OrganisationRef:
    """One organisation.

    Raises:
        Missing: no such organisation.
    """
    found = bodies.organisations(actor, ids=[organisation_id])
    if organisation_id not in found:
        raise Missing
    return found[organisation_id]


def organisations(actor: Actor, ids: Iterable[int] | None = None) -> dict[int, OrganisationRef]:
    """Organisations by id, sorted by name; all of the platform's without `ids`."""
    return bodies.organisations(actor, ids=ids)


def mine(actor: Actor) -> list[OrganisationRef]:
    """The organisations she may act for, by name."""
    return list(bodies.organisations(actor, ids=actor.organisations).values())


def person(actor: Actor, person_id: int, *, on: date | None = None) -> PersonRef:
    """One person, as `people` shows her.

    Raises:
        Missing: no such person.
    """
    found = people(actor, [person_id], on=on)
    if person_id not in found:
        raise Missing
    return found[person_id]


def people(actor: Actor, ids: Iterable[int], *, on: date | None = None) -> dict[int, PersonRef]:
    """How each person is shown to the actor, by id; `on` defaults to today; two queries.

    Callers hold the ids because the actor already meets these people (an event, a notification);
    to look people up, ask the directory.
    """
    return people_.people(actor, ids=ids, on=on or timezone.localdate())


def affiliations(person_ids: Iterable[int], *, on: date) -> dict[int, tuple[AffiliationRef, ...]]:
    """Posts and mandates in force that day, by person, oldest first; one query."""
    return people_.affiliations(_HOUSE, person_ids=person_ids, on=on)


def shown_affiliations(actor: Actor, person_id: int, *, on: date) -> tuple[AffiliationRef, ...]:
    """What the person holds that day, where the actor reads the directory, or herself all."""
    return people_.shown_affiliations(actor, person_id=person_id, on=on)


def administrators(organisation_id: int, *, on: date) -> tuple[int, ...]:
    """Ids of the people who administer the organisation that day."""
    return people_.administrators(_HOUSE, organisation_id=organisation_id, on=on)


def sites(actor: Actor, ids: Iterable[int] | None = None) -> dict[int, SiteRef]:
    """Sites by id; those of the actor's organisations without `ids`."""
    return bodies.sites(actor, ids=ids)


def level_towards(actor: Actor, organisation_ids: Iterable[int], *, on: date) -> dict[int, Level]:
    """What the organisation the actor acts for may see of each one's calendars; one query.

    Its own: TITLE. Others: the most that a trust in force, signed by both, allows.
    """
    return trusts.level_towards(actor, organisation_ids=organisation_ids, on=on)


def readable_directories(actor: Actor, *, on: date) -> frozenset[int]:
    """Organisations whose people the actor may look up: hers, and those whose trust says so."""
    return trusts.readable_directories(actor, on=on)


def partners(actor: Actor, *, on: date) -> frozenset[int]:
    """Other organisations in a trust in force with the one acted for."""
    return trusts.partners(actor, on=on)


def actor_of(account: AccountRef, *, acting_for: int | None, on: date, request_id: str) -> Actor:
    """The actor an account gives on that day.

    `acting_for` is the organisation chosen earlier; when nothing is in force there, that of the
    sign-in source, else the first in force, else none.
    """
    return people_.actor_of(
        _HOUSE,
        person_id=account.person_id,
        account_id=account.id,
        account_name=account.email,
        home=account.organisation_id,
        acting_for=acting_for,
        on=on,
        request_id=request_id,
    )


def find_people(
    actor: Actor,
    *,
    text: str,
    on: date,
    limit: int,
    offset: int = 0,
    organisation_id: int | None = None,
) -> list[int]:
    """Ids of people of readable directories, by name; for the directory, which shows them."""
    return search.find_ids(
        actor, text=text, on=on, limit=limit, offset=offset, organisation_id=organisation_id
    )


def visible_people(actor: Actor, uuids: Iterable[UUID], *, on: date) -> dict[UUID, int]:
    """Ids of those of these people whom the actor may look up, herself included."""
    return search.visible_ids(actor, uuids=uuids, on=on)
