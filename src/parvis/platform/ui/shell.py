"""What the frame around every page shows; the portal fills it, `ui/base.html` draws it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


class Marked(Protocol):
    """An organisation as the interface shows it: colour by slug, name, two or three letters."""

    @property
    def slug(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def mark(self) -> str: ...


class Belonging(Protocol):
    """A person as the interface shows her."""

    @property
    def name(self) -> str: ...
    @property
    def organisation(self) -> Marked | None: ...


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the rail or of the account menu.

    Attributes:
        shortcut: keys such as "g a", listed by `?`.
        count: what waits there; 0 shows nothing.
        kind: "danger" for what destroys.
        post: reached by POST (signing out) rather than by a link.
    """

    label: str
    url: str
    icon: str
    active: bool = False
    shortcut: str = ""
    count: int = 0
    kind: str = ""
    post: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame.

    Attributes:
        menu: rooms, in order; the first four are the bottom bar of a phone.
        acting: organisation the person acts for, None when she is nowhere.
        organisations: those she may act for; the switch shows from two on.
        person: who is signed in.
        unread: notifications not read yet.
        account: entries of the account menu.
        act_url: where the switch posts `organisation` (a slug) and `next`.
        theme: "light", "dark" or "system"; theme_url is where the choice is posted.
        search_url, bell_url, live_url, home_url, sign_in_url: addresses; "" hides the thing.
        bell_count_url: the bell's count alone, asked again when `topic` changes.
        topic: the person's own live topic.
        query: what the search field holds.
        zone: IANA zone of every hour on the page.
        foot: entries at the foot of the rail (help, legal notice).
    """

    menu: tuple[Item, ...] = ()
    acting: Marked | None = None
    organisations: tuple[Marked, ...] = ()
    person: Belonging | None = None
    unread: int = 0
    account: tuple[Item, ...] = ()
    act_url: str = ""
    theme: str = "system"
    theme_url: str = ""
    search_url: str = ""
    bell_url: str = ""
    bell_count_url: str = ""
    live_url: str = ""
    topic: str = ""
    home_url: str = "/"
    sign_in_url: str = "/"
    query: str = ""
    zone: str = ""
    foot: tuple[Item, ...] = field(default=())

    @property
    def bar(self) -> tuple[Item, ...]:
        """What a phone shows in its bottom bar."""
        whole = len(self.menu) <= _BAR and not self.foot
        return self.menu if whole else self.menu[: _BAR - 1]

    @property
    def more(self) -> tuple[Item, ...]:
        """What stands behind « Plus » on a phone."""
        return self.menu[len(self.bar) :]


_BAR = 5
