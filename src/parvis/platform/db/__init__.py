"""Rows, whose they are, and how they are written."""

from parvis.platform.db.owned import OwnedModel, ScopedManager, ScopedQuerySet
from parvis.platform.db.scope import (
    Scope,
    ScopeMissing,
    current_scope,
    everywhere,
    scope_of,
    scoped,
)
from parvis.platform.db.transaction import after_commit, transaction, transaction_required

__all__ = [
    "OwnedModel",
    "Scope",
    "ScopeMissing",
    "ScopedManager",
    "ScopedQuerySet",
    "after_commit",
    "current_scope",
    "everywhere",
    "scope_of",
    "scoped",
    "transaction",
    "transaction_required",
]
