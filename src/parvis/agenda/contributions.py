"""What the agenda puts on the pages of the rooms below it."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from parvis.directory import api as directory
from parvis.platform.actor import Actor
from parvis.platform.ui import french
from parvis.portal import api as portal
from parvis.portal.types import Card, MenuItem, SearchHit, SearchSource


def register() -> None:
    """Called once, when the applications are ready."""
    _register_menu()
    portal.register_card(
        Card(
            "agenda.today",
            _("My day"),
            reverse_lazy("agenda:today"),
            order=10,
            icon="calendar-days",
            live=True,
        )
    )
    portal.register_card(
        Card(
            "agenda.waiting",
            _("To answer"),
            reverse_lazy("agenda:waiting"),
            order=20,
            icon="inbox",
            live=True,
        )
    )
    portal.register_search(
        SearchSource("events", _("My meetings"), _events, order=20, icon="calendar-days")
    )
    portal.register_notification("agenda", "calendar-days")
    portal.register_notification("agenda.cancellation", "calendar-x")
    portal.register_notification("agenda.room", "door-open")
    directory.register_person_link(
        "agenda.find", str(_("Find a common slot")), "calendar-plus", _find_url, order=10
    )
    directory.register_person_link(
        "agenda.of", str(_("See when free")), "calendar-range", _of_url, order=20
    )


def _register_menu() -> None:
    portal.register_menu(
        MenuItem("agenda", _("Calendar"), "agenda:home", "calendar-days", order=10, shortcut="g c")
    )
    portal.register_menu(
        MenuItem(
            "agenda.find",
            _("Find a slot"),
            "agenda:find",
            "calendar-plus",
            order=20,
            shortcut="g t",
        )
    )


def _find_url(person: UUID) -> str:
    return f"{reverse('agenda:find')}?avec={person}"


def _of_url(person: UUID) -> str:
    return reverse("agenda:of", args=[person])


def _events(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    from parvis.agenda.queries import pages  # noqa: PLC0415 -- models are not loaded at start

    found = pages.events_named(actor, text=text, now=timezone.now(), limit=limit)
    return [
        SearchHit(
            title=event.title,
            subtitle=event.repetition
            or (french.long_date(event.start) if event.all_day else french.moment(event.start)),
            url=reverse("agenda:event", args=[event.uuid]),
            icon="calendar-days",
            org_slug=event.organisation.slug,
            mark=event.organisation.mark,
        )
        for event in found
    ]
