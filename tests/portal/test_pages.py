"""The portal's pages, as a browser gets them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import Cast
from tests.portal.tools import browser, link, tell

from parvis.platform.actor import Actor
from parvis.platform.db import scoped
from parvis.portal import registry
from parvis.portal.queries import notifications as told
from parvis.portal.queries.links import my_links
from parvis.portal.types import Audience, Card, MenuItem, SearchHit, SearchSource

pytestmark = pytest.mark.django_db
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}


def text_of(response: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def cost(client: Client, url: str) -> int:
    client.get(url)  # the first request may fill caches
    with CaptureQueriesContext(connection) as made:
        response = client.get(url)
    assert response.status_code == 200
    return len(made)


def test_home_greets_and_leaves_each_card_to_itself(cast: Cast) -> None:
    response = browser(cast.alice).get(reverse("portal:home"))
    page = response.content.decode()
    assert "Bonjour Alice" in page
    assert re.search(
        r"(Lundi|Mardi|Mercredi|Jeudi|Vendredi|Samedi|Dimanche) \d+", text_of(response)
    )
    for card in registry.cards(cast.alice):
        assert f'data-src="{card.url}"' in page


def test_a_card_is_a_page_by_itself_and_a_fragment(cast: Cast) -> None:
    link(cast.alice, "Intranet")
    client = browser(cast.alice)
    for name in ("portal:card_links", "portal:card_organisations"):
        whole, part = client.get(reverse(name)), client.get(reverse(name), headers=FRAGMENT)
        assert whole.status_code == part.status_code == 200
        assert "<html" in whole.content.decode()
        assert "<html" not in part.content.decode()


def test_a_card_of_another_room_does_not_stop_the_home_page(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        return "/nulle-part/"

    monkeypatch.setitem(registry._cards, "broken", Card("broken", "Cassée", broken, order=5))
    client = browser(cast.bob)
    assert 'data-src="/nulle-part/"' in client.get("/").content.decode()
    assert client.get("/nulle-part/", headers=FRAGMENT).status_code == 404
    assert client.get(reverse("portal:card_links"), headers=FRAGMENT).status_code == 200


def test_my_organisations_say_as_what_and_offer_to_act(cast: Cast) -> None:
    client = browser(cast.dana)
    before = text_of(client.get(reverse("portal:card_organisations"), headers=FRAGMENT))
    assert "Adjointe au maire" in before
    assert "Conseillère" in before
    client.post(reverse("organisations:act"), {"organisation": "bergerie", "next": "/"})
    after = text_of(client.get(reverse("portal:card_organisations"), headers=FRAGMENT))
    assert before.index("Atelier") < before.index("Bergerie")
    assert after.index("Bergerie") < after.index("Atelier")


def test_links_of_bergerie_are_never_in_a_page_of_atelier(cast: Cast) -> None:
    for audience in Audience:
        link(cast.emile, f"Secret {audience}", audience=audience)
    for actor in (cast.alice, cast.bob, cast.dana):
        client = browser(actor)
        for url in ("/", reverse("portal:card_links"), "/recherche/?q=secret"):
            assert "Secret" not in client.get(url).content.decode()
    assert "Secret everyone" in text_of(browser(cast.chloe).get(reverse("portal:card_links")))


@pytest.mark.parametrize(
    ("url", "fill"),
    [
        ("/", lambda cast, n: link(cast.alice, f"n° {n}")),
        ("/accueil/services/", lambda cast, n: link(cast.alice, f"n° {n}", category=f"c{n}")),
        ("/services/", lambda cast, n: link(cast.alice, f"n° {n}", category=f"c{n}")),
        ("/notifications/", lambda cast, n: tell(cast.alice, f"n° {n}")),
        ("/notifications/?voir=non-lues", lambda cast, n: tell(cast.alice, f"n° {n}")),
        ("/notifications/cloche/", lambda cast, n: tell(cast.alice, f"n° {n}")),
    ],
)
def test_queries_do_not_grow_with_rows(
    cast: Cast, url: str, fill: Callable[[Cast, int], Any]
) -> None:
    client = browser(cast.alice)
    fill(cast, 1)
    one = cost(client, url)
    fill(cast, 2)
    fill(cast, 3)
    assert cost(client, url) == one


def test_queries_do_not_grow_with_organisations(cast: Cast) -> None:
    one, two = browser(cast.bob), browser(cast.dana)
    for url in ("/", "/accueil/collectivites/"):
        assert cost(one, url) == cost(two, url)


def test_queries_do_not_grow_with_results(cast: Cast) -> None:
    client = browser(cast.alice)
    assert cost(client, "/recherche/?q=bob") == cost(client, "/recherche/?q=atelier")


def test_the_frame_costs_three_queries(cast: Cast) -> None:
    client = browser(cast.bob)
    with_frame = cost(client, reverse("portal:help"))
    client.get("/notifications/cloche/")
    with CaptureQueriesContext(connection) as made:
        client.get("/notifications/cloche/")
    assert with_frame == len(made) - 1 + 3  # the bell's own count is one


def test_search_groups_by_source_and_says_when_one_failed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(actor: Actor, text: str, limit: int) -> list[SearchHit]:
        raise RuntimeError("unreachable")

    monkeypatch.setitem(registry._sources, "broken", SearchSource("broken", "Archives", fails))
    page = text_of(browser(cast.alice).get("/recherche/?q=b%C3%A9ranger"))
    assert "Bob Béranger" in page
    assert "« Archives »" in page.replace("\u00a0", " ")


def test_search_shows_what_there_is_not_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def many(actor: Actor, text: str, limit: int) -> list[SearchHit]:
        return [SearchHit(f"{text} {n}", "", "/", "link") for n in range(20)][:limit]

    source = SearchSource("many", "Nombreux", many, more=lambda text: f"/tout/?q={text}")
    monkeypatch.setattr(registry, "_sources", {"many": source})
    page = browser(cast.alice).get("/recherche/?q=abc").content.decode()
    assert page.count('class="row-title"') == 6
    assert "/tout/?q=abc" in page


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/recherche/", "Que cherchez-vous"),
        ("/recherche/?q=introuvable", "Aucun résultat"),
        ("/notifications/", "Rien pour le moment"),
        ("/notifications/?voir=non-lues", "Vous avez tout lu"),
        ("/services/", "Aucun service pour le moment"),
        ("/accueil/services/", "Aucun service pour le moment"),
    ],
)
def test_what_is_empty_says_what_to_do(cast: Cast, url: str, said: str) -> None:
    assert said in text_of(browser(cast.alice).get(url))


def test_what_people_write_is_never_markup(cast: Cast) -> None:
    hostile = '"><script>alert(1)</script>'
    link(cast.alice, hostile[:80], category=hostile)
    tell(cast.alice, hostile)
    client = browser(cast.alice)
    for url in ("/", "/services/", "/accueil/services/", "/notifications/", "/recherche/"):
        page = client.get(url, {"q": hostile}).content.decode()
        assert "<script>alert" not in page, url


def test_marking_all_as_read_can_be_undone(cast: Cast) -> None:
    tell(cast.bob, "Une")
    tell(cast.bob, "Deux")
    client = browser(cast.bob)
    page = client.post(reverse("portal:read"), follow=True).content.decode()
    undo = re.search(r'action="(/notifications/non-lues/\?lues=[^"]+)"', page)
    assert undo is not None
    with scoped(cast.bob):
        assert not told.listing(cast.bob, unread_only=True).rows
    client.post(undo[1].replace("&amp;", "&"))
    with scoped(cast.bob):
        assert len(told.listing(cast.bob, unread_only=True).rows) == 2


def test_opening_a_notification_reads_it_and_stays_in_the_house(cast: Cast) -> None:
    tell(cast.bob, "Bonne", url="/agenda/")
    tell(cast.bob, "Mauvaise", url="//ailleurs.example/")
    with scoped(cast.bob):
        bad, good = told.listing(cast.bob).rows
    client = browser(cast.bob)
    assert client.get(reverse("portal:follow", args=[good.uuid])).url == "/agenda/"
    assert client.get(reverse("portal:follow", args=[bad.uuid])).url == "/notifications/"
    assert browser(cast.alice).get(reverse("portal:follow", args=[good.uuid])).status_code == 404
    with scoped(cast.bob):
        assert not told.listing(cast.bob, unread_only=True).rows


def test_a_fragment_brings_the_list_and_the_bell(cast: Cast) -> None:
    tell(cast.bob, "Une")
    with scoped(cast.bob):
        one = told.listing(cast.bob).rows[0]
    response = browser(cast.bob).post(
        reverse("portal:read"), {"notification": one.uuid, "voir": "non-lues"}, headers=FRAGMENT
    )
    page = response.content.decode()
    assert "<html" not in page
    assert 'id="cloche"' in page
    assert "Vous avez tout lu" in page


def test_the_theme_follows_the_account_and_the_browser(cast: Cast) -> None:
    client = browser(cast.bob)
    assert "data-theme" not in client.get("/").content.decode().split("<body")[0]
    response = client.post(reverse("portal:theme"), {"theme": "dark"})
    assert response.status_code == 302
    assert response.cookies["parvis_theme"].value == "dark"
    assert response.cookies["parvis_theme"]["httponly"]
    for other in (client, browser(cast.bob)):
        head = other.get("/").content.decode().split("<head")[0]
        assert 'data-theme="dark"' in head
    quiet = {"Sec-Fetch-Dest": "empty"}
    assert client.post("/theme/", {"theme": "system"}, headers=quiet).status_code == 204
    assert "data-theme" not in client.get("/").content.decode().split("<body")[0]
    assert client.post(reverse("portal:theme"), {"theme": "rose"}).status_code == 422


def test_forms_never_lead_out_of_the_house(cast: Cast) -> None:
    client = browser(cast.bob)
    for bad in ("https://ailleurs.example/", "//ailleurs.example/", "javascript:alert(1)"):
        assert client.post("/theme/", {"theme": "dark", "next": bad}).url == "/"
    assert client.post("/theme/", {"theme": "dark", "next": "/aide/"}).url == "/aide/"


def test_an_administrator_adds_changes_moves_removes_and_restores(cast: Cast) -> None:
    client = browser(cast.alice)
    new = {
        "name": "Congés",
        "url": "https://rh.example/",
        "category": "RH",
        "audience": "agents",
        "icon": "clock",
    }
    assert client.post(reverse("portal:link_add"), new).url == "/services/"
    link(cast.alice, "Paie", category="RH")
    with scoped(cast.alice):
        first, second = my_links(cast.alice)[0].links
    edit = reverse("portal:link_edit", args=[first.uuid])
    assert 'value="https://rh.example/"' in client.get(edit).content.decode()
    assert client.post(edit, {**new, "name": "Absences"}).status_code == 302
    moved = client.post(
        reverse("portal:link_move", args=[second.uuid]), {"sens": "haut"}, headers=FRAGMENT
    )
    assert re.search(r"<li[^>]*>.*?Paie.*?Absences", moved.content.decode(), re.DOTALL)
    assert "data-focus" in moved.content.decode()
    removed = client.post(reverse("portal:link_remove", args=[first.uuid]), follow=True)
    undo = reverse("portal:link_restore", args=[first.uuid])
    assert undo in removed.content.decode()
    assert "Absences" in text_of(client.post(undo, follow=True))


def test_a_wrong_answer_is_said_beside_its_field(cast: Cast) -> None:
    link(cast.alice, "Intranet")
    client = browser(cast.alice)
    answers = {"name": "Intranet", "url": "rh.example", "audience": "everyone", "icon": "link"}
    wrong = client.post(reverse("portal:link_add"), answers)
    assert wrong.status_code == 422
    assert "https://" in text_of(wrong)
    assert 'value="rh.example"' in wrong.content.decode()
    taken = client.post(reverse("portal:link_add"), {**answers, "url": "https://rh.example/"})
    assert taken.status_code == 422
    assert "porte déjà ce nom" in text_of(taken)


@pytest.mark.parametrize("who", ["bob", "dana"])
def test_others_do_not_administer(cast: Cast, who: str) -> None:
    hers = link(cast.alice, "Intranet")
    client = browser(getattr(cast, who))
    assert client.get("/services/").status_code == 403
    assert client.get(reverse("portal:link_add")).status_code == 403
    assert client.get(reverse("portal:link_edit", args=[hers])).status_code == 403
    assert client.post(reverse("portal:link_remove", args=[hers])).status_code == 403
    assert browser(cast.emile).get(reverse("portal:link_edit", args=[hers])).status_code == 404
    assert "/services/" not in client.get(reverse("portal:card_links")).content.decode().replace(
        "/accueil/services/", ""
    )


def test_the_rail_lights_the_room_on_screen(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = browser(cast.bob)

    def lit(url: str) -> list[str]:
        rail = client.get(url).content.decode().split('class="rail-list"')[1].split("</ul>")[0]
        return re.findall(r'href="([^"]+)"\s+aria-current', rail)

    assert lit("/") == ["/"]
    assert lit("/annuaire/") == ["/annuaire/"]
    assert lit("/notifications/") == []
    near = MenuItem("near", "Salles", "directory:resources", "door-open")
    monkeypatch.setitem(registry._menu, "near", near)
    assert lit("/annuaire/") == ["/annuaire/"]
    assert lit("/annuaire/salles-et-vehicules/") == ["/annuaire/salles-et-vehicules/"]


def test_registering_twice_is_a_mistake() -> None:
    with pytest.raises(RuntimeError):
        registry.register_card(Card("portal.links", "Encore", "/"))


def test_only_the_accessibility_statement_is_open_to_everybody(db: None) -> None:
    client = Client()
    assert "Déclaration d’accessibilité" in text_of(client.get("/accessibilite/"))
    for url in ("/", "/aide/", "/recherche/?q=a", "/notifications/", "/services/"):
        assert client.get(url).url.startswith("/compte/connexion/"), url
