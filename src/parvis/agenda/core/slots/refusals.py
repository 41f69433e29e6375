"""The refused hours worth telling: those that miss by the least."""

from collections.abc import Iterator

from parvis.agenda.core.clock import local_day
from parvis.agenda.core.slots.bitmap import Tally, cells_of
from parvis.agenda.core.slots.board import Board, on_the_clock
from parvis.agenda.core.slots.shapes import Blocker, Refusal

PER_DAY = 2
_HALF_HOUR = 30


def refusals(board: Board, accepted: int) -> tuple[Refusal, ...]:
    """Fewest obstacles first, then soonest; at most two a day, never twice the same obstacles.

    Only hours and half hours that are wholly inside the hours of at least one person.
    """
    request = board.request
    found: list[Refusal] = []
    told: dict[int, list[tuple[Blocker, ...]]] = {}
    for cell, blockers in _by_obstacles(board, _worth_telling(board) & ~accepted, told):
        start = board.grid.minute(cell)
        today = told.setdefault(local_day(start, request.zone), [])
        if len(today) < PER_DAY and blockers not in today:
            today.append(blockers)
            found.append(Refusal(start, start + request.duration, blockers))
            if len(found) >= request.limit:
                break
    return tuple(found)


def _worth_telling(board: Board) -> int:
    inside = 0
    for column in board.columns:
        inside |= ~column.outside
    return board.starts & inside & on_the_clock(board.request, board.grid, _HALF_HOUR)


def _obstacles(board: Board) -> Tally:
    """How many obstacles each start has, travel left out: it depends on the room."""
    tally = Tally(c.outside | c.busy for c in board.columns if c.party.required)
    every = (1 << board.grid.cells) - 1
    tally.add(every & ~board.timely)
    rooms = 0
    for venue in board.venues:
        rooms |= venue.free
    tally.add(every & ~rooms)
    return tally


def _by_obstacles(
    board: Board, wanted: int, told: dict[int, list[tuple[Blocker, ...]]]
) -> Iterator[tuple[int, tuple[Blocker, ...]]]:
    """Starts with their obstacles, fewest first, then soonest; days already told left out."""
    tally = _obstacles(board)
    # Travel can only add to the count: a start met too early waits for its turn.
    waiting: dict[int, list[int]] = {}
    for count in range(len(board.columns) + 3):
        cells = [*cells_of(tally.exactly(count, wanted)), *waiting.pop(count, ())]
        for cell in sorted(cells):
            day = local_day(board.grid.minute(cell), board.request.zone)
            if len(told.get(day, ())) >= PER_DAY:
                continue
            blockers = board.blockers(cell)
            if len(blockers) > count:
                waiting.setdefault(len(blockers), []).append(cell)
            else:
                yield cell, blockers
