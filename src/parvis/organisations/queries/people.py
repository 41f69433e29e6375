"""People, their posts, and the actor made of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from parvis.organisations.models import Affiliation, Person, in_force
from parvis.organisations.queries.standings import Standing, standings
from parvis.organisations.queries.trusts import readable_directories
from parvis.organisations.types import ADMINISTRATOR, AffiliationRef, PersonRef
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere


def people(actor: Actor, *, ids: Iterable[int], on: date) -> dict[int, PersonRef]:
    """How each person is shown to the actor; two queries whatever their number.

    The organisation shown is the one the actor acts for when the person stands in it, else
    another of hers, else the first in force, else the last held. People who never held anything
    are absent.
    """
    wanted = set(ids)
    if not wanted:
        return {}
    held: dict[int, list[Standing]] = {}
    for item in standings(actor, person_ids=wanted, on=None):
        held.setdefault(item.affiliation.person_id, []).append(item)
    rows = Person.objects.filter(id__in=list(held)).values_list("id", "uuid")
    return {
        person_id: _ref(person_id, uuid, _shown(actor, held[person_id], on=on))
        for person_id, uuid in rows
    }


def _ref(person_id: int, uuid: object, item: Standing) -> PersonRef:
    held = item.affiliation
    return PersonRef(
        person_id,
        uuid,  # type: ignore[arg-type]
        item.person_name,
        held.title or held.detail,
        item.organisation,
    )


def _shown(actor: Actor, held: list[Standing], *, on: date) -> Standing:
    """Which of a person's posts and mandates, at least one, introduces her to the actor."""

    def rank(item: Standing) -> tuple[bool, bool, bool, bool, int]:
        place = item.affiliation.organisation_id
        ends = item.affiliation.ends_on
        return (
            not item.in_force(on),
            place != actor.organisation,
            place not in actor.organisations,
            not item.affiliation.title,
            0 if item.in_force(on) or ends is None else -ends.toordinal(),
        )

    return min(held, key=rank)


def affiliations(
    actor: Actor, *, person_ids: Iterable[int], on: date
) -> dict[int, tuple[AffiliationRef, ...]]:
    """Posts and mandates in force that day, by person, oldest first; one query."""
    found: dict[int, tuple[AffiliationRef, ...]] = {}
    for item in standings(actor, person_ids=person_ids, on=on):
        person = item.affiliation.person_id
        found[person] = (*found.get(person, ()), item.affiliation)
    return found


def shown_affiliations(actor: Actor, *, person_id: int, on: date) -> tuple[AffiliationRef, ...]:
    """What the person holds that day, where the actor reads the directory; two queries.

    A post without a title is left out when a mandate of the same organisation says more.
    """
    places = readable_directories(actor, on=on)
    held = [
        item.affiliation
        for item in standings(actor, person_ids=[person_id], on=on)
        if item.affiliation.organisation_id in places or person_id == actor.person
    ]
    named = {one.organisation_id for one in held if one.title}
    return tuple(one for one in held if one.title or one.organisation_id not in named)


def administrators(actor: Actor, *, organisation_id: int, on: date) -> tuple[int, ...]:
    """Ids of the people who administer the organisation that day."""
    with everywhere("whom to ask in an organisation"):
        rows = Affiliation.objects.filter(
            in_force(on), organisation=organisation_id, administrator=True
        )
        return tuple(rows.order_by("person").values_list("person", flat=True).distinct())


def actor_of(
    actor: Actor,
    *,
    person_id: int | None,
    account_id: int,
    account_name: str,
    home: int | None,
    acting_for: int | None,
    on: date,
    request_id: str,
) -> Actor:
    """The actor an account gives; one query.

    Args:
        actor: the platform.
        person_id: the account's person.
        account_id: the account.
        account_name: shown when the person holds nothing.
        home: the organisation of the account's sign-in source, preferred at first.
        acting_for: the organisation chosen earlier; ignored when nothing is in force there.
        on: the day.
        request_id: for the audit trail.
    """
    held = standings(actor, person_ids=[person_id], on=on) if person_id is not None else []
    places = [item.affiliation.organisation_id for item in held]
    chosen = next((place for place in (acting_for, home) if place in places), None)
    roles = {(item.affiliation.organisation_id, item.affiliation.role.value) for item in held}
    roles |= {
        (item.affiliation.organisation_id, ADMINISTRATOR)
        for item in held
        if item.affiliation.administrator
    }
    return Actor(
        person=person_id,
        account=account_id,
        organisation=chosen if chosen is not None else next(iter(places), None),
        organisations=frozenset(places),
        roles=frozenset(roles),
        name=held[0].person_name if held else account_name,
        request_id=request_id,
    )
