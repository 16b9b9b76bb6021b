"""Reading imports and their reports. Only the owner has any."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import overload
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.intelligence.importing.reading import guess_for, sample_of
from jaring.apps.intelligence.importing.states import WORKING
from jaring.apps.intelligence.models import Import, ImportProblem
from jaring.engines.readers.tables import Row
from jaring.foundation.accounts.api import Viewer
from jaring.kernel.errors import NotFoundError
from jaring.platform.session import viewer_session


@dataclass(frozen=True, slots=True)
class ImportStatus:
    """Where an import stands. `progress` runs from 0 to 1 while it is being kept."""

    id: UUID
    file_name: str
    format: str
    state: str
    message: str
    records: int
    entities: int
    statements: int
    errors: int
    warnings: int
    cursor: int
    contribution_id: UUID | None
    created_at: datetime
    changed_at: datetime
    title: str
    guess: str
    header: tuple[str, ...]
    mapping: str

    @property
    def progress(self) -> float:
        """Share of the records that are stored."""
        return min(1.0, self.cursor / self.records) if self.records else 0.0

    @property
    def working(self) -> bool:
        """Whether a job is busy with it, so that a page should look again."""
        return self.state in WORKING


def import_status(import_id: UUID, *, viewer: Viewer) -> ImportStatus:
    """One import.

    Raises:
        NotFoundError: absent or hidden.
    """
    found = Import.objects.filter(id=import_id).first()
    if found is None:
        raise NotFoundError(_("There is no such import that you may see."))
    return _status(found)


def list_imports(*, viewer: Viewer, most: int = 50) -> list[ImportStatus]:
    """The imports the viewer may see, newest first."""
    return [_status(one) for one in Import.objects.exclude(state="discarded")[:most]]


def problems_of(import_id: UUID, *, viewer: Viewer, start: int = 0, most: int = 50) -> tuple[list[ImportProblem], int]:
    """A page of an import's report, errors before warnings, and how many there are."""
    import_status(import_id, viewer=viewer)
    found = ImportProblem.objects.filter(import_id=import_id)
    return list(found.order_by("severity", "position")[start : start + most]), found.count()


class ProblemPages(Sequence[ImportProblem]):
    """An import's report as a sequence that a paginator slices: one page is read at a time."""

    def __init__(self, import_id: UUID, viewer: Viewer) -> None:
        self._import_id = import_id
        self._viewer = viewer

    def __len__(self) -> int:
        return problems_of(self._import_id, viewer=self._viewer, most=0)[1]

    @overload
    def __getitem__(self, part: int) -> ImportProblem: ...
    @overload
    def __getitem__(self, part: slice) -> list[ImportProblem]: ...
    def __getitem__(self, part: int | slice) -> ImportProblem | list[ImportProblem]:
        if isinstance(part, int):
            return self[part : part + 1][0]
        start, stop = part.start or 0, part.stop or 0
        return problems_of(self._import_id, viewer=self._viewer, start=start, most=stop - start)[0]


def report_rows(import_id: UUID, *, viewer: Viewer) -> Iterator[tuple[str, ...]]:
    """The whole report, a header first. Streams in a session of its own."""
    yield (
        _("Line"),
        _("Cell"),
        _("Column"),
        _("Holds"),
        _("What is wrong"),
        _("How to mend it"),
        _("Severity"),
    )
    with viewer_session(viewer.token):
        rows = ImportProblem.objects.filter(import_id=import_id).order_by("position")
        for row in rows.iterator():
            yield (str(row.line or ""), row.cell, row.column, row.value, row.message, row.mend, row.severity)


def mapping_to_correct(import_id: UUID, *, viewer: Viewer) -> tuple[str, list[Row]]:
    """What the columns are taken to mean now (JSON of a Mapping), and some rows to judge by."""
    found = Import.objects.filter(id=import_id, owner_id=viewer.member_id).first()
    if found is None or not found.stored_as:
        raise NotFoundError(_("There is no such import that you may see."))
    _header, rows, _problems = sample_of(found)
    given = found.options.get("mapping") or found.options.get("guess") or guess_for(found, None).to_json()
    return given, rows


def _status(found: Import) -> ImportStatus:
    options = found.options
    return ImportStatus(
        id=found.id,
        file_name=found.file_name,
        format=found.format,
        state=found.state,
        message=found.message,
        records=found.records,
        entities=found.entities,
        statements=found.statements,
        errors=found.errors,
        warnings=found.warnings,
        cursor=found.cursor,
        contribution_id=found.contribution_id,
        created_at=found.created_at,
        changed_at=found.changed_at,
        title=options.get("title", ""),
        guess=options.get("guess", ""),
        header=tuple(options.get("header", ())),
        mapping=options.get("mapping", ""),
    )
