"""The links a network picture may be made of."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """One view, asked by every reader of networks."""

    dependencies = [("intelligence", "0002_protection")]
    operations = [run_sql_file(__file__, "drawn_links")]
