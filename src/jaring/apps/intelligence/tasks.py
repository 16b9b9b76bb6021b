"""Work that goes on after the page was answered. Each job runs in the session of the person who began it."""

from uuid import UUID

from procrastinate.contrib.django import app

from jaring.apps.intelligence.importing.checking import check_import as check
from jaring.apps.intelligence.importing.storing import keep_records
from jaring.foundation.accounts.api import job_viewer
from jaring.platform.jobs import RETRY


@app.task(name="check_import", retry=RETRY)
def check_import(import_id: str, person_id: str, purpose: str) -> None:
    """Read a file to its end and write its report."""
    with job_viewer(UUID(person_id), purpose) as viewer:
        check(UUID(import_id), acting=viewer)


@app.task(name="keep_import", retry=RETRY)
def keep_import(import_id: str, person_id: str, purpose: str) -> None:
    """Store the records of a checked file."""
    with job_viewer(UUID(person_id), purpose) as viewer:
        keep_records(UUID(import_id), acting=viewer)
