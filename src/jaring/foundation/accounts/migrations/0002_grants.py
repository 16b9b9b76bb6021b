"""Which role may touch credentials, and the window through which colleagues are seen."""

from django.db import migrations

from jaring.platform.migration_sql import run_sql_file


class Migration(migrations.Migration):
    """After every library table that belongs to signing in."""

    dependencies = [
        ("accounts", "0001_initial"),
        ("platform", "0001_viewer_session"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("axes", "__latest__"),
        ("auth", "__latest__"),
    ]
    operations = [run_sql_file(__file__, "grants")]
