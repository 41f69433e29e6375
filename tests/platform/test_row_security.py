"""Lock 4: PostgreSQL itself shows and takes only the rows of the scope, whatever the SQL."""
# ruff: noqa: ARG002 -- fixtures are asked for by name

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import pytest
from django.db import DatabaseError, connection, connections
from django.db import transaction as django_transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cast import Cast, build_cast

from parvis.organisations.models import Site
from parvis.platform.actor import Actor
from parvis.platform.db import everywhere, scoped, transaction

FORGE, BARN = "Forge", "Étable"


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast, committed, with one place for each organisation."""
    made = build_cast()
    with everywhere("building the places of the tests"):
        Site.objects.create(organisation_id=made.atelier, name=FORGE)
        Site.objects.create(organisation_id=made.bergerie, name=BARN)
    return made


def raw(sql: str = "SELECT name FROM organisations_site ORDER BY id", *given: object) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return [row[0] for row in cursor.fetchall()]


def test_the_role_is_a_plain_one(cast: Cast) -> None:
    """A superuser, or BYPASSRLS, would make every test here pass for nothing."""
    found = raw("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    assert found == [False]


class TestReading:
    def test_raw_sql_sees_the_scope_only(self, cast: Cast) -> None:
        for actor, names in [
            (cast.alice, [FORGE]),
            (cast.chloe, [BARN]),
            (cast.dana, [FORGE, BARN]),
            (cast.nobody, []),
        ]:
            with scoped(actor):
                assert raw() == names
        with everywhere("all of it, in a test"):
            assert raw() == [FORGE, BARN]

    def test_without_a_scope_there_is_nothing(self, cast: Cast) -> None:
        assert raw() == []

    def test_joins_and_aggregates_are_narrowed_too(self, cast: Cast) -> None:
        joined = (
            "SELECT s.name FROM organisations_organisation o "
            "JOIN organisations_site s ON s.organisation_id = o.id"
        )
        with scoped(cast.alice):
            assert raw(joined) == [FORGE]
            assert raw("SELECT count(*) FROM organisations_site") == [1]
            assert raw("SELECT name FROM organisations_site WHERE name LIKE %s", "É%") == []

    def test_iterating_on_the_server_is_narrowed(self, cast: Cast) -> None:
        with everywhere("first on another scope"):
            raw()
        with scoped(cast.alice):
            assert [row.name for row in Site.unscoped.iterator(chunk_size=1)] == [FORGE]


class TestWriting:
    def test_raw_sql_changes_and_deletes_nothing_outside(self, cast: Cast) -> None:
        with scoped(cast.alice), connection.cursor() as cursor:
            cursor.execute("UPDATE organisations_site SET name = 'Hangar'")
            assert cursor.rowcount == 1
            cursor.execute("DELETE FROM organisations_site WHERE name = %s", [BARN])
            assert cursor.rowcount == 0
        with everywhere("looking at what is left"):
            assert sorted(raw()) == ["Hangar", BARN]

    @pytest.mark.parametrize(
        "sql",
        [
            "INSERT INTO organisations_site (organisation_id, name, address) VALUES (%s, 'X', '')",
            "UPDATE organisations_site SET organisation_id = %s",
        ],
    )
    def test_no_row_is_given_to_another(self, cast: Cast, sql: str) -> None:
        with scoped(cast.alice), connection.cursor() as cursor:
            with pytest.raises(DatabaseError, match="row-level security"):
                cursor.execute(sql, [cast.bergerie])
            cursor.execute("SELECT name FROM organisations_site")
            assert cursor.fetchall() == [(FORGE,)]


def test_every_secured_table_is_forced_on_its_owner(cast: Cast) -> None:
    loose = raw(
        "SELECT relname FROM pg_class JOIN pg_policy ON polrelid = pg_class.oid "
        "WHERE NOT (relrowsecurity AND relforcerowsecurity)"
    )
    secured = raw("SELECT relname::text FROM pg_class WHERE relforcerowsecurity")
    assert loose == []
    assert "organisations_site" in secured


def test_a_lost_connection_is_djangos_own_error(cast: Cast) -> None:
    """`/readyz` and retries catch Django's errors, also when telling the scope is what failed."""
    pid = raw("SELECT pg_backend_pid()")[0]
    with connections["default"].copy().cursor() as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
        other.connection.close()
    with scoped(cast.alice), pytest.raises(DatabaseError):
        raw()
    connection.close()


# A property: whatever happened before on the connection, each statement sees its own scope.


class Undone(Exception):  # noqa: N818 -- says what happened
    """Leaves a block the hard way."""


def read(check: Callable[[], None]) -> None:
    check()


def commit(check: Callable[[], None]) -> None:
    with transaction():
        check()


def roll_back(check: Callable[[], None]) -> None:
    with pytest.raises(Undone), transaction():
        fail(check)


def roll_back_to_savepoint(check: Callable[[], None]) -> None:
    with transaction():
        with everywhere("what was told before the savepoint, in a test"):
            raw()
        with pytest.raises(Undone), django_transaction.atomic():
            fail(check)
        check()  # the database went back to what it had been told before


def fail(check: Callable[[], None]) -> None:
    check()
    raise Undone


def break_a_statement(check: Callable[[], None]) -> None:
    with pytest.raises(DatabaseError), transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")
    check()


def break_within_a_savepoint(check: Callable[[], None]) -> None:
    with transaction():
        check()
        with pytest.raises(DatabaseError), django_transaction.atomic():
            break_widely()
        check()


def break_widely() -> None:
    with everywhere("a closer look, in a test"), connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def widen_then_roll_back(check: Callable[[], None]) -> None:
    with pytest.raises(Undone), transaction(), everywhere("a closer look, in a test"):
        fail(raw)
    check()


def widen_within(check: Callable[[], None]) -> None:
    with transaction():
        with everywhere("a closer look, in a test"):
            assert len(raw()) == 2
        check()


def give_back_to_the_pool(check: Callable[[], None]) -> None:
    check()
    connection.close()


STEPS = [
    read,
    commit,
    roll_back,
    roll_back_to_savepoint,
    break_a_statement,
    break_within_a_savepoint,
    widen_then_roll_back,
    widen_within,
    give_back_to_the_pool,
]
WHO = ["alice", "chloe", "dana", "nobody", "unscoped", "platform"]
SEEN = {
    "alice": [FORGE],
    "chloe": [BARN],
    "dana": [FORGE, BARN],
    "nobody": [],
    "unscoped": [],
    "platform": [FORGE, BARN],
}
Story = list[tuple[int, str, Callable[[Callable[[], None]], None]]]


class Workers:
    """Threads that borrow from the same pool of connections, one step at a time."""

    def __init__(self, count: int) -> None:
        self._asked: list[queue.Queue[Callable[[], None] | None]] = [
            queue.Queue() for _ in range(count)
        ]
        self._answers: queue.Queue[BaseException | None] = queue.Queue()
        self._threads = [threading.Thread(target=self._run, args=(one,)) for one in self._asked]
        for thread in self._threads:
            thread.start()

    def _run(self, asked: queue.Queue[Callable[[], None] | None]) -> None:
        while call := asked.get():
            try:
                call()
            except BaseException as error:  # noqa: BLE001 -- handed to the test
                self._answers.put(error)
            else:
                self._answers.put(None)
        connections.close_all()

    def do(self, number: int, call: Callable[[], None]) -> None:
        self._asked[number].put(call)
        if (error := self._answers.get(timeout=20)) is not None:
            raise error

    def stop(self) -> None:
        for asked in self._asked:
            asked.put(None)
        for thread in self._threads:
            thread.join(10)


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(3)
    yield made
    made.stop()


def scope_for(cast: Cast, who: str) -> AbstractContextManager[object]:
    if who == "unscoped":
        return nullcontext()
    if who == "platform":
        return everywhere("all of it, in a test")
    actor: Actor = getattr(cast, who)
    return scoped(actor)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    story=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(WHO), st.sampled_from(STEPS)),
        min_size=1,
        max_size=12,
    )
)
def test_the_scope_is_never_stale(cast: Cast, workers: Workers, story: Story) -> None:
    for thread, who, step in story:

        def call(who: str = who, step: Callable[..., None] = step) -> None:
            def check() -> None:
                assert raw() == SEEN[who]

            with scope_for(cast, who):
                step(check)

        workers.do(thread, call)
