"""Who asks, in pages that are open to everybody."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest

from parvis.platform.actor import ANONYMOUS, Actor


def actor_of(request: HttpRequest) -> Actor:
    """The actor the middleware set; nobody still carries the number of the request."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return replace(actor, request_id=getattr(request, "request_id", ""))
