"""French is complete: every message of code and templates, with the placeholders it has."""

from __future__ import annotations

import ast
import importlib.util
import re
from types import ModuleType

import polib
import pytest
from tests.architecture.sources import ROOT, modules

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}|%[sd]")


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """`ops/dev/messages.py`, which `make check` runs too."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "ops/dev/messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_catalogues_are_complete(messages: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert messages.check() == 0, capsys.readouterr().out


def test_placeholders_are_the_same(messages: ModuleType) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {entry.msgid!r} -> {entry.msgstr!r}"
        for path in messages.catalogues()
        for entry in polib.pofile(str(path))
        if not entry.obsolete and not entry.msgid_plural
        if sorted(PLACEHOLDER.findall(entry.msgid)) != sorted(PLACEHOLDER.findall(entry.msgstr))
    ]
    assert wrong == []


def test_nothing_is_translated_for_nobody(messages: ModuleType) -> None:
    """Words chosen at run time, such as the meanings of settings, stand in the code as strings."""
    used = {message for _, _, message in messages._messages()} | {
        node.value
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    idle = [
        f"{path.relative_to(ROOT)}: {entry.msgid!r}"
        for path in messages.catalogues()
        for entry in polib.pofile(str(path))
        if entry.msgid not in used
    ]
    assert idle == []
