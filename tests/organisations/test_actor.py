"""Who someone is, the day she asks: only what is in force counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from tests.cast import BUILDER, Cast

from parvis.identity.types import AccountRef
from parvis.organisations import api
from parvis.organisations.models import Affiliation, Mandate
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere, scoped

DAY = date(2026, 3, 10)
ONE = timedelta(days=1)


def actor(person: int | None, home: int, *, acting_for: int | None = None) -> Actor:
    account = AccountRef(7, "someone@atelier.example", person, 1, home)
    return api.actor_of(account, acting_for=acting_for, on=DAY, request_id="r")


def test_the_cast_is_who_the_brief_says(cast: Cast) -> None:
    assert cast.alice.roles == {(cast.atelier, "agent"), (cast.atelier, "administrator")}
    assert cast.bob.roles == {(cast.atelier, "agent")}
    assert cast.dana.roles == {(cast.atelier, "elected"), (cast.bergerie, "elected")}
    assert cast.dana.organisation == cast.atelier
    assert cast.dana_bergerie.organisation == cast.bergerie
    assert cast.dana.name == "Dana Deschamps"
    assert cast.emile.holds("administrator")
    assert not cast.emile.holds("administrator", cast.atelier)


@pytest.mark.parametrize(
    ("starts", "ends", "counts"),
    [
        (DAY, None, True),
        (DAY - ONE, DAY + ONE, True),
        (DAY - ONE, DAY, False),
        (DAY + ONE, None, False),
        (DAY, DAY + ONE, True),
    ],
)
def test_dates_are_half_open(cast: Cast, starts: date, ends: date | None, *, counts: bool) -> None:
    with everywhere("the dates of this test"):
        for model in (Affiliation, Mandate):
            model.objects.filter(person=cast.dana.person).update(starts_on=starts, ends_on=ends)
            model.objects.filter(person=cast.chloe.person).update(starts_on=starts, ends_on=ends)
    assert (actor(cast.chloe.person, cast.bergerie).organisations == {cast.bergerie}) is counts
    assert (len(actor(cast.dana.person, cast.atelier).organisations) == 2) is counts
    assert bool(actor(cast.dana.person, cast.atelier).roles) is counts


def test_an_ended_choice_falls_back_to_the_home(cast: Cast) -> None:
    with everywhere("the mandate of this test"):
        Mandate.objects.filter(person=cast.dana.person, organisation=cast.bergerie).update(
            ends_on=DAY
        )
    dana = actor(cast.dana.person, cast.atelier, acting_for=cast.bergerie)
    assert dana.organisation == cast.atelier
    assert dana.organisations == {cast.atelier}


def test_nobody_acts_for_an_organisation_she_is_not_in(cast: Cast) -> None:
    bob = actor(cast.bob.person, cast.atelier, acting_for=cast.bergerie)
    assert bob.organisation == cast.atelier


def test_a_home_where_she_holds_nothing_is_no_place(cast: Cast) -> None:
    chloe = actor(cast.chloe.person, cast.atelier)
    assert chloe.organisation == cast.bergerie


def test_an_account_without_a_person_or_a_post_gives_nothing(cast: Cast) -> None:
    assert actor(None, cast.atelier).organisation is None
    with everywhere("the post of this test"):
        Affiliation.objects.filter(person=cast.bob.person).update(ends_on=DAY)
    bob = actor(cast.bob.person, cast.atelier)
    assert (bob.organisation, bob.organisations, bob.roles) == (None, frozenset(), frozenset())
    assert bob.name == "someone@atelier.example"


def test_an_actor_costs_one_query(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        actor(cast.dana.person, cast.atelier)


def test_choosing_is_refused_elsewhere_and_audited(cast: Cast) -> None:
    from parvis.organisations.actions.bodies import choose_organisation
    from parvis.platform.errors import Refused
    from parvis.platform.models import AuditEntry

    with scoped(cast.dana):
        choose_organisation(cast.dana, organisation_id=cast.bergerie)
    entry = AuditEntry.objects.order_by("id").last()
    assert entry is not None
    assert (entry.verb, entry.organisation_id) == ("organisations.act_for", cast.bergerie)
    assert (entry.acting_for_id, entry.person_id) == (cast.atelier, cast.dana.person)
    with scoped(cast.bob), pytest.raises(Refused):
        choose_organisation(cast.bob, organisation_id=cast.bergerie)


def test_an_administrator_acts_only_where_she_acts(cast: Cast) -> None:
    """Audit says "acting for": it must be the organisation that changed."""
    from parvis.organisations.actions.people import affiliate
    from parvis.organisations.types import NewPost, Role
    from parvis.platform.errors import Refused

    assert cast.alice.person is not None
    assert cast.bob.person is not None
    post = NewPost(organisation_id=cast.bergerie, role=Role.AGENT, starts_on=DAY)
    with everywhere("a second post for alice"):
        affiliate(BUILDER, person_id=cast.alice.person, post=post)
    both = actor(cast.alice.person, cast.atelier, acting_for=cast.bergerie)
    assert both.holds("administrator", cast.atelier)
    mine = NewPost(organisation_id=cast.atelier, role=Role.AGENT, title="Élu", starts_on=DAY)
    with scoped(both), pytest.raises(Refused):
        affiliate(both, person_id=cast.bob.person, post=mine)


def test_the_database_itself_hides_other_organisations(cast: Cast) -> None:
    """Row-level security: even the manager without a scope sees nothing more on PostgreSQL."""
    from django.db import connection

    with scoped(cast.bob):
        assert set(Affiliation.objects.values_list("organisation", flat=True)) == {cast.atelier}
        if connection.vendor == "postgresql":
            rows = Affiliation.unscoped.values_list("organisation", flat=True)
            assert set(rows) == {cast.atelier}


def test_a_row_of_another_organisation_cannot_be_written(cast: Cast) -> None:
    with everywhere("reading a row"):
        row = Affiliation.objects.get(person=cast.chloe.person)
    row.post = "Maire"
    with scoped(cast.bob), pytest.raises(PermissionError):
        row.save()
