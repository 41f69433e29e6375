"""The audit trail: who did what, when, acting for which organisation. Append-only."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from parvis.platform.actor import Actor
from parvis.platform.db import transaction_required
from parvis.platform.models import AuditEntry


def record(
    actor: Actor,
    verb: str,
    subject: str,
    *,
    organisation: int | None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one entry in the open transaction; `detail` holds JSON values, never a secret.

    Raises:
        RuntimeError: no transaction is open.
    """
    transaction_required()
    AuditEntry.objects.create(
        at=timezone.now(),
        verb=verb,
        subject=subject,
        organisation_id=organisation,
        acting_for_id=actor.organisation,
        person_id=actor.person,
        account_id=actor.account,
        name=actor.name[:200],
        reason=actor.system,
        request_id=actor.request_id,
        detail=detail or {},
    )
