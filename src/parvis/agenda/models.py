"""Tables of the agenda.

A `Timeline` is somebody's time, whoever employs them: one per person, one per room or vehicle. A
`Calendar` is an organisation's part of it. An `Event` stands in one calendar; people and rooms take
part by an `Attendance`; each hour it takes from a timeline is an `Occurrence`, written in the same
transaction, so that reading a week or a free/busy answer is one range of one B-tree.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q

from parvis.agenda.types import Answer, State
from parvis.platform.db import OwnedModel, Scope

CHUNK = 24 * 60  # longest occurrence row, in minutes: bounds the range read by overlap queries


class Timeline(models.Model):
    """The time of one person or of one room or vehicle."""

    person = models.OneToOneField(
        "organisations.Person", on_delete=models.PROTECT, related_name="+", null=True
    )
    resource_id = models.BigIntegerField(null=True, unique=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(resource_id=None), name="timeline_of_one"
            ),
        )

    def __str__(self) -> str:
        return self.key

    @property
    def key(self) -> str:
        """The name the engine knows it by: "p<person id>" or "r<resource id>"."""
        return f"p{self.person_id}" if self.person_id else f"r{self.resource_id}"


class Calendar(OwnedModel):
    """What an organisation holds of a timeline."""

    timeline = models.ForeignKey(Timeline, on_delete=models.PROTECT, related_name="calendars")

    class Meta(OwnedModel.Meta):
        constraints = (
            models.UniqueConstraint(fields=["organisation", "timeline"], name="one_calendar_each"),
        )

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.timeline_id}"


class Event(OwnedModel):
    """Something planned; with a `rule`, a series. Overrides point to their series."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    calendar = models.ForeignKey(Calendar, on_delete=models.PROTECT, related_name="events")
    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    site = models.ForeignKey(
        "organisations.Site", on_delete=models.SET_NULL, related_name="+", null=True
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    all_day = models.BooleanField(default=False)
    rule = models.CharField(max_length=400, blank=True)
    excluded = models.JSONField(default=list)
    series = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="overrides", null=True
    )
    instead_of = models.CharField(max_length=19, blank=True)
    private = models.BooleanField(default=False)
    busy = models.BooleanField(default=True)
    sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)
    known_until = models.DateTimeField(null=True)

    class Meta(OwnedModel.Meta):
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="event_lasts"),
            models.UniqueConstraint(
                fields=["organisation", "series", "instead_of"],
                condition=Q(deleted_at=None) & ~Q(instead_of=""),
                name="one_override_each",
            ),
        )
        indexes = (
            models.Index(fields=["known_until"], condition=~Q(rule=""), name="series_to_extend"),
        )

    def __str__(self) -> str:
        return f"{self.uuid}"

    @classmethod
    def scope_q(cls, scope: Scope) -> Q:
        owned = Q(organisation__in=scope.organisations)
        if scope.person is None:
            return owned
        return owned | Q(
            pk__in=Attendance.objects.filter(person_id=scope.person).values("event_id")
        )

    def shared_with(self, scope: Scope) -> bool:
        return bool(
            scope.person
            and self.pk
            and Attendance.objects.filter(event=self, person_id=scope.person).exists()
        )

    @property
    def local_start(self) -> datetime:
        """Naive local time of the start, in the event's own zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def duration(self) -> timedelta:
        return self.ends_at - self.starts_at


class Attendance(models.Model):
    """A person, room or vehicle in an event, and what it answered.

    `exceptions` maps the local start of one occurrence of a series to another answer.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    timeline = models.ForeignKey(Timeline, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, related_name="+", null=True
    )
    resource_id = models.BigIntegerField(null=True)
    name = models.CharField(max_length=200)
    organiser = models.BooleanField(default=False)
    required = models.BooleanField(default=True)
    status = models.CharField(max_length=10, default=Answer.WAITING)
    exceptions = models.JSONField(default=dict)
    comment = models.CharField(max_length=500, blank=True)
    proposed_start = models.DateTimeField(null=True)
    proposed_end = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["event", "timeline"], name="attends_once"),
            models.CheckConstraint(
                condition=Q(status__in=[answer.value for answer in Answer]), name="known_answer"
            ),
        )
        indexes = (
            models.Index(fields=["person", "status"], name="to_answer"),
            models.Index(
                fields=["resource_id", "status"],
                condition=~Q(resource_id=None),
                name="rooms_to_approve",
            ),
        )

    def __str__(self) -> str:
        return f"{self.event_id} {self.name} {self.status}"


class Occurrence(models.Model):
    """Minutes [start, end) since 1970 UTC taken from a timeline; at most `CHUNK` long.

    `begins` is the start of the whole occurrence, of which a long one has several rows.
    `organisation` is the one whose calendar it stands in: its agreements say what others may see.
    """

    timeline = models.ForeignKey(
        Timeline, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.BigIntegerField()
    start = models.IntegerField()
    end = models.IntegerField()
    begins = models.IntegerField()
    state = models.SmallIntegerField()
    site_id = models.BigIntegerField(null=True)

    states: ClassVar[type[State]] = State

    class Meta:
        indexes = (
            models.Index(
                fields=["timeline", "start", "end", "state", "site_id", "organisation_id"],
                name="busy_range",
            ),
        )

    def __str__(self) -> str:
        return f"{self.timeline_id} [{self.start}, {self.end})"

    @classmethod
    def busy_of(
        cls, timelines: Iterable[int], *, low: int, high: int
    ) -> Iterable[tuple[int, int, int, int, int | None, int]]:
        """(timeline, start, end, state, site, organisation) of rows that start in (low, high).

        One range per timeline of the covering index, which a join would not use for long lists.
        """
        rows = cls.objects.filter(timeline_id__in=sorted(timelines), start__gt=low, start__lt=high)
        return rows.values_list(
            "timeline_id", "start", "end", "state", "site_id", "organisation_id"
        )


class Preference(models.Model):
    """A person's own limits. `level` can only narrow what the agreements allow."""

    person = models.OneToOneField(
        "organisations.Person", on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    level = models.PositiveSmallIntegerField(default=3)
    hours = models.JSONField(default=dict)
    evenings = models.BooleanField(default=False)
    notice = models.PositiveIntegerField(default=120)
    zone = models.CharField(max_length=64, default="Europe/Paris")

    def __str__(self) -> str:
        return f"{self.person_id}"


class Undo(models.Model):
    """What stood before a change, for as long as it can be undone."""

    token = models.UUIDField(default=uuid.uuid4, primary_key=True)
    person = models.ForeignKey("organisations.Person", on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.token}"
