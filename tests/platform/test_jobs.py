"""Jobs: schedules caught up once, one process per run, tasks drained, a runner that stops."""
# ruff: noqa: ARG002, ARG005 -- fixtures are asked for by name; handlers take what they are given

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks import task
from django_tasks_db.models import DBTaskResult
from tests.platform.happenings import Happened, happen, subscribed

from parvis.platform import events, jobs
from parvis.platform.db import current_scope
from parvis.platform.models import OutboxMessage, ScheduledRun

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
done: list[int] = []


@task()
def remember(number: int) -> None:
    done.append(number)


@task()
def fail() -> None:
    raise RuntimeError("cannot")


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """Only one schedule, hourly; the moments it was called at."""
    monkeypatch.setattr(jobs, "_schedules", {})
    called: list[datetime] = []
    jobs.schedule("tests.hourly", every=HOUR)(called.append)
    return called


@pytest.mark.usefixtures("db")
class TestSchedules:
    def test_first_at_once_then_each_hour(self, calls: list[datetime]) -> None:
        minutes = [NOW + timedelta(minutes=10 * step) for step in range(13)]
        ran = [jobs.run_due(now=minute) for minute in minutes]
        assert calls == [NOW, NOW + HOUR, NOW + 2 * HOUR]
        assert sum(ran) == 3

    def test_what_was_missed_is_caught_up_once(self, calls: list[datetime]) -> None:
        jobs.run_due(now=NOW)
        monday = NOW + timedelta(days=3)
        assert jobs.run_due(now=monday) == 1
        assert jobs.run_due(now=monday + timedelta(minutes=59)) == 0
        assert jobs.run_due(now=monday + HOUR) == 1
        assert calls == [NOW, monday, monday + HOUR]
        run = ScheduledRun.objects.get()
        assert (run.last_at, run.next_at) == (monday + HOUR, monday + 2 * HOUR)

    def test_one_that_fails_waits_for_its_next_time(
        self, calls: list[datetime], caplog: pytest.LogCaptureFixture
    ) -> None:
        @jobs.schedule("tests.broken", every=HOUR)
        def broken(now: datetime) -> None:
            raise RuntimeError("cannot")

        assert jobs.run_due(now=NOW) == 2
        assert calls == [NOW]
        assert "schedule failed" in caplog.text
        assert jobs.run_due(now=NOW) == 0

    def test_it_says_why_it_reads_everything(self, calls: list[datetime]) -> None:
        scopes: list[str] = []
        jobs.schedule("tests.scope", every=HOUR)(
            lambda now: scopes.append(current_scope().everywhere)
        )
        jobs.run_due(now=NOW)
        assert scopes == ["schedule tests.scope"]


@pytest.mark.usefixtures("shared_database")
def test_two_runners_one_run(
    calls: list[datetime], together: Callable[..., list[BaseException]]
) -> None:
    jobs.run_due(now=NOW)
    assert together(lambda _: jobs.run_due(now=NOW + HOUR), 4) == []
    assert calls == [NOW, NOW + HOUR]


@pytest.mark.usefixtures("shared_database")
def test_runners_that_start_together_run_once(
    calls: list[datetime], together: Callable[..., list[BaseException]]
) -> None:
    assert together(lambda _: jobs.run_due(now=NOW), 4) == []
    assert calls == [NOW]


@pytest.mark.usefixtures("shared_database")
class TestTasks:
    @pytest.fixture(autouse=True)
    def _forget(self) -> Iterator[None]:
        done.clear()
        yield
        done.clear()

    def test_the_queue_is_drained_in_order(self) -> None:
        for number in range(3):
            remember.enqueue(number)
        assert done == []
        jobs.run_tasks()
        assert done == [0, 1, 2]
        assert not DBTaskResult.objects.ready().exists()

    def test_one_that_fails_does_not_stop_the_others(self) -> None:
        fail.enqueue()
        remember.enqueue(7)
        jobs.run_tasks()
        assert done == [7]
        assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == [
            "FAILED",
            "SUCCESSFUL",
        ]

    def test_an_empty_queue_locks_nothing(self) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as queries:
            jobs.run_tasks()
        assert [query["sql"][:6] for query in queries] == ["SELECT"]

    def test_two_workers_one_run(self, together: Callable[..., list[BaseException]]) -> None:
        for number in range(12):
            remember.enqueue(number)
        assert together(lambda _: jobs.run_tasks(), 3) == []
        assert sorted(done) == list(range(12))


@pytest.mark.usefixtures("shared_database")
def test_the_runner_is_woken_by_a_commit_and_stops_when_told(calls: list[datetime]) -> None:
    """With a pause of a minute, only the commit can explain a delivery within seconds."""
    delivered = threading.Event()
    runner = jobs.Runner(pause=60)
    with subscribed(handler=lambda event, key: delivered.set()):
        runner.start()
        try:
            deadline = time.monotonic() + 5
            while not calls:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            happen()
            assert delivered.wait(5)
        finally:
            runner.stop()
    assert runner._thread
    assert not runner._thread.is_alive()
    assert not OutboxMessage.objects.filter(done_at=None).exists()


@pytest.mark.usefixtures("shared_database")
def test_the_last_step_delivers_what_was_committed_before_stopping(calls: list[datetime]) -> None:
    got: list[int] = []

    def handler(event: Happened, key: str) -> None:
        got.append(event.number)

    runner = jobs.Runner()
    with subscribed(handler=handler):
        happen(5)
        runner._stopping.set()
        runner.run()
    assert got == [5]
    assert events.pending() == 0
