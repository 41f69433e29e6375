"""Invented people with plausible names, posts and mandates, and the five of the story."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random

from django.utils.text import slugify

from parvis.entry.demo.territory import Place, read
from parvis.identity import api as identity
from parvis.organisations import api as organisations
from parvis.organisations.types import NewMandate, NewPerson, NewPost, OrganisationKind, Role
from parvis.platform.actor import Actor

PASSWORD = "territoire-ouvert"  # noqa: S105 -- of a demonstration, printed at its start
LEAST = 6
DEPUTIES = 5  # of each council, after its head
_MEMBER = 99  # rank of those who come after the deputies
COUNCIL = date(2020, 7, 4)
NEXT_COUNCIL = date(2026, 3, 28)


@dataclass(frozen=True, slots=True)
class Inhabitant:
    """A person of the demonstration. `role` and `title` are those of her first post."""

    id: int
    name: str
    mail: str
    place: Place
    role: Role
    title: str
    service: str
    site: int | None
    woman: bool

    @property
    def story(self) -> bool:
        """Whether she is one of the people whose accounts are printed."""
        return any(self.name == f"{given} {family}" for given, family, *_ in STORY)


Seats = dict[Place, list[Inhabitant]]


@dataclass(frozen=True, slots=True)
class _Wanted:
    given: str
    family: str
    woman: bool
    mail: str
    place: Place
    role: Role
    title: str = ""
    service: str = ""
    administrator: bool = False


_CHIEF = "Cheffe de projet numérique"
STORY = (
    # given, family, is a woman, mail (or given.family@domain), organisation, post ("": elected)
    ("Nadia", "Benali", True, "", "venissieux", _CHIEF),
    ("Marc", "Perrin", False, "", "lyon", "Ingénieur systèmes et réseaux"),
    ("Claire", "Fontaine", True, "", "metropole-lyon", _CHIEF),
    ("Hélène", "Garnier", True, "", "venissieux", ""),
    ("Thomas", "Vernay", False, "admin@sitiv.example", "sitiv", "Administrateur de Parvis"),
)


def settle(
    actor: Actor, places: dict[str, Place], *, number: int, seed: int, now: datetime
) -> tuple[list[Inhabitant], Seats]:
    """Create `number` people (at least `LEAST` per organisation) with accounts; the story first.

    Also returns who sits where, the heads first.
    """
    chance = Random(seed)  # noqa: S311 -- the same territory each time
    names = _names(chance)
    wanted = [*_story(places)]
    for place, share in _shares(places, number).items():
        taken = sum(one.place is place for one in wanted)
        wanted += _population(place, max(share - taken, LEAST - taken), names, chance)
    wanted = _with_own_mails(wanted)
    inhabitants = _create(actor, wanted, chance, now)
    _open_accounts(actor, inhabitants)
    return inhabitants, _elect(actor, places, inhabitants, now.date())


def _story(places: dict[str, Place]) -> Iterator[_Wanted]:
    for given, family, woman, mail, slug, title in STORY:
        role, service = (Role.AGENT, "Systèmes d’information") if title else (Role.ELECTED, "")
        looks_after = mail.startswith("admin@")
        yield _Wanted(given, family, woman, mail, places[slug], role, title, service, looks_after)


def _names(chance: Random) -> Iterator[tuple[str, str, bool]]:
    """(given, family, is a woman), without end, few twice."""
    known = read("people")
    while True:
        woman = chance.choice((True, False))
        given = chance.choice(known["women" if woman else "men"])
        yield given, chance.choice(known["family"]), woman


def _shares(places: dict[str, Place], number: int) -> dict[Place, int]:
    """How many of the people are in each organisation: as the square root of its agents."""
    weights = {place: max(place.agents, 100) ** 0.5 for place in places.values() if place.agents}
    whole = sum(weights.values())
    return {place: round(number * weight / whole) for place, weight in weights.items()}


def _population(
    place: Place, number: int, names: Iterator[tuple[str, str, bool]], chance: Random
) -> Iterator[_Wanted]:
    council = place.kind is not OrganisationKind.SYNDICAT
    elected = min(max(number // 6, 3), 12) if council else 0
    services = read("people")["sitiv" if not council else "services"]
    for index, (given, family, woman) in enumerate(itertools.islice(names, number)):
        if index < elected:
            yield _Wanted(given, family, woman, "", place, Role.ELECTED)
            continue
        service, posts = services[(index - elected) % len(services)]
        forms = chance.choice(posts).split("|")
        title = forms[-1] if woman else forms[0]
        # The first agent of each organisation looks after it in Parvis.
        looks_after = index == elected
        yield _Wanted(given, family, woman, "", place, Role.AGENT, title, service, looks_after)


def _with_own_mails(wanted: list[_Wanted]) -> list[_Wanted]:
    """`given.family@domain`, with a number when two people have the same name."""
    taken: set[str] = set()
    found: list[_Wanted] = []
    for one in wanted:
        local = f"{slugify(one.given)}.{slugify(one.family)}"
        tries = (f"{local}{n or ''}@{one.place.domain}" for n in (0, *range(2, 999)))
        mail = one.mail or next(mail for mail in tries if mail not in taken)
        taken.add(mail)
        found.append(replace(one, mail=mail))
    return found


def _create(actor: Actor, wanted: list[_Wanted], chance: Random, now: datetime) -> list[Inhabitant]:
    sites = [chance.choice(one.place.sites) if one.place.sites else None for one in wanted]
    starts = [date(chance.randint(2005, 2023), chance.randint(1, 12), 1) for _ in wanted]
    posts = [
        NewPost(
            organisation_id=one.place.id,
            role=one.role,
            starts_on=start if one.role is Role.AGENT else _council(now.date()),
            title=one.title,
            detail=one.service,
            mail=one.mail,
            site_id=site,
            administrator=one.administrator,
        )
        for one, site, start in zip(wanted, sites, starts, strict=True)
    ]
    rows = [
        NewPerson(given_name=one.given, family_name=one.family, post=post)
        for one, post in zip(wanted, posts, strict=True)
    ]
    ids = organisations.add_people(actor, rows=rows, now=now)
    return [
        Inhabitant(
            id_,
            f"{one.given} {one.family}",
            one.mail,
            one.place,
            one.role,
            one.title,
            one.service,
            site,
            one.woman,
        )
        for id_, one, site in zip(ids, wanted, sites, strict=True)
    ]


def _council(today: date) -> date:
    return NEXT_COUNCIL if today >= NEXT_COUNCIL else COUNCIL


def _open_accounts(actor: Actor, inhabitants: list[Inhabitant]) -> None:
    password = identity.encode_password(PASSWORD)  # once: it is slow on purpose
    by_place = itertools.groupby(
        sorted(inhabitants, key=lambda one: one.place.id), key=lambda one: one.place
    )
    for place, people in by_place:
        assert place.source is not None
        rows = [(one.mail, one.id, password) for one in people]
        identity.create_accounts(actor, source_id=place.source, rows=rows)


def _elect(
    actor: Actor, places: dict[str, Place], inhabitants: list[Inhabitant], today: date
) -> Seats:
    """Give each elected person her functions; some sit in two or three assemblies."""
    seats: Seats = {}
    for place, rank, one in _functions(places, inhabitants):
        _mandate(actor, one, place, rank, today)
        seats.setdefault(place, []).insert(0 if rank == 0 else len(seats.get(place, ())), one)
    return seats


def _functions(
    places: dict[str, Place], inhabitants: list[Inhabitant]
) -> Iterator[tuple[Place, int, Inhabitant]]:
    """Who sits where, at which rank."""
    bodies = {body["slug"]: body for body in read("territory")["organisations"]}
    rhone = {slug for slug, body in bodies.items() if body.get("insee", "").startswith("69")}
    members: list[str] = bodies["sitiv"]["members"]
    elected = [one for one in inhabitants if one.role is Role.ELECTED]
    for place in places.values():
        group = [one for one in elected if one.place is place]
        if group and group[0].story:
            group.insert(2, group.pop(0))  # a deputy, not the mayor
        for rank, one in enumerate(group):
            yield place, rank, one
            if place.slug in rhone and (rank == 0 or one.story):
                yield places["metropole-lyon"], _MEMBER, one
            if place.slug in members and rank in {1, 2}:
                order = members.index(place.slug)  # Corbas presides, four deputies come next
                low = rank == 2 or order > DEPUTIES - 1  # noqa: PLR2004 -- the second delegate
                yield places["sitiv"], _MEMBER if low else order, one


def _mandate(actor: Actor, one: Inhabitant, place: Place, rank: int, today: date) -> None:
    syndicat = place.kind is OrganisationKind.SYNDICAT
    delegations = read("people")["delegations_sitiv" if syndicat else "delegations"]
    deputy = 0 < rank <= DEPUTIES
    given = NewMandate(
        organisation_id=place.id,
        function=_function(place, rank, woman=one.woman),
        starts_on=_council(today),
        delegation=delegations[(rank + 3) % len(delegations)] if deputy else "",
        rank=rank if deputy else 0,
        mail=one.mail,
    )
    organisations.give_mandate(actor, person_id=one.id, mandate=given)


def _function(place: Place, rank: int, *, woman: bool) -> str:
    """How the function is said; deputies are numbered, the others are not."""
    said = {
        OrganisationKind.COMMUNE: (
            ("Maire", "Conseiller municipal", "adjoint au maire"),
            ("Maire", "Conseillère municipale", "adjointe au maire"),
        ),
        OrganisationKind.METROPOLE: (
            ("Président", "Conseiller métropolitain", "vice-président"),
            ("Présidente", "Conseillère métropolitaine", "vice-présidente"),
        ),
        OrganisationKind.SYNDICAT: (
            ("Président", "Délégué titulaire", "vice-président"),
            ("Présidente", "Déléguée titulaire", "vice-présidente"),
        ),
    }
    head, member, deputy = said[place.kind][woman]
    if rank == 0:
        return head
    if rank > DEPUTIES:
        return member
    return f"{_ordinal(rank, woman=woman)} {deputy}" if deputy[0] == "a" else deputy.capitalize()


def _ordinal(rank: int, *, woman: bool) -> str:
    return f"{rank}e" if rank > 1 else "1re" if woman else "1er"
