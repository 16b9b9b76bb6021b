"""Rewrite everything derived from some entities of a contribution."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from jaring.apps.intelligence.derive.composing import Composed, pseudonym_of
from jaring.apps.intelligence.derive.documents import document_of, keys_of
from jaring.apps.intelligence.derive.edges import edges_of
from jaring.apps.intelligence.derive.protection import VICTIM_SCHEMA, protect_entities, protected_among
from jaring.apps.intelligence.models import (
    Contribution,
    Edge,
    EntityRow,
    IdentifierKey,
    SearchDocument,
    Statement,
)
from jaring.platform.bulk import insert_rows

BATCH = 2_000


def derive_entities(contribution: Contribution, entity_ids: Collection[UUID]) -> None:
    """Rewrite the derived rows of these entities in this contribution from their living statements.

    A victim status also rewrites its subjects wherever the owner states them, for protection follows the person.
    """
    if not entity_ids:
        return
    _clear(contribution, entity_ids)
    living = Statement.objects.filter(
        contribution_id=contribution.id, entity_id__in=list(entity_ids), retired_at=None
    ).order_by("id")
    _store(_compose(contribution, living))
    _derive_subjects(contribution, _subjects(contribution, entity_ids))


def derive_new_entities(contribution: Contribution, statements: Collection[Statement]) -> None:
    """The same for entities whose only statements are these: an import need neither read nor delete."""
    composed = _compose(contribution, statements)
    _store(composed)
    subjects = {
        UUID(value) for one in composed if one.schema == VICTIM_SCHEMA for value in one.props.get("subject", ())
    }
    _derive_subjects(contribution, subjects)


def _compose(contribution: Contribution, statements: Iterable[Statement]) -> list[Composed]:
    found: dict[UUID, Composed] = {}
    for statement in statements:
        entity = found.setdefault(statement.entity_id, Composed(contribution, statement.entity_id))
        entity.statements.append(statement)
    for entity_id in protected_among(found):
        found[entity_id].protected = True
    return list(found.values())


def _clear(contribution: Contribution, entity_ids: Collection[UUID]) -> None:
    here = Q(contribution_id=contribution.id)
    ids = list(entity_ids)
    EntityRow.objects.filter(here, entity_id__in=ids).delete()
    IdentifierKey.objects.filter(here, entity_id__in=ids).delete()
    SearchDocument.objects.filter(here, thing_kind="entity", thing_id__in=ids).delete()
    Edge.objects.filter(here, link_id__in=ids).delete()
    Edge.objects.filter(here, link_id=None, source_id__in=ids).delete()


def _store(composed: list[Composed]) -> None:
    documents = [document for one in composed if (document := document_of(one)) is not None]
    EntityRow.objects.bulk_create([_row(one) for one in composed], batch_size=BATCH)
    insert_rows([edge for one in composed for edge in edges_of(one)])
    insert_rows(documents)
    insert_rows([key for one in composed for key in keys_of(one)])


def _row(entity: Composed) -> EntityRow:
    starts, ends = entity.dates
    return EntityRow(
        owner_id=entity.contribution.owner_id,
        label_id=entity.contribution.label_id,
        contribution_id=entity.contribution.id,
        entity_id=entity.entity_id,
        schema=entity.schema,
        kind=entity.kind,
        caption=entity.caption,
        countries=[] if entity.protected else entity.countries,
        starts="" if entity.protected else starts,
        ends="" if entity.protected else ends,
        statement_count=sum(len(values) for values in entity.props.values()),
        protected=entity.protected,
    )


def _subjects(contribution: Contribution, entity_ids: Collection[UUID]) -> set[UUID]:
    """Subjects of the victim statuses among the entities; of retired ones too, for protection may have ended."""
    values = Statement.objects.filter(
        contribution_id=contribution.id, entity_id__in=list(entity_ids), schema=VICTIM_SCHEMA, prop="subject"
    ).values_list("value", flat=True)
    return {UUID(value) for value in values}


def _derive_subjects(contribution: Contribution, subjects: set[UUID]) -> None:
    """Persons whose protection may have changed, in every report of the same owner that states them.

    Protection is given in place, and so reaches reports the writer does not see. Where it ended, names are put back
    from the statements, in the reports the writer sees; the others stay protected until somebody who sees them writes.
    """
    protected = protected_among(subjects)
    protect_entities({one: pseudonym_of(one) for one in sorted(protected)})
    ended = subjects - protected
    if not ended:
        return
    mine = EntityRow.objects.filter(owner_id=contribution.owner_id, entity_id__in=ended, protected=True)
    reports = set(mine.values_list("contribution_id", flat=True))
    # Locked before anything is read of them: rows are written anew under the label the report has now, and a
    # withdrawal that waits for us relabels them afterwards.
    for report in Contribution.objects.select_for_update().filter(id__in=reports).order_by("id"):
        ids = set(mine.filter(contribution_id=report.id).values_list("entity_id", flat=True))
        living = Statement.objects.filter(contribution_id=report.id, entity_id__in=ids, retired_at=None).order_by("id")
        _clear(report, ids)
        _store(_compose(report, living))
