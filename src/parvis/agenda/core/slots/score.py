"""Points of a slot: six reasons that add up to its score, 100 at best."""

from functools import lru_cache
from itertools import islice

from parvis.agenda.core.clock import DAY, local_day, offset
from parvis.agenda.core.slots.bitmap import GRAIN, Tally, count_at
from parvis.agenda.core.slots.board import Board, Column, Venue, between
from parvis.agenda.core.slots.shapes import Reason, ReasonCode, Request, Slot

PRESENCE, FIRMNESS, HOUR, SOON, BREATHING, SITE = 30, 15, 25, 15, 10, 5
FAIR, OFF_PEAK, WEEKEND = 14, 6, 4
_PER_TENTATIVE, _PER_BACK_TO_BACK = 5, 2
_MOST_ROOMS = 5
_THURSDAY = 3
_SATURDAY = 5


def _at(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


_NOON, _BACK = _at(12), _at(13, 30)
_GOOD = ((_at(9, 15), _at(11, 45), "morning"), (_at(14), _at(16, 45), "afternoon"))
_OFFICE = ((_at(8, 30), _NOON, "morning"), (_BACK, _at(18), "afternoon"))


@lru_cache(maxsize=1024)
def _presence(absent: int, optional: int) -> Reason:
    if not absent:
        return Reason(ReasonCode.EVERYONE, PRESENCE)
    points = PRESENCE * (optional - absent) // optional
    return Reason(ReasonCode.ABSENT, points, (("count", absent), ("of", optional)))


@lru_cache(maxsize=1024)
def _firmness(tentative: int) -> Reason:
    if not tentative:
        return Reason(ReasonCode.FIRM, FIRMNESS)
    points = max(0, FIRMNESS - _PER_TENTATIVE * tentative)
    return Reason(ReasonCode.TENTATIVE, points, (("count", tentative),))


@lru_cache(maxsize=8192)
def _hour(minute: int, duration: int, weekend: bool) -> Reason:  # noqa: FBT001 -- a cache key
    """``minute`` of the local day; a meeting over midnight ends after 1440."""
    end = minute + duration
    if minute < _BACK and end > _NOON:
        return Reason(ReasonCode.LUNCH, 0)
    if weekend:
        return Reason(ReasonCode.WEEKEND, WEEKEND)
    for code, points, parts in (
        (ReasonCode.GOOD_HOUR, HOUR, _GOOD),
        (ReasonCode.FAIR_HOUR, FAIR, _OFFICE),
    ):
        for opens, closes, part in parts:
            if opens <= minute and end <= closes:
                return Reason(code, points, (("part", part),))
    return Reason(ReasonCode.OFF_PEAK, OFF_PEAK)


@lru_cache(maxsize=1024)
def _soon(days: int, span: int) -> Reason:
    return Reason(ReasonCode.SOON, SOON - SOON * days // max(span, 1), (("days", days),))


@lru_cache(maxsize=1024)
def _breathing(tight: int) -> Reason:
    if not tight:
        return Reason(ReasonCode.BREATHING, BREATHING)
    points = max(0, BREATHING - _PER_BACK_TO_BACK * tight)
    return Reason(ReasonCode.BACK_TO_BACK, points, (("count", tight),))


def _site(request: Request, site: int | None) -> Reason:
    """Everyone asked counts: who comes from elsewhere does so whoever else is missing."""
    trips = [between(request, party.home_site, site) for party in request.parties]
    trips = [minutes for minutes in trips if minutes]
    if not trips:
        return Reason(ReasonCode.ON_SITE, SITE)
    params = (("count", len(trips)), ("minutes", max(trips)))
    return Reason(ReasonCode.TRAVEL, max(0, SITE - len(trips)), params)


class Judge:
    """Scores the starts of one venue; a start is a cell of the board's grid."""

    def __init__(self, board: Board, venue: Venue) -> None:
        self.board = board
        self.venue = venue
        request = board.request
        self.optional = sum(not party.required for party in request.parties)
        self.first_day = local_day(max(request.window_start, request.earliest), request.zone)
        self.span = local_day(request.window_end, request.zone) - self.first_day
        self.site = _site(request, venue.site)
        pairs = list(zip(board.columns, venue.travel, strict=True))
        missing = [self._missing(column, late) for column, late in pairs]
        columns = list(zip(board.columns, missing, strict=True))
        self.absent = Tally(missing).readers()
        self.tentative = Tally(column.tentative & ~gone for column, gone in columns).readers()
        self.tight = Tally(column.close & ~gone for column, gone in columns).readers()
        self.missing = missing

    @staticmethod
    def _missing(column: Column, late: int) -> int:
        if column.party.required:
            return 0
        return column.outside | column.busy | late

    def reasons(self, cell: int) -> tuple[Reason, ...]:
        """The six reasons of a start."""
        request = self.board.request
        start = self.board.grid.origin + cell * GRAIN
        day, minute = divmod(start + offset(start, request.zone), DAY)
        weekend = (day + _THURSDAY) % 7 >= _SATURDAY
        return (
            _presence(count_at(self.absent, cell), self.optional),
            _firmness(count_at(self.tentative, cell)),
            _hour(minute, request.duration, weekend),
            _soon(day - self.first_day, self.span),
            _breathing(count_at(self.tight, cell)),
            self.site,
        )

    def slot(self, cell: int) -> Slot:
        """The slot of a start that fits."""
        request = self.board.request
        start = self.board.grid.minute(cell)
        reasons = self.reasons(cell)
        columns = list(zip(self.board.columns, self.missing, strict=True))
        return Slot(
            start=start,
            end=start + request.duration,
            score=sum(reason.points for reason in reasons),
            reasons=reasons,
            rooms=_free_rooms(self.board, cell),
            absent=tuple(c.party.key for c, gone in columns if gone >> cell & 1),
            tentative=tuple(
                c.party.key for c, gone in columns if (c.tentative & ~gone) >> cell & 1
            ),
        )


def _free_rooms(board: Board, cell: int) -> tuple[str, ...]:
    """The rooms free at a start, best first, at sites all required people can reach."""
    found = (
        room.key
        for venue in board.venues
        if venue.fits >> cell & 1
        for room, free in venue.rooms
        if free >> cell & 1
    )
    return tuple(islice(found, _MOST_ROOMS))
