"""Verb by cast: who may do what in the portal."""

from __future__ import annotations

import pytest
from tests.cast import Cast
from tests.portal.tools import link, tell

from parvis.platform.actor import system
from parvis.platform.db import everywhere, scoped
from parvis.platform.rules import can, visible
from parvis.portal.actions.preferences import choose_theme
from parvis.portal.models import Notification, Preference, ServiceLink
from parvis.portal.types import Audience, Theme

pytestmark = [pytest.mark.django_db, pytest.mark.rules]

ADMINISTERS_ATELIER = {"alice"}
TABLE = {
    # verb, of what: who may
    ("portal.see_link", "everyone"): {"alice", "bob", "dana"},
    ("portal.see_link", "agents"): {"alice", "bob"},
    ("portal.see_link", "elected"): {"alice", "dana"},
    ("portal.see_link", "bergerie"): {"chloe", "dana_bergerie", "emile"},
    ("portal.change_link", "everyone"): ADMINISTERS_ATELIER,
    ("portal.change_link", "agents"): ADMINISTERS_ATELIER,
    ("portal.change_link", "elected"): ADMINISTERS_ATELIER,
    ("portal.change_link", "bergerie"): {"emile"},
}


@pytest.fixture
def rows(cast: Cast) -> dict[str, ServiceLink]:
    made = {
        "everyone": link(cast.alice, "Intranet"),
        "agents": link(cast.alice, "Congés", audience=Audience.AGENTS),
        "elected": link(cast.alice, "Délibérations", audience=Audience.ELECTED),
        "bergerie": link(cast.emile, "Intranet"),
    }
    with everywhere("checking rules"):
        return {name: ServiceLink.objects.get(uuid=uuid) for name, uuid in made.items()}


def test_links_verb_by_cast(cast: Cast, rows: dict[str, ServiceLink]) -> None:
    allowed = {
        (verb, what): {
            name for name, actor in cast.everybody().items() if can(actor, verb, rows[what])
        }
        for verb, what in TABLE
    }
    assert allowed == TABLE


def test_only_administrators_add(cast: Cast) -> None:
    may = {
        place: {
            name
            for name, actor in cast.everybody().items()
            if can(actor, "portal.add_link", getattr(cast, place))
        }
        for place in ("atelier", "bergerie")
    }
    assert may == {"atelier": {"alice"}, "bergerie": {"emile"}}
    assert not any(can(actor, "portal.add_link", None) for actor in cast.everybody().values())


def test_predicate_and_queryset_agree_on_links(cast: Cast, rows: dict[str, ServiceLink]) -> None:
    rows["everyone"].removed_at = None
    for name, actor in cast.everybody().items():
        with everywhere("checking rules"):
            seen = {row.id for row in visible(actor, ServiceLink)}
            said = {row.id for row in rows.values() if can(actor, "portal.see_link", row)}
        assert seen == said, name


def test_nobody_sees_a_removed_link(cast: Cast, rows: dict[str, ServiceLink]) -> None:
    row = rows["everyone"]
    with everywhere("checking rules"):
        ServiceLink.objects.filter(id=row.id).update(removed_at="2026-01-12T08:00Z")
        row.refresh_from_db()
        for name, actor in cast.everybody().items():
            assert not can(actor, "portal.see_link", row), name
            assert row not in list(visible(actor, ServiceLink)), name


def test_notifications_and_choices_are_seen_by_their_person_alone(cast: Cast) -> None:
    tell(cast.bob, "Une invitation")
    with scoped(cast.bob):
        choose_theme(cast.bob, theme=Theme.DARK)
    with everywhere("checking rules"):
        told, chosen = Notification.objects.get(), Preference.objects.get()
        for name, actor in cast.everybody().items():
            hers = name == "bob"
            assert can(actor, "portal.see_notification", told) is hers, name
            assert can(actor, "portal.see_preference", chosen) is hers, name
            assert visible(actor, Notification).exists() is hers, name
            assert visible(actor, Preference).exists() is hers, name


def test_whoever_is_signed_in_chooses_for_herself(cast: Cast) -> None:
    may = {name for name, actor in cast.everybody().items() if can(actor, "portal.choose")}
    assert may == set(cast.everybody()) - {"nobody"}


def test_only_the_platform_tells_and_cleans(cast: Cast) -> None:
    for verb in ("portal.notify", "portal.clean"):
        assert not any(can(actor, verb) for actor in cast.everybody().values())
        assert can(system("a test"), verb)
