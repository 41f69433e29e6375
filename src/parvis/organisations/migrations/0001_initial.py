import django.db.models.deletion
import django.db.models.manager
import uuid
from django.db import migrations, models

from parvis.platform.db.rls import EnableRowSecurity


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('given_name', models.CharField(max_length=80)),
                ('family_name', models.CharField(max_length=80)),
                ('search_text', models.CharField(max_length=200)),
                ('created_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('legal_name', models.CharField(max_length=200)),
                ('kind', models.CharField(choices=[('commune', 'COMMUNE'), ('metropole', 'METROPOLE'), ('syndicat', 'SYNDICAT'), ('entente', 'ENTENTE')], max_length=12)),
                ('siren', models.CharField(max_length=9, null=True, unique=True)),
                ('insee', models.CharField(blank=True, max_length=5)),
                ('mark', models.CharField(max_length=3)),
                ('hue', models.PositiveSmallIntegerField(default=240)),
                ('colour_light', models.CharField(max_length=7)),
                ('colour_dark', models.CharField(max_length=7)),
                ('population', models.PositiveIntegerField(null=True)),
                ('population_year', models.PositiveSmallIntegerField(null=True)),
                ('agents', models.PositiveIntegerField(default=0)),
                ('managing', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ('name', 'id'),
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='organisations.organisation')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bodies', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('function', models.CharField(max_length=120)),
                ('delegation', models.CharField(blank=True, max_length=200)),
                ('rank', models.PositiveSmallIntegerField(default=0)),
                ('mail', models.EmailField(blank=True, max_length=254)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('search_text', models.CharField(max_length=500)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='organisations.person')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Siret',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('siret', models.CharField(max_length=14)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sirets', to='organisations.organisation')),
            ],
            options={
                'ordering': ('starts_on', 'siret'),
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('latitude', models.FloatField(null=True)),
                ('longitude', models.FloatField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ('name', 'id'),
                'abstract': False,
                'base_manager_name': 'unscoped',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('agent', 'AGENT'), ('elected', 'ELECTED')], max_length=8)),
                ('service', models.CharField(blank=True, max_length=120)),
                ('post', models.CharField(blank=True, max_length=120)),
                ('mail', models.EmailField(blank=True, max_length=254)),
                ('administrator', models.BooleanField(default=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
                ('search_text', models.CharField(max_length=500)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affiliations', to='organisations.person')),
                ('site', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.site')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'unscoped',
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('unscoped', django.db.models.manager.Manager()),
            ],
        ),
        migrations.CreateModel(
            name='Trust',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('level', models.PositiveSmallIntegerField(choices=[(1, 'BUSY'), (2, 'PLACE'), (3, 'TITLE')])),
                ('directory', models.BooleanField(default=False)),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(null=True)),
            ],
            options={
                'ordering': ('starts_on', 'id'),
                'constraints': [models.CheckConstraint(condition=models.Q(('level__range', (1, 3))), name='trust_level_known'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='trust_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='TrustMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_on', models.DateField(null=True)),
                ('left_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('trust', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='organisations.trust')),
            ],
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'entente'), ('siren', None)), models.Q(models.Q(('kind', 'entente'), _negated=True), ('siren__isnull', False)), _connector='OR'), name='organisation_siren_unless_entente'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('hue__lt', 360)), name='organisation_hue_in_circle'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('body', 'member', 'starts_on'), name='membership_once'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('body', models.F('member')), _negated=True), name='membership_of_another'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='membership_ends_after_start'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=models.Index(fields=['person', 'organisation'], name='mandate_of_person'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(fields=('organisation', 'person', 'function', 'starts_on'), name='mandate_once'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='mandate_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='siret',
            constraint=models.UniqueConstraint(fields=('organisation', 'siret'), name='siret_once'),
        ),
        migrations.AddConstraint(
            model_name='siret',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='siret_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.UniqueConstraint(fields=('organisation', 'name'), name='site_name_once'),
        ),
        migrations.AddConstraint(
            model_name='site',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), _connector='OR'), name='site_on_the_globe'),
        ),
        migrations.AddIndex(
            model_name='affiliation',
            index=models.Index(fields=['person', 'organisation'], name='affiliation_of_person'),
        ),
        migrations.AddIndex(
            model_name='affiliation',
            index=models.Index(condition=models.Q(('administrator', True)), fields=['organisation', 'person'], name='affiliation_administrators'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=models.UniqueConstraint(fields=('organisation', 'person', 'kind', 'post', 'starts_on'), name='affiliation_once'),
        ),
        migrations.AddConstraint(
            model_name='affiliation',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gt', models.F('starts_on')), _connector='OR'), name='affiliation_ends_after_start'),
        ),
        migrations.AddConstraint(
            model_name='trustmember',
            constraint=models.UniqueConstraint(fields=('organisation', 'trust'), name='trust_member_once'),
        ),
        migrations.AddIndex(
            model_name='affiliation',
            index=models.Index(fields=['organisation', 'search_text', 'person', 'starts_on', 'ends_on'], name='affiliation_searched'),
        ),
        migrations.AddIndex(
            model_name='mandate',
            index=models.Index(fields=['organisation', 'search_text', 'person', 'starts_on', 'ends_on'], name='mandate_searched'),
        ),
        EnableRowSecurity('organisations_site'),
        EnableRowSecurity('organisations_affiliation'),
        EnableRowSecurity('organisations_mandate'),
    ]
