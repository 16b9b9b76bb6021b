"""From a home folder to a database that is up to date, with Django on top."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jaring import __version__
from jaring.platform.postgres import running_database

STAMP = ".collected"


@contextmanager
def prepared(home: Path) -> Iterator[None]:
    """Run the database and set Django up on it. The database comes first: the settings read its passwords."""
    os.environ["JARING_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaring.config.settings")
    with running_database(home):
        import django

        django.setup()
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()


def bring_up_to_date() -> int:
    """Run migrations and add members missing from the register; returns how many members were added."""
    from jaring.foundation.accounts.api import load_reference_members
    from jaring.platform.migration import migrate

    migrate()
    return load_reference_members()


def collect_static() -> bool:
    """Collect and compress the static files when they changed since the last time; says whether they had."""
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT) / STAMP
    fingerprint = _static_fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    stamp.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


def _static_fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = os.stat(storage.path(path))
            digest.update(f"\n{path}\t{facts.st_size}\t{facts.st_mtime_ns}".encode())
    return digest.hexdigest()
