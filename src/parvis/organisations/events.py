"""What happened to organisations and people, as ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from parvis.platform.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCreated(Event):
    """A public body came to the platform."""

    verb: ClassVar[str] = "organisations.create"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationBranded(Event):
    """Its colours or its letters changed."""

    verb: ClassVar[str] = "organisations.brand"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyJoined(Event):
    """`organisation` became a member of `body`."""

    verb: ClassVar[str] = "organisations.join"
    body: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAdded(Event):
    """A place was added."""

    verb: ClassVar[str] = "organisations.add_site"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleAdded(Event):
    """New people came to `organisation`, with their first post; `count` of them."""

    verb: ClassVar[str] = "organisations.add_person"
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliationStarted(Event):
    """A known person took a post in `organisation`."""

    verb: ClassVar[str] = "organisations.affiliate"
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AffiliationEnded(Event):
    """A post was given an end, `ends_on` as ISO 8601, first day it no longer counts."""

    verb: ClassVar[str] = "organisations.end_affiliation"
    person: int
    ends_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateStarted(Event):
    """A person was given a function in `organisation`."""

    verb: ClassVar[str] = "organisations.give_mandate"
    person: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MandateEnded(Event):
    """A mandate was given an end, `ends_on` as ISO 8601, first day it no longer counts."""

    verb: ClassVar[str] = "organisations.end_mandate"
    person: int
    ends_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustAgreed(Event):
    """Several organisations signed a trust at once; `parties` are their ids."""

    verb: ClassVar[str] = "organisations.agree_trust"
    parties: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustProposed(Event):
    """`organisation` proposed a trust and signed it; `parties` are asked to sign."""

    verb: ClassVar[str] = "organisations.propose_trust"
    parties: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustSigned(Event):
    """`organisation` signed a trust."""

    verb: ClassVar[str] = "organisations.sign_trust"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustLeft(Event):
    """`organisation` left a trust; the other parties stay."""

    verb: ClassVar[str] = "organisations.leave_trust"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingChosen(Event):
    """A person chose to act for `organisation`."""

    verb: ClassVar[str] = "organisations.act_for"
