"""Posts and mandates as one list, whoever owns them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, BooleanField, Q, Value

from parvis.organisations.models import Affiliation, Mandate, in_force
from parvis.organisations.types import AffiliationRef, OrganisationKind, OrganisationRef, Role
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere

_OF_BOTH = (
    "starts_on",
    "ends_on",
    "organisation__slug",
    "organisation__name",
    "organisation__mark",
    "organisation__kind",
    "person__given_name",
    "person__family_name",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A post or a mandate, the organisation it is in and the person's name.

    `id` is that of the mandate when `is_mandate`, else that of the affiliation.
    """

    id: int
    is_mandate: bool
    affiliation: AffiliationRef
    organisation: OrganisationRef
    person_name: str

    def in_force(self, on: date) -> bool:
        ends = self.affiliation.ends_on
        return self.affiliation.starts_on <= on and (ends is None or ends > on)


def standings(actor: Actor, *, person_ids: Iterable[int], on: date | None) -> list[Standing]:
    """Every post and mandate of these people, whatever the organisation; one query.

    Args:
        actor: who asks; callers narrow the answer to what she sees.
        person_ids: whose.
        on: only those in force that day; None for all, past ones included.
    """
    whose = Q(person__in=set(person_ids))
    if on is not None:
        whose &= in_force(on)
    with everywhere("posts and mandates of a person, narrowed by the caller"):
        rows = list(_affiliations(whose).union(_mandates(whose), all=True))
    return sorted((_standing(row) for row in rows), key=_age)


def _age(item: Standing) -> tuple[date, int, str]:
    held = item.affiliation
    return held.starts_on, held.organisation_id, held.title


def _affiliations(whose: Q) -> Any:
    return (
        Affiliation.objects.filter(whose)
        .values_list(
            "id",
            Value(value=False, output_field=BooleanField()),
            "person_id",
            "organisation_id",
            "kind",
            "post",
            "service",
            "mail",
            "site_id",
            "administrator",
            *_OF_BOTH,
        )
        .order_by()
    )


def _mandates(whose: Q) -> Any:
    return (
        Mandate.objects.filter(whose)
        .values_list(
            "id",
            Value(value=True, output_field=BooleanField()),
            "person_id",
            "organisation_id",
            Value(Role.ELECTED.value),
            "function",
            "delegation",
            "mail",
            Value(None, output_field=BigIntegerField()),
            Value(value=False, output_field=BooleanField()),
            *_OF_BOTH,
        )
        .order_by()
    )


def _standing(row: tuple[Any, ...]) -> Standing:
    (
        held,
        is_mandate,
        person,
        organisation,
        role,
        title,
        detail,
        mail,
        site,
        admin,
        starts,
        ends,
        *rest,
    ) = row
    slug, name, mark, kind, given, family = rest
    return Standing(
        id=held,
        is_mandate=bool(is_mandate),
        affiliation=AffiliationRef(
            person, organisation, Role(role), title, detail, mail, site, bool(admin), starts, ends
        ),
        organisation=OrganisationRef(organisation, slug, name, mark, OrganisationKind(kind)),
        person_name=f"{given} {family}".strip(),
    )
