"""Sample data of the components page. The organisations and people are invented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django import forms

from parvis.platform.ui.pictures.arc import Arc, Seat
from parvis.platform.ui.pictures.ribbon import Ribbon, Share
from parvis.platform.ui.pictures.strips import Bar, Line, Strips
from parvis.platform.ui.shell import Item, Shell
from parvis.platform.ui.widgets import Choice, DateInput, Picker, TimeInput

PARIS = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True)
class Body:
    slug: str
    name: str
    mark: str


@dataclass(frozen=True, slots=True)
class Somebody:
    name: str
    organisation: Body
    post: str = ""


METROPOLE = Body("metropole", "Métropole de Valmer", "MET")
VILLE = Body("ville", "Ville de Valmer", "VAL")
PORT = Body("port", "Commune de Port-Lannec", "PLN")
SYNDICAT = Body("syndicat", "Syndicat des eaux du Lan", "SEL")
BODIES = (METROPOLE, VILLE, PORT, SYNDICAT)

CLAIRE = Somebody("Claire Martin", METROPOLE, "Cheffe de projet numérique")
YANIS = Somebody("Yanis Le Goff", VILLE, "Directeur des systèmes d’information")
AWA = Somebody("Awa Diallo", PORT, "Secrétaire générale")
HELENE = Somebody("Hélène Bourdon-Roche", SYNDICAT, "Élue, vice-présidente")
PEOPLE = (CLAIRE, YANIS, AWA, HELENE)


def shell() -> Shell:
    return Shell(
        menu=(
            Item("Accueil", "#", "house", active=True, shortcut="g h"),
            Item("Agenda", "#agenda", "calendar-days", shortcut="g a", count=3),
            Item("Annuaire", "#annuaire", "users", shortcut="g p"),
            Item("Fichiers", "#fichiers", "folder", shortcut="g f"),
            Item("Espaces", "#espaces", "layout-grid", shortcut="g e"),
            Item("Missions", "#missions", "target", shortcut="g m"),
            Item("Finances", "#finances", "euro", shortcut="g b"),
            Item("Instances", "#instances", "landmark", shortcut="g i", count=1),
        ),
        acting=METROPOLE,
        organisations=BODIES,
        person=CLAIRE,
        unread=4,
        account=(
            Item("Mes sessions", "#sessions", "monitor"),
            Item("Se déconnecter", "#sortir", "log-out", post=True),
        ),
        act_url="#agir",
        theme_url="#apparence",
        search_url="#recherche",
        bell_url="#notifications",
        foot=(Item("Aide", "#aide", "circle-question-mark"),),
    )


def _labels(values: Sequence[str]) -> Iterator[Choice]:
    for value in values:
        who = PEOPLE[int(value)]
        body = who.organisation
        yield Choice(value, who.name, body.name, body.slug, body.mark)


class Meeting(forms.Form):
    title = forms.CharField(label="Objet")
    day = forms.DateField(label="Jour", widget=DateInput, help_text="Par exemple : 12/03/2021")
    start = forms.TimeField(label="De", widget=TimeInput)
    end = forms.TimeField(label="À", widget=TimeInput)
    people = forms.MultipleChoiceField(
        label="Personnes invitées",
        choices=[(str(index), who.name) for index, who in enumerate(PEOPLE)],
        widget=Picker("/annuaire/suggestions", _labels),
        help_text="Tapez un nom, un service ou une collectivité.",
    )
    room = forms.ChoiceField(
        label="Salle",
        required=False,
        choices=[("", "Sans salle"), ("1", "Salle du Conseil (40 places)")],
    )
    held = forms.ChoiceField(
        label="Tenue",
        widget=forms.RadioSelect,
        choices=[("place", "Sur place"), ("far", "À distance"), ("both", "Les deux")],
        initial="both",
    )
    tell = forms.BooleanField(label="Prévenir les personnes invitées par courriel", required=False)
    text = forms.CharField(label="Ordre du jour", required=False, widget=forms.Textarea)


def _forms() -> dict[str, forms.Form]:
    good = Meeting(
        initial={"title": "Comité de pilotage", "day": "2021-03-12", "people": ["1", "2"]}
    )
    wrong = Meeting({"title": "", "day": "31/02/2021", "start": "14:00"}, auto_id="faux_%s")
    wrong.add_error(
        None, "La salle du Conseil est prise de 14 h à 16 h : choisissez une autre heure."
    )
    return {"form": good, "wrong": wrong}


def _strips(day: datetime) -> Strips:
    def at(hour: float) -> datetime:
        return day + timedelta(hours=hour)

    off = [Bar(at(7), at(8), "off"), Bar(at(12), at(13.5), "off"), Bar(at(18), at(20), "off")]
    return Strips(
        caption="Disponibilités du mardi 9 mars 2021",
        start=at(7),
        end=at(20),
        free=[(at(10.5), at(12)), (at(16), at(17))],
        zone="Europe/Paris",
        lines=[
            Line(CLAIRE, [*off, Bar(at(9), at(10.5)), Bar(at(14), at(16))]),
            Line(YANIS, [*off, Bar(at(8.5), at(9.25)), Bar(at(13.5), at(15), "tentative")]),
            Line(AWA, [*off, Bar(at(8), at(10)), Bar(at(17), at(18))]),
            Line(HELENE, [*off, Bar(at(13.5), at(16), "away"), Bar(at(17.25), at(19))]),
        ],
    )


def _ribbon() -> Ribbon:
    values = ((METROPOLE, 544_176), (VILLE, 310_420), (PORT, 88_001), (SYNDICAT, 21_003))
    shares = [Share(body, value, f"{value:,}".replace(",", "\u202f")) for body, value in values]
    return Ribbon("Contributions 2021, fonctionnement", "Montant (€)", shares, "963\u202f600")


def _arc() -> Arc:
    states = ["present"] * 27 + ["proxy"] * 6 + ["absent"] * 12
    bodies = [METROPOLE] * 20 + [VILLE] * 13 + [PORT] * 7 + [SYNDICAT] * 5
    seats = [
        Seat(f"Siège {index + 1}", bodies[index], states[(index * 17) % 45]) for index in range(45)
    ]
    return Arc("Comité syndical du 9 mars 2021", seats, quorum=23)


def _slots() -> list[dict[str, object]]:
    good = [
        {"text": "les 4 personnes sont libres", "good": True},
        {"text": "dans les heures de travail de tous", "good": True},
    ]
    return [
        {
            "hour": "10\u00a0h\u00a030\u202f–\u202f12\u00a0h",
            "day": "mardi 9 mars",
            "score": 4,
            "verdict": "Tout le monde est libre",
            "reasons": good,
            "rooms": ["Salle du Conseil (40 places)", "Salle Lannec (12 places)"],
            "best": True,
        },
        {
            "hour": "16\u00a0h\u202f–\u202f17\u00a0h\u00a030",
            "day": "mardi 9 mars",
            "score": 3,
            "verdict": "Tout le monde, avec un trajet serré",
            "reasons": [good[0], {"text": "Awa Diallo : 25 min de trajet ensuite", "good": False}],
            "rooms": ["Salle Lannec (12 places)"],
        },
        {
            "hour": "13\u00a0h\u00a030\u202f–\u202f15\u00a0h",
            "day": "mercredi 10 mars",
            "score": 2,
            "verdict": "3 personnes sur 4",
            "reasons": [{"text": "Hélène Bourdon-Roche est absente", "good": False}],
            "rooms": [],
        },
    ]


def _events(monday: datetime) -> list[dict[str, object]]:
    def event(number: int, day: int, start: float, end: float, **more: object) -> dict[str, object]:
        base = monday + timedelta(days=day)
        first, last = base + timedelta(hours=start), base + timedelta(hours=end)
        times = {"start": first.isoformat(), "end": last.isoformat()}
        return {"id": number, "url": f"#evenement-{number}", "org": "metropole", **times, **more}

    return [
        event(1, 0, 9, 10.5, title="Point d’équipe", place="Salle Lannec", mark="MET"),
        event(2, 0, 14, 16, title="Comité de pilotage", org="syndicat", mark="SEL"),
        event(3, 1, 9, 11, title="Instruction des marchés", org="ville", mark="VAL"),
        event(4, 1, 10, 12, title="Atelier données", status="tentative", org="port", mark="PLN"),
        event(5, 1, 10.5, 11, title="Appel", org="metropole"),
        event(6, 2, 8.5, 9, title="Café des agents", org="ville"),
        event(7, 2, 13.5, 15, title="", busyOnly=True, url="", org="port", mark="PLN"),
        event(8, 3, 18.5, 21, title="Conseil municipal", org="ville", mark="VAL", place="Mairie"),
        event(9, 4, 11, 12, title="Entretien annuel", status="cancelled"),
        event(10, 5, 10, 12, title="Permanence des élus", org="syndicat", mark="SEL"),
        event(11, 0, 0, 72, title="Congés de Yanis Le Goff", allDay=True, org="ville", mark="VAL"),
        event(12, 3, 0, 24, title="Jour de télétravail", allDay=True),
        event(13, 1, 14, 14.5, title="Signature", org="syndicat"),
        event(14, 1, 16, 17, title="Relecture du rapport", org="metropole", mark="MET"),
        event(15, 1, 19, 20, title="Réunion publique", org="port", mark="PLN"),
    ]


def samples(now: datetime) -> dict[str, object]:
    """Everything `ui/components.html` shows; `now` is an aware moment."""
    today = now.astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    return {
        "title": "Composants",
        "shell": shell(),
        "bodies": BODIES,
        "people": PEOPLE,
        "claire": CLAIRE,
        "strips": _strips(today),
        "ribbon": _ribbon(),
        "arc": _arc(),
        "slots": _slots(),
        "events": _events(monday),
        "day": f"{monday + timedelta(days=1):%Y-%m-%d}",
        "now": (monday + timedelta(days=1, hours=11, minutes=20)).isoformat(),
        "moment": monday + timedelta(days=1, hours=14, minutes=30),
        "until": monday + timedelta(days=1, hours=16),
        **_forms(),
    }
