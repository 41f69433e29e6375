"""What the portal says to other rooms, and what they give it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from parvis.organisations.types import OrganisationRef
from parvis.platform.actor import Actor
from parvis.platform.errors import Text

Address = Text | Callable[[], str]


class Theme(StrEnum):
    """How a person wants her pages."""

    LIGHT = "light"
    DARK = "dark"
    SYSTEM = "system"


class Audience(StrEnum):
    """Whom a service link is for."""

    EVERYONE = "everyone"
    AGENTS = "agents"
    ELECTED = "elected"


def everybody(actor: Actor) -> bool:
    """Shown whoever is asking."""
    return True


def address(given: Address) -> str:
    """The path, now that every room has its addresses."""
    return given() if callable(given) else str(given)


@dataclass(frozen=True, slots=True)
class Card:
    """A part of the home page that brings its own content.

    Attributes:
        key: unique, such as "agenda.today".
        title: may be lazy text.
        url: path, or a call that gives it: a page by itself, and its fragment for htmx.
        order: from the first to the last; under 50, in the main column: what one acts on today.
        wide: the whole width of the main column.
        icon: of web/icons.json.
        live: asked again when `person:<id>` changes.
        shown: whether this actor has the card.
    """

    key: str
    title: Text
    url: Address
    order: int = 50
    wide: bool = False
    icon: str = ""
    live: bool = False
    shown: Callable[[Actor], bool] = everybody


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A room in the rail; active on every page of the namespace of `url_name`."""

    key: str
    label: Text
    url_name: str
    icon: str
    order: int = 50
    shortcut: str = ""
    shown: Callable[[Actor], bool] = everybody


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Something found; `org_slug` gives the colour, `mark` the letters of whose it is."""

    title: str
    subtitle: str
    url: str
    icon: str
    org_slug: str = ""
    mark: str = ""

    @property
    def name(self) -> str:
        """As avatars call it."""
        return self.title

    @property
    def organisation(self) -> str:
        """As avatars call it."""
        return self.org_slug


@dataclass(frozen=True, slots=True)
class SearchSource:
    """Where the one search looks: `find(actor, text, limit)`, a constant number of queries."""

    key: str
    label: Text
    find: Callable[[Actor, str, int], list[SearchHit]]
    order: int = 50
    icon: str = "search"
    more: Callable[[str], str] | None = None


@dataclass(frozen=True, slots=True)
class LinkRef:
    """A service of an organisation."""

    id: int
    uuid: UUID
    organisation_id: int
    name: str
    url: str
    icon: str
    audience: Audience
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """What an administrator says of a service; `category` "" for none."""

    name: str
    url: str
    icon: str = "link"
    audience: Audience = Audience.EVERYONE
    category: str = ""


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """The links of one category, in order; `category` "" for those without."""

    category: str
    links: tuple[LinkRef, ...]


@dataclass(frozen=True, slots=True)
class NotificationRef:
    """Something that was told to a person."""

    uuid: UUID
    kind: str
    icon: str
    text: str
    url: str
    created_at: datetime
    read_at: datetime | None
    organisation: OrganisationRef | None
