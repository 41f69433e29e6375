"""Events and subscribers for the tests, taken off the register afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar

from parvis.platform import events
from parvis.platform.actor import Actor
from parvis.platform.db import transaction
from parvis.platform.events import Event, publish

ACTOR = Actor(person=7, account=3, organisation=1, name="Alice", request_id="request-1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Event):
    """Something happened, in the tests."""

    verb: ClassVar[str] = "tests.happen"
    number: int = 0


@contextmanager
def subscribed(**handlers: object) -> Iterator[None]:
    """Subscribe each handler under its name for the time of the block."""
    try:
        for name, handler in handlers.items():
            events.subscribe(Happened, name)(handler)  # type: ignore[arg-type]
        yield
    finally:
        events._subscribers.pop(events._label(Happened), None)


def happen(number: int = 0) -> None:
    """Publish one event in a transaction of its own."""
    with transaction():
        publish(ACTOR, Happened(organisation=1, subject=f"thing:{number}", number=number))
