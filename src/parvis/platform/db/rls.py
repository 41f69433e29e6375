"""Row-level security policies, as migration operations. Nothing happens on SQLite."""
# ruff: noqa: ARG002 -- the signatures are Django's

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

_OWNER = "organisation_id = ANY (current_setting('parvis.organisations', true)::bigint[])"
_EVERYWHERE = "current_setting('parvis.everywhere', true) = 'on'"
PERSON = "nullif(current_setting('parvis.person', true), '')::bigint"


class EnableRowSecurity(Operation):
    """Rows of `table` are seen and written only within the scope.

    Args:
        table: its name in the database.
        shared: SQL condition under which a row is also in scope for the person
            (`PERSON` above stands for her id); "" for tables that are never shared.
    """

    reversible = True

    def __init__(self, table: str, shared: str = "") -> None:
        self.table, self.shared = table, shared

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models do not change."""

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        condition = f"({_EVERYWHERE}) OR ({_OWNER})" + (
            f" OR ({self.shared})" if self.shared else ""
        )
        name = schema_editor.quote_name(self.table)
        schema_editor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(
            f"CREATE POLICY parvis_scope ON {name} USING ({condition}) WITH CHECK ({condition})"
        )

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: Any,
        to_state: Any,
    ) -> None:
        if schema_editor.connection.vendor != "postgresql":
            return
        name = schema_editor.quote_name(self.table)
        schema_editor.execute(f"DROP POLICY parvis_scope ON {name}")
        schema_editor.execute(f"ALTER TABLE {name} NO FORCE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {name} DISABLE ROW LEVEL SECURITY")

    def describe(self) -> str:
        return f"Row-level security on {self.table}"
