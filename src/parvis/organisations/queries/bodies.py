"""Organisations and their sites."""

from __future__ import annotations

from collections.abc import Iterable

from parvis.organisations.models import Organisation, Site
from parvis.organisations.types import OrganisationKind, OrganisationRef, SiteRef
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere
from parvis.platform.errors import Missing
from parvis.platform.words import words


def organisations(actor: Actor, *, ids: Iterable[int] | None = None) -> dict[int, OrganisationRef]:
    """The organisations of the platform, or those asked for, by name; one query.

    Every signed-in person sees which public bodies there are.
    """
    rows = Organisation.objects.order_by("id")
    if ids is not None:
        rows = rows.filter(id__in=set(ids))
    found = rows.values_list("id", "slug", "name", "mark", "kind")
    by_name = sorted(found, key=lambda row: words(row[2]))
    return {
        row[0]: OrganisationRef(row[0], row[1], row[2], row[3], OrganisationKind(row[4]))
        for row in by_name
    }


def by_slug(actor: Actor, *, slug: str) -> OrganisationRef:
    """The organisation of that address.

    Raises:
        Missing: there is none.
    """
    row = Organisation.objects.filter(slug=slug).first()
    if row is None:
        raise Missing
    return row.ref()


def sites(actor: Actor, *, ids: Iterable[int] | None = None) -> dict[int, SiteRef]:
    """Places by id, of any organisation (addresses of public bodies are public), or the actor's."""
    with everywhere("addresses of public bodies are public"):
        rows = Site.objects.order_by("id")
        if ids is None:
            rows = rows.filter(organisation__in=actor.organisations)
        else:
            rows = rows.filter(id__in=set(ids))
        return {row.id: _site(row) for row in sorted(rows, key=_name)}


def sites_of(actor: Actor, *, organisation_id: int) -> tuple[SiteRef, ...]:
    """The places of one organisation, by name."""
    with everywhere("addresses of public bodies are public"):
        rows = Site.objects.filter(organisation=organisation_id).order_by("id")
        return tuple(_site(row) for row in sorted(rows, key=_name))


def _name(row: Site) -> list[str]:
    """Alphabetical as people read: the database would put É after Z."""
    return words(row.name)


def _site(row: Site) -> SiteRef:
    return SiteRef(row.id, row.name, row.address, row.organisation_id, row.latitude, row.longitude)
