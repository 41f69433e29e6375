"""Half-open integer ranges against sets of minutes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.agenda.core.intervals import Range, clip, intersect, merge, subtract

pytestmark = pytest.mark.pure

ranges = st.lists(
    st.tuples(st.integers(-30, 60), st.integers(-5, 25)).map(lambda p: (p[0], p[0] + p[1])),
    max_size=8,
)


def minutes(found: "list[Range] | tuple[Range, ...]") -> set[int]:
    return {minute for start, end in found for minute in range(start, end)}


def is_tidy(found: tuple[Range, ...]) -> bool:
    edges = [edge for pair in found for edge in pair]
    return edges == sorted(set(edges))


@given(ranges, ranges)
def test_set_operations(left: list[Range], right: list[Range]) -> None:
    cases = (
        (merge(left), minutes(left)),
        (intersect(left, right), minutes(left) & minutes(right)),
        (subtract(left, right), minutes(left) - minutes(right)),
    )
    for found, expected in cases:
        assert minutes(found) == expected
        assert is_tidy(found)


@given(ranges, st.integers(-10, 30), st.integers(-10, 30))
def test_clip(found: list[Range], start: int, end: int) -> None:
    clipped = clip(found, start, end)
    assert minutes(clipped) == minutes(found) & set(range(start, end))
    assert is_tidy(clipped)
