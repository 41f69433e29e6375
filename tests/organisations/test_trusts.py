"""What organisations let each other see: both signed, that day, at most what was agreed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import BUILDER, Cast

from parvis.organisations import api
from parvis.organisations.actions import trusts
from parvis.organisations.models import Trust, TrustMember
from parvis.organisations.types import Level, NewOrganisation, OrganisationKind, Terms
from parvis.platform.actor import ANONYMOUS
from parvis.platform.db import everywhere, scoped
from parvis.platform.errors import Invalid, Missing, Refused

DAY = date(2026, 3, 10)
ONE = timedelta(days=1)


def terms(level: Level = Level.PLACE, **given: Any) -> Terms:
    return Terms(**({"name": "A", "level": level, "directory": True, "starts_on": DAY} | given))


def seen(cast: Cast, on: date = DAY) -> Level:
    return api.level_towards(cast.bob, [cast.bergerie], on=on)[cast.bergerie]


def test_without_a_trust_nothing_but_ones_own(cast: Cast) -> None:
    levels = api.level_towards(cast.bob, [cast.atelier, cast.bergerie, 999_999], on=DAY)
    assert levels == {cast.atelier: Level.TITLE, cast.bergerie: Level.NONE, 999_999: Level.NONE}
    assert api.readable_directories(cast.bob, on=DAY) == {cast.atelier}
    assert api.partners(cast.bob, on=DAY) == frozenset()
    assert api.level_towards(ANONYMOUS, [cast.atelier], on=DAY) == {cast.atelier: Level.NONE}


@pytest.mark.parametrize("level", [Level.BUSY, Level.PLACE, Level.TITLE])
def test_the_level_is_the_agreed_one(cast: Cast, level: Level) -> None:
    api.agree_trust(BUILDER, terms=terms(level), member_ids=[cast.atelier, cast.bergerie])
    assert seen(cast) is level
    assert api.readable_directories(cast.bob, on=DAY) == {cast.atelier, cast.bergerie}
    assert api.partners(cast.bob, on=DAY) == {cast.bergerie}


def test_the_most_open_trust_in_force_counts(cast: Cast) -> None:
    both = [cast.atelier, cast.bergerie]
    api.agree_trust(BUILDER, terms=terms(Level.BUSY, directory=False), member_ids=both)
    api.agree_trust(
        BUILDER, terms=terms(Level.TITLE, ends_on=DAY + ONE, directory=False), member_ids=both
    )
    assert seen(cast) is Level.TITLE
    assert seen(cast, DAY + ONE) is Level.BUSY
    assert api.readable_directories(cast.bob, on=DAY) == {cast.atelier}


@pytest.mark.parametrize(("day", "counts"), [(-1, False), (0, True), (6, True), (7, False)])
def test_only_between_its_dates(cast: Cast, day: int, *, counts: bool) -> None:
    week = terms(ends_on=DAY + 7 * ONE)
    api.agree_trust(
        BUILDER,
        terms=week,
        member_ids=[cast.atelier, cast.bergerie],
        signed_on=DAY - 30 * ONE,
    )
    assert (seen(cast, DAY + day * ONE) is not Level.NONE) is counts


def propose(cast: Cast) -> Trust:
    with scoped(cast.alice):
        made = trusts.propose_trust(
            cast.alice,
            organisation_id=cast.atelier,
            terms=terms(),
            member_ids=[cast.bergerie],
            on=DAY,
        )
    return Trust.objects.get(id=made)


def test_nothing_until_both_have_signed(cast: Cast) -> None:
    trust = propose(cast)
    assert seen(cast) is Level.NONE
    with scoped(cast.emile):
        trusts.sign_trust(cast.emile, trust=trust.uuid, on=DAY + ONE)
    assert seen(cast) is Level.NONE
    assert seen(cast, DAY + ONE) is Level.PLACE


@pytest.mark.parametrize("side", ["atelier", "bergerie"])
def test_one_missing_signature_closes_both_ways(cast: Cast, side: str) -> None:
    api.agree_trust(BUILDER, terms=terms(), member_ids=[cast.atelier, cast.bergerie])
    TrustMember.objects.filter(organisation=getattr(cast, side)).update(signed_on=None)
    assert seen(cast) is Level.NONE
    back = api.level_towards(cast.chloe, [cast.atelier], on=DAY)
    assert back == {cast.atelier: Level.NONE}


def test_it_is_what_she_acts_for_that_counts(make_cast: Callable[..., Cast]) -> None:
    cast = make_cast()
    assert api.level_towards(cast.dana, [cast.bergerie], on=DAY)[cast.bergerie] is Level.NONE
    dana = api.level_towards(cast.dana_bergerie, [cast.bergerie], on=DAY)
    assert dana[cast.bergerie] is Level.TITLE


def test_leaving_closes_from_that_day_both_ways(cast: Cast) -> None:
    trust = propose(cast)
    with scoped(cast.emile):
        trusts.sign_trust(cast.emile, trust=trust.uuid, on=DAY)
        trusts.leave_trust(cast.emile, trust=trust.uuid, on=DAY + 3 * ONE)
    assert seen(cast, DAY + 2 * ONE) is Level.PLACE
    assert seen(cast, DAY + 3 * ONE) is Level.NONE
    back = api.level_towards(cast.chloe, [cast.atelier], on=DAY + 3 * ONE)
    assert back == {cast.atelier: Level.NONE}


def test_leaving_is_taken_back_the_same_day(cast: Cast) -> None:
    trust = propose(cast)
    with scoped(cast.emile):
        trusts.sign_trust(cast.emile, trust=trust.uuid, on=DAY)
        trusts.leave_trust(cast.emile, trust=trust.uuid, on=DAY + 3 * ONE)
        trusts.sign_trust(cast.emile, trust=trust.uuid, on=DAY + 3 * ONE)
    row = TrustMember.objects.get(organisation=cast.bergerie)
    assert (row.signed_on, row.left_on) == (DAY, None)


def test_coming_back_later_is_a_new_signature(cast: Cast) -> None:
    trust = propose(cast)
    with scoped(cast.alice):
        trusts.leave_trust(cast.alice, trust=trust.uuid, on=DAY)
        trusts.sign_trust(cast.alice, trust=trust.uuid, on=DAY + ONE)
    row = TrustMember.objects.get(organisation=cast.atelier)
    assert (row.signed_on, row.left_on) == (DAY + ONE, None)


def test_the_others_stay_when_one_leaves(cast: Cast) -> None:
    with everywhere("a third party"):
        third = api.create_organisation(BUILDER, new=third_party()).id
    api.agree_trust(BUILDER, terms=terms(), member_ids=[cast.atelier, cast.bergerie, third])
    trust = Trust.objects.get()
    TrustMember.objects.filter(organisation=third).update(left_on=DAY)
    assert seen(cast) is Level.PLACE
    assert api.partners(cast.bob, on=DAY) == {cast.bergerie}
    assert trust.members.count() == 3


def third_party() -> NewOrganisation:
    return NewOrganisation(
        slug="cuisine",
        name="Cuisine",
        legal_name="Commune de Cuisine",
        kind=OrganisationKind.COMMUNE,
        siren="100000025",
        mark="CU",
        hue=90,
    )


def test_who_may_sign_and_leave(cast: Cast) -> None:
    trust = propose(cast)
    for person in (cast.alice, cast.bob, cast.chloe, cast.dana_bergerie):
        with scoped(person), pytest.raises(Refused):
            trusts.sign_trust(person, trust=trust.uuid, on=DAY)
    for person in (cast.bob, cast.chloe):
        with scoped(person), pytest.raises(Refused):
            trusts.leave_trust(person, trust=trust.uuid, on=DAY)


def test_a_stranger_does_not_learn_that_it_exists(cast: Cast) -> None:
    trust = propose(cast)
    TrustMember.objects.filter(organisation=cast.bergerie).delete()
    with scoped(cast.emile), pytest.raises(Missing):
        trusts.sign_trust(cast.emile, trust=trust.uuid, on=DAY)


@pytest.mark.parametrize(
    ("given", "alone", "field"),
    [
        ({"level": Level.NONE}, False, "level"),
        ({"ends_on": DAY}, False, "ends_on"),
        ({}, True, "members"),
    ],
)
def test_what_cannot_be_proposed(
    cast: Cast, given: dict[str, Any], field: str, *, alone: bool
) -> None:
    with scoped(cast.alice), pytest.raises(Invalid) as caught:
        trusts.propose_trust(
            cast.alice,
            organisation_id=cast.atelier,
            terms=terms(**given),
            member_ids=[] if alone else [cast.bergerie],
            on=DAY,
        )
    assert set(caught.value.fields) == {field}


def test_levels_cost_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        api.level_towards(cast.bob, [cast.atelier, cast.bergerie], on=DAY)
