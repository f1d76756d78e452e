import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("tenancy", "0003_reference_editions"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="place",
            name="place_once_per_municipality_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="postcoderange",
            name="one_municipality_per_postcode_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="regionmembership",
            name="one_region_per_municipality_at_a_time",
        ),
        migrations.RemoveConstraint(
            model_name="regionname",
            name="one_name_per_region_at_a_time",
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("name"), "="),
                    (models.F("municipality"), "="),
                    (
                        models.Func(
                            models.F("valid_from"),
                            django.db.models.functions.comparison.Greatest(
                                "valid_from",
                                django.db.models.functions.comparison.Coalesce(
                                    "valid_until",
                                    models.Func(
                                        output_field=models.DateField(), template="'infinity'::date"
                                    ),
                                ),
                            ),
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
        ),
        migrations.AddConstraint(
            model_name="postcoderange",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            models.F("start"),
                            django.db.models.functions.comparison.Greatest("start", "end"),
                            models.Value("[]"),
                            function="int4range",
                            output_field=django.contrib.postgres.fields.ranges.IntegerRangeField(),
                        ),
                        "&&",
                    ),
                    (
                        models.Func(
                            models.F("valid_from"),
                            django.db.models.functions.comparison.Greatest(
                                "valid_from",
                                django.db.models.functions.comparison.Coalesce(
                                    "valid_until",
                                    models.Func(
                                        output_field=models.DateField(), template="'infinity'::date"
                                    ),
                                ),
                            ),
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
        ),
        migrations.AddConstraint(
            model_name="regionmembership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("municipality"), "="),
                    (
                        models.Func(
                            models.F("valid_from"),
                            django.db.models.functions.comparison.Greatest(
                                "valid_from",
                                django.db.models.functions.comparison.Coalesce(
                                    "valid_until",
                                    models.Func(
                                        output_field=models.DateField(), template="'infinity'::date"
                                    ),
                                ),
                            ),
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
        ),
        migrations.AddConstraint(
            model_name="regionname",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    (models.F("region"), "="),
                    (
                        models.Func(
                            models.F("valid_from"),
                            django.db.models.functions.comparison.Greatest(
                                "valid_from",
                                django.db.models.functions.comparison.Coalesce(
                                    "valid_until",
                                    models.Func(
                                        output_field=models.DateField(), template="'infinity'::date"
                                    ),
                                ),
                            ),
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
        ),
    ]
