"""The facts of one report as one viewer may read them, numbered without gaps.

A link is one fact, however many statements make it. A fact that points at something the viewer may not see is not
there: not shown, not counted, not numbered (docs/developers/data-model.md, 4).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from jaring.apps.intelligence.models import Contribution, Edge, EntityRow, Statement
from jaring.apps.intelligence.queries.cards import OWN_EYES, EntityCard, Eyes, entity_cards
from jaring.apps.intelligence.queries.values import FactValue, property_label, read_value, reference_of
from jaring.engines.vocabulary import edge_ends, get_model, is_edge, quick_links
from jaring.engines.vocabulary.links import link_label
from jaring.foundation.accounts.api import Viewer

ENTITIES_A_PAGE = 25
PROTECTION_SCHEMA = "VictimStatus"
_IMPORTED_ID = "id"


@dataclass(frozen=True, slots=True)
class Fact:
    """One row: subject · words · value. `link_id` is set when the row is a link and `statement_id` one of its ends."""

    number: int
    statement_id: UUID
    entity_id: UUID
    subject: EntityCard
    words: str
    value: FactValue
    grade: str
    first_seen: str
    last_seen: str
    link_id: UUID | None = None
    schema: str = ""
    details: tuple[tuple[str, FactValue], ...] = ()


@dataclass(frozen=True, slots=True)
class FactPage:
    """One page of facts; `total` counts all the viewer may see, `page` walks on to the others."""

    facts: tuple[Fact, ...]
    total: int
    page: "FactPages"


class FactPages(Page[int]):
    """Steps through pages that hold the facts of so many entities, and counts facts."""

    def __init__(self, pages: int, number: int, span: tuple[int, int], total: int) -> None:
        steps = Paginator(range(pages), 1)
        super().__init__([number], number, steps)
        self.last_number = steps.num_pages
        steps.count = total
        self.span = span

    def start_index(self) -> int:
        """Number of the first fact here."""
        return self.span[0]

    def end_index(self) -> int:
        """Number of the last fact here."""
        return self.span[1]


@dataclass(frozen=True, slots=True)
class _Stated:
    """All living statements of one entity in the report."""

    row: EntityRow
    statements: Sequence[Statement]
    report_grade: str

    def values(self, prop: str) -> list[Statement]:
        return [one for one in self.statements if one.prop == prop]


@cache
def folded_schemata() -> frozenset[str]:
    """Schemata told as one fact about the entities they connect."""
    return frozenset({PROTECTION_SCHEMA, *(schema.name for schema in get_model() if schema.edge)})


def report_facts(
    contribution: Contribution,
    *,
    viewer: Viewer,
    page: int = 1,
    size: int = ENTITIES_A_PAGE,
    eyes: Eyes = OWN_EYES,
) -> FactPage:
    """One page of the report's facts."""
    rows = _told_rows(contribution, eyes)
    entities = Paginator(rows, size).get_page(page)
    facts = _compose(contribution, list(entities.object_list), viewer, eyes)
    skipped = size * (entities.number - 1)
    before = count_facts(contribution, eyes=eyes, first=skipped) if skipped else 0
    numbered = tuple(replace(fact, number=before + place) for place, fact in enumerate(facts, start=1))
    total = count_facts(contribution, eyes=eyes) if entities.has_other_pages() else len(numbered)
    span = (before + 1, before + len(numbered))
    return FactPage(numbered, total, FactPages(entities.paginator.num_pages, entities.number, span, total))


def count_facts(contribution: Contribution, *, eyes: Eyes = OWN_EYES, first: int | None = None) -> int:
    """How many facts of the report can be seen; with `first`, of so many entities from its beginning."""
    rows = _told_rows(contribution, eyes)
    edges = Edge.objects.filter(contribution_id=contribution.id)
    links, references = edges.exclude(link_id=None), edges.filter(link_id=None)
    if first is not None:
        ids = rows[:first].values("entity_id")
        rows = EntityRow.objects.filter(contribution_id=contribution.id, entity_id__in=ids)
        links, references = links.filter(link_id__in=ids), references.filter(source_id__in=ids)
    plain = rows.exclude(schema__in=folded_schemata())
    told = plain.order_by().aggregate(n=Sum("statement_count"))["n"] or 0
    dangling = references.exclude(schema__in=folded_schemata()).exclude(_seen("target_id", eyes)).count()
    protections = references.filter(_seen("target_id", eyes), schema=PROTECTION_SCHEMA, prop="subject").count()
    return int(told) - dangling + protections + both_ends_seen(links, eyes).count()


def _told_rows(contribution: Contribution, eyes: Eyes) -> "QuerySet[EntityRow]":
    """The report's entities in the order of recording; a link only where its ends can be seen."""
    rows = EntityRow.objects.filter(contribution_id=contribution.id).order_by("entity_id")
    here = Edge.objects.filter(contribution_id=contribution.id)
    as_link = both_ends_seen(here.filter(link_id=OuterRef("entity_id")), eyes)
    as_protection = here.filter(_seen("target_id", eyes), source_id=OuterRef("entity_id"), prop="subject")
    folded = Q(schema__in=folded_schemata())
    return rows.filter(~folded | Q(Exists(as_link)) | Q(Exists(as_protection), schema=PROTECTION_SCHEMA))


def both_ends_seen(edges: "QuerySet[Edge]", eyes: Eyes = OWN_EYES) -> "QuerySet[Edge]":
    """Those of the edges whose two ends can be seen as well."""
    return edges.filter(_seen("source_id", eyes), _seen("target_id", eyes))


def _seen(end: str, eyes: Eyes) -> Exists:
    return Exists(EntityRow.objects.filter(eyes.rows, entity_id=OuterRef(end)))


def _compose(contribution: Contribution, rows: Sequence[EntityRow], viewer: Viewer, eyes: Eyes) -> list[Fact]:
    by_entity: dict[UUID, list[Statement]] = {row.entity_id: [] for row in rows}
    statements = Statement.objects.filter(
        contribution_id=contribution.id, entity_id__in=by_entity, retired_at=None
    ).exclude(prop=_IMPORTED_ID)
    for one in statements.order_by("id"):
        by_entity[one.entity_id].append(one)
    grade = contribution.source_grade + contribution.information_grade
    stated = [_Stated(row, by_entity[row.entity_id], grade) for row in rows]
    cards = entity_cards(_ids_in(stated), viewer=viewer, eyes=eyes)
    return [fact for one in stated for fact in _facts_of(one, cards)]


def _ids_in(stated: Iterable[_Stated]) -> set[UUID]:
    ids = {one.row.entity_id for one in stated}
    for one in stated:
        ids.update(found for statement in one.statements if (found := reference_of(statement)) is not None)
    return ids


def _facts_of(one: _Stated, cards: dict[UUID, EntityCard]) -> list[Fact]:
    if is_edge(one.row.schema):
        return _link_facts(one, cards)
    if one.row.schema == PROTECTION_SCHEMA:
        return _protection_facts(one, cards)
    return [fact for statement in one.statements if (fact := _plain_fact(one, statement, cards)) is not None]


def grade_of(statement: Statement, report_grade: str) -> str:
    """The statement's own grade; each half it lacks is the report's."""
    return (statement.source_grade or report_grade[:1]) + (statement.information_grade or report_grade[1:])


def _plain_fact(one: _Stated, statement: Statement, cards: dict[UUID, EntityCard]) -> Fact | None:
    subject = cards.get(one.row.entity_id)
    target = reference_of(statement)
    if subject is None or (target is not None and target not in cards):
        return None
    card = cards[target] if target is not None else None
    return Fact(
        number=0,
        statement_id=statement.id,
        entity_id=one.row.entity_id,
        subject=subject,
        words=property_label(statement.schema, statement.prop),
        value=read_value(statement, card=card, protected=subject.protected),
        grade=grade_of(statement, one.report_grade),
        first_seen=statement.first_seen,
        last_seen=statement.last_seen,
        schema=statement.schema,
    )


def _link_facts(one: _Stated, cards: dict[UUID, EntityCard]) -> list[Fact]:
    source_prop, target_prop = edge_ends(one.row.schema)
    pairs = [
        (source, target)
        for source in _ends(one, source_prop)
        for target in _ends(one, target_prop)
        if source[1] in cards and target[1] in cards
    ]
    return [
        _folded_fact(one, end, cards[source], link_words(one, cards[source], cards[target]),
                     FactValue(cards[target].label, card=cards[target]), cards, {source_prop, target_prop})
        for (end, source), (_other, target) in pairs
    ]  # fmt: skip


def _protection_facts(one: _Stated, cards: dict[UUID, EntityCard]) -> list[Fact]:
    told = [read_value(s, card=None, protected=True).text for prop in ("status", "role") for s in one.values(prop)]
    value = FactValue(", ".join(text for text in told if text))
    return [
        _folded_fact(one, end, cards[person], property_label(one.row.schema, "status"), value, cards,
                     {"subject", "status", "role"})
        for end, person in _ends(one, "subject")
        if person in cards
    ]  # fmt: skip


def _ends(one: _Stated, prop: str) -> list[tuple[Statement, UUID]]:
    found: dict[UUID, Statement] = {}
    for statement in one.values(prop):
        target = reference_of(statement)
        if target is not None:
            found.setdefault(target, statement)
    return [(statement, target) for target, statement in found.items()]


def link_words(one: _Stated, source: EntityCard, target: EntityCard) -> str:
    """The sentence a person would have chosen, or what the link says of itself."""
    return link_sentence(one.row.schema, {s.prop: s.value for s in one.statements}, source.schema, target.schema)


def link_sentence(schema: str, props: dict[str, str], source_schema: str, target_schema: str) -> str:
    """ "is skipper of", where the vocabulary has a sentence for it; else the label of the link."""
    for link in quick_links(source_schema, target_schema):
        told = link.schema == schema and not link.swapped
        if told and all(props.get(prop) == value for prop, value in link.preset):
            return link.sentence
    label = link_label(schema, {prop: [value] for prop, value in props.items()})
    return label[:1].lower() + label[1:]


def _folded_fact(
    one: _Stated,
    end: Statement,
    subject: EntityCard,
    words: str,
    value: FactValue,
    cards: dict[UUID, EntityCard],
    used: set[str],
) -> Fact:
    dates = {"startDate", "endDate", "date"}
    known = {s.prop: s.value for s in one.statements if s.prop in dates}
    told_words = words.casefold()
    details = tuple(
        (property_label(s.schema, s.prop), shown)
        for s in one.statements
        if s.prop not in used | dates
        and (shown := _detail(s, cards, protected=one.row.schema == PROTECTION_SCHEMA)) is not None
        and not (s.prop in {"crimeRole", "role", "medium", "mode"} and _told(shown.text, told_words))
    )
    return Fact(
        number=0,
        statement_id=end.id,
        entity_id=one.row.entity_id,
        subject=subject,
        words=words,
        value=value,
        grade=grade_of(end, one.report_grade),
        first_seen=end.first_seen or known.get("startDate", "") or known.get("date", ""),
        last_seen=end.last_seen or known.get("endDate", "") or known.get("date", ""),
        link_id=one.row.entity_id,
        schema=one.row.schema,
        details=details,
    )


def _told(detail: str, words: str) -> bool:
    """Whether the sentence already says it: "is skipper of" and "Skipper"."""
    return detail.casefold()[:6] in words


def _detail(statement: Statement, cards: dict[UUID, EntityCard], *, protected: bool) -> FactValue | None:
    target = reference_of(statement)
    if target is not None and target not in cards:
        return None
    return read_value(statement, card=cards[target] if target is not None else None, protected=protected)
