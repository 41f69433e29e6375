"""Every component in every state, on one page, for those who build pages."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from parvis.platform.http.access import public
from parvis.platform.ui.page import page
from parvis.platform.ui.samples import samples


@public
def components(request: HttpRequest) -> HttpResponse:
    """The components page; it does not exist outside development."""
    if not settings.PARVIS.development:
        raise Http404
    return page(request, "ui/components.html", samples(timezone.now()))
