"""The code as syntax trees, found by folder: a new room is read as soon as it appears."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "parvis"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """A module, its place and its tree."""

    path: Path
    tree: ast.Module

    @property
    def name(self) -> str:
        """`parvis.agenda.actions.plan`; a package is named without `__init__`."""
        parts = list(self.path.relative_to(ROOT / "src").with_suffix("").parts)
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def place(self) -> str:
        """Path from the root, as messages and golden files show it."""
        return str(self.path.relative_to(ROOT))

    @property
    def storey(self) -> str:
        """`actions` for `parvis.agenda.actions.plan`; "" for the room itself."""
        return (*self.name.split("."), "", "")[2]

    @property
    def is_private(self) -> bool:
        """Whether a part of its name starts with an underscore."""
        return any(part.startswith("_") for part in self.name.split("."))

    def functions(self) -> Iterator[Function]:
        """Those of the module itself, not those within classes or functions."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def public_functions(self) -> Iterator[Function]:
        """What other modules may call."""
        if not self.is_private:
            yield from (node for node in self.functions() if not node.name.startswith("_"))


@cache
def rooms() -> tuple[str, ...]:
    """Folders of the package, platform and entry excepted."""
    found = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    return tuple(sorted(found - {"platform", "entry"}))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of Parvis, migrations excepted."""
    return tuple(
        Module(path, ast.parse(path.read_text("utf-8"), filename=str(path)))
        for path in sorted(PACKAGE.rglob("*.py"))
        if "migrations" not in path.parts
    )


def of_rooms(*storeys: str) -> list[Module]:
    """Modules of these storeys, such as "actions", in every room."""
    return [
        module
        for module in modules()
        if module.name.split(".")[1:2] and module.name.split(".")[1] in rooms()
        if module.storey in storeys
    ]


@cache
def templates() -> tuple[Path, ...]:
    """Every template of every room."""
    return tuple(sorted(PACKAGE.glob("*/templates/**/*.*")))


def dotted(node: ast.AST) -> str:
    """`timezone.now` for that expression; "" for anything but names joined by dots."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
