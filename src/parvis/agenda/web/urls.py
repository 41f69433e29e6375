"""Addresses of the agenda."""

from __future__ import annotations

from django.urls import path, register_converter

from parvis.agenda.web.paths import DayConverter
from parvis.agenda.web.views import answers, availability, book, calendar, cards, edit, event, find
from parvis.agenda.web.views import settings as own

register_converter(DayConverter, "day")

app_name = "agenda"
urlpatterns = [
    path("", calendar.home, name="home"),
    path("jour/<day:day>/", calendar.day, name="day"),
    path("semaine/<day:day>/", calendar.week, name="week"),
    path("mois/<day:day>/", calendar.month, name="month"),
    path("liste/<day:day>/", calendar.as_list, name="list"),
    path("deplacer/", edit.move, name="move"),
    path("retablir/<uuid:token>/", edit.undo, name="undo"),
    path("nouveau/", edit.create, name="create"),
    path("nouveau/repetition/", edit.repetition, name="repetition"),
    path("evenement/<uuid:uuid>/", event.show, name="event"),
    path("evenement/<uuid:uuid>/modifier/", edit.edit, name="edit"),
    path("evenement/<uuid:uuid>/annuler/", edit.cancel, name="cancel"),
    path("evenement/<uuid:uuid>/repondre/", answers.answer, name="answer"),
    path("evenement/<uuid:uuid>/repondre/<slug:status>/", answers.answer_back, name="answer_back"),
    path("evenement/<uuid:uuid>/proposer/", answers.propose, name="propose"),
    path("evenement/<uuid:uuid>/prendre/<int:attendance>/", answers.take, name="take"),
    path("evenement/<uuid:uuid>/salle/<int:attendance>/", answers.room, name="room"),
    path("evenement/<uuid:uuid>/agenda.ics", event.file, name="file"),
    path("creneau/", find.find, name="find"),
    path("creneau/reserver/", book.book, name="book"),
    path("creneau/reserve/<uuid:uuid>/", book.booked, name="booked"),
    path("de/<uuid:person>/", availability.of, name="of"),
    path("de/<uuid:person>/<day:day>/", availability.of, name="of_week"),
    path("reglages/", own.settings, name="settings"),
    path("ma-journee/", cards.today, name="today"),
    path("a-repondre/", cards.waiting, name="waiting"),
]
