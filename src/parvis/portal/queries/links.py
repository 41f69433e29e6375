"""Services of the organisation acted for."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from parvis.platform.actor import Actor
from parvis.platform.errors import Missing
from parvis.platform.rules import require, visible
from parvis.portal.models import ServiceLink
from parvis.portal.types import Audience, LinkGroup, LinkRef


def my_links(actor: Actor) -> list[LinkGroup]:
    """What she finds on her home page, by category, in order; one query.

    An administrator sees every audience: each link says whom it is for.
    """
    return _grouped(visible(actor, ServiceLink).order_by("position", "id"))


def administered_links(actor: Actor) -> list[LinkGroup]:
    """What the organisation she acts for shows to whom; one query.

    Raises:
        Refused: she does not administer it.
    """
    require(actor, "portal.add_link", actor.organisation)
    return my_links(actor)


def link(actor: Actor, *, uuid: UUID) -> LinkRef:
    """One service, to change it.

    Raises:
        Missing: none she sees.
        Refused: she does not administer its organisation.
    """
    row = visible(actor, ServiceLink).filter(uuid=uuid).first()
    if row is None:
        raise Missing
    require(actor, "portal.change_link", row)
    return _ref(row)


def categories(actor: Actor) -> list[str]:
    """Names already used, to suggest them; one query."""
    used = visible(actor, ServiceLink).exclude(category="").order_by("category")
    return list(used.values_list("category", flat=True).distinct())


def _grouped(rows: Iterable[ServiceLink]) -> list[LinkGroup]:
    groups: dict[str, list[LinkRef]] = {}
    for row in rows:
        groups.setdefault(row.category, []).append(_ref(row))
    unnamed = groups.pop("", None)
    if unnamed:
        groups[""] = unnamed  # what has no category comes last
    return [LinkGroup(category, tuple(links)) for category, links in groups.items()]


def _ref(row: ServiceLink) -> LinkRef:
    return LinkRef(
        row.id,
        row.uuid,
        row.organisation_id,
        row.name,
        row.url,
        row.icon,
        Audience(row.audience),
        row.category,
    )
