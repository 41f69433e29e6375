"""Developer pages of the design system."""

from __future__ import annotations

from django.urls import path

from parvis.platform.ui import views

app_name = "ui"
urlpatterns = [path("_components", views.components, name="components")]
