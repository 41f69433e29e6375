"""Changing a password, and choosing a new one by mail."""

from __future__ import annotations

import re

import pytest
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.identity.tools import IPHONE, PASSWORD, browser, sign_in, without_tokens

from parvis.identity import api
from parvis.identity.models import Account
from parvis.platform import events
from parvis.platform.models import AuditEntry, OutboxMessage

NEW = "tout autre chose, vraiment"
CHANGE, FORGOTTEN = reverse("identity:change_password"), reverse("identity:forgotten")
BOTH_NEW = {"password1": NEW, "password2": NEW}


def test_change_ends_the_other_sessions(alice: Account) -> None:
    here, phone = browser(), browser(IPHONE)
    sign_in(phone, alice.email)
    sign_in(here, alice.email)
    before = str(here.session.session_key)
    response = here.post(CHANGE, {"oldpassword": PASSWORD, **BOTH_NEW})
    assert response["Location"] == reverse("identity:sessions")
    page = here.get(response["Location"])
    assert page.status_code == 200
    assert "Vos autres sessions sont fermées." in page.content.decode()
    assert page.content.decode().count("Cet appareil") == 1
    assert here.session.session_key != before
    assert phone.get(reverse("identity:sessions")).status_code == 302
    assert list(UserSession.objects.values_list("session_key", flat=True)) == [
        here.session.session_key
    ]
    assert AuditEntry.objects.filter(verb="identity.change_password").count() == 1
    assert sign_in(browser(), alice.email).status_code == 422
    assert sign_in(browser(), alice.email, NEW).status_code == 302


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"oldpassword": "faux", **BOTH_NEW}, "Ce n’est pas votre mot de passe actuel."),
        ({"oldpassword": PASSWORD, "password1": NEW, "password2": "autre"}, "sont différents."),
        ({"oldpassword": PASSWORD, "password1": "court", "password2": "court"}, "12 caract"),
        ({}, "obligatoire"),
    ],
)
def test_change_says_what_is_wrong(alice: Account, data: dict[str, str], says: str) -> None:
    client = browser()
    sign_in(client, alice.email)
    response = client.post(CHANGE, data)
    assert response.status_code == 422
    assert says in response.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_change_is_limited(alice: Account) -> None:
    client = browser()
    sign_in(client, alice.email)
    codes = [client.post(CHANGE, {"oldpassword": "faux"}).status_code for _ in range(6)]
    assert codes == [422] * 5 + [429]


def test_change_needs_to_be_signed_in(client: Client, db: None) -> None:
    assert client.get(CHANGE)["Location"].startswith(reverse("identity:sign_in"))


def link_of(message: mail.EmailMessage) -> str:
    found = re.search(r"^http://127\.0\.0\.1:8000(/\S+)$", str(message.body), re.MULTILINE)
    assert found
    return found.group(1)


def ask(email: str) -> list[mail.EmailMessage]:
    """Ask for a link, let the platform do its work, take the mails."""
    mail.outbox.clear()
    response = browser().post(FORGOTTEN, {"login": email})
    assert response["Location"] == reverse("identity:sent")
    events.deliver_pending(now=timezone.now())
    return list(mail.outbox)


def test_forgotten(alice: Account) -> None:
    phone = browser(IPHONE)
    sign_in(phone, alice.email)
    [message] = ask("Alice@atelier.example")
    assert message.to == [alice.email]
    assert message.from_email.startswith("Atelier <")
    assert message.subject == "Choisir un nouveau mot de passe"
    assert "\u202f?" in str(message.body)
    assert str(message.body).count("http") == 1
    client = browser()
    landed = client.get(link_of(message))
    assert landed["Location"] == reverse("identity:reset")
    assert alice.email in client.get(landed["Location"]).content.decode()
    done = client.post(landed["Location"], BOTH_NEW)
    assert done["Location"] == reverse("identity:sign_in")
    assert "connectez-vous avec le nouveau" in client.get(done["Location"]).content.decode()
    assert phone.get(reverse("identity:sessions")).status_code == 302
    assert sign_in(browser(), alice.email, NEW).status_code == 302
    for again in (link_of(message), landed["Location"]):
        assert client.get(again).status_code == 410
    entry = AuditEntry.objects.get(verb="identity.reset_password")
    assert (entry.subject, entry.account_id) == (f"account:{alice.pk}", alice.pk)


def test_a_first_password_is_chosen_the_same_way(alice: Account) -> None:
    [message] = ask("bob@atelier.example")
    client = browser()
    client.get(link_of(message))
    assert client.post(reverse("identity:reset"), BOTH_NEW).status_code == 302
    assert sign_in(browser(), "bob@atelier.example", NEW).status_code == 302


def test_a_reset_forgives_earlier_tries(alice: Account) -> None:
    for _ in range(5):
        sign_in(browser(), alice.email, "faux")
    assert sign_in(browser(), alice.email).status_code == 429
    [message] = ask(alice.email)
    client = browser()
    client.get(link_of(message))
    client.post(reverse("identity:reset"), BOTH_NEW)
    assert sign_in(browser(), alice.email, NEW).status_code == 302


def test_unknown_and_closed_accounts_get_the_same_answer(alice: Account) -> None:
    pages = []
    for email in (alice.email, "zoe@atelier.example"):
        client = browser()
        response = client.post(FORGOTTEN, {"login": email})
        pages.append((response.status_code, without_tokens(client.get(response["Location"]))))
    assert pages[0] == pages[1]
    assert OutboxMessage.objects.filter(kind__endswith="ResetAsked").count() == 2
    events.deliver_pending(now=timezone.now())
    assert ask("zoe@atelier.example") == []
    Account.objects.filter(pk=alice.pk).update(is_active=False)
    assert ask(alice.email) == []


def test_forgotten_is_limited_alike(alice: Account) -> None:
    pages = []
    for email in (alice.email, "zoe00@atelier.example"):
        codes = [browser().post(FORGOTTEN, {"login": email}).status_code for _ in range(5)]
        assert codes == [302] * 5
        blocked = browser().post(FORGOTTEN, {"login": email})
        assert blocked.status_code == 429
        pages.append(without_tokens(blocked).replace(email, ""))
    assert pages[0] == pages[1]
    assert "Trop d’essais." in pages[0]


def test_forgotten_with_an_unknown_domain(alice: Account) -> None:
    response = browser().post(FORGOTTEN, {"login": "alice@ailleurs.example"})
    assert response.status_code == 422
    assert "votre service informatique" in response.content.decode()


@pytest.mark.parametrize("path", ["1-abc", "zzzzzzzzzzzzzzzzzzzz-abc", "0-a-b", "1-" + "a" * 200])
def test_made_up_links(client: Client, alice: Account, path: str) -> None:
    assert client.get(f"/compte/mot-de-passe/nouveau/{path}/").status_code == 410
    assert client.post(reverse("identity:reset"), BOTH_NEW).status_code == 410
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_weak_passwords_are_refused_on_reset(alice: Account) -> None:
    [message] = ask(alice.email)
    client = browser()
    client.get(link_of(message))
    for weak in ("court", "alice@atelier.example", "motdepasse"):
        both = {"password1": weak, "password2": weak}
        assert client.post(reverse("identity:reset"), both).status_code == 422
    assert api.source_for(alice.email) is not None
    assert sign_in(browser(), alice.email).status_code == 302
