"""A cache that all web workers share, for what is counted at the door."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """Django's database cache, made by us so that the owner role owns it and the gate role alone reaches it."""

    dependencies = [("accounts", "0003_given_password")]
    operations = [run_sql_file(__file__, "shared_cache")]
