"""One word per concept: every table is in the list of words, in English and in French."""

from __future__ import annotations

import re

from django.apps import apps
from tests.architecture.sources import ROOT, rooms

WORDS = ROOT / "docs/dev/words.md"


def words() -> dict[str, tuple[str, str]]:
    """Code -> (screen, what it is)."""
    lines = re.findall(
        r"^\| ([A-Z][\w ]+?) +\| (.+?) +\| (.+?) +\|$", WORDS.read_text("utf-8"), re.MULTILINE
    )
    return {code.replace(" ", ""): (screen, meaning) for code, screen, meaning in lines}


def test_every_model_has_its_word() -> None:
    known = words()
    missing = sorted(
        model.__name__
        for label in ("platform", *rooms())
        for model in apps.get_app_config(label).get_models()
        if model.__name__ not in known
    )
    assert missing == []


def test_a_word_is_explained_once() -> None:
    text = WORDS.read_text("utf-8")
    codes = [code.lower() for code in re.findall(r"^\| ([A-Z][\w ]+?) +\|", text, re.MULTILINE)]
    assert sorted({code for code in codes if codes.count(code) > 1}) == []
    assert [code for code, (screen, meaning) in words().items() if not (screen and meaning)] == []
