"""An address leads to one organisation by its exact domain, and says nothing of accounts."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.cast import BUILDER, Cast
from tests.identity.tools import without_tokens

from parvis.identity import api
from parvis.identity.actions.accounts import open_source
from parvis.identity.models import Account
from parvis.platform.errors import Conflict, Invalid, Refused

DOMAINS = {
    "lyon": ["lyon.example"],
    "metropole": ["grandlyon.example"],
    "grigny": ["grigny.example", "ccas-grigny.example"],
    "other-grigny": ["ville-grigny.example"],
    "bezier": ["mairie-bézier.example"],
}


@pytest.fixture
def sources(cast: Cast) -> dict[str, int]:
    """Sources whose domains look alike, by slug."""
    return {
        slug: open_source(
            BUILDER, organisation_id=cast.bergerie, slug=slug, name=slug, domains=domains
        ).id
        for slug, domains in DOMAINS.items()
    }


@pytest.mark.parametrize(
    ("email", "slug"),
    [
        ("a@lyon.example", "lyon"),
        ("a@LYON.EXAMPLE", "lyon"),
        ("a@lyon.example.", "lyon"),
        ("a@grandlyon.example", "metropole"),
        ("a@grigny.example", "grigny"),
        ("a@ccas-grigny.example", "grigny"),
        ("a@ville-grigny.example", "other-grigny"),
        ("a@mairie-bézier.example", "bezier"),
        ("a@xn--mairie-bzier-ieb.example", "bezier"),
        ("a@mairie-bezier.example", None),
        ("a@sub.lyon.example", None),
        ("a@example", None),
        ("a@lyon.example.evil.example", None),
        ("a@xlyon.example", None),
        ("lyon.example", None),
        ("a@evil.example@lyon.example", None),
    ],
)
def test_exact_domain(sources: dict[str, int], email: str, slug: str | None) -> None:
    found = api.source_for(email)
    assert (found.id if found else None) == (sources[slug] if slug else None)


def test_domains_of(sources: dict[str, int], cast: Cast) -> None:
    assert api.domains_of(cast.atelier) == ("atelier.example",)
    assert "lyon.example" in api.domains_of(cast.bergerie)


def test_unknown_domain_says_whom_to_ask(client: Client, cast: Cast) -> None:
    response = client.post(reverse("identity:sign_in"), {"login": "alice@ailleurs.example"})
    text = response.content.decode()
    assert response.status_code == 422
    assert "@ailleurs.example" in text
    assert "votre service informatique" in text
    assert "alice" not in text


def test_known_domain_answers_alike_for_known_and_unknown_accounts(cast: Cast) -> None:
    pages = []
    for email in ("alice@atelier.example", "zoe00@atelier.example"):
        browser = Client()
        first = browser.post(reverse("identity:sign_in"), {"login": email})
        second = browser.get(first["Location"])
        pages.append((first.status_code, first["Location"], without_tokens(second)))
    assert pages[0] == tuple(
        part.replace("zoe00", "alice") if isinstance(part, str) else part for part in pages[1]
    )
    assert "Atelier" in pages[0][2]
    assert "org-atelier" in pages[0][2]


def test_password_managers_find_their_fields(client: Client, cast: Cast) -> None:
    client.post(reverse("identity:sign_in"), {"login": "alice@atelier.example"})
    text = client.get(reverse("identity:password")).content.decode()
    assert 'autocomplete="username"' in text
    assert 'value="alice@atelier.example"' in text
    assert 'autocomplete="current-password"' in text


@pytest.mark.parametrize("text", ["", "alice", "alice@", "@atelier.example", "a b@atelier.example"])
def test_not_an_address(client: Client, cast: Cast, text: str) -> None:
    response = client.post(reverse("identity:sign_in"), {"login": text})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()


def test_step_two_alone_goes_back_to_step_one(client: Client, db: None) -> None:
    assert client.get(reverse("identity:password"))["Location"] == reverse("identity:sign_in")
    posted = client.post(reverse("identity:password"), {"login": "a@b.example", "password": "x"})
    assert posted["Location"] == reverse("identity:sign_in")


def test_accounts_stay_within_their_domains(cast: Cast, sources: dict[str, int]) -> None:
    person = cast.chloe.person
    assert person is not None
    for wrong in ("a@grandlyon.example", "a@lyon", "a@sub.lyon.example"):
        with pytest.raises(Invalid):
            api.create_account(BUILDER, source_id=sources["lyon"], email=wrong, person_id=person)
    made = api.create_account(
        BUILDER, source_id=sources["lyon"], email=" Chloe@LYON.example.", person_id=person
    )
    assert Account.objects.get(pk=made).email == "chloe@lyon.example"
    with pytest.raises(Conflict):
        api.create_account(
            BUILDER, source_id=sources["lyon"], email="chloe@lyon.example", person_id=person
        )


def test_bulk_accounts_are_all_or_none(cast: Cast, sources: dict[str, int]) -> None:
    person = cast.chloe.person
    assert person is not None
    rows = [(f"n{n}@lyon.example", person, None) for n in range(3)]
    ids = api.create_accounts(BUILDER, source_id=sources["lyon"], rows=rows)
    assert [Account.objects.get(pk=pk).email for pk in ids] == [row[0] for row in rows]
    with pytest.raises(Conflict):
        api.create_accounts(
            BUILDER, source_id=sources["lyon"], rows=[("x@lyon.example", person, None), rows[0]]
        )
    assert not Account.objects.filter(email="x@lyon.example").exists()
    assert api.create_accounts(BUILDER, source_id=sources["lyon"], rows=[]) == []


def test_who_may_open(cast: Cast, sources: dict[str, int]) -> None:
    person = cast.chloe.person
    assert person is not None
    for name, actor in cast.everybody().items():
        with pytest.raises(Refused):
            api.open_source(actor, organisation_id=cast.atelier, slug="x", name="x", domains=[])
        row = [(f"{name}1@lyon.example", person, None)]
        if name == "emile":  # administers Bergerie, whose source it is
            assert api.create_accounts(actor, source_id=sources["lyon"], rows=row)
        else:
            with pytest.raises(Refused):
                api.create_accounts(actor, source_id=sources["lyon"], rows=row)


def test_a_domain_belongs_to_one_source(cast: Cast) -> None:
    with pytest.raises(Conflict):
        api.open_source(
            BUILDER,
            organisation_id=cast.bergerie,
            slug="again",
            name="again",
            domains=["ATELIER.example"],
        )
    with pytest.raises(Invalid):
        api.open_source(
            BUILDER, organisation_id=cast.bergerie, slug="no", name="no", domains=["no domain"]
        )
