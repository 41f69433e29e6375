"""Request id, timing, one log line, and domain errors told once.

The scope is the business of `organisations`, which knows who is asking.
"""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from parvis.platform import logs, metrics
from parvis.platform.errors import DomainError, telling

log = logging.getLogger("parvis.request")
GetResponse = Callable[[HttpRequest], HttpResponse]
_SAFE_ID = re.compile(r"[A-Za-z0-9-]{8,40}")
_JSON = re.compile(r"\bapplication/(?:problem\+)?json\b")


class _Queries:
    """Counts queries and their time while a request is served."""

    def __init__(self) -> None:
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        start = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - start


class RequestMiddleware:
    """Outermost: gives the request an id, times it, logs one line."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        rid = given if _SAFE_ID.fullmatch(given) else secrets.token_hex(8)
        token = logs.request_id.set(rid)
        request.request_id = rid  # type: ignore[attr-defined]
        queries, start = _Queries(), time.perf_counter()
        try:
            with connection.execute_wrapper(queries):
                response = self.get_response(request)
            self._tell(request, response, time.perf_counter() - start, queries)
        finally:
            logs.request_id.reset(token)
        response["X-Request-ID"] = rid
        return response

    def _tell(
        self, request: HttpRequest, response: HttpResponse, seconds: float, queries: _Queries
    ) -> None:
        match = request.resolver_match
        view = match.view_name if match else "-"
        metrics.REQUESTS.labels(request.method or "-", view, str(response.status_code)).inc()
        metrics.SECONDS.labels(view).observe(seconds)
        actor = getattr(request, "actor", None)
        log.info(
            "served",
            extra={
                "method": request.method,
                "path": request.path,
                "view": view,
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
                "queries": queries.count,
                "person": getattr(actor, "person", None),
                "acting_for": getattr(actor, "organisation", None),
            },
        )
        if settings.PARVIS.development:
            response["Server-Timing"] = (
                f"total;dur={seconds * 1000:.1f}, "
                f"db;dur={queries.seconds * 1000:.1f};desc={queries.count}"
            )


class ErrorMiddleware:
    """Turns a domain error into a page, a fragment or problem+json (RFC 9457)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        told = telling(error)
        log.log(told.level, error.code, extra={"path": request.path, "status": int(told.status)})
        if _JSON.search(request.headers.get("Accept", "")):
            return _problem(error)
        return error_page(
            request,
            status=int(told.status),
            title=str(told.title),
            text=str(error.text),
            mend=str(error.mend_text),
        )


def _problem(error: DomainError) -> HttpResponse:
    told = telling(error)
    body = {
        "type": f"urn:parvis:error:{error.code}",
        "title": str(told.title),
        "status": int(told.status),
        "detail": str(error.text),
        "errors": [{"field": name, "detail": str(text)} for name, text in error.fields.items()],
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False),
        status=int(told.status),
        content_type="application/problem+json",
    )


def error_page(
    request: HttpRequest, *, status: int, title: str, text: str, mend: str = "", kept: str = ""
) -> HttpResponse:
    """The page of an error: what happened, what was kept, what to do."""
    from parvis.platform.ui.page import page  # noqa: PLC0415 -- templates load slowly

    context = {
        "title": title,
        "text": text,
        "mend": mend or _("Go back to the previous page, or to your home page."),
        "kept": kept or _("Nothing you had saved was lost."),
        "request_id": getattr(request, "request_id", ""),
        "status": status,
    }
    return page(request, "ui/error.html", context, status=status)
