"""One search over everything the rooms registered."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from parvis.platform.actor import Actor
from parvis.platform.ui.page import page
from parvis.portal import registry
from parvis.portal.types import SearchHit, SearchSource
from parvis.portal.web.asking import asking

log = logging.getLogger("parvis.portal")
SHOWN = 6
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Group:
    """What one source found; `failed` when it could not look, `more` leads to all of it."""

    key: str
    label: str
    icon: str
    hits: tuple[SearchHit, ...] = ()
    more: str = ""
    failed: bool = False


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Results by source; a source that fails does not take the others with it."""
    actor = asking(request)
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    groups = [_group(actor, source, text) for source in registry.sources()] if text else []
    context = {
        "query": text,
        "groups": [group for group in groups if group.hits],
        "failed": [group for group in groups if group.failed],
        "count": sum(len(group.hits) for group in groups),
        "more": any(group.more for group in groups),
    }
    return page(request, "portal/search.html", context, part="results")


def _group(actor: Actor, source: SearchSource, text: str) -> Group:
    label = str(source.label)
    try:
        found = source.find(actor, text, SHOWN + 1)
    except Exception:
        log.exception("search source failed", extra={"source": source.key})
        return Group(source.key, label, source.icon, failed=True)
    more = source.more(text) if source.more is not None and len(found) > SHOWN else ""
    return Group(source.key, label, source.icon, tuple(found[:SHOWN]), more)
