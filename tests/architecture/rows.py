"""One row of each kind that verbs are about, hers and others', to ask each verb of each person.

A new verb fails `test_matrix.py` until it is given its kind of row here. Labels are French: the
handbook prints them.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.contrib.auth.tokens import default_token_generator
from tests.agenda import tools
from tests.cast import NOW, Cast

from parvis.agenda.models import Attendance
from parvis.agenda.models import Event as Meeting
from parvis.directory import api as directory
from parvis.directory.models import Resource
from parvis.directory.types import ResourceKind, ResourceSpec
from parvis.identity.models import Account, SignInSource
from parvis.identity.types import Link
from parvis.organisations.models import (
    Affiliation,
    Mandate,
    Organisation,
    Person,
    Site,
    Trust,
    TrustMember,
)
from parvis.organisations.types import Level
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere, scoped
from parvis.portal.models import Notification, Preference, ServiceLink
from parvis.portal.types import Audience

DAY, FIRST = "2026-01-15", date(2020, 1, 1)
Rows = dict[str, Any]

# Which rows a verb is asked about. "" stands for the verbs without an object.
KINDS = {
    "agenda.answer": "invitation",
    "agenda.approve": "booking",
    "agenda.bring": "",
    "agenda.edit": "meeting",
    "agenda.plan": "organisation id",
    "agenda.see": "meeting",
    "agenda.settings": "person id",
    "directory.add_resource": "organisation id",
    "directory.change_resource": "resource",
    "directory.see_resource": "resource",
    "identity.ask_reset": "",
    "identity.change_password": "account",
    "identity.clear_sessions": "",
    "identity.end_session": "session",
    "identity.open_account": "source",
    "identity.open_source": "",
    "identity.reset_password": "link",
    "identity.send_link": "",
    "identity.sign_in": "",
    "identity.sign_out": "",
    "organisations.act_for": "organisation",
    "organisations.add_person": "organisation",
    "organisations.add_site": "organisation",
    "organisations.affiliate": "organisation",
    "organisations.agree_trust": "",
    "organisations.brand": "organisation",
    "organisations.create": "",
    "organisations.end_affiliation": "affiliation",
    "organisations.end_mandate": "mandate",
    "organisations.give_mandate": "organisation",
    "organisations.join": "organisation",
    "organisations.leave_trust": "party",
    "organisations.propose_trust": "organisation",
    "organisations.see": "organisation",
    "organisations.see_affiliation": "affiliation",
    "organisations.see_mandate": "mandate",
    "organisations.see_person": "person",
    "organisations.see_site": "site",
    "organisations.see_trust": "trust",
    "organisations.sign_trust": "party",
    "portal.add_link": "organisation id",
    "portal.change_link": "service",
    "portal.choose": "",
    "portal.clean": "",
    "portal.notify": "",
    "portal.see_link": "service",
    "portal.see_notification": "notification",
    "portal.see_preference": "preference",
}


def all_rows(cast: Cast, *, trust: bool) -> dict[str, Rows]:
    """Kind -> label -> row; saved where a rule reads the database."""
    with everywhere("rows to ask verbs about"):
        kinds: dict[str, Rows] = {"": {"—": None}}
        kinds |= _bodies(cast) | _people(cast) | _accounts(cast) | _portal(cast) | _trusts(cast)
    return kinds | _agenda(cast, trust=trust)


def _bodies(cast: Cast) -> dict[str, Rows]:
    ids = {"Atelier": cast.atelier, "Bergerie": cast.bergerie}
    of = {name: Organisation.objects.get(pk=pk) for name, pk in ids.items()}
    sites = {
        f"lieu de {name}": Site.objects.create(organisation_id=pk, name="Mairie")
        for name, pk in ids.items()
    }
    return {"organisation id": ids, "organisation": of, "site": sites}


def _people(cast: Cast) -> dict[str, Rows]:
    whom = {"Bob": cast.bob, "Chloé": cast.chloe, "Dana": cast.dana}
    posts = Affiliation.objects.order_by("id")
    mandates = Mandate.objects.filter(person_id=cast.dana.person)
    return {
        "person id": {name: actor.person for name, actor in whom.items()},
        "person": {name: Person.objects.get(pk=actor.person) for name, actor in whom.items()},
        "affiliation": {
            "poste de Bob à Atelier": posts.get(person_id=cast.bob.person),
            "poste de Chloé à Bergerie": posts.get(person_id=cast.chloe.person),
        },
        "mandate": {
            "mandat de Dana à Atelier": mandates.get(organisation_id=cast.atelier),
            "mandat de Dana à Bergerie": mandates.get(organisation_id=cast.bergerie),
        },
    }


def _accounts(cast: Cast) -> dict[str, Rows]:
    bob = Account.objects.get(pk=cast.bob.account)
    proof = default_token_generator.make_token(bob)
    return {
        "account": {"compte de Bob": bob},
        "session": {"session de Bob": UserSession(user=bob)},
        "link": {
            "lien reçu par Bob": (bob, Link("", proof)),
            "lien inventé": (bob, Link("", "c5x-0")),
        },
        "source": {
            f"comptes de {name}": SignInSource.objects.get(organisation_id=pk)
            for name, pk in (("Atelier", cast.atelier), ("Bergerie", cast.bergerie))
        },
    }


def _portal(cast: Cast) -> dict[str, Rows]:
    audiences = {
        "pour tous": Audience.EVERYONE,
        "pour les agents": Audience.AGENTS,
        "pour les élus": Audience.ELECTED,
    }
    services = {
        f"service d'Atelier {name}": ServiceLink(
            organisation_id=cast.atelier, audience=audience.value
        )
        for name, audience in audiences.items()
    }
    services["service de Bergerie pour tous"] = ServiceLink(
        organisation_id=cast.bergerie, audience=Audience.EVERYONE.value
    )
    return {
        "service": services,
        "notification": {"notification de Bob": Notification(person_id=cast.bob.person)},
        "preference": {"préférences de Bob": Preference(person_id=cast.bob.person)},
    }


def _trusts(cast: Cast) -> dict[str, Rows]:
    """A proposed agreement that Atelier has signed and Bergerie has not."""
    made = Trust.objects.create(name="Accord proposé", level=Level.BUSY, starts_on=FIRST)
    parties = {
        name: TrustMember.objects.create(trust=made, organisation_id=pk, signed_on=signed)
        for name, pk, signed in (
            ("Atelier, qui a signé", cast.atelier, FIRST),
            ("Bergerie, qui n'a pas signé", cast.bergerie, None),
        )
    }
    return {"trust": {"accord entre les deux": made}, "party": parties}


def _agenda(cast: Cast, *, trust: bool) -> dict[str, Rows]:
    """Alice plans with Bob, and with Chloé where an agreement opens the directories."""
    guests = {"Bob": cast.bob} | ({"Chloé": cast.chloe} if trust else {})
    rooms = {
        "salle d'Atelier": _room(cast.alice, opened=False),
        "salle de Bergerie ouverte": _room(cast.emile, opened=True),
    }
    booked = list(rooms.values()) if trust else [rooms["salle d'Atelier"]]
    draft = tools.draft(DAY, "14:00")
    uuid = tools.plan(cast.alice, draft, people=[*guests.values()], rooms=booked, now=NOW).event
    with everywhere("rows to ask verbs about"):
        there = Attendance.objects.filter(event__uuid=uuid)
        resources = {name: Resource.objects.get(uuid=room) for name, room in rooms.items()}
        return {
            "meeting": {"rendez-vous d'Alice": Meeting.objects.get(uuid=uuid)},
            "invitation": {
                f"invitation de {name}": there.get(person_id=actor.person)
                for name, actor in guests.items()
            },
            "booking": {
                f"réservation, {name}": there.get(resource_id=resource.pk)
                for name, resource in resources.items()
                if resource.uuid in booked
            },
            "resource": resources,
        }


def _room(actor: Actor, *, opened: bool) -> UUID:
    assert actor.organisation is not None
    spec = ResourceSpec(
        kind=ResourceKind.ROOM, name="Salle", approval=True, is_open_to_partners=opened
    )
    with scoped(actor):
        return directory.add_resource(actor, organisation_id=actor.organisation, spec=spec)
