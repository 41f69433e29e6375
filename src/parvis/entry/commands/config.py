"""`parvis config`: each setting, its value, where it came from, what it means."""

from __future__ import annotations

import gettext
import re
from argparse import Namespace
from pathlib import Path

from parvis.platform.config import PREFIX, Config, settings_reference

LOCALE = Path(__file__).resolve().parents[1] / "locale"
_PASSWORD = re.compile(r"(?<=://)([^:/@]*):[^@/]*@")


def run(config: Config, options: Namespace) -> int:
    """Print the table; secrets are masked."""
    rows = [("réglage", "valeur", "origine", "sens")]
    for variable, _, meaning, secret in settings_reference():
        name = variable.removeprefix(PREFIX).lower()
        shown = _masked(config, name) if secret else _shown(config, name)
        rows.append((variable, shown, config.sources[name], _french(meaning)))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row[:3], widths, strict=True)]
        print("  ".join([*cells, row[3]]).rstrip())
    return 0


def list_settings() -> None:
    """Print what may be set, when something unknown was."""
    for variable, _, meaning, _ in settings_reference():
        print(f"{variable:<22}  {_french(meaning)}")


def _french(meaning: str) -> str:
    return gettext.translation("django", LOCALE, ["fr"], fallback=True).gettext(meaning)


def _masked(config: Config, name: str) -> str:
    return "••••••" if str.__str__(getattr(config, name)) else "(vide)"


def _shown(config: Config, name: str) -> str:
    value = getattr(config, name)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _PASSWORD.sub(r"\1:••••••@", str(value))
