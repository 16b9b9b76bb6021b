"""Search documents and identifier keys."""

from collections.abc import Iterator
from uuid import UUID

from jaring.apps.intelligence.derive.composing import Composed
from jaring.apps.intelligence.models import Contribution, IdentifierKey, SearchDocument
from jaring.engines.names.identifiers import identifier_keys
from jaring.engines.names.tokens import normalise, tokens

CONTENT_LIMIT = 200_000  # characters; PostgreSQL's tsvector ends at 1 MB
KEY_LIMIT = 200


def document_of(entity: Composed) -> SearchDocument | None:
    """What the entity is found by. A protected person is found by pseudonym alone; a bare link by nothing."""
    values = [entity.caption] if entity.protected else sorted({entity.caption, *entity.plain_values()})
    if entity.kind == "link" and not any(True for _ in entity.plain_values()):
        return None
    return _document(entity.contribution, values, "entity", entity.entity_id, entity.kind, entity.caption)


def keys_of(entity: Composed) -> Iterator[IdentifierKey]:
    """Normalised identifiers; none for protected persons, who are not matched."""
    if entity.protected:
        return
    seen: set[tuple[str, str]] = set()
    for prop, values in entity.props.items():
        for value in values:
            seen.update(identifier_keys(entity.schema, prop, value))
    for kind, value in sorted(seen):
        if len(value) <= KEY_LIMIT:
            yield IdentifierKey(
                owner_id=entity.contribution.owner_id,
                label_id=entity.contribution.label_id,
                contribution_id=entity.contribution.id,
                entity_id=entity.entity_id,
                kind=kind,
                value=value,
            )


def derive_report_document(contribution: Contribution) -> None:
    """Make the report itself findable by title, reference and narrative."""
    SearchDocument.objects.filter(contribution_id=contribution.id, thing_kind="contribution").delete()
    words = [contribution.title, contribution.reference, contribution.narrative]
    _document(contribution, words, "contribution", contribution.id, "report", contribution.title).save(
        force_insert=True
    )


def _document(
    contribution: Contribution, words: list[str], thing_kind: str, thing_id: UUID, kind: str, caption: str
) -> SearchDocument:
    text = " · ".join(words)[:CONTENT_LIMIT]
    return SearchDocument(
        owner_id=contribution.owner_id,
        label_id=contribution.label_id,
        contribution_id=contribution.id,
        thing_kind=thing_kind,
        thing_id=thing_id,
        kind=kind,
        caption=caption,
        content=normalise(text),
        tokens=" ".join(tokens(text)),
    )
