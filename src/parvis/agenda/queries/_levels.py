"""How much of somebody's time the actor sees: agreements, narrowed by the person's own choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parvis.agenda.core.hours import WorkingHours
from parvis.agenda.models import Preference
from parvis.organisations import api as organisations
from parvis.organisations.types import Level
from parvis.platform.actor import Actor

OFFICE = WorkingHours()
NOTICE = 120  # minutes, until a person chooses her own


@dataclass(frozen=True, slots=True)
class View:
    """What the actor sees of one person.

    `shared` is whether any organisation of hers lets her time be seen at all; `levels` says, per
    organisation whose calendar an hour stands in, how much of that hour. `notice` in minutes.
    """

    shared: bool
    best: Level
    levels: dict[int, Level]
    hours: WorkingHours
    zone: str
    evenings: bool
    notice: int
    home_site: int | None

    def of(self, organisation: int) -> Level:
        """The detail seen of an hour in that organisation's calendar, at least that it is taken.

        The time is one person's: a meeting of another of her organisations makes her just as
        busy, so it is counted, without saying more (ADR on availability across organisations).
        """
        return max(Level.BUSY, self.levels.get(organisation, Level.NONE))


def preferences(persons: Iterable[int]) -> dict[int, Preference]:
    """The preferences that exist among these persons, in one query."""
    return {p.person_id: p for p in Preference.objects.filter(person_id__in=list(persons))}


def views(actor: Actor, persons: list[int], *, on: date) -> dict[int, View]:
    """What the actor sees of each person; a constant number of queries."""
    places = organisations.affiliations(persons, on=on)
    ids = {a.organisation_id for known in places.values() for a in known}
    towards = organisations.level_towards(actor, ids, on=on)
    own = preferences(persons)
    found: dict[int, View] = {}
    for person in persons:
        known = places.get(person, ())
        preference = own.get(person)
        limit = Level(preference.level) if preference else Level.TITLE
        if person == actor.person:
            limit, seen = (
                Level.TITLE,
                dict.fromkeys((a.organisation_id for a in known), Level.TITLE),
            )
        else:
            seen = {
                a.organisation_id: min(limit, towards.get(a.organisation_id, Level.NONE))
                for a in known
            }
        best = max(seen.values(), default=Level.NONE)
        found[person] = View(
            shared=best > Level.NONE,
            best=best,
            levels=seen,
            hours=week_of(preference),
            zone=preference.zone if preference else "Europe/Paris",
            evenings=bool(preference and preference.evenings),
            notice=0 if person == actor.person else preference.notice if preference else NOTICE,
            home_site=next((a.site_id for a in known if a.site_id is not None), None),
        )
    return found


def week_of(preference: Preference | None) -> WorkingHours:
    """The working week a person chose, or office hours."""
    week = preference.hours.get("week") if preference else None
    if not week:
        return OFFICE
    return WorkingHours(tuple(tuple((int(a), int(b)) for a, b in day) for day in week))
