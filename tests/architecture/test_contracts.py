"""Each contract of `.importlinter` holds, and fails on a violation injected into a copy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).parent / "lint-imports"


@dataclass(frozen=True, slots=True)
class Violation:
    """Lines added to modules of the copy, and the only contract they must break."""

    contract: str
    lines: tuple[tuple[str, str], ...]
    told: str


VIOLATIONS = {
    "a room imports the room above": Violation(
        "rooms",
        (("directory/rules.py", "from parvis.agenda import api as above"),),
        "parvis.directory.rules -> parvis.agenda.api",
    ),
    "a folder has no place": Violation(
        "rooms", (("budgets/__init__.py", ""), ("budgets/rules.py", "")), "parvis.budgets"
    ),
    "a room reaches into the rules of another": Violation(
        "doors",
        (("agenda/queries/calendar.py", "from parvis.directory import rules as theirs"),),
        "parvis.agenda.queries.calendar reaches into parvis.directory.rules",
    ),
    "a room reaches into the models of another": Violation(
        "doors",
        (("portal/queries/links.py", "from parvis.organisations.models import Person as Theirs"),),
        "parvis.portal.queries.links reaches into parvis.organisations.models",
    ),
    "a query calls an action": Violation(
        "storeys",
        (("organisations/queries/bodies.py", "from parvis.organisations.actions import bodies"),),
        "parvis.organisations.queries.bodies -> parvis.organisations.actions.bodies",
    ),
    "a module of a room has no place": Violation(
        "storeys", (("portal/helpers.py", ""),), "parvis.portal.helpers"
    ),
    "the platform's storeys": Violation(
        "platform",
        (("platform/db/scope.py", "from parvis.platform import jobs"),),
        "parvis.platform.db.scope -> parvis.platform.jobs",
    ),
    "a module of the platform has no place": Violation(
        "platform", (("platform/misc.py", ""),), "parvis.platform.misc"
    ),
    "the entry's storeys": Violation(
        "entry",
        (("entry/refusals.py", "from parvis.entry import streams"),),
        "parvis.entry.refusals -> parvis.entry.streams",
    ),
    "a page imports models": Violation(
        "edges",
        (("portal/web/links.py", "from parvis.portal.models import ServiceLink"),),
        "parvis.portal.web.links -> parvis.portal.models",
    ),
    "a form imports models": Violation(
        "edges",
        (("portal/forms.py", "from parvis.portal import models"),),
        "parvis.portal.forms -> parvis.portal.models",
    ),
    "the command line imports models": Violation(
        "edges",
        (("entry/commands/check.py", "from parvis.organisations.models import Person"),),
        "parvis.entry.commands.check -> parvis.organisations.models",
    ),
    "a core imports Django": Violation(
        "core",
        (("agenda/core/clock.py", "from django.utils import timezone"),),
        "parvis.agenda.core.clock -> django",
    ),
    "the loop reaches Django through another module": Violation(
        "loop",
        (("platform/live/hub.py", "from django.db import connection"),),
        "parvis.platform.live.hub -> django",
    ),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The package, the contracts and their configuration, in a folder of their own."""
    left = shutil.ignore_patterns("__pycache__", "templates", "static", "locale", "*.pyc", "data")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=left)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    contracts = Path("tests/architecture/contracts")
    shutil.copytree(ROOT / contracts, tmp_path / contracts, ignore=left)
    return tmp_path


@pytest.fixture
def lint(copy: Path) -> Callable[..., tuple[int, str]]:
    """Run the linter on the copy: (exit code, what it said on one line)."""

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [str(LINTER), "--no-cache", "--no-logo", *arguments],
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy / "src"), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    return run


def contracts() -> set[str]:
    prefix = "[importlinter:contract:"
    lines = (ROOT / ".importlinter").read_text("utf-8").splitlines()
    return {line.removeprefix(prefix).rstrip("]") for line in lines if line.startswith(prefix)}


def test_the_house_keeps_its_contracts(lint: Callable[..., tuple[int, str]]) -> None:
    code, said = lint()
    assert code == 0, said
    assert f"Contracts: {len(contracts())} kept, 0 broken." in said


def test_every_contract_has_its_violation() -> None:
    assert {violation.contract for violation in VIOLATIONS.values()} == contracts()


@pytest.mark.parametrize("name", VIOLATIONS)
def test_violation_is_seen(name: str, copy: Path, lint: Callable[..., tuple[int, str]]) -> None:
    violation = VIOLATIONS[name]
    for place, line in violation.lines:
        path = copy / "src" / "parvis" / place
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    code, said = lint("--contract", violation.contract)
    assert code == 1, said
    assert violation.told in said
    assert "Contracts: 0 kept, 1 broken." in said
