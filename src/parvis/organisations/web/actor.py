"""The actor of a request, typed."""

from __future__ import annotations

from django.http import HttpRequest

from parvis.platform.actor import Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor the middleware set."""
    actor = request.actor  # type: ignore[attr-defined]
    assert isinstance(actor, Actor)
    return actor
