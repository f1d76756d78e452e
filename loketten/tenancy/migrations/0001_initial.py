import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import loketten.tenancy.context
import loketten.tenancy.fields
import loketten.tenancy.folded
from loketten.tenancy import operations


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        operations.GrantToApp(),
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name="Code",
            fields=[
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        max_length=60, primary_key=True, serialize=False, verbose_name="key"
                    ),
                ),
                (
                    "list",
                    models.CharField(
                        choices=[
                            ("route", "Learning route"),
                            ("level", "Highest level reached"),
                            ("sector", "Sector"),
                            ("theme", "Theme of advice"),
                            ("channel", "Channel"),
                            ("kind", "Kind of talk"),
                            ("outcome", "Outcome of a talk"),
                            ("target-group", "Target group"),
                            ("partner-kind", "Kind of partner"),
                            ("entry", "How somebody found us"),
                            ("closing-reason", "Reason for closing"),
                            ("language", "Language"),
                            ("organisation-kind", "Kind of organisation"),
                        ],
                        max_length=20,
                        verbose_name="list",
                    ),
                ),
                ("label_nl", models.CharField(max_length=120, verbose_name="Dutch label")),
                ("label_en", models.CharField(max_length=120, verbose_name="English label")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ],
            options={
                "verbose_name": "code",
                "verbose_name_plural": "codes",
                "ordering": ["list", "position", "key"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_code_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("key"),
                            django.db.models.functions.text.Concat(
                                models.F("list"), models.Value(".")
                            ),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="code_key_starts_with_list",
                        violation_error_message="A key starts with the name of its list and a dot.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z-]+\\.[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="code_key_is_kebab_case",
                        violation_error_message="A key has small letters, figures and hyphens only, after the dot.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Municipality",
            fields=[
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=6, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("search_key", loketten.tenancy.folded.FoldedField(of="name")),
                ("official_name", models.CharField(max_length=80, verbose_name="official name")),
                ("province", models.CharField(max_length=20, verbose_name="province")),
                ("lat", models.FloatField(verbose_name="latitude")),
                ("lon", models.FloatField(verbose_name="longitude")),
            ],
            options={
                "verbose_name": "municipality",
                "verbose_name_plural": "municipalities",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_municipality_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^GM[0-9]{4}$")),
                        name="municipality_code_shape",
                        violation_error_message="A municipality code is GM and four figures, such as GM0363.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lat__range", (50.5, 53.8)), ("lon__range", (3.0, 7.5))
                        ),
                        name="municipality_lies_in_the_netherlands",
                        violation_error_message="This point does not lie in the Netherlands.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostcodePoint",
            fields=[
                (
                    "postcode",
                    models.PositiveSmallIntegerField(
                        primary_key=True, serialize=False, verbose_name="postcode"
                    ),
                ),
                ("lat", models.FloatField(verbose_name="latitude")),
                ("lon", models.FloatField(verbose_name="longitude")),
            ],
            options={
                "verbose_name": "point of a postcode",
                "verbose_name_plural": "points of postcodes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("postcode__range", (1000, 9999))),
                        name="postcode_point_has_four_digits",
                        violation_error_message="A postcode has four figures, from 1000 to 9999.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lat__range", (50.5, 53.8)), ("lon__range", (3.0, 7.5))
                        ),
                        name="postcode_point_lies_in_the_netherlands",
                        violation_error_message="This point does not lie in the Netherlands.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Region",
            fields=[
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        max_length=4, primary_key=True, serialize=False, verbose_name="code"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="The newest name we know.", max_length=80, verbose_name="name"
                    ),
                ),
                ("tile_label", models.CharField(max_length=40, verbose_name="best-known place")),
                (
                    "tile_column",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="column on the map"
                    ),
                ),
                (
                    "tile_row",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="row on the map"
                    ),
                ),
            ],
            options={
                "verbose_name": "region",
                "verbose_name_plural": "regions",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_region_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^AM[0-9]{2}$")),
                        name="region_code_shape",
                        violation_error_message="A region code is AM and two figures, such as AM05.",
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("tile_column", "tile_row"),
                        name="one_region_per_tile",
                        violation_error_message="Another region already stands on this tile.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        max_length=40, unique=True, verbose_name="name in the address bar"
                    ),
                ),
                ("display_name", models.CharField(max_length=80, verbose_name="name of the desk")),
                (
                    "number_prefix",
                    models.CharField(
                        max_length=4, unique=True, verbose_name="first letters of client numbers"
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="phone")),
                (
                    "brand_colour",
                    models.CharField(
                        blank=True,
                        max_length=7,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^#[0-9a-fA-F]{6}\\Z", "Enter a colour such as #1b7f5c."
                            )
                        ],
                        verbose_name="colour",
                    ),
                ),
                ("logo", models.BinaryField(blank=True, null=True, verbose_name="logo")),
                ("opened_on", models.DateField(verbose_name="open since")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="closed since")),
                (
                    "region",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="desk",
                        to="tenancy.region",
                    ),
                ),
            ],
            options={
                "ordering": ("display_name",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slug__regex", "^[a-z0-9]+(-[a-z0-9]+)*$")),
                        name="desk_slug_is_lower_case",
                        violation_error_message="Use lower-case letters, digits and hyphens only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number_prefix__regex", "^[A-Z]{2,4}$")),
                        name="desk_number_prefix_is_capitals",
                        violation_error_message="Use two to four capital letters.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("brand_colour", ""),
                            ("brand_colour__regex", "^#[0-9a-f]{6}$"),
                            _connector="OR",
                        ),
                        name="desk_brand_colour_is_hex",
                        violation_error_message="Enter a colour such as #1b7f5c.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gt", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="desk_closes_after_it_opens",
                        violation_error_message="A desk closes after the day on which it opened.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionMembership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="tenancy.municipality",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="tenancy.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "membership of a region",
                "verbose_name_plural": "memberships of regions",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_regionmembership_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("municipality"), "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_until"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_region_per_municipality_at_a_time",
                        violation_error_message="The municipality already lies in a region in this period.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegionName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("search_key", loketten.tenancy.folded.FoldedField(of="name")),
                (
                    "region",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="names",
                        to="tenancy.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "name of a region",
                "verbose_name_plural": "names of regions",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_regionname_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("region"), "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_until"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_name_per_region_at_a_time",
                        violation_error_message="The region already has a name in this period.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_day", models.DateField(verbose_name="first day")),
                ("last_day", models.DateField(verbose_name="last day")),
                ("reason", models.CharField(max_length=120, verbose_name="why")),
                (
                    "desk",
                    loketten.tenancy.fields.DeskColumn(
                        db_index=False,
                        default=loketten.tenancy.context.current_desk_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="tenancy.desk",
                    ),
                ),
            ],
            options={
                "ordering": ("first_day",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_day__gte", models.F("first_day"))),
                        name="closure_ends_after_it_starts",
                        violation_error_message="The last day is not before the first day.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeskLocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("street", models.CharField(max_length=120, verbose_name="street and number")),
                ("postcode", models.CharField(max_length=7, verbose_name="postcode")),
                ("city", models.CharField(max_length=80, verbose_name="town")),
                (
                    "note",
                    models.CharField(blank=True, max_length=200, verbose_name="how to get there"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="order")),
                (
                    "desk",
                    loketten.tenancy.fields.DeskColumn(
                        db_index=False,
                        default=loketten.tenancy.context.current_desk_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="tenancy.desk",
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("postcode__regex", "^[1-9][0-9]{3} [A-Z]{2}$")),
                        name="desklocation_postcode_is_dutch",
                        violation_error_message="Enter a postcode such as 7511 AB.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MunicipalitySuccessor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("old_code", models.CharField(max_length=6, verbose_name="old code")),
                ("old_name", models.CharField(max_length=80, verbose_name="old name")),
                ("search_key", loketten.tenancy.folded.FoldedField(of="old_name")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="predecessors",
                        to="tenancy.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "former municipality",
                "verbose_name_plural": "former municipalities",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("old_code__regex", "^GM[0-9]{4}$")),
                        name="old_municipality_code_shape",
                        violation_error_message="A municipality code is GM and four figures, such as GM0363.",
                    ),
                    models.UniqueConstraint(
                        fields=("old_code", "old_name", "municipality"),
                        name="one_row_per_successor",
                        violation_error_message="This successor is already known.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Occupation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                ("esco_uri", models.URLField(unique=True, verbose_name="ESCO address")),
                ("esco_code", models.CharField(max_length=20, verbose_name="ESCO code")),
                ("isco08", models.CharField(max_length=4, verbose_name="ISCO-08 code")),
                ("name", models.CharField(max_length=160, verbose_name="everyday name")),
                ("label", models.CharField(max_length=160, verbose_name="ESCO label")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English name"),
                ),
                (
                    "synonyms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="other names",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "occupation",
                "verbose_name_plural": "occupations",
                "ordering": ["name"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_occupation_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("sector"),
                            models.Value("sector."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="tenancy_occupation_sector_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("isco08__regex", "^[0-9]{4}$")),
                        name="occupation_isco_shape",
                        violation_error_message="An ISCO-08 code has four figures.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OpeningHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "weekday",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Monday"),
                            (2, "Tuesday"),
                            (3, "Wednesday"),
                            (4, "Thursday"),
                            (5, "Friday"),
                            (6, "Saturday"),
                            (7, "Sunday"),
                        ],
                        verbose_name="day",
                    ),
                ),
                ("opens_at", models.TimeField(verbose_name="from")),
                ("closes_at", models.TimeField(verbose_name="until")),
                (
                    "is_walk_in",
                    models.BooleanField(
                        default=False, verbose_name="you can come without an appointment"
                    ),
                ),
                (
                    "desk",
                    loketten.tenancy.fields.DeskColumn(
                        db_index=False,
                        default=loketten.tenancy.context.current_desk_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="tenancy.desk",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "opening hours",
                "ordering": ("weekday", "opens_at"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("weekday__range", (1, 7))),
                        name="openinghours_weekday_is_iso",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="openinghours_close_after_open",
                        violation_error_message="The closing time comes after the opening time.",
                    ),
                    models.UniqueConstraint(
                        fields=("desk", "weekday", "opens_at"),
                        name="openinghours_one_start_a_day",
                        violation_error_message="These opening hours are there already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("search_key", loketten.tenancy.folded.FoldedField(of="name")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="places",
                        to="tenancy.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "place",
                "verbose_name_plural": "places",
                "abstract": False,
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_key"],
                        name="place_search_key_trigrams",
                        opclasses=["gin_trgm_ops"],
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_place_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.F("name"), "="),
                            (models.F("municipality"), "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_until"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="place_once_per_municipality_at_a_time",
                        violation_error_message="The municipality already has a place of this name.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostcodeRange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                ("start", models.PositiveSmallIntegerField(verbose_name="first postcode")),
                ("end", models.PositiveSmallIntegerField(verbose_name="last postcode")),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="postcode_ranges",
                        to="tenancy.municipality",
                    ),
                ),
            ],
            options={
                "verbose_name": "run of postcodes",
                "verbose_name_plural": "runs of postcodes",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_postcoderange_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("end__gte", models.F("start")),
                            ("end__lte", 9999),
                            ("start__gte", 1000),
                        ),
                        name="postcode_range_has_four_digits_and_order",
                        violation_error_message="A run of postcodes goes up, from 1000 at the lowest to 9999 at the highest.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (
                                models.Func(
                                    models.F("start"),
                                    models.F("end"),
                                    models.Value("[]"),
                                    function="int4range",
                                    output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                                ),
                                "&&",
                            ),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_until"),
                                    models.Value("[]"),
                                    function="daterange",
                                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                                ),
                                "&&",
                            ),
                        ],
                        name="one_municipality_per_postcode_at_a_time",
                        violation_error_message="Some of these postcodes are already taken.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The last day. Empty: no end known.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "crebo",
                    models.CharField(
                        max_length=5,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[0-9]{5}$", "A crebo has five figures."
                            )
                        ],
                        verbose_name="crebo",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="name")),
                ("level", models.PositiveSmallIntegerField(verbose_name="mbo level")),
                (
                    "routes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Keys of codes in the list of learning routes.",
                        size=None,
                        verbose_name="learning routes",
                    ),
                ),
                (
                    "sector",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.code",
                        verbose_name="sector",
                    ),
                ),
            ],
            options={
                "verbose_name": "qualification",
                "verbose_name_plural": "qualifications",
                "ordering": ["name", "level"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="tenancy_qualification_ends_after_start",
                        violation_error_message="The last day is before the first day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Func(
                            models.F("sector"),
                            models.Value("sector."),
                            function="starts_with",
                            output_field=models.BooleanField(),
                        ),
                        name="tenancy_qualification_sector_code",
                        violation_error_message="This choice comes from another list. Choose another one.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("crebo__regex", "^[0-9]{5}$")),
                        name="qualification_crebo_has_five_figures",
                        violation_error_message="A crebo has five figures.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (1, 4))),
                        name="qualification_level_one_to_four",
                        violation_error_message="An mbo level is 1, 2, 3 or 4.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlaceAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("search_key", loketten.tenancy.folded.FoldedField(of="name")),
                (
                    "stands_for",
                    models.CharField(
                        help_text="The name on the signs and in letters.",
                        max_length=80,
                        verbose_name="stands for",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="tenancy.municipality",
                    ),
                ),
                (
                    "region",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="tenancy.region",
                    ),
                ),
            ],
            options={
                "verbose_name": "other name of a place",
                "verbose_name_plural": "other names of places",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("municipality__isnull", False), ("region__isnull", True)),
                            models.Q(("municipality__isnull", True), ("region__isnull", False)),
                            _connector="OR",
                        ),
                        name="alias_of_municipality_or_region",
                        violation_error_message="Choose a municipality or a region, not both.",
                    ),
                    models.UniqueConstraint(
                        fields=("name", "stands_for", "municipality", "region"),
                        name="one_row_per_alias",
                        nulls_distinct=False,
                        violation_error_message="This other name is already known.",
                    ),
                ],
            },
        ),
        operations.ProtectWritesByDesk("desklocation"),
        operations.ProtectWritesByDesk("openinghours"),
        operations.ProtectWritesByDesk("closure"),
    ]
