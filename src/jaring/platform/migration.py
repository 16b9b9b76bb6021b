"""Bring the schema up to date, as the owner role."""

from django.core.management import call_command

from jaring.platform.routing import OWNER


def migrate(*, verbosity: int = 0) -> None:
    """Run all migrations. The application and gate roles could not."""
    call_command("migrate", database=OWNER, interactive=False, verbosity=verbosity)
