import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models

from parvis.platform.db.rls import PERSON, EnableRowSecurity


class EnablePersonSecurity(EnableRowSecurity):
    """Rows are seen and written by their person only: belonging to the organisation is no title."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor != "postgresql":
            return
        condition = (
            f"current_setting('parvis.everywhere', true) = 'on' OR person_id = {PERSON}"
        )
        name = schema_editor.quote_name(self.table)
        schema_editor.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        schema_editor.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        schema_editor.execute(
            f"CREATE POLICY parvis_scope ON {name} USING ({condition}) WITH CHECK ({condition})"
        )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Preference',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='organisations.person')),
                ('theme', models.CharField(choices=[('light', 'LIGHT'), ('dark', 'DARK'), ('system', 'SYSTEM')], default='system', max_length=6)),
            ],
            options={
                'base_manager_name': 'unscoped',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('text', models.CharField(max_length=500)),
                ('url', models.CharField(blank=True, max_length=500)),
                ('key', models.CharField(blank=True, max_length=160)),
                ('created_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.person')),
            ],
            options={
                'base_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['person', '-created_at', '-id'], name='notification_latest'), models.Index(condition=models.Q(('read_at', None)), fields=['person'], name='notification_unread')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('person', 'key'), name='notification_told_once')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='ServiceLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=80)),
                ('url', models.URLField(max_length=500)),
                ('icon', models.CharField(max_length=40)),
                ('audience', models.CharField(choices=[('everyone', 'EVERYONE'), ('agents', 'AGENTS'), ('elected', 'ELECTED')], max_length=8)),
                ('category', models.CharField(blank=True, max_length=60)),
                ('position', models.PositiveIntegerField()),
                ('removed_at', models.DateTimeField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['organisation', 'position'], name='service_link_order')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at', None)), fields=('organisation', 'name'), name='service_link_name_once'), models.CheckConstraint(condition=models.Q(('url__startswith', 'https://'), ('url__startswith', 'http://'), _connector='OR'), name='service_link_on_the_web')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        EnableRowSecurity('portal_servicelink'),
        EnablePersonSecurity('portal_notification'),
        EnablePersonSecurity('portal_preference'),
    ]
