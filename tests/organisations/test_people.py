"""People: arriving, leaving, being shown, being found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from tests.cast import BUILDER, Cast

from parvis.directory import api as directory
from parvis.organisations import api
from parvis.organisations.models import Affiliation, Mandate, Person
from parvis.organisations.types import Level, NewMandate, NewPerson, NewPost, Role
from parvis.platform.actor import ANONYMOUS, Actor
from parvis.platform.db import everywhere, scoped
from parvis.platform.errors import Conflict, Invalid, Missing, Refused
from parvis.platform.models import AuditEntry, OutboxMessage

DAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)
ONE = timedelta(days=1)


def arrival(place: int, name: str = "Zoé Zimmer", **post: Any) -> NewPerson:
    given, family = name.split(" ", 1)
    held = {"organisation_id": place, "role": Role.AGENT, "starts_on": DAY - ONE} | post
    return NewPerson(given_name=given, family_name=family, post=NewPost(**held))


def names(actor: Actor, text: str, **given: Any) -> list[str]:
    with scoped(actor):
        return [ref.name for ref in directory.find_people(actor, text=text, on=DAY, **given)]


def test_an_arrival_is_one_event_and_one_audit_entry(cast: Cast) -> None:
    before = OutboxMessage.objects.count()
    with scoped(cast.alice):
        person = api.add_person(cast.alice, new=arrival(cast.atelier), now=NOW)
    assert OutboxMessage.objects.count() == before + 1
    entry = AuditEntry.objects.order_by("id").last()
    assert entry is not None
    assert (entry.verb, entry.subject) == ("organisations.add_person", f"person:{person}")
    assert entry.acting_for_id == cast.atelier


@pytest.mark.parametrize("who", ["bob", "chloe", "dana", "emile", "nobody"])
def test_only_the_administrator_adds(cast: Cast, who: str) -> None:
    actor = cast.everybody()[who]
    with scoped(actor), pytest.raises(Refused):
        api.add_person(actor, new=arrival(cast.atelier), now=NOW)


def test_all_or_none(cast: Cast) -> None:
    rows = [arrival(cast.atelier), arrival(cast.bergerie)]
    count = Person.objects.count()
    with scoped(cast.alice), pytest.raises(Refused):
        api.add_people(cast.alice, rows=rows, now=NOW)
    reversed_dates = [arrival(cast.atelier), arrival(cast.atelier, ends_on=DAY - ONE)]
    with scoped(cast.alice), pytest.raises(Invalid):
        api.add_people(cast.alice, rows=reversed_dates, now=NOW)
    assert Person.objects.count() == count


def test_many_at_once_keep_their_order(cast: Cast, django_assert_max_num_queries: Any) -> None:
    rows = [arrival(cast.atelier, f"P{n} Q{n}") for n in range(300)]
    with everywhere("a bulk arrival"), django_assert_max_num_queries(14):
        ids = api.add_people(BUILDER, rows=rows, now=NOW)
    with everywhere("reading it back"):
        shown = api.people(cast.alice, ids, on=DAY)
    assert [shown[one].name for one in ids] == [f"P{n} Q{n}" for n in range(300)]


def test_the_same_post_twice_is_a_conflict(cast: Cast) -> None:
    assert cast.bob.person is not None
    post = NewPost(organisation_id=cast.atelier, role=Role.AGENT, title="X", starts_on=DAY)
    with scoped(cast.alice):
        api.affiliate(cast.alice, person_id=cast.bob.person, post=post)
        with pytest.raises(Conflict):
            api.affiliate(cast.alice, person_id=cast.bob.person, post=post)
        mandate = NewMandate(organisation_id=cast.atelier, function="Maire", starts_on=DAY)
        api.give_mandate(cast.alice, person_id=cast.bob.person, mandate=mandate)
        with pytest.raises(Conflict):
            api.give_mandate(cast.alice, person_id=cast.bob.person, mandate=mandate)


def test_leaving(cast: Cast) -> None:
    row = Affiliation.unscoped.filter(person=cast.bob.person).values_list("id", flat=True)
    with everywhere("reading an id"):
        held = row.get()
    with scoped(cast.emile), pytest.raises(Missing):
        api.end_affiliation(cast.emile, affiliation_id=held, ends_on=DAY)
    with scoped(cast.bob), pytest.raises(Refused):
        api.end_affiliation(cast.bob, affiliation_id=held, ends_on=DAY)
    with scoped(cast.alice):
        api.end_affiliation(cast.alice, affiliation_id=held, ends_on=DAY)
    assert names(cast.alice, "bob") == []
    assert api.person(cast.alice, int(cast.bob.person or 0), on=DAY).name == "Bob Béranger"


def test_the_organisation_shown_is_shared_first(make_cast: Callable[..., Cast]) -> None:
    cast = make_cast(trust=Level.BUSY)
    dana = int(cast.dana.person or 0)
    assert api.person(cast.bob, dana).organisation.id == cast.atelier
    assert api.person(cast.bob, dana).post == "Adjointe au maire"
    assert api.person(cast.chloe, dana).organisation.id == cast.bergerie
    assert api.person(cast.chloe, dana).post == "Conseillère"
    assert api.person(cast.chloe, dana).initials == "DD"


@pytest.mark.parametrize("count", [1, 3])
def test_people_cost_two_queries(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    ids = [cast.alice.person or 0, cast.dana.person or 0, cast.chloe.person or 0][:count]
    with scoped(cast.bob), django_assert_num_queries(2):
        assert len(api.people(cast.bob, ids)) == count


def test_who_is_found_without_a_trust(cast: Cast) -> None:
    assert names(cast.bob, "") == ["Alice Arnaud", "Bob Béranger", "Dana Deschamps"]
    assert names(cast.chloe, "") == ["Chloé Chevalier", "Dana Deschamps", "Émile Étienne"]
    assert names(cast.bob, "chloé") == []
    assert names(ANONYMOUS, "") == []


def test_who_is_found_with_a_trust(make_cast: Callable[..., Cast]) -> None:
    cast = make_cast(trust=Level.BUSY)
    assert names(cast.bob, "chloe") == ["Chloé Chevalier"]
    assert names(cast.bob, "", organisation_id=cast.bergerie) == names(cast.chloe, "")[-3:]


def test_a_trust_may_keep_directories_closed(make_cast: Callable[..., Cast]) -> None:
    cast = make_cast(trust=Level.TITLE, directory=False)
    assert names(cast.bob, "chloe") == []
    assert names(cast.bob, "", organisation_id=cast.bergerie) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("emile", True),
        ("ÉTIENNE émi", True),
        ("eti secr", True),
        ("secretaire general", True),
        ("etienne bergerie", True),
        ("ber", True),
        ("tienne", False),
        ("emile atelier", False),
        ("%", True),
        ("emile_", True),
    ],
)
def test_each_word_is_a_beginning(cast: Cast, text: str, *, found: bool) -> None:
    assert ("Émile Étienne" in names(cast.chloe, text)) is found


@pytest.mark.parametrize("model", [Affiliation, Mandate])
def test_past_and_future_are_not_found(cast: Cast, model: Any) -> None:
    with everywhere("the dates of this test"):
        Affiliation.objects.filter(person=cast.dana.person).update(ends_on=DAY)
        Mandate.objects.filter(person=cast.dana.person).update(ends_on=DAY)
        model.objects.filter(person=cast.dana.person).update(starts_on=DAY + ONE, ends_on=None)
    assert names(cast.bob, "dana") == []
    assert names(cast.chloe, "dana") == []
    with everywhere("the dates of this test"):
        model.objects.filter(person=cast.dana.person).update(starts_on=DAY)
    assert names(cast.bob, "dana") == ["Dana Deschamps"]


def test_find_is_limited_and_continues(cast: Cast) -> None:
    assert names(cast.bob, "", limit=2) == ["Alice Arnaud", "Bob Béranger"]
    with scoped(cast.bob):
        from parvis.directory.queries.people import find_people

        rest = find_people(cast.bob, text="", on=DAY, limit=2, offset=2)
    assert [ref.name for ref in rest] == ["Dana Deschamps"]


@pytest.mark.parametrize("text", ["alice", ""])
def test_finding_costs_the_same_for_one_and_three(
    cast: Cast, text: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(5 if text else 4):
        assert names(cast.bob, text)


def test_a_person_by_uuid(make_cast: Callable[..., Cast]) -> None:
    cast = make_cast()
    chloe = Person.objects.get(id=cast.chloe.person)
    with scoped(cast.bob), pytest.raises(Missing):
        directory.person(cast.bob, chloe.uuid)
    with scoped(cast.dana_bergerie):
        assert directory.person(cast.dana_bergerie, chloe.uuid).name == "Chloé Chevalier"
        assert directory.people(cast.dana_bergerie, [chloe.uuid, chloe.uuid]) == [
            directory.person(cast.dana_bergerie, chloe.uuid)
        ]
