"""Addresses of the directory."""

from __future__ import annotations

from django.urls import path

from parvis.directory.web import people, resources, suggest

app_name = "directory"
urlpatterns = [
    path("", people.listing, name="people"),
    path("suggestions/", suggest.suggestions, name="suggest"),
    path("personnes/<uuid:uuid>/", people.card, name="person"),
    path("salles-et-vehicules/", resources.listing, name="resources"),
    path("salles-et-vehicules/ajouter/", resources.add, name="resource_add"),
    path("salles-et-vehicules/<uuid:uuid>/", resources.card, name="resource"),
    path("salles-et-vehicules/<uuid:uuid>/modifier/", resources.change, name="resource_change"),
    path("salles-et-vehicules/<uuid:uuid>/retirer/", resources.retire, name="resource_retire"),
    path("salles-et-vehicules/<uuid:uuid>/remettre/", resources.restore, name="resource_restore"),
]
