"""Lock 3: nothing without a scope, nothing outside it, everything only for a stated reason."""
# ruff: noqa: ARG002 -- fixtures are asked for by name

from __future__ import annotations

from datetime import date
from threading import Thread

import pytest
from tests.cast import Cast

from parvis.organisations.models import Affiliation, Organisation, Person, Site
from parvis.platform.actor import ANONYMOUS, Actor
from parvis.platform.db import ScopeMissing, current_scope, everywhere, scope_of, scoped

DAY = date(2021, 1, 1)


@pytest.fixture
def sites(cast: Cast) -> dict[str, Site]:
    """One place each; what the other organisation must not find, change or add to."""
    with everywhere("building the places of the tests"):
        return {
            "hers": Site.objects.create(organisation_id=cast.atelier, name="Forge"),
            "theirs": Site.objects.create(organisation_id=cast.bergerie, name="Étable"),
        }


def names(actor: Actor) -> list[str]:
    with scoped(actor):
        return sorted(Site.objects.values_list("name", flat=True))


class TestNoScope:
    @pytest.mark.parametrize(
        "touch",
        [
            Site.objects.count,
            lambda: list(Site.objects.all()),
            lambda: Site.objects.filter(name="Forge").exists(),
            lambda: Site.objects.create(organisation_id=1, name="Forge"),
            lambda: Site.objects.bulk_create([Site(organisation_id=1, name="Forge")]),
            lambda: Site(organisation_id=1, name="Forge").save(),
            lambda: Site(id=1, organisation_id=1, name="Forge").delete(),
            lambda: Site.objects.update(name="Forge"),
            lambda: Person(id=1).affiliations.all().count(),
            current_scope,
        ],
    )
    def test_everything_raises(self, db: None, touch: object) -> None:
        with pytest.raises(ScopeMissing):
            touch()  # type: ignore[operator]

    def test_a_scope_does_not_follow_into_another_thread(self, cast: Cast) -> None:
        found: list[str] = []

        def look() -> None:
            try:
                current_scope()
            except ScopeMissing:
                found.append("missing")

        with scoped(cast.alice):
            thread = Thread(target=look)
            thread.start()
            thread.join()
        assert found == ["missing"]

    def test_the_scope_ends_with_its_block_even_on_an_error(self, cast: Cast) -> None:
        with pytest.raises(KeyError), scoped(cast.alice):
            raise KeyError
        with pytest.raises(ScopeMissing):
            current_scope()

    def test_scopes_nest_and_come_back(self, cast: Cast) -> None:
        with scoped(cast.alice):
            with everywhere("a closer look, in a test"):
                assert current_scope().everywhere
            assert current_scope() == scope_of(cast.alice)


class TestReading:
    def test_only_within_the_scope(self, cast: Cast, sites: dict[str, Site]) -> None:
        assert names(cast.alice) == ["Forge"]
        assert names(cast.chloe) == ["Étable"]
        assert names(cast.dana) == ["Forge", "Étable"]
        assert names(ANONYMOUS) == []

    def test_filters_and_reverse_relations_do_not_reach_out(
        self, cast: Cast, sites: dict[str, Site]
    ) -> None:
        theirs = sites["theirs"]
        with scoped(cast.alice):
            assert not Site.objects.filter(pk=theirs.pk).exists()
            assert not Site.objects.filter(name__startswith="É").exists()
            assert list(Site.objects.values_list("organisation_id", flat=True)) == [cast.atelier]
            assert Site.objects.filter(pk=theirs.pk).update(name="Forge") == 0
            assert Site.objects.filter(pk=theirs.pk).delete()[0] == 0
            with pytest.raises(Site.DoesNotExist):
                Site.objects.get(pk=theirs.pk)
            chloe = Person.objects.get(pk=cast.chloe.person)
            assert not chloe.affiliations.exists()
            bob = Person.objects.prefetch_related("affiliations").get(pk=cast.bob.person)
            assert len(bob.affiliations.all()) == 1
        with everywhere("looking at what is left"):
            assert Site.objects.count() == 2

    def test_everywhere_reads_all(self, sites: dict[str, Site]) -> None:
        with everywhere("counting, in a test") as scope:
            assert scope.everywhere == "counting, in a test"
            assert Site.objects.count() == 2


class TestWriting:
    def test_a_foreign_row_is_not_saved(self, cast: Cast, sites: dict[str, Site]) -> None:
        theirs = sites["theirs"]
        theirs.name = "Forge"
        with scoped(cast.alice):
            with pytest.raises(PermissionError):
                theirs.save()
            with pytest.raises(PermissionError):
                theirs.delete()
            with pytest.raises(PermissionError):
                Site.objects.create(organisation_id=cast.bergerie, name="Grange")
            with pytest.raises(PermissionError):
                Site.objects.get_or_create(organisation_id=cast.bergerie, name="Grange")

    def test_bulk_creation_is_guarded_and_nothing_is_written(
        self, cast: Cast, sites: dict[str, Site]
    ) -> None:
        places = [cast.atelier, cast.bergerie]
        rows = [Site(organisation_id=place, name="Grange") for place in places]
        with scoped(cast.alice), pytest.raises(PermissionError):
            Site.objects.bulk_create(rows)
        assert names(cast.alice) == ["Forge"]

    def test_a_row_is_not_handed_over(self, cast: Cast, sites: dict[str, Site]) -> None:
        hers = sites["hers"]
        with scoped(cast.alice):
            with pytest.raises(PermissionError):
                Site.objects.filter(pk=hers.pk).update(organisation_id=cast.bergerie)
            with pytest.raises(PermissionError):
                Site.objects.update(organisation=Organisation.objects.get(pk=cast.bergerie))
            hers.organisation_id = cast.bergerie
            with pytest.raises(PermissionError):
                hers.save()
        assert names(cast.alice) == ["Forge"]

    def test_within_the_scope_all_is_written(self, cast: Cast) -> None:
        with scoped(cast.alice):
            row = Site.objects.create(organisation_id=cast.atelier, name="Forge")
            row.name = "Grande forge"
            row.save()
            Site.objects.update(organisation_id=cast.atelier)
            Affiliation.objects.bulk_create(
                [
                    Affiliation(
                        organisation_id=cast.atelier,
                        person_id=cast.chloe.person,
                        kind="agent",
                        starts_on=DAY,
                        search_text="",
                    )
                ]
            )
        assert names(cast.alice) == ["Grande forge"]
