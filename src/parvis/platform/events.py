"""Events go up: written to the outbox in the action's transaction, delivered after commit.

An action calls `publish` once; the same call writes the audit entry, so that what happened and who
did it cannot drift apart. Subscribers get each event at least once and must be idempotent: the
delivery's `key` is stable across redeliveries.
"""

from __future__ import annotations

import importlib
import json
import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar, TypeVar

from django.db import IntegrityError
from django.db.models import Q
from django.utils import timezone

from parvis.platform import audit
from parvis.platform.actor import Actor
from parvis.platform.db import after_commit, everywhere, transaction, transaction_required
from parvis.platform.models import Delivery, OutboxMessage

log = logging.getLogger("parvis.events")
MAX_ATTEMPTS = 12
LEASE = timedelta(seconds=15)  # longer than any handler should take


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened, as ids and JSON-able values. Subclasses live in a room's `events.py`.

    Attributes:
        organisation: id of the organisation concerned.
        subject: "kind:id" of the row, as the audit trail shows it.
    """

    verb: ClassVar[str] = ""
    organisation: int
    subject: str


E = TypeVar("E", bound=Event)
Handler = Callable[[Any, str], None]
_subscribers: dict[str, dict[str, Handler]] = {}
_kinds: dict[str, type[Event]] = {}
wake = threading.Event()


def subscribe(kind: type[E], name: str) -> Callable[[Callable[[E, str], None]], Handler]:
    """Register `handler(event, key)`; `name` identifies it for ever in the receipts."""

    def register(handler: Callable[[E, str], None]) -> Handler:
        label = _label(kind)
        _kinds[label] = kind
        _subscribers.setdefault(label, {})[name] = handler
        return handler

    return register


def _label(kind: type[Event]) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def publish(actor: Actor, event: Event, *, detail: dict[str, Any] | None = None) -> None:
    """Write the event and its audit entry in the open transaction.

    Raises:
        RuntimeError: no transaction is open.
    """
    transaction_required()
    audit.record(
        actor, event.verb, event.subject, organisation=event.organisation, detail=detail or {}
    )
    OutboxMessage.objects.create(
        kind=_label(type(event)), body=json.dumps(asdict(event)), ready_at=timezone.now()
    )
    after_commit(wake.set)


def deliver_pending(*, now: datetime, limit: int = 200) -> int:
    """Deliver what is ready; the number of messages settled. Safe in several processes."""
    settled = 0
    for message in _ready(now, limit):
        settled += _deliver(message, now)
    return settled


def _ready(now: datetime, limit: int) -> Iterator[OutboxMessage]:
    ready = Q(done_at=None, ready_at__lte=now, attempts__lt=MAX_ATTEMPTS)
    yield from OutboxMessage.objects.filter(ready).order_by("id")[:limit]


def _deliver(message: OutboxMessage, now: datetime) -> int:
    if not _claim(message, now):
        return 0  # another process has it
    event = _event(message)
    done = set(Delivery.objects.filter(message=message).values_list("subscriber", flat=True))
    for name, handler in _subscribers.get(message.kind, {}).items():
        if name not in done and not _run(message, name, handler, event, now):
            return 0
    with transaction():
        OutboxMessage.objects.filter(id=message.id).update(done_at=now)
    return 1


def _claim(message: OutboxMessage, now: datetime) -> int:
    """Take the message for a while; another process may take it if this one dies meanwhile."""
    unclaimed = OutboxMessage.objects.filter(id=message.id, attempts=message.attempts, done_at=None)
    with transaction():
        return unclaimed.update(attempts=message.attempts + 1, ready_at=now + LEASE)


def _backoff(attempts: int) -> timedelta:
    return timedelta(seconds=min(2**attempts, 3600))


def _event(message: OutboxMessage) -> Event:
    kind = _kinds.get(message.kind)
    if kind is None:
        module, _, name = message.kind.rpartition(".")
        kind = getattr(importlib.import_module(module), name)
        assert kind is not None
    return kind(**json.loads(message.body))


def _run(message: OutboxMessage, name: str, handler: Handler, event: Event, now: datetime) -> bool:
    try:
        with everywhere(f"event delivered to {name}"):
            handler(event, f"{message.id}:{name}")
    except Exception as error:
        log.exception("subscriber failed", extra={"subscriber": name, "message_id": message.id})
        with transaction():
            OutboxMessage.objects.filter(id=message.id).update(
                error=f"{name}: {error}"[:500], ready_at=now + _backoff(message.attempts)
            )
        return False
    try:
        with transaction():
            Delivery.objects.create(message=message, subscriber=name)
    except IntegrityError:
        log.info("delivered twice", extra={"subscriber": name, "message_id": message.id})
    return True


def catalogue() -> dict[str, list[str]]:
    """Event -> names of its subscribers; for the generated reference."""
    return {label: sorted(handlers) for label, handlers in sorted(_subscribers.items())}


def pending() -> int:
    """How many messages still wait, those given up included."""
    return OutboxMessage.objects.filter(done_at=None).count()
