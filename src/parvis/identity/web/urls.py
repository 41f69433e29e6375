"""Addresses of accounts and sessions.

allauth's own pages are not served; the few names its code may reverse lead to ours.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path

from parvis.identity.web import entry, passwords, sessions

_LINK = r"^mot-de-passe/nouveau/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$"
_ours: list[URLPattern] = [
    path("connexion/", entry.sign_in, name="sign_in"),
    path("connexion/mot-de-passe/", entry.password, name="password"),
    path("deconnexion/", entry.sign_out, name="sign_out"),
    path("deconnexion/faite/", entry.signed_out, name="signed_out"),
    path("sessions/", sessions.index, name="sessions"),
    path("sessions/fermer/", sessions.revoke, name="revoke"),
    path("mot-de-passe/", passwords.change, name="change_password"),
    path("mot-de-passe/oublie/", passwords.forgotten, name="forgotten"),
    path("mot-de-passe/oublie/envoye/", passwords.sent, name="sent"),
    path("mot-de-passe/nouveau/", passwords.reset, name="reset"),
    re_path(_LINK, passwords.reset_link, name="reset_link"),
]
_theirs: list[URLPattern] = [
    path("connexion/", entry.sign_in, name="account_login"),
    path("connexion/", entry.sign_in, name="account_inactive"),
    path("deconnexion/", entry.sign_out, name="account_logout"),
    path("mot-de-passe/", passwords.change, name="account_change_password"),
    path("mot-de-passe/oublie/", passwords.forgotten, name="account_reset_password"),
    re_path(_LINK, passwords.reset_link, name="account_reset_password_from_key"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_ours, "identity"), namespace="identity")),
    *_theirs,
]
