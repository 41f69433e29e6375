"""A search laid out as bitmaps over possible starts: who could begin a meeting when, and where."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from parvis.agenda.core.clock import offset
from parvis.agenda.core.intervals import Range
from parvis.agenda.core.slots.bitmap import GRAIN, Grid, all_of, any_of, down, near, up
from parvis.agenda.core.slots.shapes import (
    BlockCode,
    Blocker,
    Busy,
    Party,
    Request,
    Room,
)

BREATH = 15


def between(request: Request, a: int | None, b: int | None) -> int:
    """Minutes of travel between two sites; 0 when either is unknown."""
    if a is None or b is None or a == b:
        return 0
    minutes = request.travel.get((a, b))
    return request.travel.get((b, a), 0) if minutes is None else minutes


@dataclass(frozen=True, slots=True)
class Column:
    """One person. Every bitmap is over starts except ``at_sites``, firm cells by known site."""

    party: Party
    outside: int
    busy: int
    tentative: int
    close: int
    at_sites: dict[int, int]

    def code(self, cell: int) -> BlockCode | None:
        """What stops her at a start, travel not counted."""
        if self.outside >> cell & 1:
            return BlockCode.OUTSIDE_HOURS
        return BlockCode.BUSY if self.busy >> cell & 1 else None


@dataclass(frozen=True, slots=True)
class Venue:
    """The rooms of one site, best first, each with the starts at which it is free.

    ``travel`` holds, person by person, the starts she cannot reach; ``fits`` the starts at
    which everyone required can be there.
    """

    site: int | None
    rooms: tuple[tuple[Room, int], ...]
    free: int
    travel: tuple[int, ...]
    fits: int


@dataclass(frozen=True, slots=True)
class Board:
    """A laid out search. ``starts`` are those looked at, ``timely`` those after the notice.

    Venues come best first: the one with the least travel for all, then the order asked.
    """

    request: Request
    grid: Grid
    columns: tuple[Column, ...]
    venues: tuple[Venue, ...]
    starts: int
    timely: int

    def blockers(self, cell: int) -> tuple[Blocker, ...]:
        """Everything against a start: notice, then people as asked, then rooms."""
        found = [] if self.timely >> cell & 1 else [Blocker("", BlockCode.NOTICE)]
        codes = [c.code(cell) if c.party.required else None for c in self.columns]
        late: tuple[int, ...] = ()
        open_venues = [venue for venue in self.venues if venue.free >> cell & 1]
        if open_venues:
            late = min((self._late(venue, codes, cell) for venue in open_venues), key=len)
        for number, (column, code) in enumerate(zip(self.columns, codes, strict=True)):
            if code:
                found.append(Blocker(column.party.key, code))
            elif number in late:
                found.append(Blocker(column.party.key, BlockCode.TRAVEL))
        if not open_venues:
            rooms = self.request.rooms
            found.append(Blocker(rooms[0].key if len(rooms) == 1 else "", BlockCode.NO_ROOM))
        return tuple(found)

    def _late(self, venue: Venue, codes: list[BlockCode | None], cell: int) -> tuple[int, ...]:
        """The numbers of those whom only travel keeps from a venue."""
        return tuple(
            number
            for number, (column, travel) in enumerate(zip(self.columns, venue.travel, strict=True))
            if column.party.required and codes[number] is None and travel >> cell & 1
        )


@dataclass(slots=True)
class _Layout:
    """The measures of a board while it is laid out; ``cells`` is the length of the meeting."""

    request: Request
    grid: Grid
    cells: int
    shut: dict[tuple[Range, ...], int] = field(default_factory=dict)

    def outside(self, hours: tuple[Range, ...]) -> int:
        """Starts not wholly inside hours, which many people share."""
        known = self.shut.get(hours)
        if known is None:
            known = ~all_of(self.grid.whole(hours), self.cells) & ((1 << self.grid.cells) - 1)
            self.shut[hours] = known
        return known

    def cells_by_site(self, busy: Iterable[Busy]) -> tuple[int, dict[int | None, int]]:
        """Tentative cells, and firm cells by site."""
        origin, size = self.grid.origin, self.grid.cells
        tentative = 0
        firm: dict[int | None, int] = {}
        for one in busy:
            # Written out rather than called: this is where a search spends its time.
            first = (one.start - origin) // GRAIN
            last = -((origin - one.end) // GRAIN)
            if first < 0:  # noqa: PLR1730 -- max() costs a call
                first = 0
            if last > size:  # noqa: PLR1730 -- the same
                last = size
            if last <= first or one.end <= one.start:
                continue
            block = ((1 << (last - first)) - 1) << first
            if one.tentative:
                tentative |= block
            else:
                firm[one.site] = firm.get(one.site, 0) | block
        return tentative, firm

    def column(self, party: Party) -> Column:
        tentative, firm = self.cells_by_site(party.busy)
        taken = _all(firm.values())
        return Column(
            party=party,
            outside=self.outside(party.open),
            busy=any_of(taken, self.cells),
            tentative=any_of(tentative, self.cells),
            close=near(taken, self.cells, BREATH // GRAIN),
            at_sites={site: bits for site, bits in firm.items() if site is not None},
        )

    def room(self, room: Room) -> int:
        tentative, firm = self.cells_by_site(room.busy)
        taken = tentative | _all(firm.values())
        return ~(self.outside(room.open) | any_of(taken, self.cells))

    def late(self, column: Column, site: int | None) -> int:
        """Starts too close to something firm at another site."""
        late = 0
        for other, bits in column.at_sites.items():
            minutes = between(self.request, other, site)
            if minutes > 0:
                late |= near(bits, self.cells, up(minutes) // GRAIN)
        return late

    def venues(self, columns: tuple[Column, ...], possible: int) -> tuple[Venue, ...]:
        """The venues, least travel first; ``possible`` are the starts not ruled out already."""
        every = (1 << self.grid.cells) - 1
        for column in columns:
            if column.party.required:
                possible &= ~(column.outside | column.busy)
        if not self.request.rooms:
            return (self._venue(self.request.site, (), every, columns, possible),)
        by_site: dict[int | None, list[Room]] = {}
        for room in _by_fit(self.request):
            by_site.setdefault(room.site, []).append(room)
        venues = []
        for site in sorted(by_site, key=lambda site: journeys(self.request, site)):
            rooms = tuple((room, self.room(room) & every) for room in by_site[site])
            free = _all(bits for _, bits in rooms)
            venues.append(self._venue(site, rooms, free, columns, possible))
        return tuple(venues)

    def _venue(
        self,
        site: int | None,
        rooms: tuple[tuple[Room, int], ...],
        free: int,
        columns: tuple[Column, ...],
        possible: int,
    ) -> Venue:
        travel = tuple(self.late(column, site) for column in columns)
        fits = possible & free
        for column, late in zip(columns, travel, strict=True):
            if column.party.required:
                fits &= ~late
        return Venue(site, rooms, free, travel, fits)


def _all(bitmaps: Iterable[int]) -> int:
    return reduce(or_, bitmaps, 0)


def journeys(request: Request, site: int | None) -> int:
    """Minutes everyone together needs to come to a site from where each works."""
    return sum(between(request, party.home_site, site) for party in request.parties)


def _by_fit(request: Request) -> Iterator[Room]:
    """The rooms that are large enough, the smallest first, those of unknown size last."""
    people = request.seats or len(request.parties)

    def fit(room: Room) -> tuple[bool, bool, int]:
        capacity = room.capacity
        return capacity is None, capacity is not None and capacity < people, capacity or 0

    for room in sorted(request.rooms, key=fit):
        if request.seats is None or room.capacity is None or room.capacity >= request.seats:
            yield room


def lay_out(request: Request) -> Board:
    """Lay a search out; the work grows with the busy times, hardly with the window."""
    farthest = max(request.travel.values(), default=0)
    margin = up(max(farthest, BREATH))
    origin = down(request.window_start) - margin
    end = max(up(request.window_end), up(request.window_start)) + margin
    grid = Grid(origin, (end - origin) // GRAIN)
    layout = _Layout(request, grid, max(1, up(request.duration) // GRAIN))
    columns = tuple(layout.column(party) for party in request.parties)
    first = -((origin - request.window_start) // GRAIN)
    last = (request.window_end - request.duration - origin) // GRAIN + 1
    starts = grid.block(first, last) & on_the_clock(request, grid, request.step)
    timely = grid.block(-((origin - request.earliest) // GRAIN), grid.cells)
    venues = layout.venues(columns, starts & timely)
    return Board(request, grid, columns, venues, starts, timely)


def on_the_clock(request: Request, grid: Grid, step: int) -> int:
    """The cells that begin on every ``step`` minutes of the clock.

    The clock is the one of the organiser when the window begins: a change of half an hour or
    an hour leaves every step of ours where it is.
    """
    ahead = down(offset(request.window_start, request.zone))
    return grid.every(step // GRAIN, -(grid.origin + ahead) // GRAIN)
