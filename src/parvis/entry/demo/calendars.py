"""Full calendars that look like theirs: teams, councils in the evening, Saturdays, leave."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from parvis.agenda.types import Answer, Brought, Draft, Party
from parvis.entry.demo.diary import Diary, Hours, Key, weekly
from parvis.entry.demo.people import Inhabitant, Seats
from parvis.entry.demo.resources import Room
from parvis.entry.demo.territory import Place, read
from parvis.organisations.types import OrganisationKind, Role

BEFORE, AFTER = timedelta(weeks=2), timedelta(weeks=6)
MORNING = [time(8, 30), time(9), time(9, 30), time(10), time(10, 30), time(11)]
AFTERNOON = [time(13, 30), time(14), time(14, 30), time(15), time(15, 30), time(16), time(16, 30)]
ZONE = "Europe/Paris"
WEDNESDAY, SATURDAY, NOON = 2, 5, 12
DECLINE, HESITATE = 0.04, 0.10  # shares of the answers
HOLIDAYS = {(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)}  # month, day
When = tuple[int, time, int]  # weekday, hour, minutes
T = TypeVar("T", Inhabitant, Room)


class Calendars:
    """Invents the events of everybody around `today`, the same for the same seed and day."""

    def __init__(
        self,
        people: Sequence[Inhabitant],
        seats: Seats,
        rooms: Sequence[Room],
        *,
        today: date,
        seed: int,
    ) -> None:
        self.people, self.seats, self.today = people, seats, today
        self.rooms = {place: list(group) for place, group in _by_place(rooms)}
        self.chance = Random(seed)  # noqa: S311 -- the same calendars each time
        monday = today - timedelta(days=today.weekday())
        self.first, self.last = monday - BEFORE, monday + AFTER
        self.diary = Diary()
        self.titles: dict[str, list[str]] = read("titles")

    def all(self) -> list[Brought]:
        """Series first, since everything else avoids them."""
        self._assemblies()
        self._teams()
        self._absences()
        for person in self.people:
            if person.role is Role.AGENT:
                self._days(person)
            else:
                self._council_days(person)
        self._invitations()
        return self.diary.made

    def _assemblies(self) -> None:
        """Councils of each place, in the evening or all day; the bureau is its first members."""
        rules = {
            # kind: council, bureau
            OrganisationKind.COMMUNE: (
                ("Conseil municipal", (0, time(18, 30), 180)),
                ("Bureau municipal", (1, time(17, 30), 90)),
            ),
            OrganisationKind.METROPOLE: (
                ("Conseil de la Métropole", (3, time(9), 480)),
                ("Bureau de la Métropole", (0, time(12, 30), 90)),
            ),
            OrganisationKind.SYNDICAT: (
                ("Comité syndical", (2, time(18, 30), 120)),
                ("Bureau du SITIV", (4, time(8, 30), 90)),
            ),
        }
        for place, council in self.seats.items():
            (title, when), (bureau, often) = rules[place.kind]
            room = next((one for one in self.rooms.get(place, []) if one.council), None)
            self._series(title, council, place, when, every=4, room=room, sitting=True)
            self._series(bureau, council[:6], place, often, every=2, sitting=True)
            if place.kind is OrganisationKind.COMMUNE:
                day = self.today + timedelta(days=8 - self.today.weekday())
                self._alone("Réunion publique de quartier", council[0], day, time(20, 30), 120)
        digital = [one for one in self.people if one.service == "Systèmes d’information"]
        heads = [next(group) for _, group in _by_place(digital)]
        if heads:
            title = "Comité technique des directions du numérique"
            self._series(title, heads, heads[0].place, (2, time(9, 30), 90), every=2)

    def _teams(self) -> None:
        agents = [one for one in self.people if one.role is Role.AGENT]
        for place, group in _by_place(agents):
            ordered = sorted(group, key=lambda one: one.service)
            for service, team in itertools.groupby(ordered, key=lambda one: one.service):
                members = list(team)
                if len(members) == 1:
                    continue
                day, at = self.chance.choice((0, 1, 3, 4)), self.chance.choice(MORNING[1:5])
                rooms = [one for one in self.rooms.get(place, []) if not one.council]
                room = self.chance.choice(rooms) if rooms else None
                title = f"Réunion d’équipe {service}"
                self._series(title, members, place, (day, at, 60), room=room)

    def _series(
        self,
        title: str,
        people: Sequence[Inhabitant],
        place: Place,
        when: When,
        *,
        every: int = 1,
        room: Room | None = None,
        sitting: bool = False,
    ) -> None:
        """`sitting`: all take part as members of that assembly, not for their first employer."""
        weekday, at, minutes = when
        start = datetime.combine(self.first + timedelta(days=weekday), at)
        hours = weekly(start, minutes, until=self.last, every=every)
        rule = f"FREQ=WEEKLY;UNTIL={self.last:%Y%m%d}" + (f";INTERVAL={every}" if every > 1 else "")
        site = next(iter(place.sites), None)
        draft = Draft(title, start, hours[0][1], ZONE, site_id=site, rule=rule)
        self._with(draft, people[0], people[1:], hours, place=place, room=room, sitting=sitting)

    def _absences(self) -> None:
        """Leave of a week for one in eight, a doctor for one in six, Saturdays of the elected."""
        for person in self.people:
            if self.chance.random() < 1 / 8 and not person.story:
                monday = self.first + timedelta(weeks=self.chance.randint(0, 7))
                self._alone("Congés", person, monday, time(), 5 * 24 * 60, all_day=True)
            if self.chance.random() < 1 / 6:
                day = self.first + timedelta(days=self.chance.randint(0, 54))
                at = self.chance.choice(AFTERNOON)
                if day.weekday() < SATURDAY:
                    self._alone("Rendez-vous médical", person, day, at, 60, private=True)
            if person.role is Role.ELECTED and self.chance.random() < 1 / 2:
                saturday = self.first + timedelta(days=5)
                for week in range(0, 8, 2):
                    day = saturday + timedelta(weeks=week)
                    self._alone("Permanence", person, day, time(9), 150)

    def _alone(
        self,
        title: str,
        person: Inhabitant,
        day: date,
        at: time,
        minutes: int,
        *,
        all_day: bool = False,
        private: bool = False,
    ) -> None:
        start = datetime.combine(day, at)
        end = start + timedelta(minutes=minutes)
        site = None if private or all_day else person.site
        draft = Draft(title, start, end, ZONE, all_day=all_day, private=private, site_id=site)
        if self.diary.free([("person", person.id)], [(start, end)]):
            self._with(draft, person, (), [(start, end)])

    def _days(self, person: Inhabitant) -> None:
        """What she plans herself on each working day; colleagues invite her too."""
        colleagues = [one for one in self.people if one.place is person.place and one != person]
        for day in self._working_days():
            for _ in range(self.chance.choice((1, 2, 2, 3))):
                with_whom = self.chance.sample(colleagues, self.chance.choice((0, 0, 1, 1, 2)))
                self._appointment(person, day, with_whom)

    def _council_days(self, person: Inhabitant) -> None:
        """An elected person has another job most mornings, and appointments at the town hall."""
        works = self.chance.random() < 1 / 2
        for day in self._working_days():
            if works and day.weekday() != WEDNESDAY:
                self._alone("Activité professionnelle", person, day, time(8), 240, private=True)
            if self.chance.random() < 2 / 3:
                self._appointment(person, day, ())

    def _working_days(self) -> Iterator[date]:
        for number in range((self.last - self.first).days):
            day = self.first + timedelta(days=number)
            if day.weekday() < SATURDAY and (day.month, day.day) not in HOLIDAYS:
                yield day

    def _appointment(self, person: Inhabitant, day: date, others: Sequence[Inhabitant]) -> None:
        start = datetime.combine(day, self.chance.choice(MORNING + AFTERNOON))
        end = start + timedelta(minutes=self.chance.choice((30, 60, 60, 90)))
        keys: list[Key] = [("person", one.id) for one in (person, *others)]
        if not self.diary.free(keys, [(start, end)]) or self._kept(person, start):
            return
        titles = self.titles["with" if others else "alone" if person.title else "elected"]
        draft = Draft(self.chance.choice(titles), start, end, ZONE, site_id=person.site)
        meets = len(others) > 1 and self.chance.random() < 1 / 3
        room = self._room(person.place, (start, end)) if meets else None
        self._with(draft, person, others, [(start, end)], room=room)

    def _kept(self, person: Inhabitant, start: datetime) -> bool:
        """The people of the story keep some hours of the next fortnight, for the story."""
        soon = self.today < start.date() <= self.today + timedelta(days=14)
        half_day = (start.weekday(), start.hour >= NOON)
        return soon and person.story and half_day in {(1, True), (3, False)}

    def _room(self, place: Place, hours: Hours) -> Room | None:
        rooms = [one for one in self.rooms.get(place, []) if not one.council]
        return next((one for one in rooms if self.diary.free([("room", one.id)], [hours])), None)

    def _invitations(self) -> None:
        """Those of the story have three invitations to answer; one person in ten has one."""
        for person in self.people:
            if not person.story and self.chance.random() > 1 / 10:
                continue
            titles = iter(self.chance.sample(self.titles["asked"], 3 if person.story else 1))
            others = [one for one in self.people if one.place is not person.place]
            title = next(titles, None)
            for _ in range(100):  # until each has found an hour
                if title and self._ask(title, self.chance.choice(others), person):
                    title = next(titles, None)

    def _ask(self, title: str, organiser: Inhabitant, person: Inhabitant) -> bool:
        """Invite her at an hour when both are free; False when it is none."""
        day = self.today + timedelta(days=self.chance.randint(2, 20))
        start = datetime.combine(day, self.chance.choice(AFTERNOON))
        hours = [(start, start + timedelta(minutes=60))]
        both: list[Key] = [("person", organiser.id), ("person", person.id)]
        if day.weekday() >= SATURDAY or not self.diary.free(both, hours):
            return False
        draft = Draft(title, start, hours[0][1], ZONE, site_id=organiser.site)
        self._with(draft, organiser, [person], hours, answer=Answer.WAITING)
        return True

    def _with(
        self,
        draft: Draft,
        organiser: Inhabitant,
        guests: Sequence[Inhabitant],
        hours: Sequence[Hours],
        *,
        place: Place | None = None,
        room: Room | None = None,
        answer: Answer | None = None,
        sitting: bool = False,
    ) -> None:
        """Add an event in the organiser's calendar of `place`, with what each guest answered."""
        self.diary.add(
            draft,
            Party(organiser.id, (place or organiser.place).id, organiser.name, Answer.ACCEPTED),
            [
                Party(
                    one.id,
                    (place if sitting and place else one.place).id,
                    one.name,
                    answer or self._answer(hours[0][0]),
                )
                for one in guests
            ],
            hours,
            room=Party(room.id, room.place.id, room.name, Answer.ACCEPTED) if room else None,
        )

    def _answer(self, start: datetime) -> Answer:
        chance = self.chance.random()
        if chance < DECLINE:
            return Answer.DECLINED
        if chance < HESITATE and start.date() > self.today:
            return Answer.TENTATIVE
        return Answer.ACCEPTED


def _by_place(rows: Iterable[T]) -> Iterator[tuple[Place, Iterator[T]]]:
    ordered = sorted(rows, key=lambda one: one.place.id)
    return itertools.groupby(ordered, key=lambda one: one.place)
