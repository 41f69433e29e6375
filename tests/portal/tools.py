"""Shorthands of the portal's tests."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from parvis.platform.actor import Actor
from parvis.platform.db import scoped
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
