"""What organisations let each other see: proposed by one, signed and left by each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from parvis.organisations import events
from parvis.organisations.actions._dates import check_dates
from parvis.organisations.models import Organisation, Trust, TrustMember
from parvis.organisations.types import Level, Terms
from parvis.platform.actor import Actor
from parvis.platform.db import transaction, transaction_required
from parvis.platform.errors import Invalid, Missing
from parvis.platform.events import publish
from parvis.platform.rules import require

_LEAST = 2


def agree_trust(
    actor: Actor, *, terms: Terms, member_ids: Iterable[int], signed_on: date | None = None
) -> int:
    """Record a trust every party has signed (on the first day by default); its id.

    Raises:
        Invalid: fewer than two parties, no level, or reversed dates.
    """
    require(actor, "organisations.agree_trust")
    parties = sorted(set(member_ids))
    _check(parties, terms)
    with transaction():
        signed = dict.fromkeys(parties, signed_on or terms.starts_on)
        row = _added(terms, parties, signed=signed)
        event = events.TrustAgreed(
            organisation=parties[0], subject=f"trust:{row.id}", parties=tuple(parties)
        )
        publish(actor, event)
    return int(row.id)


def propose_trust(
    actor: Actor, *, organisation_id: int, terms: Terms, member_ids: Iterable[int], on: date
) -> int:
    """Propose a trust, signed that day by the organisation acted for; its id.

    Raises:
        Refused: the actor does not administer the organisation.
        Invalid: nobody else takes part, no level, or reversed dates.
    """
    place = Organisation.objects.filter(id=organisation_id).first()
    if place is None:
        raise Missing
    require(actor, "organisations.propose_trust", place)
    parties = sorted({organisation_id, *member_ids})
    _check(parties, terms)
    with transaction():
        row = _added(terms, parties, signed={organisation_id: on})
        event = events.TrustProposed(
            organisation=organisation_id, subject=f"trust:{row.id}", parties=tuple(parties)
        )
        publish(actor, event)
    return int(row.id)


def _check(parties: list[int], terms: Terms) -> None:
    if len(parties) < _LEAST:
        raise Invalid(fields={"members": _("Choose at least one other organisation.")})
    if terms.level is Level.NONE:
        raise Invalid(fields={"level": _("Choose what each one sees.")})
    check_dates(terms.starts_on, terms.ends_on)
    if Organisation.objects.filter(id__in=parties).count() < len(parties):
        raise Missing


def _added(terms: Terms, parties: list[int], *, signed: dict[int, date]) -> Trust:
    transaction_required()
    row = Trust.objects.create(
        name=terms.name,
        level=terms.level,
        directory=terms.directory,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
    )
    TrustMember.objects.bulk_create(
        TrustMember(trust=row, organisation_id=party, signed_on=signed.get(party))
        for party in parties
    )
    return row


def sign_trust(actor: Actor, *, trust: UUID, on: date) -> None:
    """Sign for the organisation acted for; on the day it left, that is only taking it back.

    Raises:
        Missing: the organisation is no party to it.
        Refused: already bound, or the actor does not administer the organisation.
    """
    with transaction():
        row = _party(actor, trust)
        require(actor, "organisations.sign_trust", row)
        if row.signed_on is None or row.left_on != on:
            row.signed_on = on
        row.left_on = None
        row.save(update_fields=["signed_on", "left_on"])
        event = events.TrustSigned(
            organisation=row.organisation_id, subject=f"trust:{row.trust_id}"
        )
        publish(actor, event)


def leave_trust(actor: Actor, *, trust: UUID, on: date) -> None:
    """Leave it from that day, for the organisation acted for alone.

    Raises:
        Missing: the organisation is no party to it.
        Refused: already left, or the actor does not administer the organisation.
    """
    with transaction():
        row = _party(actor, trust)
        require(actor, "organisations.leave_trust", row)
        row.left_on = on
        row.save(update_fields=["left_on"])
        event = events.TrustLeft(organisation=row.organisation_id, subject=f"trust:{row.trust_id}")
        publish(actor, event)


def _party(actor: Actor, trust: UUID) -> TrustMember:
    rows = TrustMember.objects.select_for_update().filter(trust__uuid=trust)
    row = rows.filter(organisation=actor.organisation).first()
    if row is None:
        raise Missing
    return row
