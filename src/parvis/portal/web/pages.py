"""Pages that explain: help, accessibility."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parvis.platform.http.access import public
from parvis.platform.ui.page import page

DEFENDER = "https://formulaire.defenseurdesdroits.fr/"


@require_safe
def help_(request: HttpRequest) -> HttpResponse:
    """What people ask most."""
    return page(request, "portal/help.html", {"contact": settings.PARVIS.contact})


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The statement the law asks for, true to the state of the work; open to everybody."""
    context = {
        "contact": settings.PARVIS.contact,
        "address": settings.PARVIS.url,
        "defender": DEFENDER,
    }
    return page(request, "portal/accessibility.html", context)
