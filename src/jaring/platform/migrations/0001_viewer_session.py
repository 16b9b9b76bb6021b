"""The schema `app`: viewer sessions and who is looking."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """Must run first: every policy asks these functions."""

    initial = True
    dependencies = []
    operations = [run_sql_file(__file__, "viewer_session")]
