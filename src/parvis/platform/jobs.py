"""Work after the answer: the outbox, queued tasks and schedules, in one small runner.

Embedded, the runner is a thread of the server woken by each commit that published something;
scaled, it is `parvis worker`. Tasks are django-tasks (`@task`), stored in the database; they take
ids, tolerate being run twice, and call an action.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import close_old_connections, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from parvis.platform import events
from parvis.platform.db import everywhere
from parvis.platform.models import ScheduledRun

log = logging.getLogger("parvis.jobs")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A call made about every `every`; a missed run is caught up once."""

    name: str
    every: timedelta
    call: Callable[[datetime], None]


_schedules: dict[str, Schedule] = {}


def schedule(
    name: str, *, every: timedelta
) -> Callable[[Callable[[datetime], None]], Callable[[datetime], None]]:
    """Declare `call(now)` beside a room's tasks."""

    def register(call: Callable[[datetime], None]) -> Callable[[datetime], None]:
        _schedules[name] = Schedule(name, every, call)
        return call

    return register


def run_due(*, now: datetime) -> int:
    """Run each schedule whose time has come; how many ran. One process wins each run."""
    ran = 0
    known = dict(ScheduledRun.objects.values_list("name", "next_at"))
    for item in _schedules.values():
        due = known.get(item.name)
        if due is None:
            ScheduledRun.objects.get_or_create(name=item.name, defaults={"next_at": now})
            due = now
        if due <= now:
            ran += _run(item, due, now)
    return ran


def _run(item: Schedule, due: datetime, now: datetime) -> int:
    claimed = ScheduledRun.objects.filter(name=item.name, next_at=due).update(
        next_at=now + item.every, last_at=now
    )
    if not claimed:
        return 0
    try:
        with everywhere(f"schedule {item.name}"):
            item.call(now)
    except Exception:
        log.exception("schedule failed", extra={"schedule": item.name})
    return claimed


def run_tasks() -> None:
    """Drain the queue of tasks in this thread; an empty queue is only read, never locked."""
    if not DBTaskResult.objects.ready().exists():
        return
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"parvis-{threading.get_ident()}",
        excluded_queue_names=[],
    ).run()


class Runner:
    """The loop. `stop()` lets the step under way finish."""

    def __init__(self, *, pause: float = 1.0) -> None:
        self._pause = pause
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Run in a thread of this process."""
        self._thread = threading.Thread(target=self.run, name="parvis-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the step under way, then end."""
        self._stopping.set()
        events.wake.set()
        if self._thread is not None:
            self._thread.join(10)

    def run(self) -> None:
        """Run in the calling thread until stopped."""
        while not self._stopping.is_set():
            self._step()
            events.wake.wait(self._pause)
            events.wake.clear()
        self._step()
        connections.close_all()

    def _step(self) -> None:
        try:
            close_old_connections()
            now = timezone.now()
            while events.deliver_pending(now=now):
                now = timezone.now()
            run_due(now=now)
            run_tasks()
        except Exception:
            log.exception("jobs step failed")
            self._stopping.wait(1)
