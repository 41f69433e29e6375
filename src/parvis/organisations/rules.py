"""Who may, who sees, in organisations.

An administrator decides for the organisation she acts for, never for another of hers: what the
audit trail says she acted for is then always what she changed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parvis.organisations.models import (
    Affiliation,
    Mandate,
    Organisation,
    Person,
    Site,
    Trust,
    TrustMember,
    bound,
    in_force,
)
from parvis.organisations.types import ADMINISTRATOR
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.rules import rule, sees

_ADMINISTRATORS = _("The administrators of the organisation, when they act for it.")
_PLATFORM = _("Only the platform itself (installation, import).")


def allied(actor: Actor, *, on: date) -> Any:
    """Signed parties of the trusts in force which the organisation acted for has signed too."""
    ours = TrustMember.objects.filter(bound(on), organisation=actor.organisation)
    return TrustMember.objects.filter(
        in_force(on, "trust__"), bound(on), trust__in=ours.values("trust")
    )


def directories(actor: Actor, *, on: date) -> frozenset[int]:
    """Organisations whose people the actor may look up that day; one query."""
    rows = allied(actor, on=on).filter(trust__directory=True)
    return actor.organisations | frozenset(rows.values_list("organisation", flat=True))


def _administers(actor: Actor, organisation_id: int) -> bool:
    acting = actor.organisation == organisation_id and actor.holds(ADMINISTRATOR)
    return bool(actor.system) or acting


@rule("organisations.create", says=_PLATFORM)
def create(actor: Actor, row: None) -> bool:
    return bool(actor.system)


@rule("organisations.join", says=_PLATFORM)
def join(actor: Actor, row: Organisation) -> bool:
    return bool(actor.system)


@rule("organisations.act_for", says=_("People with a post or a mandate in force there."))
def act_for(actor: Actor, row: Organisation) -> bool:
    return row.id in actor.organisations


@rule("organisations.see", says=_("Everybody who is signed in."))
def see(actor: Actor, row: Organisation) -> bool:
    return bool(actor.system) or actor.account is not None or actor.person is not None


@sees(Organisation)
def seen_organisations(actor: Actor, rows: Any) -> Any:
    return rows if see(actor, Organisation()) else rows.none()


@rule("organisations.brand", says=_ADMINISTRATORS)
def brand(actor: Actor, row: Organisation) -> bool:
    return _administers(actor, row.id)


@rule("organisations.add_site", says=_ADMINISTRATORS)
def add_site(actor: Actor, row: Organisation) -> bool:
    return _administers(actor, row.id)


@rule("organisations.add_person", says=_ADMINISTRATORS)
def add_person(actor: Actor, row: Organisation) -> bool:
    return _administers(actor, row.id)


@rule("organisations.affiliate", says=_ADMINISTRATORS)
def affiliate(actor: Actor, row: Organisation) -> bool:
    return _administers(actor, row.id)


@rule("organisations.give_mandate", says=_ADMINISTRATORS)
def give_mandate(actor: Actor, row: Organisation) -> bool:
    return _administers(actor, row.id)


@rule("organisations.end_affiliation", says=_ADMINISTRATORS)
def end_affiliation(actor: Actor, row: Affiliation) -> bool:
    return _administers(actor, row.organisation_id)


@rule("organisations.end_mandate", says=_ADMINISTRATORS)
def end_mandate(actor: Actor, row: Mandate) -> bool:
    return _administers(actor, row.organisation_id)


@rule("organisations.agree_trust", says=_PLATFORM)
def agree_trust(actor: Actor, row: None) -> bool:
    return bool(actor.system)


@rule("organisations.propose_trust", says=_ADMINISTRATORS)
def propose_trust(actor: Actor, row: Organisation) -> bool:
    return _administers(actor, row.id)


@rule("organisations.sign_trust", says=_("The administrators of a party that is not bound yet."))
def sign_trust(actor: Actor, row: TrustMember) -> bool:
    free = row.signed_on is None or row.left_on is not None
    return free and _administers(actor, row.organisation_id)


@rule("organisations.leave_trust", says=_("The administrators of a party, for it alone."))
def leave_trust(actor: Actor, row: TrustMember) -> bool:
    return row.left_on is None and _administers(actor, row.organisation_id)


@rule("organisations.see_trust", says=_("The people of its parties."))
def see_trust(actor: Actor, row: Trust) -> bool:
    parties = {member.organisation_id for member in row.members.all()}
    return bool(parties & actor.organisations)


@sees(Trust)
def seen_trusts(actor: Actor, rows: Any) -> Any:
    parties = TrustMember.objects.filter(organisation__in=actor.organisations)
    return rows.filter(id__in=parties.values("trust"))


@rule("organisations.see_site", says=_("Everybody who is signed in: addresses are public."))
def see_site(actor: Actor, row: Site) -> bool:
    return see(actor, Organisation())


@sees(Site)
def seen_sites(actor: Actor, rows: Any) -> Any:
    return rows if see(actor, Organisation()) else rows.none()


def _open(actor: Actor, row: Any) -> bool:
    today = timezone.localdate()
    if actor.person is not None and row.person_id == actor.person:
        return True
    lasting = row.starts_on <= today and (row.ends_on is None or row.ends_on > today)
    return lasting and row.organisation_id in directories(actor, on=today)


def _open_rows(actor: Actor, rows: Any) -> Any:
    today = timezone.localdate()
    shared = in_force(today) & Q(organisation__in=directories(actor, on=today))
    return rows.filter(shared | Q(person=actor.person) if actor.person is not None else shared)


_DIRECTORY = _("The person, and whoever may read the directory of the organisation that day.")


@rule("organisations.see_affiliation", says=_DIRECTORY)
def see_affiliation(actor: Actor, row: Affiliation) -> bool:
    return _open(actor, row)


@sees(Affiliation)
def seen_affiliations(actor: Actor, rows: Any) -> Any:
    return _open_rows(actor, rows)


@rule("organisations.see_mandate", says=_DIRECTORY)
def see_mandate(actor: Actor, row: Mandate) -> bool:
    return _open(actor, row)


@sees(Mandate)
def seen_mandates(actor: Actor, rows: Any) -> Any:
    return _open_rows(actor, rows)


@rule("organisations.see_person", says=_DIRECTORY)
def see_person(actor: Actor, row: Person) -> bool:
    if actor.person is not None and row.id == actor.person:
        return True
    with everywhere("what a person holds, each piece judged by the rule"):
        held = [*row.affiliations.all(), *row.mandates.all()]
    return any(_open(actor, item) for item in held)


@sees(Person)
def seen_people(actor: Actor, rows: Any, *, on: date | None = None) -> Any:
    day = on or timezone.localdate()
    held = in_force(day) & Q(organisation__in=directories(actor, on=day))
    posts = Affiliation.objects.filter(held).order_by().values("person")
    mandates = Mandate.objects.filter(held).order_by().values("person")
    mine = Q(id=actor.person) if actor.person is not None else Q(pk__in=[])
    return rows.filter(Q(id__in=posts) | Q(id__in=mandates) | mine)
