"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from parvis.organisations.web import bodies, people, styles, trusts

app_name = "organisations"
urlpatterns = [
    path("", bodies.index, name="index"),
    path("marque.css", styles.brand, name="brand"),
    path("teintes.css", styles.hues, name="hues"),
    path("agir/", bodies.act, name="act"),
    path("accords/<uuid:uuid>/signer/", trusts.sign, name="trust_sign"),
    path("accords/<uuid:uuid>/quitter/", trusts.leave, name="trust_leave"),
    path("<slug:slug>/", bodies.show, name="show"),
    path("<slug:slug>/marque/", bodies.brand, name="brand_edit"),
    path("<slug:slug>/lieux/ajouter/", bodies.add_site, name="site_add"),
    path("<slug:slug>/accords/proposer/", trusts.propose, name="trust_propose"),
    path("<slug:slug>/personnes/accueillir/", people.welcome, name="welcome"),
    path("<slug:slug>/personnes/<uuid:uuid>/", people.standing, name="standing"),
    path("<slug:slug>/personnes/<uuid:uuid>/terminer/", people.end, name="standing_end"),
]
