"""`parvis demo load`: the territory, invented people, full calendars."""

from __future__ import annotations

import sys
import time
from argparse import Namespace

import django

from parvis.entry.commands import database
from parvis.platform.config import Config


def run(config: Config, options: Namespace) -> int:
    """Load into an empty database; 1 when it is not empty."""
    django.setup()
    database.prepare(config)
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first

    from parvis.entry.demo.load import ACCOUNTS, load  # noqa: PLC0415 -- the same
    from parvis.platform.errors import Conflict  # noqa: PLC0415 -- the same

    start = time.perf_counter()
    print("Chargement de la démonstration…", flush=True)
    try:
        load(
            people=options.people,
            seed=options.seed,
            now=timezone.localtime(),
            tell=lambda step: print(f"  {step}", flush=True),
        )
    except Conflict as error:
        print(f"✘ {error}", file=sys.stderr)
        return 1
    (config.data / "demonstration").write_text(ACCOUNTS, encoding="utf-8")
    database.settle(config)
    print(f"Démonstration chargée en {time.perf_counter() - start:.0f} s.", flush=True)
    return 0
