"""What a reader can hold: files, functions and templates stay short; suppressions say why."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.excuses import only
from tests.architecture.sources import ROOT, templates

FILE, FUNCTION, TEMPLATE = 400, 50, 150
FOLDERS = ("src/parvis", "tests", "ops", "web/src", "web/build", "web/tests")
CODE = {".py", ".ts", ".css", ".sh"}
MADE = {"node_modules", "dist", "built", "__pycache__", "migrations"}
LONG: dict[str, str] = {}
SUPPRESSION = re.compile(r"#\s*(?:ruff:\s*)?noqa\b(?P<rest>.*)", re.IGNORECASE)
EXPLAINED = re.compile(r":\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*\s+-- \S.{4,}")


def code() -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in CODE and not MADE & set(path.parts):
                yield path


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def length(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_files_are_short() -> None:
    only((f"{place(path)}" for path in code() if length(path) > FILE), LONG)


def test_templates_are_short() -> None:
    only((f"{place(path)}" for path in templates() if length(path) > TEMPLATE), LONG)


def test_functions_are_short() -> None:
    found = {
        f"{place(path)}:{node.lineno}: {node.name}"
        for path in code()
        if path.suffix == ".py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > FUNCTION
    }
    only(found, {})


def test_suppressions_say_why() -> None:
    found = {
        f"{place(path)}:{token.start[0]}: {token.string}"
        for path in code()
        if path.suffix == ".py"
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
        if token.type == tokenize.COMMENT
        if (match := SUPPRESSION.search(token.string)) and not EXPLAINED.match(match["rest"])
    }
    only(found, {})


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    later = re.compile(r"pytest\.mark\.(?:sk" + r"ip|xf" + r"ail)\b")
    found = {
        f"{place(path)}:{number}"
        for path in code()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if words.search(line) or later.search(line)
    }
    only(found, {})
