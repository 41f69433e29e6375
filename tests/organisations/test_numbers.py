"""SIREN and SIRET, against real numbers and against the formula written another way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.organisations.core.numbers import LA_POSTE, compact, is_siren, is_siret, luhn, spaced

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("siren", ["256910183", "200046977", "216901231", LA_POSTE])
def test_public_sirens_are_valid(siren: str) -> None:
    assert is_siren(siren)


@pytest.mark.parametrize("siret", ["25691018300027", "25691018300035", "35600000000048"])
def test_public_sirets_are_valid(siret: str) -> None:
    assert is_siret(siret)


@pytest.mark.parametrize(
    "text", ["", "25691018", "2569101830", "256910184", "25691018x", "٢٥٦٩١٠١٨٣", "256 910 183"]
)
def test_what_is_not_a_siren(text: str) -> None:
    assert not is_siren(text)


def test_la_poste_counts_by_fives() -> None:
    branch = "35600000049837"
    assert not luhn(branch)
    assert sum(map(int, branch)) % 5 == 0
    assert is_siret(branch)
    assert not is_siret("35600000049838")


def test_only_la_poste_counts_by_fives() -> None:
    other = "25691018300049"
    assert sum(map(int, other)) % 5 != 0 or not luhn(other)
    by_five = next(
        f"256910183{n:05d}"
        for n in range(100_000)
        if sum(map(int, f"256910183{n:05d}")) % 5 == 0 and not luhn(f"256910183{n:05d}")
    )
    assert not is_siret(by_five)


def control_digit(digits: str) -> str:
    """Luhn's control digit by its textbook definition, from the left."""
    doubled = [
        sum(divmod(2 * int(char), 10)) if (len(digits) - place) % 2 else int(char)
        for place, char in enumerate(digits)
    ]
    return str(-sum(doubled) % 10)


@given(st.text("0123456789", min_size=8, max_size=8))
def test_exactly_one_control_digit_fits(digits: str) -> None:
    fits = [end for end in "0123456789" if is_siren(digits + end)]
    assert fits == [control_digit(digits)]


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(digits: str, place: int, shift: int) -> None:
    right = digits + control_digit(digits)
    wrong = str((int(right[place]) + shift) % 10)
    assert not is_siren(right[:place] + wrong + right[place + 1 :])


def test_written_and_read() -> None:
    assert compact(" 256 910\u202f183 ") == "256910183"
    assert spaced("256910183") == "256\u202f910\u202f183"
    assert spaced("25691018300035") == "256\u202f910\u202f183\u202f00035"
