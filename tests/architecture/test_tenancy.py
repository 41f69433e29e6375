"""Locks 3 and 4: whose rows, who may go round the scope, and what the database itself keeps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations.loader import MigrationLoader
from tests.architecture.excuses import only
from tests.architecture.golden import GOLDEN, agree
from tests.architecture.sources import ROOT, dotted, modules

from parvis.platform.db import OwnedModel
from parvis.platform.db.rls import EnableRowSecurity

UNOWNED = Path("docs/dev/unowned.md")
WAYS_ROUND = {"unscoped", "_base_manager"}
# A unique number that is not within one organisation, and why it tells nothing of another's rows.
UNIQUE_EVERYWHERE = {
    ("uuid",): "random numbers, drawn here: one cannot ask whether another exists",
}
WITHIN_OWNED: dict[str, str] = {}


def concrete_models() -> list[type[models.Model]]:
    """Every table, also of the libraries."""
    found = apps.get_models(include_auto_created=True)
    return sorted((one for one in found if not one._meta.proxy), key=lambda one: one._meta.label)


def owned_models() -> list[type[models.Model]]:
    return [one for one in concrete_models() if issubclass(one, OwnedModel)]


def test_every_table_is_owned_or_explained() -> None:
    rows = re.findall(
        r"^\| `([\w.]+)` +\| (.+?) +\|$", (ROOT / UNOWNED).read_text("utf-8"), re.MULTILINE
    )
    only((one._meta.label for one in concrete_models() if one not in owned_models()), dict(rows))


def test_nothing_goes_round_the_scope() -> None:
    found = [
        f"{module.place}:{node.lineno}: {node.attr}"
        for module in modules()
        if not module.name.startswith("parvis.platform.db")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and node.attr in WAYS_ROUND
    ]
    only(found, {})


def test_uses_of_everywhere_are_known() -> None:
    agree(GOLDEN / "everywhere.txt", sorted(_everywheres()))


def _everywheres() -> Iterator[str]:
    """One line per use; a use that gives no reason fails."""
    for module in modules():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Call) and dotted(node.func).endswith("everywhere"):
                given = node.args[0]
                assert not isinstance(given, ast.Constant) or len(str(given.value)) >= 10, (
                    f"{module.place}:{node.lineno}: no reason"
                )
                shown = given.value if isinstance(given, ast.Constant) else ast.unparse(given)
                yield f"{module.place}: {shown}"


@pytest.mark.parametrize("model", owned_models(), ids=lambda model: model._meta.label)
def test_unique_within_the_owner(model: type[models.Model]) -> None:
    wrong = {
        f"{model._meta.label}({', '.join(names)})"
        for names in _uniques(model)
        if names[0] != "organisation" and names not in UNIQUE_EVERYWHERE
    }
    only(wrong, {name: why for name, why in WITHIN_OWNED.items() if name in wrong})


def test_no_stale_excuse_about_uniqueness() -> None:
    found = {
        f"{model._meta.label}({', '.join(names)})"
        for model in owned_models()
        for names in _uniques(model)
    }
    assert set(WITHIN_OWNED) <= found


def _uniques(model: type[models.Model]) -> Iterator[tuple[str, ...]]:
    meta = model._meta
    yield from (
        (field.name,)
        for field in meta.local_concrete_fields
        if field.unique and not field.primary_key
    )
    yield from (tuple(names) for names in meta.unique_together)
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            yield tuple(constraint.fields) or ("an expression",)


def test_the_database_keeps_the_scope_of_every_owned_table() -> None:
    loader = MigrationLoader(None, ignore_no_migrations=True)
    secured = {
        operation.table
        for migration in loader.disk_migrations.values()
        for operation in migration.operations
        if isinstance(operation, EnableRowSecurity)
    }
    owned = {model._meta.db_table for model in owned_models()}
    shared = {"portal_notification", "portal_preference"}
    assert owned - secured == set()
    assert secured - owned == shared & secured


def test_owned_models_keep_the_guarded_managers() -> None:
    for model in owned_models():
        assert model._meta.base_manager_name == "unscoped", model._meta.label
        assert type(model._default_manager).__name__ == "ScopedManager", model._meta.label


def test_sharing_is_told_to_the_filter_and_to_the_guard_together() -> None:
    for model in owned_models():
        told = {name for name in ("scope_q", "shared_with") if name in vars(model)}
        assert len(told) != 1, f"{model._meta.label} overrides {told} alone"
