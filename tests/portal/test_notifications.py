"""Telling people: once, to them alone, and what they do with it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks
from tests.cast import Cast
from tests.portal.tools import NOW, tell

from parvis.platform import live
from parvis.platform.actor import Actor
from parvis.platform.db import ScopeMissing, everywhere, scoped
from parvis.platform.errors import Missing, Refused
from parvis.portal.actions import notifications as actions
from parvis.portal.models import Notification
from parvis.portal.queries import notifications as queries
from parvis.portal.queries.shell import unread_count
from parvis.portal.tasks import clean

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def texts(actor: Actor, *, unread_only: bool = False) -> list[str]:
    with scoped(actor):
        return [row.text for row in queries.listing(actor, unread_only=unread_only).rows]


def test_latest_first_and_to_nobody_else(cast: Cast) -> None:
    tell(cast.bob, "Première")
    tell(cast.bob, "Seconde")
    assert texts(cast.bob) == ["Seconde", "Première"]
    assert texts(cast.alice) == texts(cast.chloe) == texts(cast.nobody) == []


def test_an_event_delivered_twice_tells_once(cast: Cast) -> None:
    for _ in range(2):
        tell(cast.bob, "Une invitation", key="12:agenda.tell_planned")
        tell(cast.dana, "Une invitation", key="12:agenda.tell_planned")
    assert texts(cast.bob) == texts(cast.dana) == ["Une invitation"]


def test_what_follows_the_person_whatever_she_acts_for(cast: Cast) -> None:
    tell(cast.dana, "D’Atelier")
    tell(cast.dana_bergerie, "De Bergerie")
    assert texts(cast.dana) == texts(cast.dana_bergerie) == ["De Bergerie", "D’Atelier"]


def test_reading_one_then_all_then_undoing(cast: Cast) -> None:
    for text in ("Une", "Deux", "Trois"):
        tell(cast.bob, text)
    with scoped(cast.bob):
        one = queries.listing(cast.bob).rows[0]
        assert actions.read(cast.bob, uuids=[one.uuid], now=NOW) == [one.uuid]
        assert actions.read(cast.bob, uuids=[one.uuid], now=LATER) == []
        assert unread_count(cast.bob) == 2
        assert len(actions.read(cast.bob, uuids=None, now=LATER)) == 2
        assert unread_count(cast.bob) == 0
        assert actions.unread(cast.bob, since=LATER) == 2
    assert texts(cast.bob, unread_only=True) == ["Deux", "Une"]


def test_another_person_cannot_read_mine_for_me(cast: Cast) -> None:
    tell(cast.bob, "À Bob")
    with scoped(cast.bob):
        uuid = queries.listing(cast.bob).rows[0].uuid
    with scoped(cast.alice):
        assert actions.read(cast.alice, uuids=[uuid], now=NOW) == []
        actions.mark_unread(cast.alice, uuid=uuid)
        with pytest.raises(Missing):
            queries.one(cast.alice, uuid=uuid)
    with scoped(cast.bob):
        assert unread_count(cast.bob) == 1


def test_people_do_not_speak_for_the_house(cast: Cast) -> None:
    with scoped(cast.alice), pytest.raises(Refused):
        actions.notify(
            cast.alice,
            person_ids=[cast.bob.person or 0],
            organisation_id=cast.atelier,
            kind="agenda.invitation",
            text="Faux",
            url="/",
            key="",
            now=NOW,
        )


def test_without_a_scope_nothing_is_read(cast: Cast) -> None:
    with pytest.raises(ScopeMissing):
        Notification.objects.count()


def test_pages_hold_together(cast: Cast) -> None:
    for number in range(queries.PAGE + 3):
        tell(cast.bob, f"n° {number}")
    with scoped(cast.bob):
        first = queries.listing(cast.bob)
        second = queries.listing(cast.bob, before=first.older)
    assert len(first.rows) == queries.PAGE
    assert [row.text for row in second.rows] == ["n° 2", "n° 1", "n° 0"]
    assert second.older is None


@pytest.mark.parametrize("count", [1, 3])
def test_listing_costs_two_queries(
    cast: Cast, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        tell(cast.dana if number % 2 else cast.dana_bergerie, f"n° {number}")
    with scoped(cast.dana), django_assert_num_queries(2):
        assert len(queries.listing(cast.dana).rows) == count


def test_open_pages_are_told_after_the_commit(
    cast: Cast,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(
        live, "tell", lambda topic, message="changed": told.append((topic, message))
    )
    with django_capture_on_commit_callbacks(execute=True):
        tell(cast.bob, "Une invitation")
        assert told == []
    assert told == [(f"person:{cast.bob.person}", "notifications")]


def test_old_notifications_are_deleted(cast: Cast) -> None:
    for text in ("Lue hier", "Lue autrefois", "Jamais lue"):
        tell(cast.bob, text)
    with scoped(cast.bob):
        never, long_ago, yesterday = queries.listing(cast.bob).rows
        actions.read(cast.bob, uuids=[yesterday.uuid], now=NOW)
        actions.read(cast.bob, uuids=[long_ago.uuid], now=NOW - timedelta(days=91))
    clean(NOW)
    assert texts(cast.bob) == ["Jamais lue", "Lue hier"]
    clean(NOW + timedelta(days=366))
    with everywhere("checking"):
        assert not Notification.objects.filter(uuid=never.uuid).exists()
