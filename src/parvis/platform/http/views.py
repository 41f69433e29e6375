"""Health, readiness, metrics, and the pages of unplanned errors."""

from __future__ import annotations

import ipaddress
import secrets

from django.conf import settings
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from parvis.platform import events, metrics
from parvis.platform.http.access import public
from parvis.platform.http.middleware import error_page

_migrated: set[str] = set()


@public
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@public
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers and is migrated; 503 otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _migrated:
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                return JsonResponse({"ready": False, "why": "migrations"}, status=503)
            _migrated.add("yes")  # migrations never go back while a process runs
    except OperationalError:
        return JsonResponse({"ready": False, "why": "database"}, status=503)
    return JsonResponse({"ready": True})


@public
def prometheus(request: HttpRequest) -> HttpResponse:
    """Metrics, for the loopback or the bearer of the token."""
    if not (_from_loopback(request) or _bears_token(request)):
        return HttpResponse(status=404)
    metrics.OUTBOX.set(events.pending())
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _from_loopback(request: HttpRequest) -> bool:
    if "X-Forwarded-For" in request.headers:
        return False  # through a proxy, the loopback is everybody
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _bears_token(request: HttpRequest) -> bool:
    token = str(settings.PARVIS.metrics_token)
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(token) and secrets.compare_digest(given.encode(), token.encode())


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """No page has this address."""
    return error_page(
        request,
        status=404,
        title=_("Page not found"),
        text=_("This page does not exist, or is not shared with you."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django refused (a form that was too old, usually)."""
    return error_page(
        request,
        status=403,
        title=_("This form has expired"),
        text=_("The page had been open for too long, or cookies are blocked."),
        mend=_("Reload the page and send the form again."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's protection did not match."""
    return forbidden(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """A bug. Nothing half-done stays: actions are transactions."""
    return error_page(
        request,
        status=500,
        title=_("Something went wrong on our side"),
        text=_("The error was recorded with the number below."),
        mend=_("Try again; if it happens again, give this number to your support."),
    )
