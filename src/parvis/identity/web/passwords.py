"""Changing one's password, and choosing a new one when it is forgotten."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from parvis.identity import engines, labels
from parvis.identity.actions import passwords
from parvis.identity.forms import AddressForm, ChangePasswordForm, NewPasswordForm
from parvis.identity.queries import resets, sources
from parvis.identity.types import Link
from parvis.identity.web.actor import actor_of
from parvis.identity.web.entry import BOTH, LIMITED, WRONG, unknown
from parvis.platform.actor import ANONYMOUS
from parvis.platform.errors import Missing
from parvis.platform.http.access import public
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page

_LINK = "identity.reset"


@never_cache
@sensitive_post_parameters("oldpassword", "password1", "password2")
@require_http_methods(BOTH)
def change(request: HttpRequest) -> HttpResponse:
    """A new password; the other sessions end."""
    account: Any = request.user
    form = ChangePasswordForm(account, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if not ratelimit.consume(request, action="change_password"):
            status = LIMITED
            text = labels.too_many(engines.wait(request, action="change_password"))
            form = ChangePasswordForm(account)
            toasts.failed(request, text)
        elif form.is_valid():
            passwords.change(
                actor_of(request), request=request, password=form.cleaned_data["password1"]
            )
            toasts.done(request, _("Password changed. Your other sessions are closed."))
            return HttpResponseRedirect(reverse("identity:sessions"))
        else:
            status = WRONG
    context = {"form": form, "email": account.email}
    return page(request, "identity/change_password.html", context, status=status)


@public
@never_cache
@require_http_methods(BOTH)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail; the same answer whether the account exists or not."""
    entry = request.session.get("identity.entry", {})
    form = AddressForm(request.POST or None, initial={"login": entry.get("email", "")})
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            email = form.cleaned_data["login"]
            if sources.realm(ANONYMOUS, address=email) is None:
                return unknown(request, email, back=reverse("identity:forgotten"))
            if ratelimit.consume(request, action="reset_password", key=email):
                passwords.ask_reset(actor_of(request), address=email)
                return HttpResponseRedirect(reverse("identity:sent"))
            wait = engines.wait(request, action="reset_password", key=email)
            form.add_error("login", labels.too_many(wait))
            status = LIMITED
    return page(request, "identity/forgotten.html", {"form": form}, status=status)


@public
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """A link is on its way, if there is an account."""
    context = {"hours": settings.PASSWORD_RESET_TIMEOUT // 3600, "contact": settings.PARVIS.contact}
    return page(request, "identity/sent.html", context)


@public
@never_cache
@require_GET
def reset_link(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """The link of the mail: kept in the session, so that no later address shows it."""
    try:
        resets.account_of_link(actor_of(request), link=Link(uidb36, key))
    except Missing:
        return _over(request)
    request.session[_LINK] = {"uidb36": uidb36, "key": key}
    return HttpResponseRedirect(reverse("identity:reset"))


@public
@never_cache
@sensitive_post_parameters("password1", "password2")
@require_http_methods(BOTH)
def reset(request: HttpRequest) -> HttpResponse:
    """Choose the new password."""
    link = Link(**request.session.get(_LINK, {"uidb36": "", "key": ""}))
    try:
        account = resets.account_of_link(actor_of(request), link=link)
    except Missing:
        return _over(request)
    form = NewPasswordForm(request.POST or None, user=account)
    if request.method == "POST" and form.is_valid():
        del request.session[_LINK]
        chosen = form.cleaned_data["password1"]
        passwords.reset(actor_of(request), request=request, link=link, password=chosen)
        toasts.done(request, _("Password changed: sign in with the new one."))
        return HttpResponseRedirect(reverse("identity:sign_in"))
    context = {"form": form, "email": account.email}
    status = WRONG if request.method == "POST" else 200
    return page(request, "identity/reset.html", context, status=status)


def _over(request: HttpRequest) -> HttpResponse:
    return page(request, "identity/link_over.html", status=410)
