"""The home page: the frame at once, each card by itself."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from parvis.platform.errors import Invalid
from parvis.platform.ui.page import page
from parvis.portal import registry
from parvis.portal.actions.preferences import choose_theme
from parvis.portal.types import Card, Theme, address
from parvis.portal.web.asking import asking, back

THEME_COOKIE = "parvis_theme"
BESIDE = 50  # cards from this order on stand in the second column


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What concerns her first, then where she belongs."""
    actor = asking(request)
    cards = registry.cards(actor)
    topic = f"person:{actor.person}"
    context = {
        "today": timezone.localdate(),
        "first_name": actor.name.partition(" ")[0],
        "wide": [_drawn(card, topic) for card in cards if card.wide],
        "first": [_drawn(card, topic) for card in cards if _first(card)],
        "beside": [_drawn(card, topic) for card in cards if not (card.wide or _first(card))],
    }
    return page(request, "portal/home.html", context)


def _first(card: Card) -> bool:
    return card.order < BESIDE and not card.wide


def _drawn(card: Card, topic: str) -> dict[str, object]:
    return {
        "title": card.title,
        "src": address(card.url),
        "icon": card.icon,
        "topic": topic if card.live else "",
    }


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the choice for the account, and for the signed-out pages of this browser."""
    try:
        chosen = Theme(request.POST.get("theme", ""))
    except ValueError as error:
        raise Invalid from error
    choose_theme(asking(request), theme=chosen)
    scripted = request.headers.get("Sec-Fetch-Dest") == "empty"  # already applied on screen
    response = HttpResponse(status=204) if scripted else back(request, "portal:home")
    if chosen is Theme.SYSTEM:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    else:
        response.set_cookie(
            THEME_COOKIE,
            chosen.value,
            max_age=365 * 86400,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response
