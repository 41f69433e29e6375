"""Style sheets made from data: the colours of organisations, and the palette to choose from."""

from __future__ import annotations

import hashlib
from functools import cache

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags, quote_etag

from parvis.organisations.core import colour
from parvis.organisations.forms import HUES
from parvis.organisations.queries.pages import brands
from parvis.organisations.web.actor import actor_of
from parvis.platform.http.access import public

_ONE_DAY, _A_MINUTE = 86_400, 60


def _rule(selector: str, light: str, dark: str) -> str:
    inks = f"{colour.LIGHT_INK},{colour.DARK_INK}"
    return f"{selector}{{--org:light-dark({light},{dark});--org-ink:light-dark({inks})}}"


@public
def brand(request: HttpRequest) -> HttpResponse:
    """The class `org-<slug>` of each organisation; open, because sign-in pages carry it."""
    rules = [_rule(f".org-{row.slug}", row.light, row.dark) for row in brands(actor_of(request))]
    return _sheet(request, "\n".join(rules), _A_MINUTE)


@public
def hues(request: HttpRequest) -> HttpResponse:
    """The class `hue-<degrees>` of each hue."""
    return _sheet(request, _palette(), _ONE_DAY)


@cache
def _palette() -> str:
    pairs = [(hue, colour.pair(hue)) for hue in HUES]
    return "\n".join(_rule(f".hue-{hue}", made.light, made.dark) for hue, made in pairs)


def _sheet(request: HttpRequest, text: str, seconds: int) -> HttpResponse:
    tag = quote_etag(hashlib.sha256(text.encode()).hexdigest()[:20])
    asked = parse_etags(request.headers.get("If-None-Match", ""))
    response = (
        HttpResponseNotModified()
        if tag in asked
        else HttpResponse(text, content_type="text/css; charset=utf-8")
    )
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={seconds}, stale-while-revalidate=600"
    return response
