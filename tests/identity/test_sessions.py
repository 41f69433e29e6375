"""The list of one's sessions, and closing them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from tests.cast import Cast
from tests.identity.tools import FIREFOX, IPHONE, browser, sign_in, with_password

from parvis.identity import api
from parvis.identity.actions import _seen
from parvis.identity.actions import sessions as actions
from parvis.identity.models import Account
from parvis.identity.queries import sessions as queries
from parvis.platform import jobs
from parvis.platform.errors import Missing, Refused
from parvis.platform.models import AuditEntry

LIST, CLOSE = reverse("identity:sessions"), reverse("identity:revoke")


def test_list_names_devices(alice: Account) -> None:
    here, phone = browser(FIREFOX), browser(IPHONE)
    sign_in(phone, alice.email)
    sign_in(here, alice.email)
    text = here.get(LIST).content.decode()
    assert text.index("Firefox sur Windows") < text.index("Safari sur iPhone")
    assert text.count("Cet appareil") == 1
    assert "127.0.0.1" in text
    assert "Dernière utilisation" in text


def test_closing_one_really_ends_it(alice: Account) -> None:
    here, phone = browser(), browser(IPHONE)
    sign_in(here, alice.email)
    sign_in(phone, alice.email)
    key = str(phone.session.session_key)
    other = UserSession.objects.get(session_key=key)
    assert here.post(CLOSE, {"session": other.pk})["Location"] == LIST
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(pk=other.pk).exists()
    assert api.account_of_session(key) is None
    assert phone.get(LIST)["Location"].startswith(reverse("identity:sign_in"))
    text = here.get(LIST).content.decode()
    assert "1 session fermée." in text
    assert "iPhone" not in text
    entry = AuditEntry.objects.get(verb="identity.end_session")
    assert (entry.account_id, entry.organisation_id) == (alice.pk, alice.source.organisation_id)
    assert here.post(CLOSE, {"session": other.pk}).status_code == 404


def test_closing_all_the_others(alice: Account) -> None:
    here = browser()
    others = [browser(IPHONE) for _ in range(3)]
    for client in (*others, here):
        sign_in(client, alice.email)
    assert here.post(CLOSE, {"others": "1"}).status_code == 302
    assert here.get(LIST).status_code == 200
    assert {client.get(LIST).status_code for client in others} == {302}
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [
        here.session.session_key
    ]


@pytest.mark.parametrize("given", ["", "0", "-1", "abc", "²", "9" * 40])
def test_no_such_session(alice: Account, given: str) -> None:
    client = browser()
    sign_in(client, alice.email)
    assert client.post(CLOSE, {"session": given}).status_code == 404


def test_nobody_closes_the_session_of_another(alice: Account, cast: Cast) -> None:
    bob = with_password("bob@atelier.example")
    his, hers = browser(), browser()
    sign_in(his, bob.email)
    sign_in(hers, alice.email)
    target = UserSession.objects.get(user_id=bob.pk)
    assert hers.post(CLOSE, {"session": target.pk}).status_code == 404
    assert hers.post(CLOSE, {"others": "1"}).status_code == 302
    assert his.get(LIST).status_code == 200
    for name, actor in cast.everybody().items():
        if name == "bob":
            continue
        with pytest.raises(Refused):
            actions.end_sessions(actor, ids=[target.pk], organisation=cast.atelier)
    assert actions.end_sessions(cast.bob, ids=[target.pk], organisation=cast.atelier) == 1
    with pytest.raises(Missing):
        actions.end_sessions(cast.bob, ids=[target.pk], organisation=cast.atelier)
    assert actions.end_sessions(cast.bob, ids=[], organisation=cast.atelier) == 0


def test_queries_do_not_grow(alice: Account) -> None:
    here = browser()
    sign_in(here, alice.email)
    here.get(LIST)
    counts = []
    for more in (0, 4):
        for _ in range(more):
            sign_in(browser(IPHONE), alice.email)
        with CaptureQueriesContext(connection) as seen:
            here.get(LIST)
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_last_seen_moves_every_ten_minutes(alice: Account) -> None:
    client = browser()
    sign_in(client, alice.email)
    row = UserSession.objects.get(user=alice)
    request = client.get(LIST, REMOTE_ADDR="192.0.2.7").wsgi_request
    now = timezone.now()
    for minutes, moved in ((5, False), (11, True), (15, False), (22, True)):
        before = UserSession.objects.get(pk=row.pk).last_seen_at
        _seen.saw(request, now=now + timedelta(minutes=minutes))
        assert (UserSession.objects.get(pk=row.pk).last_seen_at != before) is moved, minutes
    assert UserSession.objects.get(pk=row.pk).ip == "192.0.2.7"


def test_expired_sessions_are_not_shown_and_are_deleted(alice: Account, cast: Cast) -> None:
    client, other = browser(), browser()
    sign_in(client, alice.email)
    sign_in(other, alice.email)
    key = str(other.session.session_key)
    now = timezone.now()
    Session.objects.filter(session_key=key).update(expire_date=now - timedelta(seconds=1))
    shown = queries.open_sessions(cast.alice, current="", now=now)
    assert len(shown) == 1
    assert api.account_of_session(key) is None
    jobs.run_due(now=now)
    assert not Session.objects.filter(session_key=key).exists()
    assert not UserSession.objects.filter(session_key=key).exists()
    assert client.get(LIST).status_code == 200


@pytest.mark.parametrize("key", ["", "nothing", "a" * 40])
def test_no_account_behind_a_foreign_key(db: None, key: str) -> None:
    assert api.account_of_session(key) is None


def test_closed_account_loses_its_sessions(alice: Account) -> None:
    client = browser()
    sign_in(client, alice.email)
    key = str(client.session.session_key)
    Account.objects.filter(pk=alice.pk).update(is_active=False)
    assert api.account_of_session(key) is None
    assert client.get(LIST).status_code == 302
