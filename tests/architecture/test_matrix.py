"""Lock 5: each verb asked of each person of the cast, about hers and others'; printed in French."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import transaction as django_transaction
from django.utils.translation import override
from tests.architecture.golden import GOLDEN, agree, table
from tests.architecture.rows import KINDS, Rows, all_rows
from tests.cast import Cast

from parvis.organisations.types import Level
from parvis.platform.actor import Actor, system
from parvis.platform.db import everywhere, scoped
from parvis.platform.rules import all_rules, can

HANDBOOK = Path("docs/handbook/droits.md")
WORLDS = {"sans accord": None, "avec un accord": Level.TITLE}
COLUMNS = {
    "alice": "Alice",
    "bob": "Bob",
    "chloe": "Chloé",
    "dana": "Dana",
    "dana_bergerie": "Dana pour Bergerie",
    "emile": "Émile",
    "nobody": "sans connexion",
    "parvis": "Parvis",
}
Lines = list[tuple[str, str, list[bool]]]
INTRODUCTION = """\
# Qui peut quoi

Cette page est produite à partir du code : chaque droit y est écrit une fois, et les boutons, les
listes et les pages posent tous la même question. Un test échoue si un droit change sans que cette
page change avec lui.

## Les droits
"""
CAST = """
## Sur un exemple

Deux collectivités. À **Atelier** : Alice est agent et administratrice, Bob est agent. À
**Bergerie** : Chloé est agent, Émile est agent et administrateur. Dana est élue dans les deux ;
elle agit tantôt pour Atelier, tantôt pour Bergerie. « Parvis » est la plateforme elle-même, pour
une installation, un import ou une tâche planifiée. ✔ : peut. · : ne peut pas.
"""


@pytest.fixture
def worlds(make_cast: Callable[..., Cast]) -> dict[str, Lines]:
    """Every verb asked of everybody, in each world."""
    told: dict[str, Lines] = {}
    for world, level in WORLDS.items():
        before = django_transaction.savepoint()
        cast = make_cast(trust=level)
        rows = all_rows(cast, trust=level is not None)
        told[world] = list(_lines(cast.everybody(), rows))
        django_transaction.savepoint_rollback(before)
    return told


def _lines(
    people: dict[str, Actor], kinds: dict[str, Rows]
) -> Iterator[tuple[str, str, list[bool]]]:
    assert list(people) == list(COLUMNS)[:-1]
    platform = system("asking what the platform may")
    for rule in all_rules():
        for label, row in kinds[KINDS[rule.verb]].items():
            answers = [_answer(actor, rule.verb, row) for actor in people.values()]
            with everywhere("asking what the platform may"):
                answers.append(can(platform, rule.verb, row))
            yield rule.verb, label, answers


def _answer(actor: Actor, verb: str, row: object) -> bool:
    """The same within the scope of a page and while a query looks further."""
    with scoped(actor):
        within = can(actor, verb, row)
    with everywhere("asking the same while looking further"):
        assert can(actor, verb, row) == within, (actor.name, verb, row)
    return within


def test_every_verb_has_its_rows() -> None:
    assert sorted(KINDS) == [rule.verb for rule in all_rules()]


def test_without_signing_in_only_the_door_opens(worlds: dict[str, Lines]) -> None:
    column = list(COLUMNS).index("nobody")
    may = {verb for lines in worlds.values() for verb, _, answers in lines if answers[column]}
    assert may == {"identity.ask_reset", "identity.reset_password", "identity.sign_in"}


def test_an_agreement_lets_see_and_never_change(worlds: dict[str, Lines]) -> None:
    """What an agreement adds for Alice and Bob, who are of Atelier only."""
    before = {line[:2]: line[2] for line in map(tuple, worlds["sans accord"])}
    added = {
        verb
        for verb, label, answers in worlds["avec un accord"]
        for column in (0, 1)
        if answers[column] and (verb, label) in before and not before[verb, label][column]
    }
    assert added
    assert {verb for verb in added if not verb.partition(".")[2].startswith("see")} == set()


def test_matrix(worlds: dict[str, Lines]) -> None:
    lines: list[str] = []
    for world, found in worlds.items():
        lines += [f"# {world}: {', '.join(COLUMNS)}", ""]
        lines += [
            f"{verb:30} {label:34} {' '.join('✔' if may else '·' for may in answers)}"
            for verb, label, answers in found
        ]
        lines.append("")
    agree(GOLDEN / "verbs.txt", lines)


def test_handbook(worlds: dict[str, Lines]) -> None:
    with override("fr"):
        sentences = [(f"`{rule.verb}`", str(rule.says)) for rule in all_rules()]
    lines = [*INTRODUCTION.splitlines(), *table(["droit", "qui"], sentences), *CAST.splitlines()]
    for world, found in worlds.items():
        rows = [
            (f"`{verb}`", label, *("✔" if may else "·" for may in answers))
            for verb, label, answers in found
        ]
        lines += ["", f"### {world.capitalize()}", ""]
        lines += table(["droit", "sur", *COLUMNS.values()], rows)
    agree(HANDBOOK, lines)
