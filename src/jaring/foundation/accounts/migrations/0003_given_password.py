"""Passwords that an administrator made are replaced at the first sign-in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody's present password counts as given."""

    dependencies = [("accounts", "0002_grants")]
    operations = [
        migrations.AddField("person", "password_is_given", models.BooleanField(default=False, db_default=False)),
    ]
