"""Rooms and vehicles: whose, for whom, and what their administrators do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from tests.cast import BUILDER, START, Cast

from parvis.directory import api
from parvis.directory.models import Resource
from parvis.directory.queries.resources import find_resources, resource_card
from parvis.directory.types import ResourceKind, ResourceSpec
from parvis.organisations import api as organisations
from parvis.organisations.types import Level
from parvis.platform.actor import ANONYMOUS, Actor
from parvis.platform.db import everywhere, scoped
from parvis.platform.errors import Conflict, Invalid, Missing, Refused
from parvis.platform.models import AuditEntry


def add(place: int, name: str, **given: Any) -> UUID:
    with everywhere("furnishing the cast"):
        spec = ResourceSpec(**({"kind": ResourceKind.ROOM, "name": name} | given))
        return api.add_resource(BUILDER, organisation_id=place, spec=spec)


def names(actor: Actor, **given: Any) -> list[str]:
    with scoped(actor):
        return [one.name for one in api.resources(actor, **given)]


@pytest.fixture
def furnished(make_cast: Callable[..., Cast]) -> Cast:
    cast = make_cast(trust=Level.BUSY, directory=False)
    add(cast.atelier, "Établi", capacity=4)
    add(cast.bergerie, "Étable", capacity=12)
    add(cast.bergerie, "Grange", capacity=40, is_open_to_partners=True)
    add(cast.bergerie, "Char", kind=ResourceKind.VEHICLE, is_open_to_partners=True)
    return cast


def test_ones_own_and_those_open_to_partners(furnished: Cast) -> None:
    assert names(furnished.bob) == ["Char", "Établi", "Grange"]
    assert names(furnished.chloe) == ["Char", "Étable", "Grange"]
    assert names(ANONYMOUS) == []


def test_without_a_trust_only_ones_own(cast: Cast) -> None:
    add(cast.bergerie, "Grange", is_open_to_partners=True)
    assert names(cast.bob) == []
    assert names(cast.dana) == ["Grange"]


def test_filters(furnished: Cast) -> None:
    assert names(furnished.bob, kind=ResourceKind.VEHICLE) == ["Char"]
    assert names(furnished.bob, capacity=10) == ["Grange"]
    grange = Resource.unscoped.filter(name="Grange")
    with everywhere("reading an id"):
        ids = list(grange.values_list("id", flat=True))
    assert names(furnished.bob, ids=ids) == ["Grange"]


@pytest.mark.parametrize(
    ("text", "found"), [("gra", True), ("visio", True), ("berg gra", True), ("ange", False)]
)
def test_words(cast: Cast, text: str, *, found: bool) -> None:
    add(cast.bergerie, "Grange", equipment="Visioconférence, écran")
    with scoped(cast.chloe):
        rooms = find_resources(cast.chloe, on=START, text=text)
    assert bool(rooms) is found


def test_a_closed_room_is_missing(furnished: Cast) -> None:
    closed = add(furnished.bergerie, "Cellier")
    with scoped(furnished.bob), pytest.raises(Missing):
        api.resource(furnished.bob, closed)
    with scoped(furnished.bob), pytest.raises(Missing):
        resource_card(furnished.bob, uuid=closed, on=START)
    with scoped(furnished.chloe):
        assert api.resource(furnished.chloe, closed).name == "Cellier"


def test_a_retired_one_cannot_be_booked_but_is_kept(cast: Cast) -> None:
    uuid = add(cast.atelier, "Établi")
    retired = ResourceSpec(kind=ResourceKind.ROOM, name="Établi", active=False)
    with scoped(cast.alice):
        api.change_resource(cast.alice, uuid=uuid, spec=retired)
        assert not resource_card(cast.alice, uuid=uuid, on=START).spec.active
    assert names(cast.bob) == []
    with scoped(cast.bob), pytest.raises(Missing):
        api.resource(cast.bob, uuid)
    entry = AuditEntry.objects.order_by("id").last()
    assert entry is not None
    assert entry.verb == "directory.change_resource"


@pytest.mark.parametrize("who", ["bob", "chloe", "dana", "emile", "nobody"])
def test_only_the_administrator_decides(cast: Cast, who: str) -> None:
    actor = cast.everybody()[who]
    uuid = add(cast.atelier, "Établi")
    spec = ResourceSpec(kind=ResourceKind.ROOM, name="Autre")
    with scoped(actor), pytest.raises(Refused):
        api.add_resource(actor, organisation_id=cast.atelier, spec=spec)
    with scoped(actor), pytest.raises((Refused, Missing)):
        api.change_resource(actor, uuid=uuid, spec=spec)


def test_what_cannot_be(cast: Cast) -> None:
    add(cast.atelier, "Établi")
    with scoped(cast.alice):
        for wrong, field in (({"name": " "}, "name"), ({"capacity": 0}, "capacity")):
            spec = ResourceSpec(**({"kind": ResourceKind.ROOM, "name": "X"} | wrong))
            with pytest.raises(Invalid) as caught:
                api.add_resource(cast.alice, organisation_id=cast.atelier, spec=spec)
            assert set(caught.value.fields) == {field}
        again = ResourceSpec(kind=ResourceKind.ROOM, name="Établi")
        with pytest.raises(Conflict):
            api.add_resource(cast.alice, organisation_id=cast.atelier, spec=again)


def test_a_place_of_another_organisation_is_missing(cast: Cast) -> None:
    with everywhere("furnishing the cast"):
        site = organisations.create_site(BUILDER, organisation_id=cast.bergerie, name="Pré")
    spec = ResourceSpec(kind=ResourceKind.ROOM, name="X", site_id=site)
    with scoped(cast.alice), pytest.raises(Missing):
        api.add_resource(cast.alice, organisation_id=cast.atelier, spec=spec)


def test_who_answers(cast: Cast) -> None:
    free, asked = add(cast.atelier, "Libre"), add(cast.atelier, "Accord", approval=True)
    named = add(cast.atelier, "Bob", approval=True, approver_id=cast.bob.person)
    with everywhere("reading ids"):
        ids = dict(Resource.objects.values_list("uuid", "id"))
    assert api.approvers(cast.dana, ids[free]) == ()
    assert api.approvers(cast.dana, ids[asked]) == (cast.alice.person,)
    assert api.approvers(cast.dana, ids[named]) == (cast.bob.person,)
    with scoped(cast.bob):
        assert [one.name for one in api.resources_to_approve(cast.bob)] == ["Bob"]
    with scoped(cast.alice):
        assert [one.name for one in api.resources_to_approve(cast.alice)] == ["Accord"]


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_two_queries(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        add(cast.atelier, f"Salle {number}")
    with scoped(cast.bob), django_assert_num_queries(2):
        assert len(api.resources(cast.bob)) == count
