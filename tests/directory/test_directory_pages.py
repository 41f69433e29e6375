"""The pages of the directory, as browsers ask for them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.cast import BUILDER, START, Cast

from parvis.directory import api as directory
from parvis.directory import links
from parvis.directory.models import Resource
from parvis.directory.types import CardLink, ResourceKind, ResourceSpec
from parvis.identity.models import Account
from parvis.organisations import api
from parvis.organisations.models import Person
from parvis.organisations.types import Level, NewPerson, NewPost, Role
from parvis.platform.db import everywhere

ROOMS = "/annuaire/salles-et-vehicules/"
NOW = datetime(2020, 1, 1, tzinfo=UTC)
Cost = Callable[[Callable[[], object]], int]


def browser(name: str) -> Client:
    client = Client()
    account = Account.objects.get(email__startswith=f"{name}@")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u202f", " ").replace("\u00a0", " ").split())


def uuid_of(person: int | None) -> UUID:
    return Person.objects.get(id=person).uuid


def add_people(place: int, count: int) -> None:
    post = NewPost(organisation_id=place, role=Role.AGENT, title="Agent", starts_on=START)
    rows = [
        NewPerson(given_name="Zoé", family_name=f"Zimmer {number:03}", post=post)
        for number in range(count)
    ]
    with everywhere("more people"):
        api.add_people(BUILDER, rows=rows, now=NOW)


def add_rooms(place: int, count: int) -> list[UUID]:
    with everywhere("more rooms"):
        there = Resource.objects.count()
        return [
            directory.add_resource(
                BUILDER,
                organisation_id=place,
                spec=ResourceSpec(kind=ResourceKind.ROOM, name=f"Salle {there + number}"),
            )
            for number in range(count)
        ]


def test_search_finds_and_says_when_it_does_not(cast: Cast) -> None:
    client = browser("bob")
    assert "Alice Arnaud" in text(client.get("/annuaire/?q=arn"))
    nobody = text(client.get("/annuaire/?q=chevalier"))
    assert "Personne ne correspond" in nobody
    assert "sans accord avec la vôtre ne sont pas montrées" in nobody


def test_typing_brings_only_the_results(cast: Cast) -> None:
    response = browser("bob").get("/annuaire/?q=arn", headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div class="stack" id="trouvees"')
    assert "HX-Request" in response["Vary"]


def test_the_organisation_filter(make_cast: Callable[..., Cast]) -> None:
    make_cast(trust=Level.BUSY)
    client = browser("bob")
    bergerie = text(client.get("/annuaire/?collectivite=bergerie"))
    assert "Chloé Chevalier" in bergerie
    assert "Alice Arnaud" not in bergerie
    assert client.get("/annuaire/?collectivite=inconnue&page=-3").status_code == 200


def test_long_lists_have_pages(cast: Cast) -> None:
    add_people(cast.atelier, 60)
    client = browser("bob")
    first, second = (text(client.get(f"/annuaire/?q=zim{more}")) for more in ("", "&page=2"))
    assert first.count("Zoé Zimmer") == 50
    assert "?q=zim&amp;page=2" in first
    assert second.count("Zoé Zimmer") == 10
    assert "?q=zim&amp;page=1" in second


def test_a_card_shows_what_may_be_seen(make_cast: Callable[..., Cast]) -> None:
    cast = make_cast()
    address = f"/annuaire/personnes/{uuid_of(cast.dana.person)}/"
    of_atelier, of_bergerie = (text(browser(name).get(address)) for name in ("bob", "chloe"))
    assert "Adjointe au maire" in of_atelier
    assert "Conseillère" not in of_atelier
    assert "Conseillère" in of_bergerie
    assert "dana@atelier.example" not in of_bergerie
    herself = text(browser("dana").get(address))
    assert "Adjointe au maire" in herself
    assert "Conseillère" in herself
    assert "depuis le 01/01/2020" in herself


def test_a_card_that_is_not_shared_does_not_exist(cast: Cast) -> None:
    client = browser("bob")
    hidden = client.get(f"/annuaire/personnes/{uuid_of(cast.chloe.person)}/")
    absent = client.get(f"/annuaire/personnes/{uuid4()}/")
    assert (hidden.status_code, absent.status_code) == (404, 404)


def test_other_rooms_add_buttons(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "_people", {})
    monkeypatch.setattr(links, "_resources", {})
    directory.register_person_link("b", "Deux", "clock", lambda one: f"/b/{one}", order=2)
    directory.register_person_link("a", "Un", "calendar", lambda one: f"/a/{one}", order=1)
    alice, bob = uuid_of(cast.alice.person), uuid_of(cast.bob.person)
    shown = text(browser("bob").get(f"/annuaire/personnes/{alice}/"))
    assert shown.index(f'href="/a/{alice}"') < shown.index(f'href="/b/{alice}"')
    assert "/a/" not in text(browser("bob").get(f"/annuaire/personnes/{bob}/"))
    room = add_rooms(cast.atelier, 1)[0]
    links.register_resource(CardLink("r", "Réserver", "calendar-plus", lambda one: f"/r/{one}"))
    assert f"/r/{room}" in text(browser("bob").get(f"{ROOMS}{room}/"))


def test_suggestions_are_what_the_picker_reads(make_cast: Callable[..., Cast]) -> None:
    cast = make_cast(trust=Level.BUSY)
    found = browser("bob").get("/annuaire/suggestions/?q=chlo").json()
    assert found == {
        "results": [
            {
                "value": str(uuid_of(cast.chloe.person)),
                "label": "Chloé Chevalier",
                "detail": "Urbaniste, Bergerie",
                "org": "bergerie",
                "mark": "BE",
            }
        ]
    }


def test_rooms_are_suggested_too(cast: Cast) -> None:
    room = add_rooms(cast.atelier, 1)[0]
    found = browser("bob").get("/annuaire/suggestions/?q=sal&kind=rooms").json()["results"]
    assert [(one["value"], one["label"]) for one in found] == [(str(room), "Salle 0")]
    assert browser("chloe").get("/annuaire/suggestions/?q=sal&kind=rooms").json() == {"results": []}
    assert browser("bob").get("/annuaire/suggestions/?q=sal&kind=vehicles").json() == {
        "results": []
    }


def test_a_room_from_adding_to_retiring(cast: Cast) -> None:
    client = browser("alice")
    said = {"kind": "room", "name": "Établi", "capacity": "6", "equipment": "Visio, écran"}
    added = client.post(f"{ROOMS}ajouter/", said)
    address = added["Location"]
    shown = text(client.get(address))
    assert "Visio, écran" in shown
    assert "Acceptée aussitôt si le créneau est libre" in shown
    assert client.post(f"{ROOMS}ajouter/", said).status_code == 422
    changed = client.post(f"{address}modifier/", said | {"approval": "on", "capacity": "8"})
    assert changed["Location"] == address
    assert "de : Alice Arnaud" in text(client.get(address))
    for name in ("bob", "dana"):
        assert browser(name).post(f"{address}retirer/").status_code == 403
    assert browser("emile").post(f"{address}retirer/").status_code == 404
    assert client.post(f"{address}retirer/")["Location"] == ROOMS
    listing = text(client.get(ROOMS))
    assert f"{address}remettre/" in listing
    assert f'href="{address}"' not in text(browser("bob").get(ROOMS))
    assert f'href="{address}"' in text(client.get(f"{ROOMS}?retires=1"))
    assert f'href="{address}"' not in text(browser("bob").get(f"{ROOMS}?retires=1"))
    assert client.post(f"{address}remettre/")["Location"] == address
    assert f'href="{address}"' in text(browser("bob").get(ROOMS))


@pytest.mark.parametrize(
    ("query", "found"),
    [("places=6", True), ("places=7", False), ("type=vehicle", False), ("q=visio", True)],
)
def test_rooms_are_filtered(cast: Cast, query: str, *, found: bool) -> None:
    with everywhere("a room"):
        spec = ResourceSpec(kind=ResourceKind.ROOM, name="Établi", capacity=6, equipment="Visio")
        directory.add_resource(BUILDER, organisation_id=cast.atelier, spec=spec)
    shown = text(browser("bob").get(f"{ROOMS}?{query}"))
    assert ("Établi" in shown) is found
    assert ("Rien trouvé" in shown) is not found


@pytest.mark.parametrize("address", ["/annuaire/", "/annuaire/?q=z", ROOMS])
def test_lists_cost_the_same_with_one_and_three(cast: Cast, address: str, cost: Cost) -> None:
    client = browser("bob")
    client.get(address)
    add_people(cast.atelier, 1)
    add_rooms(cast.atelier, 1)
    one = cost(lambda: client.get(address))
    add_people(cast.atelier, 2)
    add_rooms(cast.atelier, 2)
    assert cost(lambda: client.get(address)) == one


def test_a_card_costs_the_same_with_one_and_three(cast: Cast, cost: Cost) -> None:
    client = browser("bob")
    dana = cast.dana.person or 0
    address = f"/annuaire/personnes/{uuid_of(dana)}/"
    client.get(address)
    one = cost(lambda: client.get(address))
    with everywhere("more posts"):
        for number in range(2):
            post = NewPost(
                organisation_id=cast.atelier,
                role=Role.AGENT,
                title=f"Poste {number}",
                starts_on=START,
            )
            api.affiliate(BUILDER, person_id=dana, post=post)
    assert "Poste 1" in text(client.get(address))
    assert cost(lambda: client.get(address)) == one
