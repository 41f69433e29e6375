"""What the portal puts on its own pages, and what it puts there for the rooms below it."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlencode

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from parvis.directory import api as directory
from parvis.organisations import api as organisations
from parvis.organisations.types import OrganisationKind
from parvis.platform.actor import Actor
from parvis.portal import registry
from parvis.portal.types import Card, MenuItem, SearchHit, SearchSource

KINDS = {
    OrganisationKind.COMMUNE: _("Municipality"),
    OrganisationKind.METROPOLE: _("Metropolis"),
    OrganisationKind.SYNDICAT: _("Joint body"),
    OrganisationKind.ENTENTE: _("Agreement between municipalities"),
}


def register() -> None:
    """Called once, when the applications are ready."""
    registry.register_menu(
        MenuItem("portal", _("Home"), "portal:home", "house", order=0, shortcut="g h")
    )
    registry.register_menu(
        MenuItem("directory", _("Directory"), "directory:people", "users", order=30, shortcut="g a")
    )
    registry.register_menu(
        MenuItem(
            "organisations",
            _("Organisations"),
            "organisations:index",
            "landmark",
            order=40,
            shortcut="g o",
        )
    )
    registry.register_card(
        Card(
            "portal.organisations",
            _("My organisations"),
            reverse_lazy("portal:card_organisations"),
            order=60,
            icon="landmark",
        )
    )
    registry.register_card(
        Card(
            "portal.links",
            _("Services of my organisation"),
            reverse_lazy("portal:card_links"),
            order=70,
            icon="layout-grid",
        )
    )
    registry.register_search(
        SearchSource("people", _("People"), _people, order=10, icon="users", more=_more_people)
    )
    registry.register_search(
        SearchSource("organisations", _("Organisations"), _organisations, order=40, icon="landmark")
    )


def _more_people(text: str) -> str:
    return f"{reverse('directory:people')}?{urlencode({'q': text})}"


def _people(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    return [
        SearchHit(
            title=person.name,
            subtitle=" · ".join(filter(None, [person.post, person.organisation.name])),
            url=reverse("directory:person", args=[person.uuid]),
            icon="user",
            org_slug=person.organisation.slug,
            mark=person.organisation.mark,
        )
        for person in directory.find_people(actor, text=text, limit=limit)
    ]


def _organisations(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    asked = _words(text)
    found = [
        place
        for place in organisations.organisations(actor).values()
        if all(any(word.startswith(ask) for word in _words(place.name)) for ask in asked)
    ]
    return [
        SearchHit(
            title=place.name,
            subtitle=str(KINDS[place.kind]),
            url=reverse("organisations:show", args=[place.slug]),
            icon="landmark",
            org_slug=place.slug,
            mark=place.mark,
        )
        for place in found[:limit]
    ]


def _words(text: str) -> list[str]:
    """Words without accents, case or punctuation."""
    bare = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return "".join(letter if letter.isalnum() else " " for letter in kept).split()
