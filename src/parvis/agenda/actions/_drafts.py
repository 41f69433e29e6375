"""From a draft to an event's columns, with each field checked and the mend named."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from parvis.agenda.actions._occurrences import name_of
from parvis.agenda.core import recurrence
from parvis.agenda.core.clock import wall_to_utc
from parvis.agenda.models import Event
from parvis.agenda.types import BadEvent, Draft
from parvis.platform.errors import Text

LONGEST = timedelta(days=366)
FIRST_YEAR, LAST_YEAR = 1980, 2100


def check(draft: Draft) -> None:
    """Raise `BadEvent` naming each field that cannot be accepted, with its mend."""
    fields: dict[str, Text] = {}
    if not draft.title.strip():
        fields["title"] = _("Give a title: it is what the people you invite will read.")
    if draft.ends <= draft.starts:
        fields["ends"] = _("The end comes before the start: choose a later hour.")
    elif draft.ends - draft.starts > LONGEST:
        fields["ends"] = _("An event lasts at most a year: shorten it or repeat it.")
    if not FIRST_YEAR <= draft.starts.year <= LAST_YEAR:
        fields["starts"] = _("Choose a date between 1980 and 2100.")
    if draft.all_day and {draft.starts.time(), draft.ends.time()} != {time()}:
        fields["starts"] = _("A whole-day event starts and ends on a date, without hours.")
    fields |= _zone_and_rule(draft)
    if fields:
        raise BadEvent(fields=fields)


def _zone_and_rule(draft: Draft) -> dict[str, Text]:
    fields: dict[str, Text] = {}
    try:
        ZoneInfo(draft.zone)
    except (ZoneInfoNotFoundError, ValueError):
        fields["zone"] = _("This time zone is unknown.")
    if draft.rule:
        try:
            rule = recurrence.parse(draft.rule)
        except recurrence.BadRule:
            fields["rule"] = _("This repetition cannot be read: choose it again.")
        else:
            if recurrence.first_date(rule, draft.starts) is None:
                fields["rule"] = _("This repetition has no date: choose a later end.")
    return fields


def first_start(draft: Draft) -> datetime:
    """The local start, moved to the first date of the repetition."""
    if not draft.rule:
        return draft.starts
    first = recurrence.first_date(recurrence.parse(draft.rule), draft.starts)
    assert isinstance(first, datetime)
    return first


def apply(event: Event, draft: Draft, *, now: datetime) -> None:
    """Write the draft into the columns of an event; does not save."""
    starts = first_start(draft)
    event.title = draft.title.strip()[:200]
    event.description = draft.description.strip()
    event.place = draft.place.strip()[:200]
    event.site_id = draft.site_id
    event.zone = draft.zone
    event.starts_at = wall_to_utc(starts, draft.zone)
    event.ends_at = wall_to_utc(starts + (draft.ends - draft.starts), draft.zone)
    event.all_day = draft.all_day
    event.rule = recurrence.parse(draft.rule).text if draft.rule else ""
    event.excluded = sorted(name_of(at.date() if draft.all_day else at) for at in draft.excluded)
    event.private = draft.private
    event.busy = draft.busy
    event.changed_at = now


def when(event: Event) -> tuple[datetime, datetime, str, str]:
    """What, when it changes, makes the answers be asked again."""
    return event.starts_at, event.ends_at, event.rule, event.zone


def draft_of(event: Event) -> Draft:
    """The draft that describes an event as it stands."""
    return Draft(
        title=event.title,
        starts=event.local_start,
        ends=event.local_end,
        zone=event.zone,
        all_day=event.all_day,
        place=event.place,
        site_id=event.site_id,
        description=event.description,
        rule=event.rule,
        excluded=tuple(datetime.fromisoformat(name) for name in event.excluded),
        private=event.private,
        busy=event.busy,
    )
