from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("clients", "0002_sort_key_and_handover"),
    ]

    operations = [
        migrations.RunSQL(
            "UPDATE clients_client SET phone = regexp_replace(phone, '[^0-9+]', '', 'g')",
            migrations.RunSQL.noop,
        ),
        migrations.AddConstraint(
            model_name="client",
            constraint=models.CheckConstraint(
                condition=models.Q(("phone__regex", "^(0[0-9]{9}|\\+[0-9]{7,15})?$")),
                name="client_phone_is_plain",
                violation_error_message="Write the phone number like 06 000 000 41.",
            ),
        ),
    ]
