"""The gate role works on jobs; the application role only queues them, through a function."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """Takes back what 0002 gave the application role."""

    dependencies = [("platform", "0002_job_grants")]
    operations = [run_sql_file(__file__, "job_walls")]
