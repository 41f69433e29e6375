"""The pages of organisations, as browsers ask for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.cast import BUILDER, START, Cast

from parvis.identity.models import Account
from parvis.organisations import api
from parvis.organisations.actions.trusts import propose_trust
from parvis.organisations.models import Affiliation, Mandate, Organisation, Person, Site, Trust
from parvis.organisations.types import Level, NewOrganisation, OrganisationKind, Terms
from parvis.platform.db import everywhere, scoped
from parvis.platform.models import AuditEntry

SHOW = "/organisations/atelier/"
MOST = 18  # the frame, the session and the page together


def browser(name: str) -> Client:
    client = Client()
    account = Account.objects.get(email__startswith=f"{name}@")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(response: Any) -> str:
    return " ".join(response.content.decode().replace("\u202f", " ").replace("\u00a0", " ").split())


def last() -> AuditEntry:
    entry = AuditEntry.objects.order_by("id").last()
    assert entry is not None
    return entry


def test_anonymous_people_are_sent_to_sign_in(cast: Cast) -> None:
    response = Client().get(SHOW)
    assert response.status_code == 302
    assert response["Location"] == "/compte/connexion/?next=%2Forganisations%2Fatelier%2F"
    posted = Client().post("/organisations/agir/", {"organisation": "atelier"})
    assert posted["Location"] == "/compte/connexion/"


def test_a_fragment_sends_the_whole_page_to_sign_in(cast: Cast) -> None:
    response = Client().get("/annuaire/", headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/compte/connexion/")


def test_the_page_says_who_it_is(make_cast: Callable[..., Cast]) -> None:
    make_cast(trust=Level.PLACE)
    shown = text(browser("bob").get("/organisations/bergerie/"))
    assert "Commune de Bergerie" in shown
    assert "100 000 017" in shown
    assert "@bergerie.example" in shown
    assert "3 personnes dans l’annuaire" in shown
    assert "Ce que Atelier et Bergerie voient l’une de l’autre aujourd’hui" in shown
    assert "Quand les personnes sont prises, et où" in shown


def test_without_an_agreement_it_says_so(cast: Cast) -> None:
    shown = text(browser("bob").get("/organisations/bergerie/"))
    assert "Rien des agendas" in shown
    assert "Son annuaire ne vous est pas ouvert." in shown


def test_members_of_a_body_are_shown_on_both_pages(cast: Cast) -> None:
    with everywhere("an entente for the cast"):
        entente = api.create_organisation(
            BUILDER,
            new=NewOrganisation(
                slug="entente",
                name="Entente",
                legal_name="Entente",
                kind=OrganisationKind.ENTENTE,
                siren=None,
                mark="EN",
                hue=10,
                managing_id=cast.atelier,
            ),
        )
        api.join_body(BUILDER, body_id=entente.id, member_id=cast.atelier, starts_on=START)
        api.join_body(BUILDER, body_id=entente.id, member_id=cast.bergerie, starts_on=START)
    client = browser("bob")
    body = text(client.get("/organisations/entente/"))
    assert "2 membres" in body
    assert "gérée par Atelier" in body
    assert "Membre de" in text(client.get(SHOW))


def test_acting_for_another_of_ones_organisations(cast: Cast) -> None:
    client = browser("dana")
    for organisation, place in (("bergerie", cast.bergerie), ("atelier", cast.atelier)):
        response = client.post(
            "/organisations/agir/", {"organisation": organisation, "next": "/annuaire/?q=a"}
        )
        assert response["Location"] == "/annuaire/?q=a"
        assert client.session["acting_for"] == place
        assert (last().verb, last().organisation_id) == ("organisations.act_for", place)
    client.post("/organisations/agir/", {"organisation": "bergerie"})
    assert client.get("/annuaire/").wsgi_request.actor.organisation == cast.bergerie


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_the_switch_leads_nowhere_else(cast: Cast, address: str) -> None:
    posted = {"organisation": "atelier", "next": address}
    assert browser("dana").post("/organisations/agir/", posted)["Location"] == "/"


def test_nobody_acts_for_an_organisation_she_is_not_in(cast: Cast) -> None:
    client = browser("bob")
    response = client.post("/organisations/agir/", {"organisation": "bergerie"})
    assert response.status_code == 403
    assert "acting_for" not in client.session
    assert client.post("/organisations/agir/", {"organisation": "nulle"}).status_code == 404


def test_a_forged_choice_gives_nothing(cast: Cast) -> None:
    client = browser("bob")
    session = client.session
    session["acting_for"] = cast.bergerie
    session.save()
    assert client.get("/annuaire/").wsgi_request.actor.organisation == cast.atelier


def test_someone_who_holds_nothing_is_told(cast: Cast) -> None:
    with everywhere("the end of this test"):
        Affiliation.objects.filter(person=cast.bob.person).update(ends_on=START.replace(year=2021))
    client = browser("bob")
    response = client.get("/annuaire/")
    assert response.status_code == 403
    assert "aucun de vos postes" in text(response)
    assert "/compte/deconnexion/" in text(response)
    assert client.get("/compte/sessions/").status_code == 200


PAGES = [
    SHOW + "marque/",
    SHOW + "lieux/ajouter/",
    SHOW + "accords/proposer/",
    SHOW + "personnes/accueillir/",
]


@pytest.mark.parametrize("address", PAGES)
def test_only_the_administrator_opens_its_forms(cast: Cast, address: str) -> None:
    assert browser("alice").get(address).status_code == 200
    for name in ("bob", "chloe", "dana", "emile"):
        assert browser(name).get(address).status_code == 403
    assert address not in text(browser("bob").get(SHOW))


def test_colours_are_chosen_and_served(cast: Cast) -> None:
    client = browser("alice")
    before = Client().get("/organisations/marque.css")
    assert before["Content-Type"] == "text/css; charset=utf-8"
    tag = before["ETag"]
    again = Client().get("/organisations/marque.css", headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    response = client.post(SHOW + "marque/", {"mark": "atl", "hue": "30"})
    assert response["Location"] == SHOW
    row = Organisation.objects.get(slug="atelier")
    assert (row.mark, row.hue) == ("ATL", 30)
    after = Client().get("/organisations/marque.css", headers={"If-None-Match": tag})
    rule = f".org-atelier{{--org:light-dark({row.colour_light},{row.colour_dark})"
    assert rule in after.content.decode()
    assert last().verb == "organisations.brand"


def test_unreadable_colours_are_refused_beside_their_field(cast: Cast) -> None:
    posted = {"mark": "AT", "hue": "200", "colour_light": "#ffee88", "colour_dark": "#ffee88"}
    response = browser("alice").post(SHOW + "marque/", posted)
    assert response.status_code == 422
    assert text(response).count("Cette couleur serait difficile à lire sur ce thème") == 2
    assert Organisation.objects.get(slug="atelier").hue == 200


def test_a_place_is_added_once(cast: Cast) -> None:
    client = browser("alice")
    place = {"name": "Mairie", "address": "1, place", "latitude": "45.7", "longitude": "4.88"}
    assert client.post(SHOW + "lieux/ajouter/", place)["Location"] == SHOW
    with everywhere("reading it back"):
        assert Site.objects.get(name="Mairie").latitude == 45.7
    again = client.post(SHOW + "lieux/ajouter/", place)
    assert "Votre collectivité a déjà un lieu de ce nom." in text(again)
    half = client.post(SHOW + "lieux/ajouter/", {"name": "Gare", "latitude": "45"})
    assert "Donnez la latitude et la longitude, ou aucune des deux." in text(half)


def test_an_agreement_from_proposal_to_leaving_and_back(cast: Cast) -> None:
    alice, emile = browser("alice"), browser("emile")
    proposal = {
        "name": "Agendas",
        "members": [cast.bergerie],
        "level": "1",
        "directory": "on",
        "starts_on": "2020-01-01",
    }
    assert alice.post(SHOW + "accords/proposer/", proposal)["Location"] == SHOW
    trust = Trust.objects.get()
    assert "En attente de signature" in text(alice.get(SHOW))
    sign = f"/organisations/accords/{trust.uuid}/signer/"
    assert alice.post(sign).status_code == 403
    assert sign in text(emile.get("/organisations/bergerie/"))
    assert emile.post(sign)["Location"] == "/organisations/bergerie/"
    assert "En vigueur" in text(alice.get(SHOW))
    assert "chevalier" in text(alice.get("/annuaire/?q=chlo")).lower()
    leave = f"/organisations/accords/{trust.uuid}/quitter/"
    assert browser("bob").post(leave).status_code == 403
    assert Client().post(leave).status_code == 302
    assert alice.post(leave)["Location"] == SHOW
    shown = text(alice.get("/annuaire/?q=chlo"))
    assert "Chevalier" not in shown
    assert f'action="{sign}"' in shown
    assert alice.post(sign)["Location"] == SHOW
    assert "Chevalier" in text(alice.get("/annuaire/?q=chlo"))


def test_a_person_is_welcomed_and_can_sign_in(cast: Cast) -> None:
    client = browser("alice")
    arrival = {
        "given_name": "Zoé",
        "family_name": "Zimmer",
        "role": "agent",
        "title": "Juriste",
        "mail": "zoe@atelier.example",
        "starts_on": "2020-01-01",
    }
    assert client.post(SHOW + "personnes/accueillir/", arrival)["Location"] == SHOW
    zoe = Account.objects.get(email="zoe@atelier.example")
    assert browser("zoe").get("/annuaire/").status_code == 200
    people = Person.objects.count()
    again = client.post(SHOW + "personnes/accueillir/", arrival)
    assert again.status_code == 422
    assert Person.objects.count() == people
    assert Account.objects.filter(person=zoe.person_id).count() == 1


@pytest.mark.parametrize(
    "mail", ["zoe@bergerie.example", "zoe@grandatelier.example", "zoe@atelier.example.org"]
)
def test_only_an_address_of_its_exact_domains_opens_an_account(cast: Cast, mail: str) -> None:
    arrival = {
        "given_name": "Zoé",
        "family_name": "Zimmer",
        "role": "agent",
        "title": "Juriste",
        "mail": mail,
        "starts_on": "2020-01-01",
    }
    response = browser("alice").post(SHOW + "personnes/accueillir/", arrival)
    assert "elle doit se terminer par @atelier.example." in text(response)
    assert not Person.objects.filter(family_name="Zimmer").exists()


def test_a_mandate_is_given_and_ended(cast: Cast) -> None:
    client = browser("alice")
    bob = Person.objects.get(id=cast.bob.person)
    address = f"{SHOW}personnes/{bob.uuid}/"
    mandate = {"function": "Référent", "starts_on": "2020-01-01", "rank": ""}
    assert client.post(address, mandate)["Location"] == address
    with everywhere("reading it back"):
        held = Mandate.objects.get(person=bob)
    assert f"m{held.id}" in text(client.get(address))
    client.post(address + "terminer/", {"held": f"m{held.id}", "ends_on": "2019-01-01"})
    with everywhere("reading it back"):
        assert Mandate.objects.get(id=held.id).ends_on is None
    client.post(address + "terminer/", {"held": f"m{held.id}", "ends_on": "2021-01-01"})
    with everywhere("reading it back"):
        assert str(Mandate.objects.get(id=held.id).ends_on) == "2021-01-01"
    assert browser("emile").get(address).status_code == 403
    chloe = Person.objects.get(id=cast.chloe.person)
    assert client.get(f"{SHOW}personnes/{chloe.uuid}/").status_code == 404


def add_bodies(count: int) -> None:
    with everywhere("more organisations"):
        for number in range(count):
            api.create_organisation(
                BUILDER,
                new=NewOrganisation(
                    slug=f"entente-{number}",
                    name=f"Entente {number}",
                    legal_name="Entente",
                    kind=OrganisationKind.ENTENTE,
                    siren=None,
                    mark="EN",
                    hue=10,
                ),
            )


@pytest.mark.parametrize("address", ["/organisations/", SHOW, "/organisations/marque.css"])
def test_pages_cost_the_same_with_one_and_three_of_everything(
    cast: Cast, address: str, cost: Callable[[Callable[[], object]], int]
) -> None:
    client = browser("alice")
    client.get(address)

    def more(count: int) -> None:
        add_bodies(count)
        terms = Terms(name="A", level=Level.BUSY, directory=True, starts_on=START)
        with everywhere("more of everything"):
            for body in Organisation.objects.filter(kind="entente", members=None):
                api.join_body(BUILDER, body_id=body.id, member_id=cast.atelier, starts_on=START)
                api.create_site(BUILDER, organisation_id=cast.atelier, name=f"Lieu {body.id}")
        with scoped(cast.alice):
            for _number in range(count):
                propose_trust(
                    cast.alice,
                    organisation_id=cast.atelier,
                    terms=terms,
                    member_ids=[cast.bergerie],
                    on=START,
                )

    more(1)
    one = cost(lambda: client.get(address))
    Organisation.objects.filter(slug="entente-0").update(slug="autre")
    more(2)
    assert cost(lambda: client.get(address)) == one
    assert one <= MOST
