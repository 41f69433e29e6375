"""One template, two answers: the whole page, or the part that changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers


def wants_part(request: HttpRequest) -> bool:
    """Whether the page on screen asks for a fragment rather than for itself."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Request-Type") != "full"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    part: str | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render the template, or its partial `part` when the page asks for a fragment.

    A fragment also brings the messages waiting for the person (see `toasts`).
    """
    whole = part is None or not wants_part(request)
    name = template if whole else f"{template}#{part}"
    text = render_to_string(name, dict(context or {}), request)
    if not whole and getattr(request, "_messages", None):
        text += render_to_string("ui/toasts.html#more", {"here": _on_screen(request)}, request)
    response = HttpResponse(text, status=status)
    if part is not None:
        patch_vary_headers(response, ["HX-Request", "HX-Request-Type"])
    return response


def _on_screen(request: HttpRequest) -> str:
    """The path of the page that asked: undoing leads back there, not to the fragment's address."""
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    return f"{shown.path}?{shown.query}" if shown.query else shown.path
