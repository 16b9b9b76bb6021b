"""Work that goes on after the page was answered. Each job runs in the session of the person who began it."""

from typing import Protocol
from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from jaring.apps.intelligence.importing.checking import check_import as check
from jaring.apps.intelligence.importing.ends import fail_import
from jaring.apps.intelligence.importing.storing import keep_records
from jaring.foundation.accounts.api import Viewer, job_viewer
from jaring.platform.jobs import RETRY, is_last_try


class Work(Protocol):
    """Something done with an import by somebody."""

    def __call__(self, import_id: UUID, /, *, acting: Viewer) -> None: ...


@app.task(name="check_import", retry=RETRY, pass_context=True)
def check_import(context: JobContext, import_id: str, person_id: str, purpose: str) -> None:
    """Read a file to its end and write its report."""
    _run(check, context, import_id, person_id, purpose)


@app.task(name="keep_import", retry=RETRY, pass_context=True)
def keep_import(context: JobContext, import_id: str, person_id: str, purpose: str) -> None:
    """Store the records of a checked file."""
    _run(keep_records, context, import_id, person_id, purpose)


def _run(work: Work, context: JobContext, import_id: str, person_id: str, purpose: str) -> None:
    with job_viewer(UUID(person_id), purpose) as viewer:
        try:
            work(UUID(import_id), acting=viewer)
        except Exception:
            # Whatever it was: the person must not wait for ever for something that will not come.
            if is_last_try(context.job):
                fail_import(UUID(import_id), acting=viewer)
            raise
