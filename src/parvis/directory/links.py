"""Buttons that rooms above add to the cards of people and of resources."""

from __future__ import annotations

from uuid import UUID

from parvis.directory.types import CardLink, Shown

_people: dict[str, CardLink] = {}
_resources: dict[str, CardLink] = {}


def register_person(link: CardLink) -> None:
    """Keep the button; the last of a key stands."""
    _people[link.key] = link


def register_resource(link: CardLink) -> None:
    """Keep the button; the last of a key stands."""
    _resources[link.key] = link


def person_links(uuid: UUID) -> list[Shown]:
    """The buttons of a person's card, in order."""
    return _shown(_people, uuid)


def resource_links(uuid: UUID) -> list[Shown]:
    """The buttons of a resource's card, in order."""
    return _shown(_resources, uuid)


def _shown(kept: dict[str, CardLink], uuid: UUID) -> list[Shown]:
    ordered = sorted(kept.values(), key=lambda link: (link.order, link.key))
    return [Shown(str(link.label), link.icon, link.url(uuid)) for link in ordered]
