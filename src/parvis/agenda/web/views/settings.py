"""One's own hours, and what others may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from parvis.agenda import actions
from parvis.agenda.forms import SettingsForm, values_of_week
from parvis.agenda.forms.slot import NOTICES
from parvis.agenda.queries import pages
from parvis.agenda.web.context import actor_of
from parvis.organisations.types import Level
from parvis.platform.ui import toasts
from parvis.platform.ui.page import page


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """Hours of each day, evenings, notice, and the limit of what others may see."""
    actor = actor_of(request)
    own = pages.my_settings(actor)
    known = [minutes for minutes, _label in NOTICES if minutes >= own.notice]
    initial = {
        "level": int(own.level) or int(Level.BUSY),
        "evenings": own.evenings,
        "notice": known[0] if known else NOTICES[-1][0],
        **values_of_week(own.week),
    }
    form = SettingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        actions.set_preferences(
            actor,
            level=Level(data["level"]),
            week=form.week(),
            evenings=data["evenings"],
            notice=data["notice"],
            zone=own.zone,
        )
        toasts.done(request, _("Your hours are saved."))
        return HttpResponseRedirect(reverse("agenda:settings"))
    status = 422 if form.errors else 200
    return page(request, "agenda/settings.html", {"form": form}, status=status)
