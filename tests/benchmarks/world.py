"""The world that is measured: 25,000 people of 11 organisations, 400 busy intervals each.

`python -m tests.benchmarks.world` fills the database of the environment (migrated first) and says
how long it took. People come from the demonstration's own code; their intervals are written
straight into the table that every search reads, in random weeks of a year around today.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

PEOPLE, INTERVALS, ROOMS, ROOM_INTERVALS = 25_000, 400, 50, 800
SEED = 7
STORY = "nadia.benali@venissieux.example"


@dataclass(frozen=True, slots=True)
class World:
    """What was made. `asked` are public ids of 20 people of 5 organisations."""

    people: int
    intervals: int
    organisations: int
    seconds: float
    asked: list[str]
    rooms: list[str]


def fill(*, people: int = PEOPLE, intervals: int = INTERVALS, now: datetime) -> World:
    """Fill an empty, migrated database."""
    from parvis.entry.demo.people import settle
    from parvis.entry.demo.territory import lay
    from parvis.platform.actor import system
    from parvis.platform.db import everywhere

    started = time.perf_counter()
    actor = system("filling the world that is measured")
    with everywhere("filling the world that is measured"):
        places = lay(actor, today=now.date())
        inhabitants, _ = settle(actor, places, number=people, seed=SEED, now=now)
        rooms = _rooms(actor, places["venissieux"].id)
        written = _intervals([one.id for one in inhabitants], rooms, intervals, now)
        asked = _asked(inhabitants)
    return World(
        people=len(inhabitants),
        intervals=written,
        organisations=len(places),
        seconds=time.perf_counter() - started,
        asked=asked,
        rooms=[str(uuid) for uuid in rooms.values()],
    )


def _rooms(actor: Any, organisation: int) -> dict[int, Any]:
    """Fifty rooms that partners may book; public id by id."""
    from parvis.directory.models import Resource

    Resource.objects.bulk_create(
        Resource(
            organisation_id=organisation,
            kind="room",
            name=f"Salle {number:02d}",
            capacity=6 + number % 30,
            is_open_to_partners=True,
        )
        for number in range(ROOMS)
    )
    return dict(Resource.objects.filter(name__startswith="Salle ").values_list("id", "uuid"))


def _intervals(people: list[int], rooms: dict[int, Any], each: int, now: datetime) -> int:
    from parvis.agenda.models import Timeline

    Timeline.objects.bulk_create((Timeline(person_id=one) for one in people), 1000)
    Timeline.objects.bulk_create(Timeline(resource_id=one) for one in rooms)
    events = _events()
    owners = dict(Timeline.objects.values_list("id", "resource_id"))
    chance = random.Random(SEED)  # noqa: S311 -- the same world each time
    first = int((now - timedelta(days=120)).timestamp()) // 86_400 * 1440
    rows = _rows(owners, events, each, first, chance)
    return _write(rows)


def _events() -> tuple[int, int]:
    """One event that every interval points to, and its organisation."""
    from parvis.agenda.models import Calendar, Event, Timeline
    from parvis.organisations.models import Organisation, Person

    place, person = Organisation.objects.order_by("id")[0], Person.objects.order_by("id")[0]
    timeline = Timeline.objects.get(person=person)
    calendar = Calendar.objects.create(organisation=place, timeline=timeline)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    event = Event.objects.create(
        organisation=place,
        calendar=calendar,
        person=person,
        title="Occupé",
        starts_at=moment,
        ends_at=moment + timedelta(hours=1),
        zone="Europe/Paris",
        created_at=moment,
        changed_at=moment,
    )
    return event.pk, place.pk


def _rows(
    owners: dict[int, int | None],
    event: tuple[int, int],
    each: int,
    first: int,
    chance: random.Random,
) -> Iterator[tuple[Any, ...]]:
    for timeline, resource in sorted(owners.items()):
        for _ in range(each if resource is None else ROOM_INTERVALS):
            day = first + 1440 * chance.randrange(365)
            start = day + 420 + 15 * chance.randrange(44)
            end = start + chance.choice((30, 30, 60, 60, 90))
            state = 1 if chance.random() < 0.05 else 2
            yield timeline, event[0], event[1], start, end, start, state


_COLUMNS = ("timeline_id", "event_id", "organisation_id", "start", "end", "begins", "state")
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)


def _write(rows: Iterator[tuple[Any, ...]]) -> int:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY agenda_occurrence ({_NAMES}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            raw = cursor.connection.cursor()
            raw.executemany(
                f"INSERT INTO agenda_occurrence ({_NAMES}) VALUES (?,?,?,?,?,?,?)",  # noqa: S608 -- constants
                rows,
            )
        cursor.execute("SELECT count(*) FROM agenda_occurrence")
        count: int = cursor.fetchone()[0]
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return count


def _asked(inhabitants: list[Any]) -> list[str]:
    """Twenty people, four of each of five organisations."""
    from parvis.organisations.models import Person

    chosen: list[int] = []
    for slug in ("venissieux", "lyon", "metropole-lyon", "givors", "sitiv"):
        chosen += [one.id for one in inhabitants if one.place.slug == slug][1:5]
    uuids = dict(Person.objects.filter(id__in=chosen).values_list("id", "uuid"))
    return [str(uuids[one]) for one in chosen]


def main() -> None:
    """Migrate and fill the database of the environment; keep what was made beside it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parvis.entry.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    world = fill(people=people, now=datetime.now(UTC))
    settings.PARVIS.data.mkdir(parents=True, exist_ok=True)
    Path(settings.PARVIS.data / "world.json").write_text(json.dumps(asdict(world)), "utf-8")
    print(json.dumps(asdict(world) | {"asked": len(world.asked), "rooms": len(world.rooms)}))


if __name__ == "__main__":
    main()
