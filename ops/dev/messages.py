"""French catalogues: `compile` writes each .mo beside its .po, `check` refuses an incomplete one.

No gettext program is needed on the machine: polib writes .mo files, Django's own `templatize` and
Python's syntax tree find what is to be translated.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "parvis"
CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2}
CALLS |= {"ngettext_lazy": 2}
CONTEXT_CALLS = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 2, "npgettext_lazy": 2}
TEMPLATE_CALL = re.compile(r"\b(?:n?p?gettext)\(")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
PLAIN_SPACE = re.compile(r" [;!?:»](?:\s|$)|« ")


def catalogues() -> list[Path]:
    """Every French .po."""
    return sorted(SOURCE.glob("*/locale/fr/LC_MESSAGES/django.po"))


def compile_all() -> int:
    """Write the .mo files that are older than their .po."""
    for path in catalogues():
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime <= path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))
    return 0


def check() -> int:
    """Say what is missing or badly written; 1 when anything is."""
    known: dict[str, polib.POEntry] = {}
    wrong: list[str] = []
    for path in catalogues():
        for entry in polib.pofile(str(path)):
            where = f"{path.relative_to(ROOT)}:{entry.linenum}"
            wrong += [f"{where}: {fault}" for fault in _faults(entry)]
            other = known.setdefault(_key(entry.msgctxt, entry.msgid), entry)
            if (other.msgstr, other.msgstr_plural) != (entry.msgstr, entry.msgstr_plural):
                wrong.append(f"{where}: « {entry.msgid} » has another French elsewhere")
    wrong += [
        f"{place}: no French for {message!r}"
        for place, context, message in _messages()
        if _key(context, message) not in known
    ]
    print("\n".join(wrong))
    return 1 if wrong else 0


def _key(context: str | None, message: str) -> str:
    return f"{context or ''}\x04{message}"


def _faults(entry: polib.POEntry) -> Iterator[str]:
    texts = list(entry.msgstr_plural.values()) or [entry.msgstr]
    if entry.obsolete:
        return
    if entry.fuzzy or not all(texts):
        yield f"{entry.msgid!r} is not translated"
    wanted = _placeholders(entry.msgid) | _placeholders(entry.msgid_plural or "")
    for text in texts:
        if PLAIN_SPACE.search(text):
            yield f"{text!r}: plain space beside high punctuation"
        if _placeholders(text) - wanted:
            yield f"{text!r}: placeholder that the English does not have"


def _placeholders(text: str) -> set[str]:
    return {first or second for first, second in PLACEHOLDER.findall(text)}


def _messages() -> Iterator[tuple[str, str | None, str]]:
    """(place, context, English) of every message in code and templates."""
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _in_code(path.relative_to(ROOT), ast.parse(path.read_text("utf-8")))
    for path in sorted([*SOURCE.rglob("templates/**/*.html"), *SOURCE.rglob("templates/**/*.txt")]):
        text = templatize(path.read_text("utf-8"), origin=str(path))
        for call in TEMPLATE_CALL.finditer(text):
            tree = ast.parse(_balanced(text, call.start()))
            yield from _in_code(path.relative_to(ROOT), tree)


def _balanced(text: str, start: int) -> str:
    """The call that begins at `start`: templatize closes each with a parenthesis and a space."""
    end = text.index(")", start)
    while True:
        try:
            ast.parse(text[start : end + 1])
        except SyntaxError:
            end = text.index(")", end + 1)
        else:
            return text[start : end + 1]


def _in_code(path: Path, tree: ast.AST) -> Iterator[tuple[str, str | None, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        texts = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        place = f"{path}:{node.lineno}"
        if name in CALLS and texts:
            yield place, None, texts[0]
        elif name in CONTEXT_CALLS and len(texts) > 1:
            yield place, texts[0], texts[1]


if __name__ == "__main__":
    sys.exit({"compile": compile_all, "check": check}[sys.argv[1]]())
