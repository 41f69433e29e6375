"""Template tags, components, and what every template must keep to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.http import QueryDict
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory

from parvis.platform.ui import assets, marks
from parvis.platform.ui.page import page, wants_part
from parvis.platform.ui.samples import BODIES, CLAIRE, Meeting
from parvis.platform.ui.widgets import Choice, Picker

ROOT = Path(__file__).resolve().parents[2]
ICONS = set(json.loads((ROOT / "web" / "icons.json").read_text("utf-8")))
ICON = re.compile(r"""(?:\{%\s*icon|\bicon(?:_name)?=)\s*["']([a-z0-9-]+)["']""")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A build of two entries, so that no test depends on the real one."""
    manifest = {
        "icons.svg": {"file": "assets/icons-1.svg"},
        "favicon.svg": {"file": "assets/favicon-1.svg"},
        "_shared.js": {"file": "assets/shared-1.js"},
        "src/main.css": {"file": "assets/main-1.css", "assets": ["assets/a.woff2"]},
        "src/main.ts": {"file": "assets/main-1.js", "imports": ["_shared.js"]},
        "src/calendar/index.ts": {"file": "assets/cal-1.js", "css": ["assets/cal-1.css"]},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    monkeypatch.setattr(assets.manifest, "__defaults__", (tmp_path,))
    return tmp_path


def render(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def templates() -> Iterator[Path]:
    yield from sorted((ROOT / "src" / "parvis").rglob("templates/**/*.html"))


def test_every_icon_of_every_template_is_in_the_sprite() -> None:
    asked = {
        (path.name, name) for path in templates() for name in ICON.findall(path.read_text("utf-8"))
    }
    assert asked, "the pattern finds nothing: it no longer matches how icons are written"
    assert {(where, name) for where, name in asked if name not in ICONS} == set()


def test_no_template_needs_what_the_policy_forbids() -> None:
    forbidden = re.compile(
        r"\sstyle=|\son[a-z]+=|hx-on|javascript:|<style|<script(?![^>]*\bsrc=)", re.IGNORECASE
    )
    found = {
        path.name: match.group()
        for path in templates()
        if (match := forbidden.search(path.read_text("utf-8")))
    }
    assert found == {}


def test_a_missing_build_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(assets.AssetsMissing, match="make build"):
        assets.manifest(tmp_path)


def test_an_entry_brings_its_styles_and_chunks(built: Path) -> None:
    assert "assets/shared-1.js" in assets.tags("main.ts")
    assert 'rel="stylesheet"' in assets.tags("calendar/index.ts")
    assert assets.tags("main.css").count("<link") == 1
    with pytest.raises(assets.AssetsMissing, match="nowhere"):
        assets.find("nowhere.ts")


def test_a_new_build_is_seen_without_a_restart(built: Path) -> None:
    assert assets.find("main.ts").file == "assets/main-1.js"
    path = built / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("main-1.js", "main-2.js"), "utf-8")
    assert assets.find("main.ts").file == "assets/main-2.js"


def test_a_card_shows_content_slots_and_whose_it_is(built: Path) -> None:
    html = render(
        "{% card title=title org=body %}corps{% slot foot %}pied{% endslot %}{% endcard %}",
        title="<Vœux>",
        body=BODIES[0],
    )
    assert "&lt;Vœux&gt;" in html
    assert "org-metropole" in html
    assert ">MET<" in html
    assert html.index("corps") < html.index("card-foot") < html.index("pied")
    assert html.count("pied") == 1


def test_a_nested_card_keeps_its_own_slots(built: Path) -> None:
    inner = '{% card title="b" %}{% slot foot %}dedans{% endslot %}{% endcard %}'
    html = render('{% card title="a" %}' + inner + "{% endcard %}")
    assert html.count("card-foot") == 1


def test_an_unknown_argument_is_refused_by_name() -> None:
    with pytest.raises(TemplateSyntaxError, match="titel"):
        Template('{% card titel="x" %}{% endcard %}')


def test_names_are_escaped_everywhere() -> None:
    class Wicked:
        name = "<b>"
        organisation = None

    assert "<b>" not in marks.badge("<b>")
    assert "<b>" not in marks.avatar(Wicked(), alone=True)
    assert '"><b>' not in marks.button("ok", href="#", data_x='"><b>', icon_name="")


def test_an_avatar_alone_says_name_and_organisation() -> None:
    html = marks.avatar(CLAIRE, alone=True)
    assert 'aria-label="Claire Martin, Métropole de Valmer"' in html
    assert ">MET<" in html
    assert 'aria-hidden="true"' in marks.avatar(CLAIRE)
    assert marks.initials("Marie-Claire Petit") == "MP"
    assert marks.initials("Cher") == "C"


def test_a_field_ties_label_help_error_and_control_together(built: Path) -> None:
    form = Meeting({"title": "", "day": "31/02/2021"})
    html = render("{% field form.day %}", form=form)
    assert 'for="id_day"' in html
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]*)"', html)
    assert described
    for target in described.group(1).split():
        assert f'id="{target}"' in html
    assert "31/02/2021" in html


def test_the_summary_leads_to_each_wrong_field(built: Path) -> None:
    form = Meeting({"title": ""})
    html = render("{% form_errors form %}", form=form)
    page_of_form = "".join(
        render("{% field form[name] %}".replace("[name]", f".{name}"), form=form)
        for name in form.fields
    )
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == len(form.errors)
    for target in targets:
        assert f'id="{target}"' in page_of_form
    assert render("{% form_errors form %}", form=Meeting()).strip() == ""


def test_a_picker_keeps_choices_without_script(built: Path) -> None:
    def labels(values: object) -> list[Choice]:
        return [Choice(str(value), f"Nom {value}") for value in list(values)]  # type: ignore[call-overload]

    class Asked(forms.Form):
        people = forms.MultipleChoiceField(
            choices=[("1", "a"), ("2", "b")], widget=Picker("/s", labels)
        )

    form = Asked(QueryDict("people=1&people=2&people-remove=1&people-q=dup"))
    assert form.is_valid()
    assert form.cleaned_data["people"] == ["2"]
    html = " ".join(str(form["people"]).split())
    assert 'name="people" value="2"' in html
    assert 'value="dup"' in html
    assert "Nom 1" not in html


def test_a_part_is_given_only_to_a_page_that_asks_for_one() -> None:
    get = RequestFactory().get
    assert not wants_part(get("/"))
    assert wants_part(get("/", headers={"HX-Request": "true"}))
    assert not wants_part(get("/", headers={"HX-Request": "true", "HX-Request-Type": "full"}))
    restored = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert not wants_part(get("/", headers=restored))


def test_a_page_and_its_part_come_from_one_template(built: Path) -> None:
    asked = RequestFactory().get("/", headers={"HX-Request": "true"})
    part = page(asked, "ui/toasts.html", {"messages": []}, part="items")
    whole = page(RequestFactory().get("/"), "ui/toasts.html", {"messages": []}, part="items")
    assert b"<ol" not in part.content
    assert b"<ol" in whole.content
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in whole["Vary"]
