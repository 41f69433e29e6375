"""Signing in, in two steps, and out."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from parvis.identity import engines, labels
from parvis.identity.actions import entries
from parvis.identity.core import addresses
from parvis.identity.forms import AddressForm, PasswordForm
from parvis.identity.queries import sources
from parvis.identity.types import Realm
from parvis.identity.web.actor import actor_of
from parvis.platform.actor import ANONYMOUS
from parvis.platform.http.access import public
from parvis.platform.ui.page import page

BOTH = ["GET", "POST"]
WRONG, LIMITED = 422, 429
_ENTRY = "identity.entry"


@public
@never_cache
@require_http_methods(BOTH)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Step one: the address; its exact domain says which organisation's page comes next."""
    going = _going(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(going or resolve_url(settings.LOGIN_REDIRECT_URL))
    entry = request.session.get(_ENTRY, {})
    form = AddressForm(request.POST or None, initial={"login": entry.get("email", "")})
    context: dict[str, Any] = {"form": form, "next": going}
    if request.method != "POST":
        return page(request, "identity/sign_in.html", context)
    if not form.is_valid():
        return page(request, "identity/sign_in.html", context, status=WRONG)
    email = form.cleaned_data["login"]
    if sources.realm(ANONYMOUS, address=email) is None:
        return unknown(request, email, back=_with("identity:sign_in", going))
    request.session[_ENTRY] = {"email": email, "next": going}
    return HttpResponseRedirect(reverse("identity:password"))


def unknown(request: HttpRequest, email: str, *, back: str) -> HttpResponse:
    """No organisation has this domain: whom to ask. Says nothing of accounts."""
    context = {
        "domain": addresses.domain_of(email),
        "contact": settings.PARVIS.contact,
        "back": back,
    }
    return page(request, "identity/unknown.html", context, status=WRONG)


@public
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(BOTH)
def password(request: HttpRequest) -> HttpResponse:
    """Step two: the password, on the page of the organisation."""
    entry = request.session.get(_ENTRY, {})
    posted = request.method == "POST"
    # What this page shows wins over the session, which another tab may have changed.
    email = request.POST.get("login", "") if posted else entry.get("email", "")
    going = _going(request) if posted else entry.get("next", "")
    realm = sources.realm(ANONYMOUS, address=email)
    if realm is None or request.user.is_authenticated:
        return HttpResponseRedirect(_with("identity:sign_in", going))
    if not posted:
        form = PasswordForm(request=request, initial={"login": email})
        return _ask(request, form, realm, email, going)
    form = PasswordForm(request.POST, request=request)
    if not ratelimit.consume(request, action="login"):
        form.refuse(labels.too_many(engines.wait(request, action="login")))
    if not form.is_valid():
        return _ask(request, form, realm, email, going, LIMITED if form.limited else WRONG)
    request.session.pop(_ENTRY, None)
    home = resolve_url(settings.LOGIN_REDIRECT_URL)  # never theirs: it would read `next` again
    return entries.sign_in(
        actor_of(request),
        request=request,
        login=lambda: form.login(request, redirect_url=going or home),
    )


def _ask(
    request: HttpRequest,
    form: PasswordForm,
    realm: Realm,
    email: str,
    going: str,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "organisation": realm.organisation,
        "email": email,
        "next": going,
        "back": _with("identity:sign_in", going),
        "contact": settings.PARVIS.contact,
    }
    return page(request, "identity/password.html", context, status=status)


@public
@never_cache
@require_http_methods(BOTH)
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out; a link followed by mistake only asks."""
    if request.user.is_authenticated:
        if request.method != "POST":
            return page(request, "identity/sign_out.html")
        entries.sign_out(actor_of(request), request=request)
    return HttpResponseRedirect(reverse("identity:signed_out"))


@public
@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    """The session is closed."""
    return page(request, "identity/signed_out.html")


def _going(request: HttpRequest) -> str:
    """Where to go on after signing in: a path of ours, or ""."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if ours and asked.startswith("/") else ""


def _with(name: str, going: str) -> str:
    return reverse(name) + (f"?{urlencode({'next': going})}" if going else "")
