"""The permanent cast: two organisations and the people every rules table is told over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import timezone

from parvis.identity import api as identity
from parvis.identity.types import AccountRef
from parvis.organisations import api as organisations
from parvis.organisations.types import (
    Level,
    NewMandate,
    NewOrganisation,
    NewPerson,
    NewPost,
    OrganisationKind,
    Role,
    Terms,
)
from parvis.platform.actor import ANONYMOUS, Actor, system
from parvis.platform.db import everywhere
from parvis.platform.words import words

START = date(2020, 1, 1)
NOW = datetime(2020, 1, 1, 8, tzinfo=UTC)
BUILDER = system("building the cast of the tests")


@dataclass(frozen=True, slots=True)
class Cast:
    """Ids of the organisations, and each person as the actor she is when she has just signed in.

    dana sits in both councils and acts for Atelier; `dana_bergerie` is her acting for Bergerie.
    """

    atelier: int
    bergerie: int
    alice: Actor
    bob: Actor
    chloe: Actor
    dana: Actor
    dana_bergerie: Actor
    emile: Actor
    nobody: Actor = ANONYMOUS

    def everybody(self) -> dict[str, Actor]:
        """Name -> actor, in the order of the tables."""
        return {
            "alice": self.alice,
            "bob": self.bob,
            "chloe": self.chloe,
            "dana": self.dana,
            "dana_bergerie": self.dana_bergerie,
            "emile": self.emile,
            "nobody": self.nobody,
        }


def build_cast(*, trust: Level | None = None, directory: bool = True) -> Cast:
    """Build the cast; with `trust`, both organisations have signed one at that level."""
    with everywhere("building the cast of the tests"):
        atelier = _organisation("atelier", "Atelier", "100000009", "AT", 200)
        bergerie = _organisation("bergerie", "Bergerie", "100000017", "BE", 30)
        alice = atelier.agent("Alice", "Arnaud", "Directrice", administrator=True)
        bob = atelier.agent("Bob", "Béranger", "Chargé de mission")
        chloe = bergerie.agent("Chloé", "Chevalier", "Urbaniste")
        emile = bergerie.agent("Émile", "Étienne", "Secrétaire général", administrator=True)
        dana = atelier.elected("Dana", "Deschamps", "Adjointe au maire")
        sits = NewMandate(organisation_id=bergerie.id, function="Conseillère", starts_on=START)
        organisations.give_mandate(BUILDER, person_id=_person(dana), mandate=sits)
        if trust:
            terms = Terms(name="Accord", level=trust, directory=directory, starts_on=START)
            parties = [atelier.id, bergerie.id]
            organisations.agree_trust(BUILDER, terms=terms, member_ids=parties)
    return Cast(
        atelier=atelier.id,
        bergerie=bergerie.id,
        alice=acting(alice, atelier.id),
        bob=acting(bob, atelier.id),
        chloe=acting(chloe, bergerie.id),
        dana=acting(dana, atelier.id),
        dana_bergerie=acting(dana, bergerie.id),
        emile=acting(emile, bergerie.id),
    )


def acting(account: AccountRef, organisation: int) -> Actor:
    """The actor this account gives while acting for the organisation."""
    return organisations.actor_of(
        account, acting_for=organisation, on=timezone.localdate(), request_id="cast"
    )


@dataclass(frozen=True, slots=True)
class House:
    """An organisation and its sign-in source, to which people come."""

    id: int
    slug: str
    source: int

    def agent(
        self, given: str, family: str, title: str, *, administrator: bool = False
    ) -> AccountRef:
        """A new agent and her account, `given@slug.example` without accents."""
        return self._arrives(given, family, Role.AGENT, title, administrator=administrator)

    def elected(self, given: str, family: str, function: str) -> AccountRef:
        """A new elected member with a mandate, and her account."""
        account = self._arrives(given, family, Role.ELECTED, "")
        held = NewMandate(organisation_id=self.id, function=function, starts_on=START)
        organisations.give_mandate(BUILDER, person_id=_person(account), mandate=held)
        return account

    def _arrives(
        self, given: str, family: str, role: Role, title: str, *, administrator: bool = False
    ) -> AccountRef:
        mail = f"{''.join(words(given))}@{self.slug}.example"
        post = NewPost(
            organisation_id=self.id,
            role=role,
            title=title,
            mail=mail,
            administrator=administrator,
            starts_on=START,
        )
        new = NewPerson(given_name=given, family_name=family, post=post)
        person = organisations.add_person(BUILDER, new=new, now=NOW)
        account = identity.create_account(
            BUILDER, source_id=self.source, email=mail, person_id=person
        )
        return AccountRef(account, mail, person, self.source, self.id)


def _person(account: AccountRef) -> int:
    assert account.person_id is not None
    return account.person_id


def _organisation(slug: str, name: str, siren: str, mark: str, hue: int) -> House:
    new = NewOrganisation(
        slug=slug,
        name=name,
        legal_name=f"Commune de {name}",
        kind=OrganisationKind.COMMUNE,
        siren=siren,
        mark=mark,
        hue=hue,
    )
    place = organisations.create_organisation(BUILDER, new=new).id
    source = identity.open_source(
        BUILDER, organisation_id=place, slug=slug, name=name, domains=[f"{slug}.example"]
    )
    return House(place, slug, source.id)
