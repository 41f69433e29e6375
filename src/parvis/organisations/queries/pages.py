"""What the pages of organisations show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Q

from parvis.identity import api as identity
from parvis.organisations.core import colour
from parvis.organisations.core.numbers import spaced
from parvis.organisations.models import (
    Affiliation,
    Mandate,
    Membership,
    Organisation,
    Person,
    Siret,
    TrustMember,
    in_force,
)
from parvis.organisations.queries.bodies import sites_of
from parvis.organisations.queries.trusts import level_towards, readable_directories
from parvis.organisations.types import Level, OrganisationRef, SiteRef
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.errors import Missing
from parvis.platform.rules import can
from parvis.platform.words import words


class TrustState(StrEnum):
    """Where a trust stands that day."""

    WAITING = "waiting"
    COMING = "coming"
    IN_FORCE = "in_force"


@dataclass(frozen=True, slots=True)
class Party:
    """A party to a trust; `signed_on` None until it has signed."""

    organisation: OrganisationRef
    signed_on: date | None


@dataclass(frozen=True, slots=True)
class TrustRef:
    """A trust as its parties read it."""

    uuid: UUID
    name: str
    level: Level
    directory: bool
    starts_on: date
    ends_on: date | None
    state: TrustState
    parties: tuple[Party, ...]
    can_sign: bool
    can_leave: bool

    @property
    def signed_on(self) -> date | None:
        """The day all signed, when it was one and the same."""
        days = {party.signed_on for party in self.parties}
        return days.pop() if len(days) == 1 else None


@dataclass(frozen=True, slots=True)
class Tie:
    """A membership, seen from the other end; dates half-open."""

    organisation: OrganisationRef
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class SiretRef:
    """An establishment number, spaced for reading."""

    number: str
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """Everything on the page of an organisation.

    Attributes:
        people: how many are in post that day; None when the directory is closed to the actor.
        level: what the organisation acted for sees of this one's calendars.
        is_own: whether it is the organisation acted for.
    """

    organisation: OrganisationRef
    legal_name: str
    siren: str
    insee: str
    population: int | None
    population_year: int | None
    agents: int
    managing: OrganisationRef | None
    hue: int
    colour_light: str
    colour_dark: str
    domains: tuple[str, ...]
    sirets: tuple[SiretRef, ...]
    sites: tuple[SiteRef, ...]
    members: tuple[Tie, ...]
    bodies: tuple[Tie, ...]
    trusts: tuple[TrustRef, ...]
    people: int | None
    level: Level
    is_own: bool
    administers: bool

    @property
    def exact_colours(self) -> dict[str, str]:
        """The colours of a graphic charter; empty when they follow from the hue."""
        if colour.pair(self.hue) == colour.Pair(self.colour_light, self.colour_dark):
            return {}
        return {"colour_light": self.colour_light, "colour_dark": self.colour_dark}


def organisation_page(actor: Actor, *, slug: str, on: date) -> OrganisationPage:
    """The page of one organisation; ten queries whatever it contains.

    Raises:
        Missing: no organisation has this address.
    """
    row = Organisation.objects.select_related("managing").filter(slug=slug).first()
    if row is None:
        raise Missing
    members, bodies = _ties(row.id, on)
    return OrganisationPage(
        organisation=row.ref(),
        legal_name=row.legal_name,
        siren=spaced(row.siren) if row.siren else "",
        insee=row.insee,
        population=row.population,
        population_year=row.population_year,
        agents=row.agents,
        managing=row.managing.ref() if row.managing else None,
        hue=row.hue,
        colour_light=row.colour_light,
        colour_dark=row.colour_dark,
        domains=identity.domains_of(row.id),
        sirets=_sirets(row.id),
        sites=sites_of(actor, organisation_id=row.id),
        members=members,
        bodies=bodies,
        trusts=trusts_with(actor, organisation_id=row.id, on=on),
        people=_people(actor, row.id, on),
        level=level_towards(actor, organisation_ids=[row.id], on=on)[row.id],
        is_own=row.id == actor.organisation,
        administers=can(actor, "organisations.brand", row),
    )


def _sirets(organisation_id: int) -> tuple[SiretRef, ...]:
    rows = Siret.objects.filter(organisation=organisation_id).order_by("-starts_on", "-siret")
    return tuple(SiretRef(spaced(row.siret), row.starts_on, row.ends_on) for row in rows)


def _ties(organisation_id: int, on: date) -> tuple[tuple[Tie, ...], tuple[Tie, ...]]:
    """Members of the body, and bodies it is a member of, in force or to come, by name."""
    lasting = Q(ends_on=None) | Q(ends_on__gt=on)
    either = Q(body=organisation_id) | Q(member=organisation_id)
    rows = Membership.objects.filter(lasting & either).select_related("body", "member")
    members, bodies = [], []
    for row in rows.order_by("id"):
        if row.body_id == organisation_id:
            members.append(Tie(row.member.ref(), row.starts_on, row.ends_on))
        else:
            bodies.append(Tie(row.body.ref(), row.starts_on, row.ends_on))
    return tuple(sorted(members, key=_named)), tuple(sorted(bodies, key=_named))


def _named(item: Tie | Party) -> list[str]:
    return words(item.organisation.name)


def trusts_with(actor: Actor, *, organisation_id: int, on: date) -> tuple[TrustRef, ...]:
    """Trusts between this organisation and one of the actor's, neither ended nor left.

    One query; the newest first.
    """
    staying = TrustMember.objects.filter(Q(left_on=None) | Q(left_on__gt=on))
    with_it = staying.filter(organisation=organisation_id).values("trust")
    with_us = staying.filter(organisation__in=actor.organisations).values("trust")
    rows = (
        staying.filter(trust__in=with_it)
        .filter(trust__in=with_us)
        .filter(Q(trust__ends_on=None) | Q(trust__ends_on__gt=on))
        .select_related("trust", "organisation")
        .order_by("-trust__starts_on", "-trust__id", "id")
    )
    grouped: dict[int, list[TrustMember]] = {}
    for row in rows:
        grouped.setdefault(row.trust_id, []).append(row)
    return tuple(_trust(actor, parties, on) for parties in grouped.values())


def _trust(actor: Actor, parties: list[TrustMember], on: date) -> TrustRef:
    row = parties[0].trust
    mine = [party for party in parties if party.organisation_id == actor.organisation]
    signed = sum(party.signed_on is not None and party.signed_on <= on for party in parties)
    if signed < len(parties):
        state = TrustState.WAITING
    else:
        state = TrustState.IN_FORCE if row.starts_on <= on else TrustState.COMING
    return TrustRef(
        uuid=row.uuid,
        name=row.name,
        level=Level(row.level),
        directory=row.directory,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=state,
        parties=tuple(
            sorted((Party(one.organisation.ref(), one.signed_on) for one in parties), key=_named)
        ),
        can_sign=any(can(actor, "organisations.sign_trust", party) for party in mine),
        can_leave=any(can(actor, "organisations.leave_trust", party) for party in mine),
    )


def _people(actor: Actor, organisation_id: int, on: date) -> int | None:
    if organisation_id not in readable_directories(actor, on=on):
        return None
    held = in_force(on) & Q(organisation=organisation_id)
    with everywhere("a directory opened by a trust"):
        posts = Affiliation.objects.filter(held).order_by().values("person")
        mandates = Mandate.objects.filter(held).order_by().values("person")
        return Person.objects.filter(Q(id__in=posts) | Q(id__in=mandates)).count()


@dataclass(frozen=True, slots=True)
class Line:
    """An organisation in the list of all: `level` is what the one acted for sees of it."""

    organisation: OrganisationRef
    population: int | None
    agents: int
    level: Level
    is_mine: bool


def lines(actor: Actor, *, on: date) -> list[Line]:
    """Every organisation of the platform, hers first, then by name; two queries."""
    rows = list(Organisation.objects.order_by("id"))
    levels = level_towards(actor, organisation_ids=[row.id for row in rows], on=on)
    found = [
        Line(row.ref(), row.population, row.agents, levels[row.id], row.id in actor.organisations)
        for row in rows
    ]
    return sorted(found, key=lambda line: (not line.is_mine, words(line.organisation.name)))


@dataclass(frozen=True, slots=True)
class Brand:
    """The colours of an organisation, as style sheets take them."""

    slug: str
    light: str
    dark: str


def brands(actor: Actor) -> list[Brand]:
    """The colours of every organisation, by id; one query. Open to everybody."""
    rows = Organisation.objects.order_by("id").values_list("slug", "colour_light", "colour_dark")
    return [Brand(*row) for row in rows]
