"""Models that belong to an organisation, and the manager that fails closed."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from django.db import models
from django.db.models import Q

from parvis.platform.db.scope import Scope, current_scope

M = TypeVar("M", bound=models.Model)


class ScopedQuerySet(models.QuerySet[M]):
    """Rows within the scope; bulk creation is guarded like single saves."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        for row in rows:
            _guard(row, current_scope())
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Refuse to hand rows over to an organisation that is not in the scope."""
        scope = current_scope()
        given = kwargs.get("organisation_id", kwargs.get("organisation"))
        owner = given.pk if isinstance(given, models.Model) else given
        if owner is not None and not scope.everywhere and owner not in scope.organisations:
            raise PermissionError(f"Organisation {owner} is outside the scope.")
        return super().update(**kwargs)


class ScopedManager(models.Manager.from_queryset(ScopedQuerySet)):  # type: ignore[misc]
    """The default manager: raises `ScopeMissing` without a scope, filters by it otherwise."""

    def get_queryset(self) -> Any:
        scope = current_scope()
        rows = super().get_queryset()
        return rows if scope.everywhere else rows.filter(self.model.scope_q(scope))


def _guard(row: models.Model, scope: Scope) -> None:
    if scope.everywhere:
        return
    owner = row.organisation_id  # type: ignore[attr-defined]
    if owner not in scope.organisations and not row.shared_with(scope):  # type: ignore[attr-defined]
        raise PermissionError(f"{row._meta.label} of organisation {owner} is outside the scope.")  # noqa: SLF001 -- Django's own way to say


class OwnedModel(models.Model):
    """A row owned by one organisation.

    Models whose rows are shared with people of other organisations override `scope_q` and
    `shared_with` together; the twin property is tested.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    objects: ClassVar[Any] = ScopedManager()
    unscoped: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"

    def save(self, *args: Any, **kwargs: Any) -> None:
        _guard(self, current_scope())
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        _guard(self, current_scope())
        return super().delete(*args, **kwargs)

    @classmethod
    def scope_q(cls, scope: Scope) -> Q:
        """The filter that a scope means for this table."""
        return Q(organisation__in=scope.organisations)

    def shared_with(self, scope: Scope) -> bool:  # noqa: ARG002 -- overridden
        """Whether the row may be written in this scope although another organisation owns it."""
        return False
