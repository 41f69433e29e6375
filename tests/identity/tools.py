"""What the tests of signing in share."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from parvis.identity.models import Account

PASSWORD = "une phrase assez longue"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)


def with_password(email: str, password: str = PASSWORD) -> Account:
    """The account, once she has chosen her password."""
    account = Account.objects.get(email=email)
    account.set_password(password)
    account.save()
    return account


def browser(agent: str = FIREFOX, **more: Any) -> Client:
    """A browser of its own, with its own cookies."""
    return Client(headers={"user-agent": agent}, **more)


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    """Both steps, as a person does them; the answer to the second."""
    first = client.post(reverse("identity:sign_in"), {"login": email, **more})
    assert first.status_code == 302, first.content.decode()
    assert client.get(first["Location"]).status_code == 200
    return client.post(reverse("identity:password"), {"login": email, "password": password, **more})


def without_tokens(response: HttpResponse) -> str:
    """The page without its CSRF tokens, which are new each time."""
    text = response.content.decode()
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", text)
    return re.sub(r'(name="csrf-token" content=")[^"]+', r"\1", text)
