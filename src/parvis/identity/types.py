"""What identity says of accounts to other rooms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SourceRef:
    """An organisation's way to sign its people in."""

    id: int
    slug: str
    name: str
    organisation_id: int


@dataclass(frozen=True, slots=True)
class AccountRef:
    """An account; `organisation_id` is that of its sign-in source."""

    id: int
    email: str
    person_id: int | None
    source_id: int
    organisation_id: int


@dataclass(frozen=True, slots=True)
class Sign:
    """What an organisation is recognised by: its colours follow from the slug."""

    slug: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Realm:
    """Where an address leads: its source, and the organisation to show."""

    source: SourceRef
    organisation: Sign


@dataclass(frozen=True, slots=True)
class Device:
    """What a session was opened with, as far as its browser tells; "" when it does not."""

    browser: str
    system: str
    mobile: bool


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session of one's own that is still open; times in UTC."""

    id: int
    device: Device
    ip: str
    opened_at: datetime
    seen_at: datetime
    current: bool


@dataclass(frozen=True, slots=True)
class Link:
    """What the link of a mail carries: the account in base 36, and the proof."""

    uidb36: str
    key: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail to somebody who forgot her password, sent in the organisation's name."""

    email: str
    organisation: str
    link: Link
