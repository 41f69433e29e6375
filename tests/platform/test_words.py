"""Words as search compares them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.platform.words import indexed, words

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Élise Saint-Priest", ["elise", "saint", "priest"]),
        ("Jean d’Œuvre", ["jean", "d", "oeuvre"]),
        ("  MÜLLER, Straße ", ["muller", "strasse"]),
        ("%_\\'\"", []),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@given(st.text())
def test_words_are_plain_and_stable(text: str) -> None:
    found = words(text)
    assert all(word.isascii() and word.isalnum() for word in found)
    assert words(" ".join(found)) == found


@given(st.text(), st.data())
def test_every_beginning_of_a_word_is_found(text: str, data: st.DataObject) -> None:
    for word in words(text):
        size = data.draw(st.integers(1, len(word)))
        assert f" {word[:size]}" in indexed(text)
