"""The rules of a common slot said again with sets of minutes, as plainly as can be.

Shares no code with the engine but its data classes, the zone look-up and the order of codes.
"""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from parvis.agenda.core.slots import BlockCode, Blocker, Busy, Party, Refusal, Request, Room

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local(request: Request, minute: int) -> datetime:
    return (EPOCH + timedelta(minutes=minute)).astimezone(ZoneInfo(request.zone))


def rounded(minutes: set[int]) -> set[int]:
    """Every minute of every five-minute cell that is touched."""
    return {cell * 5 + n for cell in {minute // 5 for minute in minutes} for n in range(5)}


def whole(minutes: set[int]) -> set[int]:
    """Only the five-minute cells that are complete."""
    return {m for m in minutes if all(m // 5 * 5 + n in minutes for n in range(5))}


def meeting(request: Request, start: int) -> set[int]:
    return _span(start, request.duration)


@lru_cache(maxsize=512)
def _span(start: int, duration: int) -> set[int]:
    return rounded(set(range(start, start + duration)))


@lru_cache(maxsize=64)
def taken(busy: tuple[Busy, ...], *, tentative: bool, around: int = 0) -> frozenset[int]:
    found: set[int] = set()
    for one in busy:
        if one.tentative is tentative and one.end > one.start:
            own = rounded(set(range(one.start, one.end)))
            found |= set(range(min(own) - around, max(own) + 1 + around))
    return frozenset(found)


@lru_cache(maxsize=64)
def hours(ranges: tuple[tuple[int, int], ...]) -> frozenset[int]:
    return frozenset(whole({m for start, end in ranges for m in range(start, end)}))


def is_open(ranges: tuple[tuple[int, int], ...], asked: set[int]) -> bool:
    return asked <= hours(ranges)


def travel(request: Request, a: int | None, b: int | None) -> int:
    if a is None or b is None or a == b:
        return 0
    if (a, b) in request.travel:
        return request.travel[a, b]
    return request.travel.get((b, a), 0)


def on_road(request: Request, party: Party, site: int | None, start: int) -> bool:
    """Whether something firm elsewhere leaves no time to come or to go on."""
    for one in party.busy:
        minutes = -(-travel(request, one.site, site) // 5) * 5
        around = taken((one,), tentative=False, around=minutes)
        if minutes and not around.isdisjoint(meeting(request, start)):
            return True
    return False


def code(request: Request, party: Party, start: int) -> BlockCode | None:
    asked = meeting(request, start)
    if not is_open(party.open, asked):
        return BlockCode.OUTSIDE_HOURS
    return BlockCode.BUSY if taken(party.busy, tentative=False) & asked else None


def room_free(request: Request, room: Room, start: int) -> bool:
    asked = meeting(request, start)
    large = request.seats is None or room.capacity is None or room.capacity >= request.seats
    firm, maybe = taken(room.busy, tentative=False), taken(room.busy, tentative=True)
    alone = firm.isdisjoint(asked) and maybe.isdisjoint(asked)
    return large and is_open(room.open, asked) and alone


def ordered_rooms(request: Request) -> list[Room]:
    """Least travel for all first, then the smallest that is large enough."""
    people = request.seats or len(request.parties)

    def road(room: Room) -> int:
        return sum(travel(request, party.home_site, room.site) for party in request.parties)

    def fit(room: Room) -> tuple[bool, bool, int]:
        size = room.capacity
        return size is None, size is not None and size < people, size or 0

    best_of_site: dict[int | None, int] = {}
    by_fit = sorted(request.rooms, key=fit)
    large = [r for r in by_fit if not request.seats or (r.capacity or 10**9) >= request.seats]
    for number, room in enumerate(large):
        best_of_site.setdefault(room.site, number)
    return sorted(large, key=lambda room: (road(room), best_of_site[room.site]))


def sites_at(request: Request, start: int) -> list[int | None]:
    """Where the meeting could be, best first."""
    if not request.rooms:
        return [request.site]
    rooms = (room for room in ordered_rooms(request) if room_free(request, room, start))
    return list(dict.fromkeys(room.site for room in rooms))


def blockers(request: Request, start: int) -> tuple[Blocker, ...]:
    found = [Blocker("", BlockCode.NOTICE)] if start < request.earliest else []
    required = [party for party in request.parties if party.required]
    codes = {party.key: code(request, party, start) for party in required}
    sites = sites_at(request, start)
    late = [
        [p.key for p in required if not codes[p.key] and on_road(request, p, site, start)]
        for site in sites
    ]
    fewest = min(late, key=len, default=[])
    for party in required:
        known = codes[party.key]
        if known:
            found.append(Blocker(party.key, known))
        elif party.key in fewest:
            found.append(Blocker(party.key, BlockCode.TRAVEL))
    if not sites:
        key = request.rooms[0].key if len(request.rooms) == 1 else ""
        found.append(Blocker(key, BlockCode.NO_ROOM))
    return tuple(found)


def starts(request: Request) -> list[int]:
    ahead = local(request, request.window_start).utcoffset()
    assert ahead is not None
    shift = int(ahead.total_seconds()) // 60
    return [
        minute
        for minute in range(request.window_start, request.window_end - request.duration + 1)
        if (minute + shift) % request.step == 0
    ]


def free(request: Request) -> list[int]:
    return [start for start in starts(request) if not blockers(request, start)]


def refusals(request: Request) -> tuple[Refusal, ...]:
    candidates = []
    for start in starts(request):
        asked = meeting(request, start)
        somebody_works = any(is_open(party.open, asked) for party in request.parties)
        if local(request, start).minute % 30 == 0 and somebody_works:
            why = blockers(request, start)
            if why:
                candidates.append((len(why), start, why))
    chosen: list[Refusal] = []
    for _, start, why in sorted(candidates, key=lambda one: one[:2]):
        today = [
            refusal
            for refusal in chosen
            if local(request, refusal.start).date() == local(request, start).date()
        ]
        if len(today) < 2 and all(refusal.blockers != why for refusal in today):
            chosen.append(Refusal(start, start + request.duration, why))
    return tuple(chosen[: request.limit])


def venue(request: Request, start: int) -> int | None:
    """The site of the best room at a start that suits."""
    for site in sites_at(request, start):
        if not any(on_road(request, p, site, start) for p in request.parties if p.required):
            return site
    raise AssertionError("no site suits")


def absent(request: Request, start: int) -> list[str]:
    site = venue(request, start)
    return [
        p.key
        for p in request.parties
        if not p.required and (code(request, p, start) or on_road(request, p, site, start))
    ]


def tentative(request: Request, start: int) -> list[str]:
    missing = absent(request, start)
    asked = meeting(request, start)
    return [
        p.key
        for p in request.parties
        if p.key not in missing and taken(p.busy, tentative=True) & asked
    ]


def tight(request: Request, start: int) -> int:
    """People present with something firm within a quarter of an hour."""
    missing = absent(request, start)
    asked = meeting(request, start)
    return sum(
        1
        for p in request.parties
        if p.key not in missing and taken(p.busy, tentative=False, around=15) & asked
    )


def rooms(request: Request, start: int) -> list[str]:
    found = []
    for room in ordered_rooms(request):
        late = any(on_road(request, p, room.site, start) for p in request.parties if p.required)
        if room_free(request, room, start) and not late:
            found.append(room.key)
    return found[:5]
