"""Minutes as bits of one integer, five minutes a bit.

A cell is taken when any of its minutes is, and open when all of them are: both ways of
rounding make a person look less free, never more. A meeting takes every cell it touches.
Four weeks are 8,064 bits, so that one operation on a machine word handles five hours.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from parvis.agenda.core.intervals import Range, merge

GRAIN = 5


def down(minute: int) -> int:
    """The start of a minute's cell."""
    return minute - minute % GRAIN


def up(minute: int) -> int:
    """The first start of a cell at or after a minute."""
    return minute + -minute % GRAIN


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells from ``origin``, a multiple of the grain; bit 0 is the first."""

    origin: int
    cells: int

    def whole(self, ranges: Iterable[Range]) -> int:
        """The cells of which every minute is in the ranges."""
        bits = 0
        for start, end in merge(ranges):
            bits |= self.block(-((self.origin - start) // GRAIN), (end - self.origin) // GRAIN)
        return bits

    def block(self, first: int, last: int) -> int:
        """Cells ``first`` to ``last`` (excluded), as far as the grid goes."""
        first = max(first, 0)
        last = min(last, self.cells)
        return ((1 << (last - first)) - 1) << first if last > first else 0

    def every(self, stride: int, first: int) -> int:
        """One cell in ``stride``, ``first`` among them."""
        first %= stride
        bits, have = 1, 1
        while have * stride < self.cells:
            bits |= bits << (have * stride)
            have *= 2
        return (bits << first) & ((1 << self.cells) - 1)

    def minute(self, cell: int) -> int:
        """The epoch minute at which a cell starts."""
        return self.origin + cell * GRAIN


def any_of(bits: int, length: int) -> int:
    """Starts of runs of ``length`` cells of which any is set."""
    done = 1
    while done * 2 <= length:
        bits |= bits >> done
        done *= 2
    return bits | (bits >> (length - done))


def all_of(bits: int, length: int) -> int:
    """Starts of runs of ``length`` cells that are all set."""
    done = 1
    while done * 2 <= length:
        bits &= bits >> done
        done *= 2
    return bits & (bits >> (length - done))


def near(bits: int, length: int, margin: int) -> int:
    """Starts of runs of ``length`` cells within ``margin`` cells of a set one."""
    return any_of(bits << margin, length + 2 * margin)


def cells_of(bits: int) -> Iterator[int]:
    """The numbers of the set cells, in order."""
    text = f"{bits:b}"[::-1]
    cell = text.find("1")
    while cell >= 0:
        yield cell
        cell = text.find("1", cell + 1)


class Tally:
    """How many of several bitmaps have each bit, counted in all cells at once.

    Plane ``i`` holds bit ``i`` of every count: adding a bitmap is one addition with carry.
    """

    __slots__ = ("planes",)

    def __init__(self, bitmaps: Iterable[int] = ()) -> None:
        self.planes: list[int] = []
        for bits in bitmaps:
            self.add(bits)

    def add(self, bits: int) -> None:
        """Count one more bitmap."""
        for i, plane in enumerate(self.planes):
            self.planes[i], bits = plane ^ bits, plane & bits
            if not bits:
                return
        if bits:
            self.planes.append(bits)

    def exactly(self, count: int, among: int) -> int:
        """The cells of ``among`` counted ``count`` times."""
        if count >> len(self.planes):
            return 0
        for i, plane in enumerate(self.planes):
            among &= plane if count >> i & 1 else ~plane
        return among

    def readers(self) -> list[tuple[int, str]]:
        """Each plane as its weight and its bits, the first cell first, to read cell by cell."""
        return [(1 << i, f"{plane:b}"[::-1]) for i, plane in enumerate(self.planes) if plane]


def count_at(readers: list[tuple[int, str]], cell: int) -> int:
    """The count of one cell."""
    return sum(weight for weight, bits in readers if bits[cell : cell + 1] == "1")
