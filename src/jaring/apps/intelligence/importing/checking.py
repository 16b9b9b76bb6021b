"""The first pass: what is in the file, and what is wrong with it. Stores the report and nothing else."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext as _

from jaring.apps.intelligence.importing.reading import guess_for, records_of, sample_of
from jaring.apps.intelligence.importing.states import ImportState
from jaring.apps.intelligence.models import EntityRow, Import, ImportedId, ImportProblem, SavedMapping
from jaring.engines.readers import Problem, Record, RecordEntity, check_references
from jaring.engines.vocabulary import is_entity_prop
from jaring.foundation.accounts.api import Viewer
from jaring.kernel.clock import now
from jaring.platform.session import viewer_session

REPORT_EVERY = 1_000  # records between two looks at the progress
MOST_PROBLEMS = 50_000  # rows of the report; beyond it the same faults repeat
_LOOKUP = 5_000


@dataclass
class _Findings:
    """What the pass has seen so far."""

    records: int = 0
    statements: int = 0
    errors: int = 0
    warnings: int = 0
    left_out: int = 0
    schemas: dict[str, str] = field(default_factory=dict)
    references: list[RecordEntity] = field(default_factory=list)
    waiting: list[Problem] = field(default_factory=list)
    stored: int = 0

    def add(self, record: Record) -> None:
        self.records += 1
        for entity in record.entities:
            self.schemas[entity.id] = entity.schema
            self.statements += len(entity.values)
            links = [value for value in entity.values if is_entity_prop(entity.schema, value.prop)]
            if links:
                self.references.append(RecordEntity(entity.id, entity.schema, links, entity.line))
        self.report(record.problems)

    def report(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            if problem.severity == "error":
                self.errors += 1
            else:
                self.warnings += 1
            if self.stored + len(self.waiting) < MOST_PROBLEMS:
                self.waiting.append(problem)
            else:
                self.left_out += 1


def check_import(import_id: UUID, *, acting: Viewer) -> None:
    """Read the whole file and write its report. Begins anew when it is run again after a crash."""
    import_ = _begin(import_id, acting)
    if import_ is None or not _has_mapping(import_, acting):
        return
    findings = _Findings()
    for record in records_of(import_):
        findings.add(record)
        if findings.records % REPORT_EVERY == 0:
            _store(import_, findings, acting)
    findings.report(check_references(findings.references, _known_schemas(findings, acting)))
    if findings.left_out:
        findings.waiting.append(_more(findings.left_out))
    _store(import_, findings, acting, state=ImportState.CHECKED)


def _begin(import_id: UUID, acting: Viewer) -> Import | None:
    with viewer_session(acting.token):
        import_ = Import.objects.select_for_update().filter(id=import_id, owner_id=acting.member_id).first()
        if import_ is None or import_.state != ImportState.CHECKING:
            return None
        ImportProblem.objects.filter(import_id=import_.id).delete()
        return import_


def _has_mapping(import_: Import, acting: Viewer) -> bool:
    """Tables need to know what their columns mean: a saved mapping of the same header, or a person's answer."""
    if import_.format != "table" or "mapping" in import_.options:
        return True
    header, _rows, problems = sample_of(import_)
    with viewer_session(acting.token):
        if not header:
            findings = _Findings()
            findings.report(problems or [_no_table()])
            import_.message = _("No table was found in this file.")
            _write(import_, findings, ImportState.CHECKED)
            return False
        saved = SavedMapping.objects.filter(owner_id=acting.member_id, header_hash=header_hash(header))
        newest = saved.order_by("-changed_at").first()
        if newest is not None:
            import_.options = {
                **import_.options,
                "mapping": newest.mapping["json"],
                "mapping_name": newest.name,
            }
            import_.save(update_fields=["options"])
            return True
        import_.options = {
            **import_.options,
            "guess": guess_for(import_, None).to_json(),
            "header": list(header),
        }
        import_.state, import_.changed_at = ImportState.MAPPING, now()
        import_.save(update_fields=["options", "state", "changed_at"])
        return False


def header_hash(header: Iterable[str]) -> bytes:
    """What makes two sheets the same kind: their column names, without regard to case and spacing."""
    text = "\x1f".join(" ".join(name.split()).casefold() for name in header)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _known_schemas(findings: _Findings, acting: Viewer) -> dict[str, str]:
    """Schemata of what the file holds, and of what the owner has already brought in under the ids it points at."""
    targets = {value.value for entity in findings.references for value in entity.values}
    missing = sorted(targets - findings.schemas.keys())
    known = dict(findings.schemas)
    for start in range(0, len(missing), _LOOKUP):
        with viewer_session(acting.token):
            known.update(_held_schemas(missing[start : start + _LOOKUP], acting))
    return known


def _held_schemas(source_ids: list[str], acting: Viewer) -> dict[str, str]:
    held = dict(
        ImportedId.objects.filter(owner_id=acting.member_id, source_id__in=source_ids).values_list(
            "source_id", "entity_id"
        )
    )
    schemas = dict(
        EntityRow.objects.filter(owner_id=acting.member_id, entity_id__in=held.values()).values_list(
            "entity_id", "schema"
        )
    )
    return {source: schemas[entity] for source, entity in held.items() if entity in schemas}


def _store(import_: Import, findings: _Findings, acting: Viewer, state: ImportState | None = None) -> None:
    with viewer_session(acting.token):
        _write(import_, findings, state)


def _write(import_: Import, findings: _Findings, state: ImportState | None) -> None:
    highest = ImportProblem.objects.filter(import_id=import_.id).aggregate(highest=Max("position"))["highest"] or 0
    ImportProblem.objects.bulk_create(
        [problem_row(import_, problem, highest + n) for n, problem in enumerate(findings.waiting, start=1)],
        batch_size=2_000,
    )
    findings.stored += len(findings.waiting)
    findings.waiting = []
    import_.records, import_.entities = findings.records, len(findings.schemas)
    import_.statements = findings.statements
    import_.errors, import_.warnings = findings.errors, findings.warnings
    import_.changed_at = now()
    if state is not None:
        import_.state = state
    import_.save()


def problem_row(import_: Import, problem: Problem, position: int) -> ImportProblem:
    """A row of the report, cut to what the table holds."""
    return ImportProblem(
        owner_id=import_.owner_id,
        label_id=import_.label_id,
        import_id=import_.id,
        position=position,
        line=problem.line,
        cell=(problem.cell or "")[:60],
        column=_storable(problem.column or "")[:120],
        value=_storable(problem.value)[:300],
        code=problem.code,
        message=_storable(problem.message)[:500],
        mend=_storable(problem.mend)[:500],
        severity=problem.severity,
    )


def _storable(text: str) -> str:
    """PostgreSQL keeps no NUL, and UTF-8 no lone surrogate; a report about such bytes must itself be kept."""
    return text.replace("\x00", "\N{SYMBOL FOR NULL}").encode("utf-8", "replace").decode("utf-8")


def _no_table() -> Problem:
    message, mend = (
        _("The file holds no table."),
        _("Put the column names in the first row and the data below."),
    )
    return Problem(None, None, None, "", "no_table", message, mend, "error")


def _more(count: int) -> Problem:
    message = _("%(count)s more problems are not listed.") % {"count": count}
    return Problem(None, None, None, "", "more", message, _("Mend those above first; most repeat."), "warning")
