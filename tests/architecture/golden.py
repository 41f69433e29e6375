"""Golden files: what the code says, written down, so that a change of it is read by somebody.

`PARVIS_GOLDEN=write pytest tests/architecture` writes them again; read the difference before
committing it. `environment.py` hands the variable over as GOLDEN: Parvis refuses to start on a
PARVIS_* it does not know.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.sources import ROOT

GOLDEN = Path("tests/architecture/golden")


def agree(place: Path, lines: Iterable[str]) -> None:
    """Fail when the file does not hold these lines; with GOLDEN=write, write them."""
    path, told = ROOT / place, "\n".join(lines) + "\n"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    held = path.read_text("utf-8") if path.exists() else ""
    difference = difflib.unified_diff(
        held.splitlines(), told.splitlines(), str(place), "what the code says", lineterm="", n=1
    )
    assert held == told, "\n" + "\n".join(difference)


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A Markdown table, columns as wide as they need to be to be read as plain text."""
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in [head, *rows]]
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    return [lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]
