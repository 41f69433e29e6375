"""The table of the database cache, which only PostgreSQL uses: its processes count together."""

from django.core.management import call_command
from django.db import migrations

TABLE = "platform_cache"


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
