from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "parvis.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from parvis.directory import rules  # noqa: F401, PLC0415 -- registers the rules
