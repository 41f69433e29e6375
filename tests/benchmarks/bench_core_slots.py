"""How long the common slot takes, beside a plain reading of every minute.

``python tests/benchmarks/bench_core_slots.py`` prints one line for each size. Both columns
answer the same question on the same data and the starts they find are compared.
"""

from dataclasses import dataclass
from datetime import datetime
from random import Random
from statistics import median, quantiles
from time import perf_counter

from parvis.agenda.core.clock import DAY, wall_to_minutes
from parvis.agenda.core.hours import WorkingHours, open_intervals
from parvis.agenda.core.slots import Busy, Party, Request, Room, find, free_starts
from parvis.agenda.core.travel import travel_table

ZONE = "Europe/Paris"
SITES = {number: (45.60 + 0.03 * number, 4.75 + 0.04 * (number % 3)) for number in range(1, 6)}


@dataclass(frozen=True, slots=True)
class Size:
    """What a line of the table measures."""

    people: int
    rooms: int
    weeks: int
    busy: int


SIZES = (Size(3, 0, 2, 15), Size(8, 10, 2, 15), Size(20, 50, 4, 30), Size(60, 100, 8, 60))


def request(size: Size, seed: int) -> Request:
    """A search over invented calendars; the same seed gives the same one."""
    draw = Random(seed)  # noqa: S311 -- nothing secret
    start = wall_to_minutes(_monday(), ZONE)
    end = start + size.weeks * 7 * DAY
    hours = open_intervals(WorkingHours(), ZONE, start, end)

    def busy(site: int) -> tuple[Busy, ...]:
        found = []
        for _ in range(size.busy):
            day = start + DAY * (7 * draw.randrange(size.weeks) + draw.randrange(5))
            begin = day + 8 * 60 + 5 * draw.randrange(0, 120)
            length = draw.choice((30, 30, 45, 60, 60, 90))
            place = draw.choice((None, site, draw.choice(list(SITES))))
            found.append(Busy(begin, begin + length, draw.random() < 0.1, place))
        return tuple(found)

    homes = [draw.choice(list(SITES)) for _ in range(size.people)]
    return Request(
        parties=tuple(
            # A fifth are optional, or nothing would be free for twenty people.
            Party(f"p{n}", n % 5 != 4, busy(home), hours, home)
            for n, home in enumerate(homes)
        ),
        rooms=tuple(
            Room(f"r{n}", busy(n % 5 + 1), ((start, end),), draw.choice((6, 12, 30)), n % 5 + 1)
            for n in range(size.rooms)
        ),
        duration=60,
        window_start=start,
        window_end=end,
        earliest=start + 600,
        zone=ZONE,
        travel=travel_table(SITES),
    )


def _monday() -> datetime:
    return datetime(2026, 6, 1)  # noqa: DTZ001 -- a wall-clock time


def plain_starts(asked: Request) -> tuple[int, ...]:
    """The same starts, minute by minute, travel included."""
    found = []
    for start in range(asked.window_start, asked.window_end - asked.duration + 1, asked.step):
        meeting = range(start, start + asked.duration)
        if start < asked.earliest:
            continue
        sites = {
            room.site
            for room in asked.rooms
            if not any(b.start < meeting.stop and start < b.end for b in room.busy)
        }
        if not asked.rooms:
            sites = {asked.site}
        if any(all(_can(asked, p, meeting, site) for p in asked.parties) for site in sites):
            found.append(start)
    return tuple(found)


def _can(asked: Request, party: Party, meeting: range, site: int | None) -> bool:
    if not party.required:
        return True
    for minute in meeting:
        if not any(a <= minute < b for a, b in party.open):
            return False
        if any(b.start <= minute < b.end for b in party.busy if not b.tentative):
            return False
    for b in party.busy:
        away = asked.travel.get((b.site or 0, site or 0), 0)
        if not b.tentative and b.start - away < meeting.stop and meeting.start < b.end + away:
            return False
    return True


def measure(size: Size, rounds: int) -> tuple[float, float, float, int]:
    """Median and p95 in milliseconds of ``find``, one plain reading, and the starts found."""
    asked = [request(size, seed) for seed in range(rounds)]
    find(asked[0])
    spent = []
    for one in asked:
        begun = perf_counter()
        find(one)
        spent.append((perf_counter() - begun) * 1000)
    begun = perf_counter()
    plain = plain_starts(asked[0])
    plain_ms = (perf_counter() - begun) * 1000
    if plain != free_starts(asked[0]):
        raise AssertionError("the two readings differ")
    return median(spent), quantiles(spent, n=20)[-1], plain_ms, len(plain)


def main(rounds: int = 30) -> None:
    """Print the table."""
    print("people rooms weeks busy |  median ms   p95 ms | every minute ms | free starts")
    for size in SIZES:
        middle, late, plain, starts = measure(size, rounds)
        print(
            f"{size.people:6} {size.rooms:5} {size.weeks:5} {size.busy:4} |"
            f" {middle:10.2f} {late:8.2f} | {plain:15.0f} | {starts:11}"
        )


if __name__ == "__main__":
    main()
