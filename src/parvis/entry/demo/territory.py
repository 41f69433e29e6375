"""The public bodies of the territory, as they are: members, places, agreements.

Source of `data/territory.json`: public SIREN and INSEE numbers; populations and numbers of agents
are rounded illustrations. Coordinates of `data/places.json` are approximate (WGS 84).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from parvis.identity import api as identity
from parvis.organisations import api as organisations
from parvis.organisations.types import Level, NewOrganisation, OrganisationKind, Terms
from parvis.platform.actor import Actor

DATA = Path(__file__).with_name("data")
SIGNED = date(2022, 11, 7)
FOUNDED = date(1972, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation of the demonstration; `sites` are ids, the main one first."""

    id: int
    slug: str
    name: str
    kind: OrganisationKind
    agents: int
    domain: str
    source: int | None
    sites: tuple[int, ...]


@cache
def read(name: str) -> Any:
    """A file of `data/`."""
    return json.loads((DATA / f"{name}.json").read_text("utf-8"))


def lay(actor: Actor, *, today: date) -> dict[str, Place]:
    """Create every organisation with its sites, memberships and agreements; by slug."""
    described = read("territory")["organisations"]
    places: dict[str, Place] = {}
    for one in described:  # an entente comes after the body that manages it
        places[one["slug"]] = _organisation(actor, one, places)
    for one in described:
        for member in one.get("members", ()):
            organisations.join_body(
                actor,
                body_id=places[one["slug"]].id,
                member_id=places[member].id,
                starts_on=SIGNED if one["kind"] == "entente" else FOUNDED,
            )
    _agree(actor, places, today)
    return places


def _organisation(actor: Actor, one: dict[str, Any], known: dict[str, Place]) -> Place:
    look, siren = read("places")[one["slug"]], one["siren"]
    manager = one.get("managing_organisation")
    made = organisations.create_organisation(
        actor,
        new=NewOrganisation(
            slug=one["slug"],
            name=one["name"],
            legal_name=one["legal_name"].replace("'", "’"),
            kind=OrganisationKind(one["kind"]),
            siren=siren,
            mark=look["mark"],
            hue=look["hue"],
            insee=one.get("insee", ""),
            population=one["population"],
            population_year=read("territory")["population_year"] if one["population"] else None,
            agents=one["agents"],
            managing_id=known[manager].id if manager else None,
            sirets=tuple(_dated(one.get("sirets", ()))),
        ),
    )
    source = None
    if one["domains"]:
        source = identity.open_source(
            actor,
            organisation_id=made.id,
            slug=one["slug"],
            name=one["name"],
            domains=one["domains"],
        ).id
    sites = [
        organisations.create_site(
            actor,
            organisation_id=made.id,
            name=name,
            address=address,
            latitude=latitude,
            longitude=longitude,
        )
        for name, address, latitude, longitude in look["sites"]
    ]
    domain = one["domains"][0] if one["domains"] else ""
    return Place(
        made.id, made.slug, made.name, made.kind, one["agents"], domain, source, tuple(sites)
    )


def _dated(sirets: list[str]) -> list[tuple[str, date, date | None]]:
    """Establishments follow one another: the last is the present one."""
    moves = [FOUNDED, date(2015, 1, 1)]
    ends: list[date | None] = [*moves[1 : len(sirets)], None]
    return list(zip(sirets, moves, ends, strict=False))


def _agree(actor: Actor, places: dict[str, Place], today: date) -> None:
    def agree(terms: Terms, *slugs: str) -> None:
        members = [places[slug].id for slug in slugs]
        organisations.agree_trust(actor, terms=terms, member_ids=members)

    everybody = [slug for slug, place in places.items() if place.agents]
    entente = "Accord de disponibilités de l’Entente"
    agree(Terms(name=entente, level=Level.PLACE, directory=True, starts_on=SIGNED), *everybody)
    heads = "Directions du numérique"
    trio = ("lyon", "metropole-lyon", "sitiv")
    agree(Terms(name=heads, level=Level.TITLE, directory=True, starts_on=date(2023, 9, 1)), *trio)
    pool = "Mutualisation des salles du Gier"
    agree(
        Terms(
            name=pool,
            level=Level.BUSY,
            directory=False,
            starts_on=date(2021, 1, 1),
            ends_on=date(2024, 1, 1),
        ),
        "rive-de-gier",
        "saint-chamond",
    )
    south = Terms(
        name="Projets communs du sud lyonnais",
        level=Level.TITLE,
        directory=True,
        starts_on=date(today.year, 1, 1),
    )
    agree(south, "givors", "grigny")
