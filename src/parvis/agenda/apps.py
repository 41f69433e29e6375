from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "parvis.agenda"
    label = "agenda"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from parvis.agenda import contributions, rules, subscribers, tasks  # noqa: F401, PLC0415 -- app ready

        contributions.register()
