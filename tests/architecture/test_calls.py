"""Lock 1: who acts comes first; an action asks, opens one transaction and says what happened."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

import pytest
from tests.architecture.calls import CallGraph
from tests.architecture.excuses import only
from tests.architecture.sources import Function, Module, dotted, of_rooms, rooms

# Each with its reason; a line that is no longer needed fails.
_HELD = "computes from what the caller already holds, and was given because she asked"
_BEFORE = "says who is asking, hence before there is an actor"
_UPKEEP = "upkeep of the platform: nobody's doing, nothing to undo, nobody to tell"
_HER_OWN = "her own mark on what she alone sees: a trace of it would be a watch over her"
NOT_ACTOR_FIRST = {
    "parvis.agenda.queries.calendar.end_of": _HELD,
    "parvis.agenda.queries.calendar.local_day": _HELD,
    "parvis.agenda.queries.events.draft_at": _HELD,
    "parvis.agenda.queries.events.repetition": _HELD,
    "parvis.agenda.queries.find.day_picture": _HELD,
    "parvis.agenda.queries.find.days_of": _HELD,
    "parvis.agenda.queries.find.free_rooms": _HELD,
    "parvis.agenda.queries.find.slot_at": _HELD,
    "parvis.agenda.queries.find.why_not": _HELD,
    "parvis.agenda.queries.slots.answered": _HELD,
    "parvis.identity.queries.accounts.account_of_session": _BEFORE,
    "parvis.identity.queries.accounts.signed_in": _BEFORE,
}
BY_POSITION: dict[str, str] = {}
UNASKED: dict[str, str] = {}
UNSAID = {
    "parvis.agenda.actions.upkeep.extend_series": _UPKEEP,
    "parvis.agenda.actions.upkeep.purge_cancelled": _UPKEEP,
    "parvis.identity.actions.sessions.clear_expired": _UPKEEP,
    "parvis.portal.actions.links.forget_links": _UPKEEP,
    "parvis.portal.actions.notifications.forget": _UPKEEP,
    "parvis.portal.actions.notifications.notify": "tells of an event that has its own trace",
    "parvis.portal.actions.notifications.mark_unread": _HER_OWN,
    "parvis.portal.actions.notifications.read": _HER_OWN,
    "parvis.portal.actions.notifications.unread": _HER_OWN,
    "parvis.portal.actions.preferences.choose_theme": _HER_OWN,
}
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "date.today",
    "datetime.date.today",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "time.time",
    "now",
    "localdate",
    "localtime",
}
_TODAY = "a rule judges a row today: the predicate and its twin must take the same day"
READS_CLOCK = {
    "parvis.directory.rules: timezone.localdate": _TODAY,
    "parvis.organisations.rules: timezone.localdate": _TODAY,
}


def test_actor_comes_first() -> None:
    wrong = {
        f"{module.name}.{node.name}"
        for module in of_rooms("actions", "queries")
        for node in module.public_functions()
        if not _actor_first(node)
    }
    only(wrong, NOT_ACTOR_FIRST)


def test_everything_else_is_named() -> None:
    """After the actor come named arguments only: `move(actor, event=…, to=…)`."""
    wrong = {
        f"{module.name}.{node.name}"
        for module in of_rooms("actions", "queries")
        for node in module.public_functions()
        if _actor_first(node) and (len(_positional(node)) > 1 or node.args.vararg)
    }
    only(wrong, BY_POSITION)


def _positional(node: Function) -> list[ast.arg]:
    return [*node.args.posonlyargs, *node.args.args]


def _actor_first(node: Function) -> bool:
    first = _positional(node)[:1]
    return bool(first) and first[0].arg == "actor" and _annotation(first[0]) == "Actor"


def _annotation(argument: ast.arg) -> str:
    return ast.unparse(argument.annotation) if argument.annotation else ""


@pytest.mark.parametrize(
    ("needed", "excused"),
    [
        pytest.param({"require"}, UNASKED, id="asks whether she may"),
        pytest.param({"publish", "transaction"}, UNSAID, id="says what happened, in a transaction"),
    ],
)
def test_actions_call(needed: set[str], excused: dict[str, str]) -> None:
    wrong = {name for name, reached in _actions() if not needed <= reached}
    only(wrong, excused)


def _actions() -> Iterator[tuple[str, set[str]]]:
    for room in rooms():
        graph = CallGraph(_within(room, "actions", "queries"))
        for module in _within(room, "actions"):
            for node in module.public_functions():
                name = f"{module.name}.{node.name}"
                yield name, graph.reached(name)


def _within(room: str, *storeys: str) -> list[Module]:
    return [module for module in of_rooms(*storeys) if module.name.split(".")[1] == room]


def test_time_is_a_parameter() -> None:
    wrong = {
        f"{module.name}: {name}"
        for module in of_rooms("core", "queries", "rules", "models", "actions")
        for name in _names(module, lambda name: name in CLOCKS)
    }
    only(wrong, READS_CLOCK)


def _names(module: Module, wanted: Callable[[str], bool]) -> set[str]:
    """Names read or called, also when passed as a value such as `default=timezone.now`."""
    imported = {
        one.asname or one.name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        for one in node.names
    }
    return {
        name
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Name | ast.Attribute)
        if isinstance(node.ctx, ast.Load)
        if wanted(name := dotted(node)) and ("." in name or name in imported)
    }


def test_public_api_is_typed_by_the_rooms_own_words() -> None:
    """No other room sees a model or a queryset: `api` never names them."""
    wrong = {
        f"{module.name}: {ast.unparse(node)}"
        for module in of_rooms("api")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom)
        and (
            (node.module or "").startswith("django.db")
            or (node.module or "").endswith(".models")
            or any(one.name == "models" for one in node.names)
        )
    }
    only(wrong, {})
