import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models

from parvis.platform.db.rls import EnableRowSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Resource',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('kind', models.CharField(choices=[('room', 'ROOM'), ('vehicle', 'VEHICLE')], max_length=8)),
                ('name', models.CharField(max_length=120)),
                ('capacity', models.PositiveSmallIntegerField(null=True)),
                ('equipment', models.CharField(blank=True, max_length=300)),
                ('approval', models.BooleanField(default=False)),
                ('is_open_to_partners', models.BooleanField(default=False)),
                ('active', models.BooleanField(default=True)),
                ('approver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.person')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.site')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
                'indexes': [models.Index(fields=['organisation', 'kind', 'active'], name='resource_by_owner')],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'kind', 'name'), name='resource_name_once'), models.CheckConstraint(condition=models.Q(('capacity', None), ('capacity__gt', 0), _connector='OR'), name='resource_holds_someone')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        EnableRowSecurity('directory_resource'),
    ]
