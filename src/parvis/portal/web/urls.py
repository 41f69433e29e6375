"""Addresses of the portal: the home page and what is found everywhere."""

from __future__ import annotations

from django.urls import path

from parvis.portal.web import cards, home, links, notifications, pages, search

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("accueil/collectivites/", cards.my_organisations, name="card_organisations"),
    path("accueil/services/", cards.services, name="card_links"),
    path("recherche/", search.search, name="search"),
    path("notifications/", notifications.listing, name="notifications"),
    path("notifications/cloche/", notifications.bell, name="bell"),
    path("notifications/lues/", notifications.read, name="read"),
    path("notifications/non-lues/", notifications.unread, name="unread"),
    path("notifications/<uuid:uuid>/", notifications.follow, name="follow"),
    path("theme/", home.theme, name="theme"),
    path("services/", links.listing, name="links"),
    path("services/ajouter/", links.add, name="link_add"),
    path("services/<uuid:uuid>/", links.edit, name="link_edit"),
    path("services/<uuid:uuid>/deplacer/", links.move, name="link_move"),
    path("services/<uuid:uuid>/retirer/", links.remove, name="link_remove"),
    path("services/<uuid:uuid>/remettre/", links.restore, name="link_restore"),
    path("aide/", pages.help_, name="help"),
    path("accessibilite/", pages.accessibility, name="accessibility"),
]
