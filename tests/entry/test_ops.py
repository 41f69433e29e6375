"""What ops/ says is true of Parvis: its files parse, its commands and settings exist."""

from __future__ import annotations

import re
import shlex
from configparser import RawConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from parvis.entry.cli import parser
from parvis.platform.config import settings_reference

pytestmark = pytest.mark.pure
OPS = Path(__file__).resolve().parents[2] / "ops"
COMPOSE: dict[str, Any] = yaml.safe_load((OPS / "compose/compose.yaml").read_text("utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "parvis"}
VARIABLES = {variable for variable, *_ in settings_reference()}


class Unit(RawConfigParser):
    """A systemd unit: names keep their case, some come twice."""

    def __init__(self) -> None:
        super().__init__(strict=False)
        self.optionxform = str  # type: ignore[assignment,method-assign]


def unit() -> Unit:
    made = Unit()
    made.read(OPS / "systemd/parvis.service", "utf-8")
    return made


def test_the_unit_starts_a_command_that_exists() -> None:
    program, *arguments = shlex.split(unit()["Service"]["ExecStart"])
    assert program.endswith("/.venv/bin/parvis")
    assert parser().parse_args(arguments).command == "run"


def test_the_unit_gives_it_time_to_end() -> None:
    from parvis.entry.commands.run import GRACE

    assert int(unit()["Service"]["TimeoutStopSec"]) > 2 * GRACE
    assert COMPOSE["x-parvis"]["stop_grace_period"] == "40s"


def test_two_web_one_live_one_worker() -> None:
    parsed = {name: parser().parse_args(one["command"]) for name, one in OURS.items()}
    parts = {name: getattr(one, "only", one.command) for name, one in parsed.items()}
    assert parts == {
        "web1": "web",
        "web2": "web",
        "live": "live",
        "worker": "worker",
        "migrate": "django",
    }


def test_every_setting_exists() -> None:
    text = "".join(path.read_text("utf-8") for path in OPS.rglob("*") if path.is_file())
    given = {name for name in re.findall(r"PARVIS_[A-Z_]+", text) if name != "PARVIS_SITE"}
    assert given
    assert {name.removesuffix("_FILE") for name in given} <= VARIABLES


def test_every_secret_and_volume_is_declared() -> None:
    for one in COMPOSE["services"].values():
        assert set(one.get("secrets", [])) <= set(COMPOSE["secrets"])
        named = {volume.split(":")[0] for volume in one.get("volumes", []) if volume[0] != "."}
        assert named <= set(COMPOSE["volumes"])


def test_what_is_mounted_or_built_is_there() -> None:
    folder = OPS / "compose"
    for one in COMPOSE["services"].values():
        for volume in one.get("volumes", []):
            assert not volume.startswith("./") or (folder / volume.split(":")[0]).is_file()
    root = folder / OURS["web1"]["build"]["context"]
    assert (root / OURS["web1"]["build"]["dockerfile"]).is_file()
    recipe = (folder / "Dockerfile").read_text("utf-8")
    copied = re.findall(r"(?m)^COPY (?!--)(.+) \S+$", recipe)
    assert all((root / path).exists() for line in copied for path in line.split())
