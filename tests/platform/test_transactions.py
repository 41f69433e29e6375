"""One durable transaction at a time, and a fair queue in front of SQLite's single writer."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.db import connection
from tests.platform.happenings import happen

from parvis.platform import audit
from parvis.platform.actor import system
from parvis.platform.db import after_commit, transaction, transaction_required
from parvis.platform.db.transaction import FairLock
from parvis.platform.models import OutboxMessage, ScheduledRun

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
WRITES = 40


def write(name: str) -> None:
    with transaction():
        ScheduledRun.objects.create(name=name, next_at=NOW)


@pytest.mark.usefixtures("transactional_db")
class TestTransaction:
    def test_nesting_is_refused(self) -> None:
        with transaction(), pytest.raises(RuntimeError):
            write("inner")
        assert not ScheduledRun.objects.exists()

    def test_a_refused_nesting_leaves_the_queue_free(self) -> None:
        self.test_nesting_is_refused()
        write("after")
        assert ScheduledRun.objects.get().name == "after"

    def test_helpers_refuse_to_write_alone(self) -> None:
        with pytest.raises(RuntimeError):
            transaction_required()
        with pytest.raises(RuntimeError):
            audit.record(system("test"), "tests.write", "thing:1", organisation=None)
        with transaction():
            transaction_required()
            audit.record(system("test"), "tests.write", "thing:1", organisation=None)

    def test_after_commit_waits_and_never_runs_after_a_rollback(self) -> None:
        calls: list[str] = []
        with transaction():
            after_commit(lambda: calls.append("kept"))
            assert calls == []
        assert calls == ["kept"]
        with pytest.raises(KeyError), transaction():
            self._doomed(calls)
        assert calls == ["kept"]

    @staticmethod
    def _doomed(calls: list[str]) -> None:
        after_commit(lambda: calls.append("lost"))
        raise KeyError


def waiting(lock: FairLock, count: int) -> None:
    """Until that many threads wait for the lock."""
    limit = time.monotonic() + 5
    while len(lock._waiting) < count:
        assert time.monotonic() < limit
        time.sleep(0.001)


@pytest.mark.pure
class TestFairLock:
    def test_first_come_first_served(self) -> None:
        lock, served, threads = FairLock(), list[int](), list[threading.Thread]()

        def take(number: int) -> None:
            with lock:
                served.append(number)

        lock.acquire()
        for number in range(12):
            threads.append(threading.Thread(target=take, args=(number,)))
            threads[-1].start()
            waiting(lock, number + 1)
        lock.release()
        for thread in threads:
            thread.join(5)
        assert served == list(range(12))

    def test_nobody_overtakes(self) -> None:
        """A thread that asks again at once waits behind those already there."""
        lock, served = FairLock(), list[str]()

        def take(name: str) -> None:
            with lock:
                served.append(name)

        lock.acquire()
        other = threading.Thread(target=take, args=("other",))
        other.start()
        waiting(lock, 1)
        lock.release()
        take("eager")
        other.join(5)
        assert served == ["other", "eager"]

    def test_one_at_a_time(self, together: Callable[..., list[BaseException]]) -> None:
        lock, inside, most = FairLock(), list[int](), list[int]()

        def work(number: int) -> None:
            for _ in range(20):
                with lock:
                    inside.append(number)
                    most.append(len(inside))
                    inside.pop()

        assert together(work, 6) == []
        assert set(most) == {1}
        assert len(most) == 120

    def test_an_error_gives_it_back(self) -> None:
        lock = FairLock()
        with pytest.raises(KeyError), lock:
            raise KeyError
        assert not lock._held

    def test_who_gives_up_leaves_the_queue(self, monkeypatch: pytest.MonkeyPatch) -> None:
        lock = FairLock()
        lock.acquire()

        def interrupted(self: threading.Event, timeout: float | None = None) -> bool:
            raise KeyboardInterrupt

        monkeypatch.setattr(threading.Event, "wait", interrupted)
        with pytest.raises(KeyboardInterrupt):
            lock.acquire()
        monkeypatch.undo()
        assert not lock._waiting
        lock.release()
        assert not lock._held


@pytest.mark.usefixtures("shared_database")
class TestBurst:
    def test_eight_threads_write_and_none_is_refused(
        self, together: Callable[..., list[BaseException]]
    ) -> None:
        waits: list[float] = []

        def write_many(number: int) -> None:
            for item in range(WRITES):
                start = time.perf_counter()
                write(f"{number}-{item}")
                waits.append(time.perf_counter() - start)

        assert together(write_many, 8) == []
        assert ScheduledRun.objects.count() == 8 * WRITES
        assert max(waits) < 2.0, "one thread starved"

    def test_readers_read_while_others_write(
        self, together: Callable[..., list[BaseException]]
    ) -> None:
        def work(number: int) -> None:
            for item in range(WRITES):
                if number % 2:
                    ScheduledRun.objects.count()
                else:
                    write(f"{number}-{item}")

        assert together(work, 6) == []

    def test_events_of_a_burst_are_all_kept(
        self, together: Callable[..., list[BaseException]]
    ) -> None:
        assert together(lambda number: [happen(number) for _ in range(10)], 4) == []
        assert OutboxMessage.objects.count() == 40


@pytest.mark.usefixtures("shared_database")
def test_sqlite_is_set_up_to_last() -> None:
    """Write-ahead log, every commit on disk, foreign keys on; PostgreSQL needs none of it."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        found = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        ]
    assert found == ["wal", 2, 1, 10_000]
