"""Services of an organisation: added, changed, moved, removed, restored."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import Cast
from tests.portal.tools import NOW, link

from parvis.platform.actor import Actor, system
from parvis.platform.db import everywhere, scoped
from parvis.platform.errors import Conflict, Invalid, Missing, Refused
from parvis.platform.models import AuditEntry
from parvis.portal.actions import links as actions
from parvis.portal.models import ServiceLink
from parvis.portal.queries import links as queries
from parvis.portal.tasks import clean
from parvis.portal.types import Audience, NewLink

pytestmark = pytest.mark.django_db


def shown(actor: Actor) -> list[tuple[str, list[str]]]:
    with scoped(actor):
        return [
            (group.category, [each.name for each in group.links])
            for group in queries.my_links(actor)
        ]


def test_links_are_grouped_by_category_in_order_and_unnamed_last(cast: Cast) -> None:
    link(cast.alice, "Divers")
    link(cast.alice, "Congés", category="Ressources humaines")
    link(cast.alice, "Paie", category="Ressources humaines")
    link(cast.alice, "Chorus", category="Finances")
    assert shown(cast.bob) == [
        ("Ressources humaines", ["Congés", "Paie"]),
        ("Finances", ["Chorus"]),
        ("", ["Divers"]),
    ]


def test_each_audience_finds_its_own(cast: Cast) -> None:
    link(cast.alice, "Intranet")
    link(cast.alice, "Congés", audience=Audience.AGENTS)
    link(cast.alice, "Séances", audience=Audience.ELECTED)
    assert shown(cast.bob) == [("", ["Intranet", "Congés"])]
    assert shown(cast.dana) == [("", ["Intranet", "Séances"])]
    assert shown(cast.alice) == [("", ["Intranet", "Congés", "Séances"])]


def test_what_bergerie_shows_never_reaches_atelier(cast: Cast) -> None:
    link(cast.alice, "Intranet")
    before = {name: shown(actor) for name, actor in _of_atelier(cast).items()}
    for audience in Audience:
        link(cast.emile, f"Bergerie {audience}", audience=audience, category="Ressources humaines")
    assert {name: shown(actor) for name, actor in _of_atelier(cast).items()} == before
    assert shown(cast.dana_bergerie) == [
        ("Ressources humaines", ["Bergerie everyone", "Bergerie elected"])
    ]


def _of_atelier(cast: Cast) -> dict[str, Actor]:
    return {"alice": cast.alice, "bob": cast.bob, "dana": cast.dana}


def test_the_administrator_of_one_cannot_touch_the_other(cast: Cast) -> None:
    theirs = link(cast.emile, "Intranet")
    new = NewLink(name="Détourné", url="https://ailleurs.example/")
    with scoped(cast.alice):
        with pytest.raises(Refused):
            actions.add_link(cast.alice, organisation_id=cast.bergerie, link=new)
        with pytest.raises(Missing):
            actions.change_link(cast.alice, uuid=theirs, link=new)
        with pytest.raises(Missing):
            actions.remove_link(cast.alice, uuid=theirs, now=NOW)
        with pytest.raises(Missing):
            queries.link(cast.alice, uuid=theirs)


def test_an_agent_cannot_change_what_she_sees(cast: Cast) -> None:
    hers = link(cast.alice, "Intranet")
    with scoped(cast.bob):
        with pytest.raises(Refused):
            actions.remove_link(cast.bob, uuid=hers, now=NOW)
        with pytest.raises(Refused):
            queries.administered_links(cast.bob)
    assert shown(cast.bob) == [("", ["Intranet"])]


@pytest.mark.parametrize(
    ("name", "url", "field"),
    [
        ("  ", "https://service.example/", "name"),
        ("Intranet", "javascript:alert(1)", "url"),
        ("Intranet", "//service.example", "url"),
        ("Intranet", "ftp://service.example/", "url"),
        ("Intranet", "service.example", "url"),
    ],
)
def test_a_link_that_leads_nowhere_names_its_field(
    cast: Cast, name: str, url: str, field: str
) -> None:
    with scoped(cast.alice), pytest.raises(Invalid) as refused:
        actions.add_link(cast.alice, organisation_id=cast.atelier, link=NewLink(name=name, url=url))
    assert set(refused.value.fields) == {field}
    assert shown(cast.alice) == []


def test_two_services_cannot_have_one_name(cast: Cast) -> None:
    link(cast.alice, "Intranet")
    with pytest.raises(Invalid) as refused:
        link(cast.alice, "Intranet")
    assert set(refused.value.fields) == {"name"}


def test_moving_stays_within_the_category_and_stops_at_its_ends(cast: Cast) -> None:
    one = link(cast.alice, "Congés", category="RH")
    link(cast.alice, "Chorus", category="Finances")
    two = link(cast.alice, "Paie", category="RH")
    with scoped(cast.alice):
        assert actions.move_link(cast.alice, uuid=two, up=True)
        assert not actions.move_link(cast.alice, uuid=two, up=True)
        assert not actions.move_link(cast.alice, uuid=one, up=False)
    assert shown(cast.bob) == [("RH", ["Paie", "Congés"]), ("Finances", ["Chorus"])]


def test_a_removed_link_comes_back_where_it_stood(cast: Cast) -> None:
    for name in ("Un", "Deux", "Trois"):
        link(cast.alice, name)
    before = shown(cast.bob)
    with scoped(cast.alice):
        middle = queries.my_links(cast.alice)[0].links[1].uuid
        assert actions.remove_link(cast.alice, uuid=middle, now=NOW) == "Deux"
        assert shown(cast.bob) == [("", ["Un", "Trois"])]
        assert actions.restore_link(cast.alice, uuid=middle) == "Deux"
    assert shown(cast.bob) == before


def test_a_name_taken_in_the_meantime_is_not_restored(cast: Cast) -> None:
    old = link(cast.alice, "Intranet")
    with scoped(cast.alice):
        actions.remove_link(cast.alice, uuid=old, now=NOW)
    link(cast.alice, "Intranet", url="https://nouveau.example/")
    with scoped(cast.alice), pytest.raises(Conflict):
        actions.restore_link(cast.alice, uuid=old)


def test_each_change_leaves_its_trace(cast: Cast) -> None:
    made = link(cast.alice, "Intranet")
    with scoped(cast.alice):
        new = NewLink(name="Intranet", url="https://nouveau.example/")
        actions.change_link(cast.alice, uuid=made, link=new)
        actions.remove_link(cast.alice, uuid=made, now=NOW)
        actions.restore_link(cast.alice, uuid=made)
    traces = AuditEntry.objects.filter(verb__startswith="portal.").order_by("id")
    assert [(entry.verb, entry.person_id, entry.organisation_id) for entry in traces] == [
        (verb, cast.alice.person, cast.atelier)
        for verb in (
            "portal.add_link",
            "portal.change_link",
            "portal.remove_link",
            "portal.restore_link",
        )
    ]


def test_what_was_removed_long_ago_is_deleted_by_the_platform_alone(cast: Cast) -> None:
    kept, gone = link(cast.alice, "Hier"), link(cast.alice, "Autrefois")
    with scoped(cast.alice):
        actions.remove_link(cast.alice, uuid=kept, now=NOW - timedelta(days=1))
        actions.remove_link(cast.alice, uuid=gone, now=NOW - timedelta(days=31))
        with pytest.raises(Refused):
            actions.forget_links(cast.alice, removed_before=NOW)
    clean(NOW)
    with everywhere("checking"):
        assert [row.uuid for row in ServiceLink.objects.all()] == [kept]


def test_the_platform_adds_links_for_an_organisation(cast: Cast) -> None:
    with everywhere("loading"):
        new = NewLink(name="Intranet", url="https://service.example/")
        actions.add_link(system("loading"), organisation_id=cast.bergerie, link=new)
    assert shown(cast.chloe) == [("", ["Intranet"])]
