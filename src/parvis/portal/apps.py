from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "parvis.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from parvis.portal import contributions, rules, tasks  # noqa: F401, PLC0415 -- app ready

        contributions.register()
