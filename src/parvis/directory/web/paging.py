"""Long lists, a page at a time, without counting them."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest

SIZE = 50
_FURTHEST = 10_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the reader is; `previous` and `next` are query strings, "" when there is none."""

    page: int
    previous: str
    next: str


def offset(request: HttpRequest) -> int:
    """The first row to show, from `?page=`; a wrong page is the first."""
    return (_page(request) - 1) * SIZE


def paging(request: HttpRequest, *, more: bool) -> Paging:
    """The addresses around this page; `more` when a row follows the last one shown."""
    page = _page(request)
    return Paging(
        page=page,
        previous=_query(request, page - 1) if page > 1 else "",
        next=_query(request, page + 1) if more else "",
    )


def _page(request: HttpRequest) -> int:
    text = request.GET.get("page", "1")
    page = int(text) if text.isascii() and text.isdigit() else 1
    return min(max(page, 1), _FURTHEST)


def _query(request: HttpRequest, page: int) -> str:
    kept = {name: value for name, value in request.GET.items() if name != "page" and value}
    return "?" + urlencode(kept | {"page": str(page)})
