"""The frame around every page: rooms, the organisation acted for, bell, account."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from parvis.organisations import api as organisations
from parvis.organisations.types import OrganisationRef
from parvis.platform.actor import ANONYMOUS, Actor
from parvis.platform.db import scoped
from parvis.platform.ui.shell import Item, Shell
from parvis.portal import registry
from parvis.portal.queries import shell as queries
from parvis.portal.types import MenuItem

log = logging.getLogger("parvis.portal")


@dataclass(frozen=True, slots=True)
class _Myself:
    name: str
    organisation: OrganisationRef | None


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context processor; the three queries are made only when the template draws the frame."""
    return {"shell": SimpleLazyObject(lambda: frame(request))}


def frame(request: HttpRequest) -> Shell:
    """The frame of this request; without the person's own parts when the database is silent."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    if actor.account is None:
        return Shell(home_url=reverse("portal:home"), sign_in_url=reverse("identity:sign_in"))
    try:
        with scoped(actor):  # error pages are drawn outside the request's own scope
            return _frame(request, actor)
    except DatabaseError:
        log.exception("the frame was drawn without the database")
        return Shell(menu=_menu(request, actor), home_url=reverse("portal:home"))


def _frame(request: HttpRequest, actor: Actor) -> Shell:
    mine = organisations.mine(actor)
    acting = next((place for place in mine if place.id == actor.organisation), None)
    return Shell(
        menu=_menu(request, actor),
        acting=acting,
        organisations=tuple(mine),
        person=_Myself(actor.name, acting),
        unread=queries.unread_count(actor),
        account=_account(request),
        act_url=reverse("organisations:act"),
        theme=queries.theme(actor).value,
        theme_url=reverse("portal:theme"),
        search_url=reverse("portal:search"),
        bell_url=reverse("portal:notifications"),
        bell_count_url=reverse("portal:bell"),
        live_url="/live",
        topic=f"person:{actor.person}",
        home_url=reverse("portal:home"),
        sign_in_url=reverse("identity:sign_in"),
        query=_query(request),
        zone=settings.TIME_ZONE,
        foot=_foot(request),
    )


def _menu(request: HttpRequest, actor: Actor) -> tuple[Item, ...]:
    shown = registry.menu(actor)
    active = _active(request, shown)
    return tuple(
        Item(
            label=str(item.label),
            url=reverse(item.url_name),
            icon=item.icon,
            active=item is active,
            shortcut=item.shortcut,
        )
        for item in shown
    )


def _active(request: HttpRequest, shown: list[MenuItem]) -> MenuItem | None:
    """The entry of the room on screen, the nearest when it has several; home only for itself."""
    match = request.resolver_match
    if match is None:
        return None
    room = [item for item in shown if item.url_name.partition(":")[0] == match.namespace]
    if match.namespace == "portal":
        return next((item for item in room if item.url_name == match.view_name), None)
    above = [item for item in room if request.path.startswith(reverse(item.url_name))]
    return max(above or room[:1], key=lambda item: len(reverse(item.url_name)), default=None)


def _item(request: HttpRequest, label: str, name: str, icon: str, shortcut: str = "") -> Item:
    active = request.resolver_match is not None and request.resolver_match.view_name == name
    return Item(label=label, url=reverse(name), icon=icon, active=active, shortcut=shortcut)


def _account(request: HttpRequest) -> tuple[Item, ...]:
    return (
        _item(request, _("Open sessions"), "identity:sessions", "monitor"),
        _item(request, _("Password"), "identity:change_password", "key-round"),
        Item(_("Sign out"), reverse("identity:sign_out"), "log-out", post=True),
    )


def _foot(request: HttpRequest) -> tuple[Item, ...]:
    return (
        _item(request, _("Help"), "portal:help", "circle-question-mark"),
        _item(request, _("Accessibility"), "portal:accessibility", "accessibility"),
    )


def _query(request: HttpRequest) -> str:
    match = request.resolver_match
    searching = match is not None and match.view_name == "portal:search"
    return request.GET.get("q", "") if searching else ""
