"""Signed-in browsers for the cast, on Monday 5 January 2026 at nine in Paris."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from tests.agenda.tools import NOW
from tests.cast import BUILDER, Cast, build_cast

from parvis.identity import api as identity
from parvis.organisations.types import Level
from parvis.organisations.web.middleware import SESSION_KEY
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere

Browse = Callable[[Actor], Client]


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    def fixed() -> datetime:
        return NOW

    monkeypatch.setattr("django.utils.timezone.now", fixed)


@pytest.fixture
def cast(db: None) -> Cast:
    """Atelier and Bergerie, who let each other see when people are busy."""
    return build_cast(trust=Level.BUSY)


@pytest.fixture
def browse(cast: Cast) -> Browse:
    """`browse(cast.alice)`: a browser in which she is signed in and acts for her organisation."""
    return opener(cast)


def opener(cast: Cast) -> Browse:
    """The same for a cast made by hand."""
    sources: dict[int, int] = {}

    def opened(actor: Actor) -> Client:
        assert actor.person is not None
        assert actor.organisation is not None
        email = f"p{actor.person}@{actor.organisation}.example"
        with everywhere("test"):
            accounts = get_user_model()._default_manager
            account = accounts.filter(email=email).first()
            if account is None:
                if actor.organisation not in sources:
                    sources[actor.organisation] = identity.open_source(
                        BUILDER,
                        organisation_id=actor.organisation,
                        slug=f"s{actor.organisation}",
                        name="Source",
                        domains=[f"{actor.organisation}.example"],
                    ).id
                pk = identity.create_account(
                    BUILDER,
                    source_id=sources[actor.organisation],
                    email=email,
                    person_id=actor.person,
                )
                account = accounts.get(pk=pk)
        client = Client(HTTP_HOST="127.0.0.1")
        client.force_login(account)
        session = client.session
        session[SESSION_KEY] = actor.organisation
        session.save()
        return client

    return opened
