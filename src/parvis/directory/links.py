"""Buttons that rooms above add to a person's card."""

from __future__ import annotations

from parvis.directory.types import PersonLink

_links: dict[str, PersonLink] = {}


def register(link: PersonLink) -> None:
    """Keep the button; the last of a key stands."""
    _links[link.key] = link


def person_links() -> list[PersonLink]:
    """The buttons, in order."""
    return sorted(_links.values(), key=lambda link: (link.order, link.key))
