"""Signing in and out."""

from __future__ import annotations

import logging
import re
import statistics
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import get_hasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.identity.tools import PASSWORD, browser, sign_in, with_password, without_tokens

from parvis.identity import api
from parvis.identity.models import Account
from parvis.platform import live
from parvis.platform.logs import JsonFormatter
from parvis.platform.models import AuditEntry

WRONG = "ce n’est pas le bon"


def test_right_password(alice: Account) -> None:
    client = browser()
    response = sign_in(client, "Alice@ATELIER.example")
    assert response.status_code == 302
    assert response["Location"] == "/"
    assert client.session["_auth_user_id"] == str(alice.pk)
    assert client.session.get_expiry_age() == 12 * 3600
    account = api.account_of_session(str(client.session.session_key))
    assert account is not None
    assert (account.id, account.email) == (alice.pk, "alice@atelier.example")


def test_wrong_password_and_unknown_account_are_one_page(alice: Account) -> None:
    pages = []
    for email in ("alice@atelier.example", "zoe00@atelier.example"):
        response = sign_in(browser(), email, WRONG)
        assert response.status_code == 422
        pages.append((without_tokens(response).replace(email, ""), sorted(response.headers)))
    assert pages[0] == pages[1]
    assert "ne vont pas ensemble" in pages[0][0]
    assert WRONG not in pages[0][0]


def test_closed_and_never_opened_accounts_too(alice: Account) -> None:
    unknown = sign_in(browser(), "zoe00@atelier.example", WRONG)
    Account.objects.filter(pk=alice.pk).update(is_active=False)
    closed = sign_in(browser(), "alice@atelier.example")
    never = sign_in(browser(), "bob@atelier.example")  # no password was ever chosen
    assert (unknown.status_code, closed.status_code, never.status_code) == (422, 422, 422)
    expected = without_tokens(unknown).replace("zoe00", "")
    assert without_tokens(closed).replace("alice", "") == expected
    assert without_tokens(never).replace("bob", "") == expected


def test_unknown_accounts_take_the_same_time(alice: Account) -> None:
    def timed(email: str) -> float:
        client = browser()
        start = time.thread_time()
        client.post(reverse("identity:password"), {"login": email, "password": WRONG})
        cache.clear()
        return time.thread_time() - start

    timed("alice@atelier.example")
    known, unknown = [], []
    for n in range(7):
        known.append(timed("alice@atelier.example"))
        unknown.append(timed(f"zoe{n}@atelier.example"))
    ratio = statistics.median(unknown) / statistics.median(known)
    assert 0.6 < ratio < 1.6, (known, unknown)


def test_the_same_queries_for_unknown_accounts(alice: Account) -> None:
    counts = []
    for email in ("alice@atelier.example", "zoe@atelier.example"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser().post(reverse("identity:password"), {"login": email, "password": WRONG})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_queries_of_a_sign_in(alice: Account) -> None:
    client = browser()
    sign_in(client, alice.email)
    client.post(reverse("identity:sign_out"))
    counts = []
    for others in (0, 5):
        for _ in range(others):
            sign_in(browser(), alice.email)
        with CaptureQueriesContext(connection) as queries:
            assert sign_in(client, alice.email).status_code == 302
        client.post(reverse("identity:sign_out"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] <= 40, [query["sql"] for query in queries]


def test_too_many_tries_say_how_long(alice: Account) -> None:
    for _ in range(5):
        assert sign_in(browser(), alice.email, WRONG).status_code == 422
    blocked = sign_in(browser(), alice.email)
    assert blocked.status_code == 429
    assert "Trop d’essais. Réessayez dans 5 minutes." in blocked.content.decode()
    unknown = "zoe00@atelier.example"
    for _ in range(5):
        assert sign_in(browser(), unknown, WRONG).status_code == 422
    text = without_tokens(sign_in(browser(), unknown, WRONG))
    assert text.replace("zoe00", "") == without_tokens(blocked).replace("alice", "")


def test_tries_are_counted_whatever_the_case_or_the_host(alice: Account) -> None:
    emails = ["alice@atelier.example", "ALICE@atelier.example", "alice@atelier.example."]
    for n in range(5):
        client = browser()
        host = ["localhost", "127.0.0.1"][n % 2]
        data = {"login": emails[n % 3], "password": WRONG}
        response = client.post(reverse("identity:password"), data, headers={"host": host})
        assert response.status_code == 422
    assert sign_in(browser(), alice.email).status_code == 429


def test_one_place_cannot_try_without_end(alice: Account) -> None:
    url = reverse("identity:password")
    client = browser()
    codes = [
        client.post(url, {"login": f"n{n}@atelier.example", "password": WRONG}).status_code
        for n in range(62)
    ]
    assert codes[:60] == [422] * 60
    assert codes[60:] == [429] * 2


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("/agenda/semaine/2026-01-12/?qui=1", "/agenda/semaine/2026-01-12/?qui=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("agenda/", "/"),
        ("http:///evil.example", "/"),
        ("", "/"),
    ],
)
def test_next_is_kept_when_it_is_ours(alice: Account, asked: str, kept: str) -> None:
    client = browser()
    first = client.get(reverse("identity:sign_in"), {"next": asked})
    shown = re.search(r'name="next" value="([^"]*)"', first.content.decode())
    assert (shown.group(1) if shown else "/").replace("&amp;", "&") == kept
    assert sign_in(client, alice.email, next=asked)["Location"] == kept
    again = client.get(reverse("identity:sign_in"), {"next": asked})
    assert again["Location"] == kept


def test_what_the_page_shows_wins_over_another_tab(alice: Account) -> None:
    with_password("bob@atelier.example", "une autre phrase longue")
    client = browser()
    for email in (alice.email, "bob@atelier.example"):
        client.post(reverse("identity:sign_in"), {"login": email})
    client.post(reverse("identity:password"), {"login": alice.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_a_session_given_beforehand_is_worth_nothing(alice: Account) -> None:
    client = browser()
    client.post(reverse("identity:sign_in"), {"login": alice.email})
    given = client.cookies["parvis_session"].value
    sign_in(client, alice.email)
    assert client.cookies["parvis_session"].value != given
    assert not Session.objects.filter(session_key=given).exists()
    assert api.account_of_session(given) is None
    thief = browser()
    thief.cookies["parvis_session"] = given
    assert thief.get(reverse("identity:sessions")).status_code == 302


def test_forms_need_their_token(alice: Account) -> None:
    client = browser(enforce_csrf_checks=True)
    for name in ("sign_in", "password", "sign_out", "forgotten", "reset"):
        assert client.post(reverse(f"identity:{name}"), {}).status_code == 403


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """What was published to live pages, through a hub that also writes it down."""

    class Listening(live.MemoryHub):
        def publish(self, topic: str, message: str) -> None:
            heard.append((topic, message))
            super().publish(topic, message)

    heard: list[tuple[str, str]] = []
    before = live.hub()
    live.install(Listening())
    yield heard
    live.install(before)


@pytest.mark.django_db(transaction=True)
def test_signing_out_ends_live_pages(alice: Account, told: list[tuple[str, str]]) -> None:
    client = browser()
    sign_in(client, alice.email)
    key = str(client.session.session_key)
    asked = client.get(reverse("identity:sign_out"))
    assert asked.status_code == 200
    assert api.account_of_session(key) is not None
    assert told == []
    response = client.post(reverse("identity:sign_out"))
    assert response["Location"] == reverse("identity:signed_out")
    assert told == [(api.session_topic(key), "gone")]
    assert api.account_of_session(key) is None
    assert not Session.objects.filter(session_key=key).exists()
    assert client.get(reverse("identity:sessions")).status_code == 302
    assert client.post(reverse("identity:sign_out")).status_code == 302  # twice does no harm


def test_trail(alice: Account) -> None:
    client = browser()
    sign_in(client, alice.email, WRONG)
    sign_in(client, "zoe@atelier.example", WRONG)
    sign_in(client, alice.email)
    client.post(reverse("identity:sign_out"))
    entries = AuditEntry.objects.filter(verb__startswith="identity.").order_by("id")
    lately = [e for e in entries if e.verb not in {"identity.open_source", "identity.open_account"}]
    subject, organisation = f"account:{alice.pk}", alice.source.organisation_id
    assert [(e.verb, e.subject, e.organisation_id, e.account_id) for e in lately] == [
        ("identity.fail_sign_in", subject, organisation, None),
        ("identity.fail_sign_in", "account:0", organisation, None),
        ("identity.sign_in", subject, organisation, alice.pk),
        ("identity.sign_out", subject, organisation, alice.pk),
    ]
    assert all(e.request_id for e in lately)
    assert all("@" not in str(e.detail) + e.name for e in lately[:3])


def test_no_secret_in_the_logs(alice: Account, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = browser()
    secrets = [PASSWORD, WRONG]
    sign_in(client, alice.email, WRONG)
    secrets.append(client.cookies["parvis_session"].value)
    sign_in(client, alice.email)
    secrets += [cookie.value for cookie in client.cookies.values()]
    client.get(reverse("identity:sessions"))
    client.post(reverse("identity:sign_out"))
    lines = [
        JsonFormatter().format(record)
        for record in caplog.records
        if record.name != "django.db.backends"  # silent in service: INFO and above only
    ]
    assert any('"view": "identity:password"' in line for line in lines)
    found = [secret for secret in secrets if secret for line in lines if secret in line]
    assert found == []
    assert not [line for line in lines if "alice@" in line]


def test_passwords_are_kept_as_owasp_asks(alice: Account) -> None:
    assert alice.password.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    hasher = get_hasher()
    assert not hasher.must_update(alice.password)
    assert hasher.must_update("argon2$argon2id$v=19$m=8192,t=2,p=1$c2FsdHNhbHQ$aGFzaGhhc2g")


def test_pages_of_allauth_are_not_served(client: Client, alice: Account) -> None:
    sign_in(client, alice.email)
    for path in ("signup/", "email/", "login/", "password/reset/", "sessions/", "3rdparty/"):
        assert client.get(f"/accounts/{path}").status_code == 404
    for path in ("signup/", "email/", "login/", "reauthenticate/", ""):
        assert client.get(f"/compte/{path}").status_code == 404
    assert reverse("account_login") == reverse("identity:sign_in")
