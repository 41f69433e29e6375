"""What the code says of itself, written down: addresses, events, settings, rules."""

from __future__ import annotations

import dataclasses
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from tests.architecture.golden import GOLDEN, agree, table
from tests.architecture.sources import PACKAGE, of_rooms, rooms

from parvis.platform.config import Secret, settings_reference
from parvis.platform.events import Event, catalogue
from parvis.platform.http.access import is_public
from parvis.platform.rules import all_rules, seen_models

REFERENCE = Path("docs/dev/reference")
MADE = "Made from the code: `PARVIS_GOLDEN=write pytest tests/architecture` writes it again."


def addresses() -> Iterator[tuple[str, str, str, Any]]:
    """(path, name, access, view) of every address, in the order they are tried."""
    yield from _addresses(get_resolver(), "/", "")


def _addresses(resolver: URLResolver, before: str, space: str) -> Iterator[tuple[str, ...]]:
    for item in resolver.url_patterns:
        path = before + str(item.pattern).lstrip("^").removesuffix("\\Z")
        if isinstance(item, URLResolver):
            inner = f"{space}{item.namespace}:" if item.namespace else space
            yield from _addresses(item, path, inner)
        elif isinstance(item, URLPattern):
            access = "public" if is_public(item.callback) else "signed in"
            yield path, f"{space}{item.name}", access, item.callback


def events() -> list[type[Event]]:
    """Every event of every room, by name."""
    found = []
    for room in rooms():
        if (PACKAGE / room / "events.py").exists():
            module = importlib.import_module(f"parvis.{room}.events")
            found += [
                one
                for one in vars(module).values()
                if isinstance(one, type)
                and issubclass(one, Event)
                and one.__module__ == module.__name__
                and not one.__name__.startswith("_")
            ]
    return sorted(found, key=lambda one: (one.__module__, one.__name__))


def test_addresses() -> None:
    rows = [(path, name, access) for path, name, access, _ in addresses()]
    agree(
        REFERENCE / "urls.md",
        ["# Addresses", "", MADE, "", *table(["path", "name", "open to"], rows)],
    )


def test_addresses_are_french_without_accents_and_named_in_english() -> None:
    for path, name, _, _ in addresses():
        assert path.isascii(), path
        assert path == path.lower() or "<" in path, path
        assert name.replace(":", "").replace("_", "").isalnum(), name
        assert not name.endswith("None"), f"{path} has no name"


def test_events() -> None:
    told = catalogue()
    rows = [
        (
            f"{one.__module__.split('.')[1]}.{one.__name__}",
            one.verb,
            ", ".join(
                field.name
                for field in dataclasses.fields(one)
                if field.name not in {"organisation", "subject"}
            )
            or "—",
            ", ".join(told.get(f"{one.__module__}.{one.__qualname__}", ())) or "—",
        )
        for one in events()
    ]
    lines = ["# Events", "", MADE, "", "Each also has `organisation` and `subject`.", ""]
    heads = ["event", "verb in the audit trail", "holds", "heard by"]
    agree(REFERENCE / "events.md", lines + table(heads, rows))


@pytest.mark.parametrize("kind", events(), ids=lambda kind: kind.__qualname__)
def test_an_event_says_what_happened(kind: type[Event]) -> None:
    """A verb of its room, and values that JSON can hold."""
    assert kind.verb.startswith(kind.__module__.split(".")[1] + "."), kind.verb
    plain = ("int", "str", "bool", "None", "tuple", "dict", "float", "list")
    for field in dataclasses.fields(kind):
        words = str(field.type).replace("[", " ").replace("]", " ").replace(",", " ").split()
        assert {word for word in words if word not in {"|", "...", *plain}} == set(), field


def test_verbs_of_events_are_unique() -> None:
    verbs = [one.verb for one in events()]
    assert sorted({verb for verb in verbs if verbs.count(verb) > 1}) == []


def test_settings() -> None:
    rows = [
        (f"`{name}`", _default(default, secret=secret), meaning)
        for name, default, meaning, secret in settings_reference()
    ]
    lines = [
        "# Settings",
        "",
        MADE,
        "",
        "Each is read from the environment, or from the file named by the same name with `_FILE`.",
        "`parvis config` tells the value in force and where it came from.",
        "",
    ]
    agree(REFERENCE / "settings.md", lines + table(["setting", "default", "meaning"], rows))


def _default(value: object, *, secret: bool) -> str:
    if secret or isinstance(value, Secret):
        return "made or empty"
    return f"`{value}`" if value not in {"", None} else "derived from the data folder"


def test_rules() -> None:
    rows = [(f"`{rule.verb}`", _english(rule.says)) for rule in all_rules()]
    seen = [f"- `{model._meta.label}`" for model in seen_models()]
    lines = ["# Rules", "", MADE, "", *table(["verb", "who may"], rows), ""]
    agree(REFERENCE / "rules.md", [*lines, "Tables with an answer to “who sees”:", "", *seen])


def test_verbs_belong_to_their_room() -> None:
    for module in of_rooms("rules"):
        room = module.name.split(".")[1]
        verbs = {rule.verb for rule in all_rules() if rule.allows.__module__ == module.name}
        assert {verb for verb in verbs if not verb.startswith(f"{room}.")} == set()


def _english(text: object) -> str:
    from django.utils.translation import override

    with override("en"):
        return str(text)


def test_golden_files_are_all_used() -> None:
    found = {path.name for path in (PACKAGE.parents[1] / GOLDEN).iterdir()}
    assert found == {"everywhere.txt", "verbs.txt"}
