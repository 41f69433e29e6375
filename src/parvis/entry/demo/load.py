"""Load the demonstration, step after step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parvis.agenda import api as agenda
from parvis.entry.demo.calendars import Calendars
from parvis.entry.demo.people import PASSWORD, settle
from parvis.entry.demo.resources import furnish
from parvis.entry.demo.territory import lay
from parvis.organisations import api as organisations
from parvis.platform.actor import system
from parvis.platform.db import everywhere
from parvis.platform.errors import Conflict

ACCOUNTS = f"""\
Comptes de démonstration, mot de passe « {PASSWORD} » :
  nadia.benali@venissieux.example     agente de Vénissieux
  marc.perrin@lyon.example            agent de la Ville de Lyon
  claire.fontaine@grandlyon.example   agente de la Métropole
  helene.garnier@venissieux.example   élue de Vénissieux, de la Métropole et du SITIV
  admin@sitiv.example                 administrateur
"""


def load(*, people: int, seed: int, now: datetime, tell: Callable[[str], None]) -> None:
    """Fill an empty database; `tell` hears each step.

    Raises:
        Conflict: organisations are there already.
    """
    actor = system("loading the demonstration")
    with everywhere("the demonstration is of every organisation"):
        if organisations.organisations(actor):
            raise Conflict("La base contient déjà des collectivités : rien n’a été changé.")
        places = lay(actor, today=now.date())
        tell(f"{len(places)} collectivités, leurs sites et leurs accords")
        inhabitants, seats = settle(actor, places, number=people, seed=seed, now=now)
        tell(f"{len(inhabitants)} personnes, leurs comptes et leurs mandats")
        rooms = furnish(actor, places)
        tell(f"{len(rooms)} salles, des véhicules et des liens")
        brought = Calendars(inhabitants, seats, rooms, today=now.date(), seed=seed).all()
        number = agenda.bring(actor, rows=brought, now=now)
        tell(f"{number} rendez-vous")
