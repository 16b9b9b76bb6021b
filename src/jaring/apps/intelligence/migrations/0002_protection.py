"""Every table of this room is protected; search runs beside the policies."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """Policies and the search function."""

    dependencies = [("intelligence", "0001_initial"), ("sharing", "0002_labels")]
    operations = [run_sql_file(__file__, "protection"), run_sql_file(__file__, "search")]
