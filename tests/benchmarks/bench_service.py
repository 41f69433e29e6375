"""The whole service on the big world: common slot, home and week over HTTP, memory, start, bytes.

Every figure comes from a real `parvis run` in a process of its own, asked by a real client that
signed in. The baseline of the same run is `/healthz`, the least that the server can answer.
`python -m tests.benchmarks.bench_service [sqlite] [postgresql] [--people N]`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from tests.benchmarks.tables import both, table
from tests.benchmarks.world import PEOPLE, STORY
from tests.postgres import cluster
from tests.server.process import House, Server, sign_in

PASSWORD = "territoire-ouvert"
ROUNDS = 60
SLOT = "common slot, 20 people, 50 rooms, 4 weeks"
PART = {"HX-Request": "true", "HX-Request-Type": "partial"}  # as the page asks when one looks on


@contextmanager
def house(database: str, people: int) -> Iterator[House]:
    """A data folder and a database that hold the world."""
    with tempfile.TemporaryDirectory(prefix="parvis-bench-") as folder:
        data = Path(folder)
        if database == "sqlite":
            made = House(data)
            _fill(made, people)
            yield made
        else:
            with cluster() as running:
                made = House(data, running.create("bench"))
                _fill(made, people)
                yield made


def _fill(made: House, people: int) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.world", str(people)]
    subprocess.run(command, env=made.environment, check=True, timeout=1200)


def timed(call: Callable[[], httpx.Response], rounds: int = ROUNDS) -> list[float]:
    """Milliseconds of each call, the first three apart."""
    for _ in range(3):
        call().raise_for_status()
    found = []
    for _ in range(rounds):
        started = time.perf_counter()
        call().raise_for_status()
        found.append((time.perf_counter() - started) * 1000)
    return found


def slot_address(made: House, today: date) -> str:
    """Common slot of 20 people of 5 organisations and one of 50 rooms over 4 weeks."""
    world: dict[str, Any] = json.loads((made.data / "world.json").read_text("utf-8"))
    query: list[tuple[str, str]] = [("avec", uuid) for uuid in world["asked"]]
    query += [
        ("du", (today + timedelta(days=1)).isoformat()),
        ("au", (today + timedelta(days=28)).isoformat()),
        ("duree", "60"),
        ("salle", "any"),
        ("chercher", "1"),
    ]
    return f"/agenda/creneau/?{httpx.QueryParams(query)}"


def measure(made: House) -> tuple[list[tuple[str, ...]], dict[str, float], Server]:
    """Rows of the table of pages, figures of the process, and the server that gave them."""
    today = datetime.now(UTC).date()
    with made.serving() as server:
        started = time.monotonic() - server.started
        idle = server.memory()
        client = sign_in(server.url, STORY, PASSWORD)
        pages = {
            "/healthz (baseline)": "/healthz",
            SLOT: slot_address(made, today),
            "portal home": "/",
            "week view": f"/agenda/semaine/{today.isoformat()}/",
        }
        rows = []
        asked = [(name, address, {}) for name, address in pages.items()]
        asked.insert(2, ("the same, its answer alone", pages[SLOT], PART))
        for name, address, headers in asked:
            before = len(server.log())
            over_http = timed(lambda a=address, h=headers: client.get(a, headers=h))
            inside = [line["ms"] for line in server.log()[before:] if line["message"] == "served"]
            rows.append((name, *both(over_http), *both(inside[-ROUNDS:])))
        sizes = {
            name: weigh(client, address) for name, address in pages.items() if "/h" not in address
        }
    figures = {"start_s": started, "idle_mb": idle}
    table(
        "Bytes of a page, gzipped (islands apart)",
        ("page", "script kB", "style kB", "html kB"),
        [(name, *(f"{size / 1024:.1f}" for size in size3)) for name, size3 in sizes.items()],
    )
    return rows, figures, server


_LINKED = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"')
_ISLAND = re.compile(r"calendar|index-")


def weigh(client: httpx.Client, address: str) -> tuple[int, int, int]:
    """Gzipped bytes of script, style and HTML; the calendar island is not counted."""
    page = client.get(address)
    script = style = 0
    for link in sorted(set(_LINKED.findall(page.text))):
        body = len(gzip.compress(client.get(link).content, 9))
        if link.endswith(".css"):
            style += body
        elif not _ISLAND.search(link.rpartition("/")[2]):
            script += body
    return script, style, len(gzip.compress(page.content, 9))


def main() -> None:
    """Measure on each database asked."""
    ask = argparse.ArgumentParser()
    ask.add_argument("databases", nargs="*", default=["sqlite", "postgresql"])
    ask.add_argument("--people", type=int, default=PEOPLE)
    asked = ask.parse_args()
    for database in asked.databases or ["sqlite", "postgresql"]:
        with house(database, asked.people) as made:
            rows, figures, _ = measure(made)
        table(
            f"{database}: milliseconds over HTTP, and inside Django",
            ("page", "median", "p95", "inside", "p95"),
            rows,
        )
        table(
            f"{database}: the process",
            ("figure", "value", "target"),
            [
                ("start to first answer, s", f"{figures['start_s']:.2f}", "3"),
                ("memory when idle, MB", f"{figures['idle_mb']:.0f}", "250"),
            ],
        )


if __name__ == "__main__":
    main()
