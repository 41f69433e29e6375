from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "parvis.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from parvis.organisations import rules  # noqa: F401, PLC0415 -- registers the rules
