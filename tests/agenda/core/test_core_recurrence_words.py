"""What a rule reads like in French."""

# ruff: noqa: DTZ001 -- a wall-clock time is naive here; its zone is beside it

from datetime import date, datetime

import pytest

from parvis.agenda.core.recurrence import Pieces, describe, in_french, parse

pytestmark = pytest.mark.pure

TUESDAY = datetime(2025, 11, 11, 18, 30)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("FREQ=DAILY", "tous les jours"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=10", "tous les 3 jours, 10 fois en tout"),
        ("FREQ=DAILY;COUNT=1", "tous les jours, une seule fois"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "du lundi au vendredi"),
        ("FREQ=DAILY;BYMONTH=1,3", "tous les jours en janvier et mars"),
        ("FREQ=WEEKLY", "tous les mardis"),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "tous les lundis et jeudis"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "tous les lundis, mercredis et vendredis"),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "tous les jours"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "toutes les 2 semaines le lundi et le jeudi"),
        ("FREQ=MONTHLY;BYDAY=2TU", "le 2e mardi de chaque mois"),
        ("FREQ=MONTHLY;BYDAY=1TU", "le 1er mardi de chaque mois"),
        ("FREQ=MONTHLY;BYDAY=-1FR", "le dernier vendredi de chaque mois"),
        ("FREQ=MONTHLY;BYDAY=-2FR", "l’avant-dernier vendredi de chaque mois"),
        ("FREQ=MONTHLY;BYDAY=TU", "tous les mardis"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", "le 2e mardi de chaque mois"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "le dernier jour ouvré de chaque mois"),
        ("FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "le 1er samedi ou dimanche de chaque mois"),
        ("FREQ=MONTHLY;INTERVAL=2;BYDAY=2TU", "tous les 2 mois le 2e mardi"),
        ("FREQ=MONTHLY;BYDAY=2TU;BYMONTH=4,9", "le 2e mardi d’avril et de septembre"),
        ("FREQ=MONTHLY", "le 11 de chaque mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=1,15", "le 1er et le 15 de chaque mois"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "le dernier jour de chaque mois"),
        ("FREQ=YEARLY", "tous les ans le 11 novembre"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=1", "tous les 2 ans le 1er mai"),
        ("FREQ=YEARLY;BYMONTH=6;BYDAY=2TU", "tous les ans le 2e mardi de juin"),
        ("FREQ=YEARLY;BYWEEKNO=20", "selon une règle particulière"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TU", "le 1er et le 3e mardi de chaque mois"),
        ("FREQ=MONTHLY;BYDAY=1TU,3TH", "selon une règle particulière"),
    ],
)
def test_sentences(text: str, sentence: str) -> None:
    assert in_french(parse(text), TUESDAY) == sentence


def test_until_and_exceptions() -> None:
    rule = parse("FREQ=MONTHLY;BYDAY=2TU;UNTIL=20260609")
    assert in_french(rule, TUESDAY, [datetime(2025, 12, 24, 18, 30)]) == (
        "le 2e mardi de chaque mois jusqu’au 9 juin 2026, sauf le 24 décembre 2025"
    )
    same_year = [date(2025, 12, 31), date(2025, 12, 1)]
    assert in_french(rule, TUESDAY, same_year).endswith(
        "sauf le 1er décembre et le 31 décembre 2025"
    )
    assert in_french(rule, TUESDAY, [date(2026, 1, 7), date(2025, 12, 24)]).endswith(
        "sauf le 24 décembre 2025 et le 7 janvier 2026"
    )
    many = [date(2026, 1, day) for day in range(1, 9)]
    assert in_french(rule, TUESDAY, many).endswith(", sauf 8 dates")


def test_until_is_shown_on_the_local_day() -> None:
    rule = parse("FREQ=DAILY;UNTIL=20260609T220000Z")
    assert in_french(rule, TUESDAY) == "tous les jours jusqu’au 10 juin 2026"
    assert in_french(rule, TUESDAY, zone="UTC") == "tous les jours jusqu’au 9 juin 2026"


def test_pieces_carry_no_words() -> None:
    pieces = describe(parse("FREQ=MONTHLY;INTERVAL=2;BYDAY=-1TU;COUNT=4"), TUESDAY)
    assert pieces == Pieces(
        frequency=pieces.frequency,
        interval=2,
        weekdays=(1,),
        positions=(-1,),
        month_days=(),
        months=(),
        until=None,
        count=4,
        excluded=(),
        special=False,
    )
