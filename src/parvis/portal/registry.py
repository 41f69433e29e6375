"""What the rooms above registered at start: cards, menu entries, search sources, icons."""

from __future__ import annotations

from typing import Protocol, TypeVar

from parvis.platform.actor import Actor
from parvis.portal.types import Card, MenuItem, SearchSource


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def order(self) -> int: ...


K = TypeVar("K", bound=_Keyed)
_cards: dict[str, Card] = {}
_menu: dict[str, MenuItem] = {}
_sources: dict[str, SearchSource] = {}
_icons: dict[str, str] = {}


def _add(kept: dict[str, K], item: K) -> None:
    if item.key in kept:
        raise RuntimeError(f"Two registrations of {item.key}.")
    kept[item.key] = item


def _sorted(kept: dict[str, K]) -> list[K]:
    return sorted(kept.values(), key=lambda item: (item.order, item.key))


def register_card(card: Card) -> None:
    """Put a card on the home page.

    Raises:
        RuntimeError: the key is taken.
    """
    _add(_cards, card)


def register_menu(item: MenuItem) -> None:
    """Put a room in the rail.

    Raises:
        RuntimeError: the key is taken.
    """
    _add(_menu, item)


def register_search(source: SearchSource) -> None:
    """Let the one search look there too.

    Raises:
        RuntimeError: the key is taken.
    """
    _add(_sources, source)


def register_notification(kind: str, icon: str) -> None:
    """Give notifications of this kind, or of kinds that start with "kind.", an icon."""
    _icons[kind] = icon


def cards(actor: Actor) -> list[Card]:
    """The cards this actor has, in order."""
    return [card for card in _sorted(_cards) if card.shown(actor)]


def menu(actor: Actor) -> list[MenuItem]:
    """The rooms this actor has, in order."""
    return [item for item in _sorted(_menu) if item.shown(actor)]


def sources() -> list[SearchSource]:
    """Every search source, in order."""
    return _sorted(_sources)


def notification_icon(kind: str) -> str:
    """The icon of the kind, else of the room before the dot, else a bell."""
    return _icons.get(kind) or _icons.get(kind.partition(".")[0]) or "bell"
