"""Who may: every verb over the cast; who sees: the queryset and the predicate agree."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import BUILDER, START, Cast, build_cast

from parvis.directory import api as directory
from parvis.directory.models import Resource
from parvis.directory.types import ResourceKind, ResourceSpec
from parvis.organisations import api
from parvis.organisations.models import (
    Affiliation,
    Mandate,
    Organisation,
    Person,
    Site,
    Trust,
    TrustMember,
)
from parvis.organisations.types import Level, Terms
from parvis.platform import rules
from parvis.platform.db import everywhere

pytestmark = pytest.mark.rules
TODAY = timezone.localdate
TWINS: dict[Any, str] = {
    Organisation: "organisations.see",
    Person: "organisations.see_person",
    Affiliation: "organisations.see_affiliation",
    Mandate: "organisations.see_mandate",
    Site: "organisations.see_site",
    Trust: "organisations.see_trust",
    Resource: "directory.see_resource",
}


def furnish(cast: Cast) -> None:
    """A place and a room on each side, one of Bergerie's rooms open to partners."""
    with everywhere("furnishing the cast"):
        for place, name, opened in (
            (cast.atelier, "Établi", False),
            (cast.bergerie, "Étable", False),
            (cast.bergerie, "Grange", True),
        ):
            api.create_site(BUILDER, organisation_id=place, name=name)
            spec = ResourceSpec(kind=ResourceKind.ROOM, name=name, is_open_to_partners=opened)
            directory.add_resource(BUILDER, organisation_id=place, spec=spec)


def row_of(cast: Cast, verb: str) -> Any:
    """A row of Atelier on which to try the verb; a signature still missing for `sign_trust`."""
    room, word = verb.split(".")
    if room == "directory":
        made = {"add_resource": cast.atelier}
        return made.get(word) or Resource.objects.get(organisation=cast.atelier)
    if word in {"create", "agree_trust"}:
        return None
    of_person = {"person": cast.bob.person}
    models: dict[str, tuple[Any, dict[str, Any]]] = {
        "end_affiliation": (Affiliation, of_person),
        "see_affiliation": (Affiliation, of_person),
        "end_mandate": (Mandate, {"organisation": cast.atelier}),
        "see_mandate": (Mandate, {"organisation": cast.atelier}),
        "see_person": (Person, {"id": cast.bob.person}),
        "see_site": (Site, {"organisation": cast.atelier}),
        "see_trust": (Trust, {}),
        "sign_trust": (TrustMember, {"organisation": cast.atelier}),
        "leave_trust": (TrustMember, {"organisation": cast.atelier}),
    }
    model, wanted = models.get(word, (Organisation, {"id": cast.atelier}))
    return model.objects.get(**wanted)


EVERYONE = {"alice", "bob", "chloe", "dana", "dana_bergerie", "emile"}
OF_ATELIER = {"alice", "bob", "dana", "dana_bergerie"}
TABLE: dict[str, set[str]] = {
    "directory.add_resource": {"alice"},
    "directory.change_resource": {"alice"},
    "directory.see_resource": OF_ATELIER,
    "organisations.act_for": OF_ATELIER,
    "organisations.add_person": {"alice"},
    "organisations.add_site": {"alice"},
    "organisations.affiliate": {"alice"},
    "organisations.agree_trust": set(),
    "organisations.brand": {"alice"},
    "organisations.create": set(),
    "organisations.end_affiliation": {"alice"},
    "organisations.end_mandate": {"alice"},
    "organisations.give_mandate": {"alice"},
    "organisations.join": set(),
    "organisations.leave_trust": {"alice"},
    "organisations.propose_trust": {"alice"},
    "organisations.see": EVERYONE,
    "organisations.see_affiliation": OF_ATELIER,
    "organisations.see_mandate": OF_ATELIER,
    "organisations.see_person": OF_ATELIER,
    "organisations.see_site": EVERYONE,
    "organisations.see_trust": EVERYONE,
    "organisations.sign_trust": {"alice"},
}


def test_the_table_names_every_verb() -> None:
    verbs = {one.verb for one in rules.all_rules()}
    mine = {verb for verb in verbs if verb.startswith(("organisations.", "directory."))}
    assert mine == set(TABLE)
    assert all(str(one.says) for one in rules.all_rules())


@pytest.mark.parametrize("verb", sorted(TABLE))
def test_who_may(cast: Cast, verb: str) -> None:
    furnish(cast)
    terms = Terms(name="A", level=Level.BUSY, directory=False, starts_on=START)
    with everywhere("the rules table"):
        api.agree_trust(BUILDER, terms=terms, member_ids=[cast.atelier, cast.bergerie])
        TrustMember.objects.filter(organisation=cast.atelier).update(signed_on=None)
        row = row_of(cast, verb)
        allowed = {name for name, who in cast.everybody().items() if rules.can(who, verb, row)}
    assert allowed == TABLE[verb]


def test_the_platform_may_build(cast: Cast) -> None:
    for verb in ("organisations.create", "organisations.agree_trust"):
        assert rules.can(BUILDER, verb)


def agree(cast: Cast) -> None:
    """The predicate and the queryset give the same rows to everybody."""
    with everywhere("comparing both answers"):
        for name, actor in cast.everybody().items():
            for model, verb in TWINS.items():
                every = list(model.objects.all())
                allowed = {row.pk for row in every if rules.can(actor, verb, row)}
                seen = set(rules.visible(actor, model).values_list("pk", flat=True))
                assert seen == allowed, f"{name} and {model.__name__}"


def test_twins_cover_what_is_seen() -> None:
    rooms = {"organisations", "directory"}
    seen = {model for model in rules.seen_models() if model._meta.app_label in rooms}
    assert seen == set(TWINS)


days = st.sampled_from([-2, -1, 0, 1])


def shifted(days_from_today: int) -> date:
    return TODAY() + timedelta(days=days_from_today)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    directory_open=st.booleans(),
    signed=st.lists(st.one_of(st.none(), days), min_size=2, max_size=2),
    begins=days,
    lasts=st.one_of(st.none(), st.integers(1, 3)),
    held_from=days,
    held_for=st.one_of(st.none(), st.integers(1, 3)),
)
def test_what_is_seen_is_what_may_be_seen(
    twin_cast: Cast,
    directory_open: bool,  # noqa: FBT001 -- drawn
    signed: list[int | None],
    begins: int,
    lasts: int | None,
    held_from: int,
    held_for: int | None,
) -> None:
    cast = twin_cast
    ends = None if lasts is None else shifted(begins + lasts)
    Trust.objects.update(directory=directory_open, starts_on=shifted(begins), ends_on=ends)
    for place, day in zip((cast.atelier, cast.bergerie), signed, strict=True):
        on = None if day is None else shifted(day)
        TrustMember.objects.filter(organisation=place).update(signed_on=on)
    with everywhere("the dates of this example"):
        for model in (Affiliation, Mandate):
            end = None if held_for is None else shifted(held_from + held_for)
            rows = model.objects.filter(organisation=cast.bergerie)
            rows.update(starts_on=shifted(held_from), ends_on=end)
    agree(cast)


@pytest.fixture
def twin_cast(db: None) -> Cast:
    cast = build_cast(trust=Level.BUSY)
    furnish(cast)
    return cast
