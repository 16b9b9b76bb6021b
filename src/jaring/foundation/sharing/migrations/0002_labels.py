"""Labels, bitmaps and the one way to protect a table."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """Releases are the first protected table."""

    dependencies = [
        ("sharing", "0001_initial"),
        ("accounts", "0002_grants"),
        ("audit", "0002_event_policies"),
    ]
    operations = [
        run_sql_file(__file__, "labels"),
        run_sql_file(__file__, "protect"),
        migrations.RunSQL("call app.protect('sharing_release')", migrations.RunSQL.noop),
    ]
