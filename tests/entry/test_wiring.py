"""Who is behind a live page, and what she may watch; on the database of the test."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from tests.cast import Cast

from parvis.entry.wiring import install_hub, recognise
from parvis.identity.models import Account
from parvis.platform import live
from parvis.platform.actor import Actor
from parvis.platform.config import load


def session_of(actor: Actor) -> tuple[Client, str]:
    client = Client()
    client.force_login(Account.objects.get(pk=actor.account))
    return client, client.cookies[settings.SESSION_COOKIE_NAME].value


def test_she_watches_her_own_topic_and_the_end_of_her_session(cast: Cast) -> None:
    _, key = session_of(cast.bob)
    viewer = recognise(key, ())
    assert viewer is not None
    assert viewer.account == cast.bob.account
    assert viewer.topics == {f"person:{cast.bob.person}"}
    assert viewer.session_topic.startswith("session:")
    assert key not in viewer.session_topic


def test_she_may_watch_the_organisations_where_she_works_or_sits(cast: Cast) -> None:
    wished = tuple(f"organisation:{one}" for one in (cast.atelier, cast.bergerie))
    held = {"bob": wished[:1], "chloe": wished[1:], "dana": wished}
    for name, granted in held.items():
        actor = cast.everybody()[name]
        viewer = recognise(session_of(actor)[1], (*wished, "person:999", "session:x", "nonsense"))
        assert viewer is not None
        assert viewer.topics == {f"person:{actor.person}", *granted}


def test_a_session_that_ended_is_nobodys(cast: Cast) -> None:
    client, key = session_of(cast.bob)
    client.logout()
    assert recognise(key, ()) is None
    assert recognise("", ()) is None
    assert recognise("unknown", ()) is None


def test_an_account_that_was_closed_is_nobodys(cast: Cast) -> None:
    _, key = session_of(cast.bob)
    Account.objects.filter(pk=cast.bob.account).update(is_active=False)
    assert recognise(key, ()) is None


def test_the_database_chooses_the_hub() -> None:
    before = live.hub()
    try:
        small = install_hub(load({"PARVIS_DATA": str(settings.PARVIS.data)}))
        assert type(small) is live.MemoryHub
        assert live.hub() is small
        given = {"PARVIS_DATA": str(settings.PARVIS.data), "PARVIS_DATABASE": "postgresql://h/d"}
        assert type(install_hub(load(given))) is live.PostgresHub
    finally:
        live.install(before)
