"""Every address. Paths are French, names are English; each room owns what is below its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from parvis.platform.http import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.prometheus, name="metrics"),
    path("", include("parvis.platform.ui.urls")),
    path("", include("parvis.portal.web.urls")),
    path("compte/", include("parvis.identity.web.urls")),
    path("organisations/", include("parvis.organisations.web.urls")),
    path("annuaire/", include("parvis.directory.web.urls")),
    path("agenda/", include("parvis.agenda.web.urls")),
]

handler403 = "parvis.platform.http.views.forbidden"
handler404 = "parvis.platform.http.views.not_found"
handler500 = "parvis.platform.http.views.server_error"
