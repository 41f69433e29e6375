"""Home-realm discovery: which source an address leads to, by its exact domain."""

from __future__ import annotations

from parvis.identity.core import addresses
from parvis.identity.models import MailDomain
from parvis.identity.types import Realm, Sign, SourceRef
from parvis.platform.actor import Actor


def realm(actor: Actor, *, address: str) -> Realm | None:
    """Where the address leads; None when its domain is nobody's. One query.

    Anybody may ask: whose domain it is, is public; whether the account exists is not said.
    """
    kept = addresses.address(address)
    if kept is None:
        return None
    row = (
        MailDomain.objects.filter(domain=addresses.domain_of(kept))
        .values_list(
            "source_id",
            "source__slug",
            "source__name",
            "source__organisation_id",
            "source__organisation__slug",
            "source__organisation__name",
            "source__organisation__mark",
        )
        .first()
    )
    return Realm(SourceRef(*row[:4]), Sign(*row[4:])) if row else None


def domains_of(actor: Actor, *, organisation_id: int) -> tuple[str, ...]:
    """The domains whose addresses lead to the organisation, in alphabetical order."""
    rows = MailDomain.objects.filter(source__organisation_id=organisation_id).order_by("domain")
    return tuple(rows.values_list("domain", flat=True))
