"""Edges: entities that are links, and properties that point at another entity."""

from collections.abc import Iterator
from uuid import UUID

from jaring.apps.intelligence.derive.composing import Composed
from jaring.apps.intelligence.models import Edge
from jaring.engines.vocabulary import edge_ends, entity_props, is_edge
from jaring.engines.vocabulary.links import link_label

LABEL_LIMIT = 120


def edges_of(entity: Composed) -> Iterator[Edge]:
    """Every edge the entity makes in this contribution."""
    if is_edge(entity.schema):
        source_prop, target_prop = edge_ends(entity.schema)
        label = link_label(entity.schema, entity.props)
        for source in _ids(entity, source_prop):
            for target in _ids(entity, target_prop):
                yield _edge(entity, source, target, link_id=entity.entity_id, prop="", label=label)
    for prop in entity_props(entity.schema):
        for target in _ids(entity, prop):
            label = link_label(entity.schema, entity.props, prop)
            yield _edge(entity, entity.entity_id, target, link_id=None, prop=prop, label=label)


def _ids(entity: Composed, prop: str) -> list[UUID]:
    found = []
    for value in entity.props.get(prop, ()):
        try:
            found.append(UUID(value))
        except ValueError:
            # Values come from checked actions; a foreign id here would be a row nobody can follow.
            continue
    return sorted(set(found))


def _edge(entity: Composed, source: UUID, target: UUID, *, link_id: UUID | None, prop: str, label: str) -> Edge:
    source_grade, information_grade = entity.grade
    starts, ends = entity.dates
    return Edge(
        owner_id=entity.contribution.owner_id,
        label_id=entity.contribution.label_id,
        contribution_id=entity.contribution.id,
        link_id=link_id,
        source_id=source,
        target_id=target,
        schema=entity.schema,
        prop=prop,
        caption=label[:LABEL_LIMIT],
        starts=starts if link_id else "",
        ends=ends if link_id else "",
        source_grade=source_grade,
        information_grade=information_grade,
    )
