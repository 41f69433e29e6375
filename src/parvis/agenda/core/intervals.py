"""Sets of whole minutes as half-open integer ranges.

Every function takes ranges in any order, overlapping or empty, and returns them sorted,
disjoint, not touching and never empty.
"""

from collections.abc import Iterable

Range = tuple[int, int]


def merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same minutes, each once."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if end <= start:
            continue
        if merged and start <= merged[-1][1]:
            if end > merged[-1][1]:
                merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def intersect(left: Iterable[Range], right: Iterable[Range]) -> tuple[Range, ...]:
    """The minutes in both."""
    ours, theirs = merge(left), merge(right)
    shared: list[Range] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        start = max(ours[i][0], theirs[j][0])
        end = min(ours[i][1], theirs[j][1])
        if start < end:
            shared.append((start, end))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return tuple(shared)


def subtract(left: Iterable[Range], right: Iterable[Range]) -> tuple[Range, ...]:
    """The minutes of the first that are not in the second."""
    holes = merge(right)
    kept: list[Range] = []
    at = 0
    for start, end in merge(left):
        cursor = start
        while at < len(holes) and holes[at][1] <= cursor:
            at += 1
        i = at
        while i < len(holes) and holes[i][0] < end:
            if holes[i][0] > cursor:
                kept.append((cursor, holes[i][0]))
            cursor = holes[i][1]
            i += 1
        if cursor < end:
            kept.append((cursor, end))
    return tuple(kept)


def clip(ranges: Iterable[Range], start: int, end: int) -> tuple[Range, ...]:
    """The minutes inside ``[start, end)``."""
    return merge((max(a, start), min(b, end)) for a, b in ranges)
