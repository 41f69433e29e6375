"""Rows as other rooms know them."""

from __future__ import annotations

from parvis.identity.models import Account, SignInSource
from parvis.identity.types import AccountRef, SourceRef


def account_ref(row: Account) -> AccountRef:
    return AccountRef(row.pk, row.email, row.person_id, row.source_id, row.source.organisation_id)


def source_ref(row: SignInSource) -> SourceRef:
    return SourceRef(row.pk, row.slug, row.name, row.organisation_id)
