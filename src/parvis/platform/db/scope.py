"""The scope: whose rows may be touched now (lock 3 of the architecture).

A `ContextVar` set from the actor by the middleware, the job runner and the command line. Without
one, the default manager of an owned model raises: forgetting is an error, not a leak.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from parvis.platform.actor import Actor


class ScopeMissing(RuntimeError):  # noqa: N818 -- says what happened
    """An owned table was read or written although nobody said for whom."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Rows of `organisations`, and rows shared with `person`; or, with a reason, all rows."""

    organisations: frozenset[int] = field(default_factory=frozenset)
    person: int | None = None
    everywhere: str = ""


_current: ContextVar[Scope | None] = ContextVar("parvis_scope", default=None)


def scope_of(actor: Actor) -> Scope:
    """The scope an actor reads in: every organisation where she holds something in force."""
    return Scope(organisations=actor.organisations, person=actor.person)


def current_scope() -> Scope:
    """The scope in force.

    Raises:
        ScopeMissing: none was set.
    """
    scope = _current.get()
    if scope is None:
        raise ScopeMissing("No scope: use `with scoped(actor):` or `with everywhere(reason):`.")
    return scope


def peek_scope() -> Scope | None:
    """The scope in force or None; for the database backend, which must not raise."""
    return _current.get()


@contextmanager
def scoped(actor: Actor) -> Iterator[Scope]:
    """Read and write as this actor may."""
    token = _current.set(scope_of(actor))
    try:
        yield scope_of(actor)
    finally:
        _current.reset(token)


@contextmanager
def everywhere(reason: str) -> Iterator[Scope]:
    """Read and write all rows, for a stated reason. Uses are listed in a golden file."""
    scope = Scope(everywhere=reason)
    token = _current.set(scope)
    try:
        yield scope
    finally:
        _current.reset(token)
