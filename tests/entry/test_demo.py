"""The demonstration: the real bodies, a plausible life, the story ready to be told."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from parvis.agenda.models import Attendance, Event, Occurrence
from parvis.entry.demo.load import ACCOUNTS, load
from parvis.entry.demo.people import PASSWORD, STORY
from parvis.identity.models import Account
from parvis.organisations.models import Mandate, Membership, Organisation, Person
from parvis.platform.db import everywhere
from parvis.platform.errors import Conflict

NOW = datetime(2026, 1, 14, 9, 30, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")


def loaded(people: int = 70) -> list[str]:
    """Load; what was told."""
    told: list[str] = []
    load(people=people, seed=7, now=NOW, tell=told.append)
    return told


def test_the_territory_its_people_and_their_accounts(db: None) -> None:
    told = loaded()
    with everywhere("test"):
        assert Organisation.objects.count() == 12
        assert Membership.objects.filter(body__slug="sitiv").count() == 8
        assert Membership.objects.filter(body__slug="entente-tno").count() == 3
        assert Organisation.objects.get(slug="entente-tno").managing.slug == "sitiv"
        assert told[1].startswith(f"{Person.objects.count()} personnes")
    _every_account_printed_opens()
    _the_elected_person_sits_in_three_assemblies()
    with pytest.raises(Conflict, match="rien n’a été changé"):
        loaded()
    client = Client()
    client.force_login(Account.objects.get(email="nadia.benali@venissieux.example"))
    for path in ("/", "/agenda/", "/annuaire/", "/organisations/venissieux/"):
        assert client.get(path, follow=True).status_code == 200, path


def _every_account_printed_opens() -> None:
    printed = [line.split()[0] for line in ACCOUNTS.splitlines()[1:]]
    assert len(printed) == len(STORY)
    for mail in printed:
        assert Account.objects.get(email=mail).check_password(PASSWORD)


def _the_elected_person_sits_in_three_assemblies() -> None:
    with everywhere("test"):
        held = Mandate.objects.filter(person__family_name="Garnier", person__given_name="Hélène")
        seats = {one.organisation.slug: one.function for one in held}
    assert seats == {
        "venissieux": "2e adjointe au maire",
        "metropole-lyon": "Conseillère métropolitaine",
        "sitiv": "Déléguée titulaire",
    }


def test_life_looks_like_theirs_and_the_story_can_be_told(db: None) -> None:
    loaded()
    with everywhere("test"):
        local = [one.local_start for one in Event.objects.all()]
        assert Event.objects.filter(private=True).exists()
        assert Event.objects.filter(all_day=True, title="Congés").exists()
        assert Event.objects.exclude(rule="").count() > 20
        rows = list(
            Occurrence.objects.order_by("timeline", "start").values_list("timeline", "start", "end")
        )
    assert any(one.hour >= 20 for one in local), "an evening meeting"
    assert any(one.weekday() == 5 for one in local), "a Saturday"
    assert not [one for one in local if one.weekday() == 6]
    twice = [
        (before, after)
        for before, after in itertools.pairwise(rows)
        if before[0] == after[0] and after[1] < before[2]
    ]
    assert len(twice) < len(rows) / 50  # few are asked twice for the same hour
    _three_invitations_each_and_a_common_hour()


def _three_invitations_each_and_a_common_hour() -> None:
    with everywhere("test"):
        trio = [
            Person.objects.get(given_name=given, family_name=family)
            for given, family in (("Nadia", "Benali"), ("Marc", "Perrin"), ("Claire", "Fontaine"))
        ]
        waiting = Attendance.objects.filter(person__in=trio, status="waiting")
        asked = Counter(waiting.values_list("person__given_name", flat=True))
        taken = list(
            Occurrence.objects.filter(timeline__person__in=trio).values_list("start", "end")
        )
    assert asked == {"Nadia": 3, "Marc": 3, "Claire": 3}
    assert any(_free(taken, hour) for hour in _hours())


def _hours() -> list[datetime]:
    """The hours of work of the next fortnight."""
    days = [NOW.astimezone(PARIS) + timedelta(days=number) for number in range(1, 15)]
    return [
        datetime.combine(day.date(), time(hour), PARIS)
        for day in days
        if day.weekday() < 5
        for hour in (9, 10, 11, 14, 15, 16)
    ]


def _free(taken: list[tuple[int, int]], hour: datetime) -> bool:
    start = int(hour.timestamp()) // 60
    return not any(low < start + 60 and start < high for low, high in taken)


def test_the_same_seed_gives_the_same_calendars() -> None:
    from parvis.entry.demo.calendars import Calendars
    from parvis.entry.demo.people import Inhabitant
    from parvis.entry.demo.territory import Place
    from parvis.organisations.types import OrganisationKind, Role

    places = [
        Place(one, "a", "A", OrganisationKind.COMMUNE, 100, "a.example", 1, (1,)) for one in (1, 2)
    ]
    people = [
        Inhabitant(
            n, f"P {n}", "p@a.example", places[n % 2], Role.AGENT, "Juriste", "S", 1, woman=True
        )
        for n in range(12)
    ]

    def invented(seed: int) -> list[object]:
        made = Calendars(people, {}, [], today=NOW.date(), seed=seed).all()
        return [(one.draft, one.organiser, one.guests) for one in made]

    assert invented(1) == invented(1)
    assert invented(1) != invented(2)
