"""Shorthands of the portal's tests."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth import get_user_model
from django.test import Client

from parvis.platform.actor import Actor
from parvis.platform.db import everywhere, scoped
from parvis.portal import api
from parvis.portal.types import Audience, NewLink

NOW = datetime(2026, 1, 12, 8, tzinfo=UTC)


def link(
    actor: Actor,
    name: str,
    *,
    audience: Audience = Audience.EVERYONE,
    category: str = "",
    url: str = "https://service.example/",
) -> UUID:
    """Add a service to the organisation the actor acts for."""
    with scoped(actor):
        new = NewLink(name=name, url=url, audience=audience, category=category)
        return api.add_link(actor, organisation_id=actor.organisation or 0, link=new)


def tell(actor: Actor, text: str, *, key: str = "", url: str = "/agenda/") -> None:
    """Tell this person something, on behalf of the organisation she acts for."""
    assert actor.person is not None
    api.notify(
        [actor.person],
        organisation_id=actor.organisation,
        kind="agenda.invitation",
        text=text,
        url=url,
        key=key,
        now=NOW,
    )


def browser(actor: Actor) -> Client:
    """A browser signed in as this person, acting for the organisation she acts for."""
    client = Client()
    with everywhere("signing in for a test"):
        client.force_login(get_user_model().objects.get(pk=actor.account))
    session = client.session
    session["acting_for"] = actor.organisation
    session.save()
    return client
