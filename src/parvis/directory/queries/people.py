"""People of the directories the actor may read."""

from __future__ import annotations

import uuid as uuid_
from collections.abc import Iterable
from datetime import date

from parvis.organisations import api as organisations
from parvis.organisations.types import PersonRef
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
