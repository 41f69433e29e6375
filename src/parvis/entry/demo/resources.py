"""Rooms and vehicles of each organisation, and the services it gives its people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from parvis.directory import api as directory
from parvis.directory.types import ResourceKind, ResourceSpec
from parvis.entry.demo.territory import Place
from parvis.organisations.types import OrganisationKind
from parvis.platform.actor import Actor
from parvis.portal import api as portal
from parvis.portal.types import Audience, NewLink

_NAMES = ("Curie", "Germain", "Ampère", "Jacquard", "Lumière", "Guimet")
_VISIO = "Visioconférence, écran"


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the demonstration; `council` is the large one, which needs approval."""

    id: int
    name: str
    place: Place
    seats: int
    council: bool


def furnish(actor: Actor, places: dict[str, Place]) -> list[Room]:
    """Create rooms, vehicles and service links; the rooms."""
    for place in places.values():
        for spec in _specs(place):
            directory.add_resource(actor, organisation_id=place.id, spec=spec)
        for link in _links(place):
            portal.add_link(actor, organisation_id=place.id, link=link)
    by_id = {place.id: place for place in places.values()}
    all_of_them = replace(actor, organisations=frozenset(by_id))
    every = directory.resources(all_of_them, kind=ResourceKind.ROOM)
    return [
        Room(one.id, one.name, by_id[one.organisation.id], one.capacity or 0, one.approval)
        for one in every
    ]


def _specs(place: Place) -> Iterator[ResourceSpec]:
    if not place.sites:
        return
    main, large = place.sites[0], place.agents > 5000  # noqa: PLR2004 -- Lyon and the Métropole
    shared = place.kind is not OrganisationKind.COMMUNE or place.slug == "venissieux"
    if place.kind is not OrganisationKind.SYNDICAT:
        yield ResourceSpec(
            kind=ResourceKind.ROOM,
            name="Salle du conseil",
            site_id=main,
            capacity=120 if large else 60,
            equipment="Sonorisation, vidéoprojecteur, places pour le public",
            approval=True,
        )
    for index, name in enumerate(_NAMES[: 6 if large else 3]):
        yield ResourceSpec(
            kind=ResourceKind.ROOM,
            name=f"Salle {name}",
            site_id=place.sites[index % len(place.sites)],
            capacity=(8, 12, 20)[index % 3],
            equipment=_VISIO if index % 2 == 0 else "Tableau blanc",
            is_open_to_partners=shared and index < 2,  # noqa: PLR2004 -- two of them
        )
    for index in range(3 if large else 1):
        yield ResourceSpec(
            kind=ResourceKind.VEHICLE,
            name=f"Citadine électrique {index + 1}",
            site_id=main,
            capacity=4,
            equipment="Recharge au parking",
        )
    yield ResourceSpec(
        kind=ResourceKind.VEHICLE,
        name="Utilitaire",
        site_id=main,
        capacity=3,
        equipment="Attelage",
        approval=True,
    )


def _links(place: Place) -> Iterator[NewLink]:
    if not place.domain:
        return
    root = f"https://%s.{place.domain}/"
    yield NewLink(name="Messagerie", url=root % "courriel", icon="mail", category="Au quotidien")
    yield NewLink(
        name="Fichiers partagés", url=root % "fichiers", icon="folder", category="Au quotidien"
    )
    yield NewLink(
        name="Congés et absences",
        url=root % "rh",
        icon="clock",
        audience=Audience.AGENTS,
        category="Ressources humaines",
    )
    yield NewLink(
        name="Notes de frais",
        url=root % "frais",
        icon="receipt-euro",
        audience=Audience.AGENTS,
        category="Ressources humaines",
    )
    yield NewLink(
        name="Dossiers du conseil",
        url=root % "conseil",
        icon="gavel",
        audience=Audience.ELECTED,
        category="Vie des instances",
    )
    yield NewLink(
        name="Assistance", url=root % "assistance", icon="life-buoy", category="Au quotidien"
    )
