"""The outbox: written with the change, delivered at least once, each receipt kept once."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.platform.happenings import ACTOR, Happened, happen, subscribed

from parvis.platform import events
from parvis.platform.db import current_scope, transaction
from parvis.platform.events import deliver_pending, pending, publish
from parvis.platform.models import AuditEntry, Delivery, OutboxMessage

LATER = datetime(2120, 1, 1, tzinfo=UTC)  # after anything the tests publish


class Recorder:
    """A subscriber that remembers, and fails the first `failures` times."""

    def __init__(self, failures: int = 0) -> None:
        self.got: list[tuple[int, str]] = []
        self.failures = failures

    def __call__(self, event: Happened, key: str) -> None:
        if self.failures:
            self.failures -= 1
            raise RuntimeError("not now")
        self.got.append((event.number, key))

    @property
    def numbers(self) -> list[int]:
        return [number for number, _ in self.got]


class Undone(Exception):  # noqa: N818 -- says what happened
    """What makes a transaction roll back."""


def publish_then(*, undo: bool, number: int = 0) -> None:
    """Publish, then let the transaction end well or not."""
    with transaction():
        publish(ACTOR, Happened(organisation=1, subject="thing:1", number=number))
        if undo:
            raise Undone


@pytest.mark.usefixtures("transactional_db")
class TestWriting:
    def test_commit_keeps_the_event_and_its_audit_entry(self) -> None:
        events.wake.clear()
        happen(4)
        message = OutboxMessage.objects.get()
        assert (message.attempts, message.done_at) == (0, None)
        entry = AuditEntry.objects.get()
        assert (entry.verb, entry.subject, entry.person_id) == ("tests.happen", "thing:4", 7)
        assert (entry.acting_for_id, entry.request_id) == (1, "request-1")
        assert events.wake.is_set()

    def test_rollback_drops_both(self) -> None:
        events.wake.clear()
        with pytest.raises(Undone):
            publish_then(undo=True)
        assert not OutboxMessage.objects.exists()
        assert not AuditEntry.objects.exists()
        assert not events.wake.is_set()

    def test_publishing_outside_a_transaction_is_refused(self) -> None:
        with pytest.raises(RuntimeError):
            publish(ACTOR, Happened(organisation=1, subject="thing:1"))
        assert not AuditEntry.objects.exists()


@pytest.mark.usefixtures("transactional_db")
class TestDelivering:
    def test_each_subscriber_gets_it_once(self) -> None:
        first, second = Recorder(), Recorder()
        with subscribed(first=first, second=second):
            happen(1)
            assert deliver_pending(now=LATER) == 1
            assert deliver_pending(now=LATER) == 0
        assert first.numbers == second.numbers == [1]
        assert first.got[0][1] != second.got[0][1]
        assert pending() == 0

    def test_redelivery_runs_only_who_has_not_had_it(self) -> None:
        steady, shaky = Recorder(), Recorder(failures=1)
        with subscribed(steady=steady, shaky=shaky):
            happen(1)
            assert deliver_pending(now=LATER) == 0
            assert deliver_pending(now=LATER + timedelta(seconds=2)) == 1
        assert steady.numbers == shaky.numbers == [1]

    def test_the_key_is_the_same_at_each_redelivery(self) -> None:
        keys: list[str] = []

        def handler(event: Happened, key: str) -> None:
            keys.append(key)
            if len(keys) == 1:
                raise RuntimeError("after the work was done")

        with subscribed(handler=handler):
            happen()
            deliver_pending(now=LATER)
            deliver_pending(now=LATER + timedelta(hours=1))
        assert len(keys) == 2
        assert len(set(keys)) == 1

    def test_backoff_doubles_then_it_is_parked(self) -> None:
        broken, now, waits = Recorder(failures=99), LATER, []
        with subscribed(broken=broken):
            happen()
            for _ in range(events.MAX_ATTEMPTS):
                assert deliver_pending(now=now) == 0
                ready = OutboxMessage.objects.get().ready_at
                waits.append((ready - now).total_seconds())
                assert deliver_pending(now=ready - timedelta(milliseconds=1)) == 0
                now = ready
            assert deliver_pending(now=now + timedelta(days=1)) == 0
        assert waits == [min(2**tries, 3600) for tries in range(events.MAX_ATTEMPTS)]
        assert 99 - broken.failures == events.MAX_ATTEMPTS
        parked = OutboxMessage.objects.get()
        assert parked.error == "broken: not now"
        assert pending() == 1  # the metric keeps showing it

    def test_a_broken_event_does_not_hold_up_the_next(self) -> None:
        broken = Recorder(failures=1)
        with subscribed(broken=broken):
            happen(1)
            happen(2)
            assert deliver_pending(now=LATER) == 1
        assert broken.numbers == [2]

    def test_order_is_that_of_writing(self) -> None:
        recorder = Recorder()
        with subscribed(recorder=recorder):
            for number in range(5):
                happen(number)
            assert deliver_pending(now=LATER) == 5
        assert recorder.numbers == [0, 1, 2, 3, 4]

    def test_a_pass_is_bounded(self) -> None:
        recorder = Recorder()
        with subscribed(recorder=recorder):
            for number in range(3):
                happen(number)
            assert deliver_pending(now=LATER, limit=2) == 2
            assert deliver_pending(now=LATER, limit=2) == 1

    def test_a_process_that_died_leaves_its_message_to_others(self) -> None:
        recorder = Recorder()
        with subscribed(recorder=recorder):
            happen(1)
            message = OutboxMessage.objects.get()
            assert events._claim(message, LATER)  # …and it dies here
            assert deliver_pending(now=LATER + events.LEASE - timedelta(seconds=1)) == 0
            assert deliver_pending(now=LATER + events.LEASE) == 1
        assert recorder.numbers == [1]

    def test_handlers_run_outside_any_transaction_and_see_everything(self) -> None:
        reasons: list[str] = []

        def handler(event: Happened, key: str) -> None:
            reasons.append(current_scope().everywhere)
            with transaction():
                publish(ACTOR, Happened(organisation=1, subject="thing:2", number=2))

        with subscribed(handler=handler):
            happen(1)
            assert deliver_pending(now=LATER) == 1
        assert reasons == ["event delivered to handler"]
        assert OutboxMessage.objects.count() == 2

    def test_receipts_are_unique_in_the_database(self) -> None:
        happen()
        message = OutboxMessage.objects.get()
        Delivery.objects.create(message=message, subscriber="one")
        with pytest.raises(IntegrityError), transaction():
            Delivery.objects.create(message=message, subscriber="one")


@pytest.mark.usefixtures("shared_database")
def test_two_deliverers_never_deliver_twice(
    together: Callable[..., list[BaseException]],
) -> None:
    got: list[int] = []

    def slow(event: Happened, key: str) -> None:
        got.append(event.number)
        time.sleep(0.01)

    with subscribed(slow=slow):
        for number in range(20):
            happen(number)
        assert together(lambda _: deliver_pending(now=LATER), 4) == []
    assert sorted(got) == list(range(20))
    assert pending() == 0
    assert Delivery.objects.count() == 20


@pytest.mark.usefixtures("transactional_db")
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    failures=st.lists(st.integers(0, 3), min_size=1, max_size=3),
    rolled_back=st.lists(st.booleans(), min_size=1, max_size=5),
)
def test_whatever_fails_each_committed_event_is_had_once_by_each(
    failures: list[int], rolled_back: list[bool]
) -> None:
    OutboxMessage.objects.all().delete()
    recorders = {f"s{number}": Recorder(times) for number, times in enumerate(failures)}
    with subscribed(**recorders):
        for number, undone in enumerate(rolled_back):
            with suppress(Undone):
                publish_then(undo=undone, number=number)
        for hour in range(12):
            deliver_pending(now=LATER + timedelta(hours=hour))
    expected = [number for number, undone in enumerate(rolled_back) if not undone]
    for recorder in recorders.values():
        assert sorted(recorder.numbers) == expected
    assert pending() == 0
