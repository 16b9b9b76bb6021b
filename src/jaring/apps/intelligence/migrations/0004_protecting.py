"""Protection of victims, witnesses and minors reaches every report of the member, whoever writes it."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """Two functions that ask and act for the viewer's member, regardless of clearance."""

    dependencies = [("intelligence", "0003_drawn_links")]
    operations = [run_sql_file(__file__, "protecting")]
