"""Who may, who sees: one predicate and its queryset twin, registered by each room.

`rule` answers "may this actor do this to that row?"; `sees` answers "which rows does this actor
see?". Buttons, lists, pages and protocols ask the same two questions, so they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from parvis.platform.actor import Actor
from parvis.platform.errors import Refused, Text

Predicate = Callable[[Actor, Any], bool]
P = TypeVar("P", bound=Predicate)
V = TypeVar("V", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Rule:
    """A verb and who may do it; `says` ends in the handbook's table."""

    verb: str
    says: Text
    allows: Predicate


_rules: dict[str, Rule] = {}
_seen: dict[type[Model], Callable[[Actor, Any], Any]] = {}


def rule(verb: str, *, says: Text) -> Callable[[P], P]:
    """Register the predicate of a verb, such as "agenda.move". A verb has one rule."""

    def register(predicate: P) -> P:
        if verb in _rules:
            raise RuntimeError(f"Two rules for {verb}.")
        _rules[verb] = Rule(verb, says, predicate)
        return predicate

    return register


def sees(model: type[Model]) -> Callable[[V], V]:
    """Register which rows of `model` an actor sees: (actor, queryset) -> queryset."""

    def register(narrow: V) -> V:
        if model in _seen:
            raise RuntimeError(f"Two answers to who sees {model._meta.label}.")  # noqa: SLF001 -- Django's own way to say
        _seen[model] = narrow
        return narrow

    return register


def can(actor: Actor, verb: str, row: Any = None) -> bool:
    """Whether the actor may do this to the row (None for verbs without an object)."""
    return _rules[verb].allows(actor, row)


def require(actor: Actor, verb: str, row: Any = None) -> None:
    """Go on only if she may.

    Raises:
        Refused: she may not.
    """
    if not can(actor, verb, row):
        raise Refused


def visible(actor: Actor, model: type[Model], rows: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """The rows of `model` that the actor sees, within the scope in force."""
    start = rows if rows is not None else model._default_manager.all()  # noqa: SLF001 -- Django's own way to say
    narrowed: QuerySet[Any] = _seen[model](actor, start)
    return narrowed


def abilities(actor: Actor, row: Any, *verbs: str) -> dict[str, bool]:
    """For templates: last word of each verb -> whether the actor may, e.g. {"move": True}."""
    return {verb.rpartition(".")[2]: can(actor, verb, row) for verb in verbs}


def all_rules() -> list[Rule]:
    """Every registered rule, by verb; for the golden file and the handbook."""
    return [_rules[verb] for verb in sorted(_rules)]


def seen_models() -> list[type[Model]]:
    """Every model with an answer to "who sees"."""
    return sorted(_seen, key=lambda model: model._meta.label)  # noqa: SLF001 -- Django's own way to say
