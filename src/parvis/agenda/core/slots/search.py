"""Find the slots that suit everyone, and say why the others do not."""

from collections.abc import Iterator
from dataclasses import replace

from parvis.agenda.core.clock import local_day, offset
from parvis.agenda.core.slots.bitmap import GRAIN, cells_of, down, up
from parvis.agenda.core.slots.board import Board, lay_out
from parvis.agenda.core.slots.refusals import refusals
from parvis.agenda.core.slots.score import Judge
from parvis.agenda.core.slots.shapes import Answer, Blocker, Request, Slot


def find(request: Request) -> Answer:
    """The best slots and the best refused hours.

    Slots come best first; of equal scores, those on the hour come before those on the half
    hour, then the soonest. They never overlap, and no day has more than ``per_day``.
    """
    board = lay_out(request)
    accepted = _accepted(board)
    return Answer(
        slots=tuple(_best(board)),
        refused=refusals(board, accepted),
        examined=board.starts.bit_count(),
    )


def free_starts(request: Request) -> tuple[int, ...]:
    """Every start, in epoch minutes, at which all required people and a room are free."""
    board = lay_out(request)
    return tuple(board.grid.minute(cell) for cell in cells_of(_accepted(board)))


def explain(request: Request, start: int) -> tuple[Blocker, ...]:
    """What is against one hour, on any minute, inside the window or not; empty when it suits."""
    # The meeting takes every cell it touches, whatever minute it begins.
    first = down(start)
    duration = up(start + request.duration) - first
    alone = replace(
        request,
        duration=duration,
        window_start=first,
        window_end=first + duration,
        earliest=first if start >= request.earliest else first + GRAIN,
        step=GRAIN,
    )
    board = lay_out(alone)
    return board.blockers((first - board.grid.origin) // GRAIN)


def _accepted(board: Board) -> int:
    accepted = 0
    for venue in board.venues:
        accepted |= venue.fits
    return accepted


def _ranked(board: Board) -> Iterator[tuple[int, Judge]]:
    """Every accepted start with the judge of its best venue, best first."""
    request, grid = board.request, board.grid
    ranked: list[tuple[int, int, int, int]] = []
    judges: list[Judge] = []
    taken = 0
    for venue in board.venues:
        fits = venue.fits & ~taken
        if not fits:
            continue
        taken |= fits
        judge = Judge(board, venue)
        for cell in cells_of(fits):
            start = grid.minute(cell)
            score = sum(reason.points for reason in judge.reasons(cell))
            clock = (start + offset(start, request.zone)) % 60
            ranked.append((-score, _roundness(clock), cell, len(judges)))
        judges.append(judge)
    for _, _, cell, number in sorted(ranked):
        yield cell, judges[number]


def _roundness(clock: int) -> int:
    return 0 if clock == 0 else 1 if clock == 30 else 2  # noqa: PLR2004 -- minutes of the clock


def _best(board: Board) -> Iterator[Slot]:
    request = board.request
    chosen: list[int] = []
    per_day: dict[int, int] = {}
    for cell, judge in _ranked(board):
        if len(chosen) >= request.limit:
            return
        start = board.grid.minute(cell)
        day = local_day(start, request.zone)
        full = per_day.get(day, 0) >= request.per_day
        if full or any(abs(start - other) < request.duration for other in chosen):
            continue
        chosen.append(start)
        per_day[day] = per_day.get(day, 0) + 1
        yield judge.slot(cell)
