"""PostgreSQL with the scope carried into row-level security (lock 4 of the architecture).

Before a statement runs, the connection is told the scope in force, once per change of scope. A
rollback also rolls the setting back, so both rollbacks forget what was told.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.postgresql import base

from parvis.platform.db.scope import Scope, peek_scope

_UNSET = object()
_CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
_TELL = (
    "SELECT set_config('parvis.organisations', %s, false), "
    "set_config('parvis.person', %s, false), set_config('parvis.everywhere', %s, false)"
)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own wrapper, plus the scope."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: object = _UNSET
        self._telling = False
        self.execute_wrappers.append(self._tell_scope)

    def init_connection_state(self) -> None:
        self._told = _UNSET
        super().init_connection_state()

    def connect(self) -> None:
        self._told = _UNSET  # a pooled connection remembers another request's scope
        super().connect()

    def _rollback(self) -> Any:
        self._told = _UNSET
        return super()._rollback()  # type: ignore[misc]  # missing from the stubs

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # missing from the stubs
        self._told = _UNSET

    def _tell_scope(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        if isinstance(sql, str) and sql.startswith(_CONTROL):
            return execute(sql, params, many, context)  # allowed where nothing else is any more
        scope = peek_scope()
        if not self._telling and self.connection is not None and scope != self._told:
            self._telling = True
            try:
                self._tell(scope)
            finally:
                self._telling = False
        return execute(sql, params, many, context)

    def _tell(self, scope: Scope | None) -> None:
        held = scope or Scope()
        ids = "{" + ",".join(str(i) for i in sorted(held.organisations)) + "}"
        with self.wrap_database_errors, self.connection.cursor() as cursor:
            cursor.execute(_TELL, (ids, str(held.person or ""), "on" if held.everywhere else ""))
        self._told = scope
