from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "parvis.identity"
    label = "identity"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from parvis.identity import rules, subscribers, tasks  # noqa: F401, PLC0415 -- register
