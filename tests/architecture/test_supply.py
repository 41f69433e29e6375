"""What we depend on: said why, locked with hashes, from nobody's address in particular."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.architecture.excuses import only
from tests.architecture.sources import ROOT

WHY = ROOT / "docs/dev/dependencies.md"
LOCKS = sorted((ROOT / "requirements").glob("*.lock"))
ADDRESS = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|file:")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required() -> set[str]:
    """Names in requirements/*.in and web/package.json."""
    lines = [
        line.split("#")[0].strip()
        for path in sorted((ROOT / "requirements").glob("*.in"))
        for line in path.read_text("utf-8").splitlines()
    ]
    python = {
        normal(re.split(r"[\s\[<>=!~;]", line)[0]) for line in lines if line and line[0] != "-"
    }
    web = json.loads((ROOT / "web/package.json").read_text("utf-8"))
    return python | set(web["dependencies"]) | set(web["devDependencies"])


def test_every_dependency_says_why() -> None:
    told = dict(re.findall(r"^\| `([^`]+)` +\| (.+?) +\|", WHY.read_text("utf-8"), re.MULTILINE))
    only(required(), told)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_python_lock(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [line for line in lines if ADDRESS.search(line)] == []
    pinned = [line for line in lines if re.match(r"[A-Za-z0-9]", line)]
    assert pinned
    assert [line for line in pinned if "==" not in line] == []
    blocks = re.split(r"\n(?=[A-Za-z0-9])", "\n".join(lines))
    assert [block for block in blocks if "==" in block and "--hash=sha256:" not in block] == []


def test_web_lock() -> None:
    text = (ROOT / "web/package-lock.json").read_text("utf-8")
    assert ADDRESS.findall(text) == []
    packages = {name: held for name, held in json.loads(text)["packages"].items() if name}
    assert packages
    assert [name for name, held in packages.items() if "integrity" not in held] == []


def test_no_other_configuration_names_an_address() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in [*ROOT.glob("*.toml"), *ROOT.glob("Makefile"), *ROOT.glob("web/.npmrc")]
        if re.search(r"https?://(?!127\.0\.0\.1)", path.read_text("utf-8"))
    }
    only(found, {})
