"""Figures in columns, the same for every measure."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles


def p95(values: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def both(values: Sequence[float]) -> tuple[str, str]:
    """Median and 95th percentile, one decimal."""
    return f"{median(values):.1f}", f"{p95(values):.1f}"


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table, the first column to the left and figures to the right."""
    widths = [max(len(line[i]) for line in (head, *rows)) for i in range(len(head))]
    print(f"\n{title}")
    for line in (head, *rows):
        cells = [
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        print("  " + "   ".join(cells).rstrip())
