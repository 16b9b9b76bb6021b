"""The application role may queue and run jobs."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """After the job tables of procrastinate."""

    dependencies = [("platform", "0001_viewer_session"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [run_sql_file(__file__, "job_grants")]
