"""The log is insert-only and read by those it concerns."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """Policies and triggers of the log."""

    dependencies = [("audit", "0001_initial"), ("platform", "0001_viewer_session")]
    operations = [run_sql_file(__file__, "event_policies")]
