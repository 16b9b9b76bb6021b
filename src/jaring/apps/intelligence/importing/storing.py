"""The second pass: records become statements, chunk by chunk."""

from collections.abc import Iterable, Iterator
from itertools import islice
from uuid import UUID

from django.db import connection

from jaring.apps.intelligence.derive import derive_entities, derive_new_entities
from jaring.apps.intelligence.importing.reading import records_of
from jaring.apps.intelligence.importing.states import ImportState
from jaring.apps.intelligence.models import Contribution, Import, ImportedId, Statement
from jaring.engines.readers import Record, RecordEntity, Value
from jaring.engines.vocabulary import is_entity_prop
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.clock import now
from jaring.kernel.ids import new_id
from jaring.platform.bulk import insert_rows
from jaring.platform.session import viewer_session

CHUNK = 400  # records in a transaction: about a second of work, so progress moves and little is done twice
ID_PROP = "id"
IMPORT_LOCK = 7211  # our number among advisory locks; the second key is the member

_Fact = tuple[UUID, str, str, str]


def keep_records(import_id: UUID, *, acting: Viewer) -> None:
    """Store every record after the cursor. Safe to run again after any interruption, and beside itself."""
    with viewer_session(acting.token):
        import_ = Import.objects.filter(id=import_id, owner_id=acting.member_id, state=ImportState.KEEPING).first()
    if import_ is None:
        return
    records = islice(records_of(import_), import_.cursor, None)
    expected = import_.cursor
    while chunk := list(islice(records, CHUNK)):
        with viewer_session(acting.token):
            if not _keep_chunk(import_id, chunk, expected, acting):
                return
        expected += len(chunk)
    with viewer_session(acting.token):
        _finish(import_id, acting)


def _keep_chunk(import_id: UUID, chunk: list[Record], expected: int, acting: Viewer) -> bool:
    """One transaction: rows and cursor together. False when another worker has taken over."""
    import_ = Import.objects.select_for_update().get(id=import_id)
    if import_.state != ImportState.KEEPING or import_.cursor != expected:
        return False
    # One chunk of a member at a time: two files that speak of one id must find the same entity. No unique constraint
    # does this, for it would tell a colleague without the clearance that the id is held.
    wait_for_turn(import_.owner_id)
    # Locked as a release locks it: both change labels of the same rows.
    contribution = Contribution.objects.select_for_update().filter(id__in=[import_.contribution_id]).get()
    stored = store_entities(contribution, [entity for record in chunk for entity in record.entities])
    import_.cursor += len(chunk)
    import_.statements += stored
    import_.changed_at = now()
    import_.save(update_fields=["cursor", "statements", "changed_at"])
    return True


def wait_for_turn(owner_id: int) -> None:
    """Until the end of the transaction no other import of this member stores anything."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s, %s)", [IMPORT_LOCK, owner_id])


def store_entities(contribution: Contribution, entities: list[RecordEntity]) -> int:
    """Store the statements of these entities that the owner does not hold yet; returns how many were new."""
    ids, fresh = _entity_ids(contribution, entities)
    held = _held_facts(contribution.owner_id, {ids[one.id] for one in entities} - fresh)
    statements = list(_statements(contribution, entities, ids, held))
    insert_rows(statements)
    derive_new_entities(contribution, [one for one in statements if one.entity_id in fresh])
    derive_entities(contribution, {one.entity_id for one in statements} - fresh)
    return len(statements)


def _entity_ids(contribution: Contribution, entities: Iterable[RecordEntity]) -> tuple[dict[str, UUID], set[UUID]]:
    """Source id → entity id, for the entities and for all they point at; and which of them have no facts yet."""
    wanted = set(_mentioned(entities))
    known = dict(
        ImportedId.objects.filter(owner_id=contribution.owner_id, source_id__in=wanted).values_list(
            "source_id", "entity_id"
        )
    )
    new = {source_id: new_id() for source_id in sorted(wanted - known.keys())}
    insert_rows(
        [
            ImportedId(
                owner_id=contribution.owner_id,
                label_id=contribution.label_id,
                contribution_id=contribution.id,
                source_id=source_id,
                entity_id=entity_id,
            )
            for source_id, entity_id in new.items()
        ]
    )
    # An id that was only pointed at so far has no statements: for deriving it is as good as new.
    stated = set(
        Statement.objects.filter(owner_id=contribution.owner_id, entity_id__in=known.values())
        .values_list("entity_id", flat=True)
        .distinct()
    )
    return {**known, **new}, set(new.values()) | (set(known.values()) - stated)


def _mentioned(entities: Iterable[RecordEntity]) -> Iterator[str]:
    for entity in entities:
        yield entity.id
        for value in entity.values:
            if is_entity_prop(entity.schema, value.prop):
                yield value.value


def _held_facts(owner_id: int, entity_ids: set[UUID]) -> set[_Fact]:
    rows = Statement.objects.filter(owner_id=owner_id, entity_id__in=entity_ids, retired_at=None)
    return set(rows.values_list("entity_id", "prop", "value", "lang"))


def _statements(
    contribution: Contribution, entities: Iterable[RecordEntity], ids: dict[str, UUID], held: set[_Fact]
) -> Iterator[Statement]:
    at = now()
    for entity in entities:
        entity_id = ids[entity.id]
        for value in (Value(ID_PROP, entity.id), *entity.values):
            points = is_entity_prop(entity.schema, value.prop)
            stored = str(ids[value.value]) if points else value.value
            fact = (entity_id, value.prop, stored, value.lang or "")
            if fact in held:
                continue
            held.add(fact)
            yield Statement(
                owner_id=contribution.owner_id,
                label_id=contribution.label_id,
                contribution_id=contribution.id,
                entity_id=entity_id,
                schema=entity.schema,
                prop=value.prop,
                value=stored,
                lang=value.lang or "",
                original_value=value.value if points else value.original or "",
                first_seen=(entity.seen_first or "")[:20],
                last_seen=(entity.seen_last or "")[:20],
                created_at=at,
            )


def _finish(import_id: UUID, acting: Viewer) -> None:
    import_ = Import.objects.select_for_update().get(id=import_id)
    if import_.state != ImportState.KEEPING:
        return
    import_.state, import_.changed_at = ImportState.KEPT, now()
    import_.save(update_fields=["state", "changed_at"])
    note = f"{import_.records} records, {import_.statements} statements"
    record_event("finish_import", Touched("import", import_.id, import_.owner_id, note), acting=acting)
