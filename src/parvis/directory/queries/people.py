"""People of the directories the actor may read."""

from __future__ import annotations

import uuid as uuid_
from collections.abc import Iterable
from datetime import date

from parvis.directory.types import HeldRef, PersonCard
from parvis.organisations import api as organisations
from parvis.organisations.types import ADMINISTRATOR, OrganisationRef, PersonRef
from parvis.platform.actor import Actor
from parvis.platform.errors import Missing


def find_people(
    actor: Actor,
    *,
    text: str,
    on: date,
    limit: int = 20,
    offset: int = 0,
    organisation_id: int | None = None,
) -> list[PersonRef]:
    """Matching people by family name; five queries whatever their number."""
    ids = organisations.find_people(
        actor, text=text, on=on, limit=limit, offset=offset, organisation_id=organisation_id
    )
    found = organisations.people(actor, ids, on=on)
    return [found[person_id] for person_id in ids]


def people(actor: Actor, *, uuids: Iterable[uuid_.UUID], on: date) -> list[PersonRef]:
    """The visible ones among these people, in the order given."""
    asked = list(dict.fromkeys(uuids))
    ids = organisations.visible_people(actor, asked, on=on)
    found = organisations.people(actor, ids.values(), on=on)
    return [found[ids[uuid]] for uuid in asked if uuid in ids and ids[uuid] in found]


def person(actor: Actor, *, uuid: uuid_.UUID, on: date) -> PersonRef:
    """One visible person.

    Raises:
        Missing: unknown or not visible.
    """
    found = people(actor, uuids=[uuid], on=on)
    if not found:
        raise Missing
    return found[0]


def person_card(actor: Actor, *, uuid: uuid_.UUID, on: date) -> PersonCard:
    """Everything on the card of a visible person; nine queries.

    Raises:
        Missing: unknown or not visible.
    """
    who = person(actor, uuid=uuid, on=on)
    held = organisations.shown_affiliations(actor, who.id, on=on)
    places = organisations.organisations(actor, {one.organisation_id for one in held})
    sites = organisations.sites(actor, {one.site_id for one in held if one.site_id is not None})
    acting = places.get(actor.organisation or 0)
    return PersonCard(
        person=who,
        held=tuple(
            HeldRef(one, places[one.organisation_id], sites.get(one.site_id or 0)) for one in held
        ),
        mails=tuple(dict.fromkeys(one.mail for one in held if one.mail)),
        is_me=who.id == actor.person,
        administered=acting.slug if acting and actor.holds(ADMINISTRATOR) else "",
    )


def filters(actor: Actor, *, on: date) -> list[OrganisationRef]:
    """Organisations whose people the actor may look up, by name; two queries."""
    readable = organisations.readable_directories(actor, on=on)
    return list(organisations.organisations(actor, readable).values())
