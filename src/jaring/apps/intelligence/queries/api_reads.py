"""What the API reads beyond the pages: codes instead of words, statements one by one.

The same rules as on the pages: a link is there only when both its ends are, a fact that points at something hidden is
not there and not counted, and of a protected person only what names nobody is told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from jaring.apps.intelligence.models import Attachment, Contribution, Edge, EntityRow, Statement
from jaring.apps.intelligence.queries.cards import EntityCard, entity_cards
from jaring.apps.intelligence.queries.facts import PROTECTION_SCHEMA, both_ends_seen, folded_schemata, grade_of
from jaring.apps.intelligence.queries.reports import find_report, report_lines
from jaring.apps.intelligence.queries.values import read_value, reference_of
from jaring.foundation.accounts.api import MARKING_CODES, Marking, Viewer, member_card
from jaring.foundation.sharing.api import Release, ReleaseState, releases_of, releases_to_me, waiting_releases

PAGE = 50
STATEMENTS_SHOWN = 2_000


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """A report as a program reads it: every code as it is written back."""

    id: UUID
    reference: str
    title: str
    narrative: str
    narrative_language: str
    source_grade: str
    information_grade: str
    marking: str
    handling_codes: tuple[str, ...]
    legal_basis: str
    source_protection: str
    state: str
    kind: str
    owner: str
    mine: bool
    reported_at: date
    review_by: date
    changed_at: datetime
    entities: int
    until: datetime | None


@dataclass(frozen=True, slots=True)
class StatementFacts:
    """One statement. `withheld` values of protected persons are empty or, of a birth date, the year."""

    id: UUID
    contribution_id: UUID
    prop: str
    value: str
    entity: UUID | None
    lang: str
    original: str
    grade: str
    first_seen: str
    last_seen: str
    withheld: bool


@dataclass(frozen=True, slots=True)
class EntityFacts:
    """An entity with the statements about it that can be seen: in one report, or in all."""

    id: UUID
    schema: str
    kind: str
    caption: str
    protected: bool
    owner: str
    statements: tuple[StatementFacts, ...]


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """One release. Who proposed it, its note and its reason are the owner's business alone."""

    id: UUID
    contribution_id: UUID
    owner: str
    to: str
    purpose: str
    legal_basis: str
    conditions: tuple[str, ...]
    state: str
    proposed_at: datetime
    decided_at: datetime | None
    ends_at: datetime
    note: str
    reason: str


def report_facts_of(contribution_id: UUID, *, viewer: Viewer) -> ReportFacts:
    """One report. Raises NotFoundError when it is absent or hidden."""
    one = find_report(contribution_id, viewer=viewer)
    line = report_lines([one], viewer=viewer)[0]
    return ReportFacts(
        id=one.id,
        reference=one.reference,
        title=one.title,
        narrative=one.narrative,
        narrative_language=one.narrative_language,
        source_grade=one.source_grade,
        information_grade=one.information_grade,
        marking=MARKING_CODES[Marking(one.marking)],
        handling_codes=tuple(one.handling_codes) if line.mine else line.codes,
        legal_basis=one.legal_basis,
        source_protection=one.source_protection,
        state=one.state,
        kind=one.kind,
        owner=member_card(one.owner_id).code,
        mine=line.mine,
        reported_at=one.reported_at,
        review_by=one.review_by,
        changed_at=one.changed_at,
        entities=line.entities,
        until=line.until,
    )


def owner_of_report(contribution_id: UUID, *, viewer: Viewer) -> int:
    """Whose report it is. Raises NotFoundError when it is absent or hidden."""
    return find_report(contribution_id, viewer=viewer).owner_id


def entities_of_report(
    contribution_id: UUID, *, viewer: Viewer, page: int = 1
) -> tuple[Page[EntityRow], list[EntityFacts]]:
    """One page of the entities and links of a report, with their statements in it."""
    report = find_report(contribution_id, viewer=viewer)
    shown = Paginator(_seen_rows(contribution_id).order_by("entity_id"), PAGE).get_page(page)
    statements = Statement.objects.filter(
        contribution_id=report.id, entity_id__in=[row.entity_id for row in shown.object_list], retired_at=None
    )
    grades = {report.id: report.source_grade + report.information_grade}
    return shown, _compose([row.entity_id for row in shown.object_list], statements, grades, viewer)


def entity_facts_of(entity_id: UUID, *, viewer: Viewer) -> EntityFacts:
    """Everything that can be seen of one entity. The caller has made sure that it is seen at all."""
    statements = Statement.objects.filter(entity_id=entity_id, retired_at=None)[:STATEMENTS_SHOWN]
    reports = Contribution.objects.filter(id__in={one.contribution_id for one in statements})
    grades = {one.id: one.source_grade + one.information_grade for one in reports}
    return _compose([entity_id], statements, grades, viewer)[0]


def attachments_of(contribution_id: UUID, *, viewer: Viewer) -> list[Attachment]:
    """The files of a report, oldest first. Raises NotFoundError when the report is absent or hidden."""
    find_report(contribution_id, viewer=viewer)
    return list(Attachment.objects.filter(contribution_id=contribution_id).order_by("created_at"))


def releases_of_report(contribution_id: UUID, *, viewer: Viewer) -> list[ReleaseFacts]:
    """Its releases: all for the owner, its own for a recipient."""
    find_report(contribution_id, viewer=viewer)
    return [_release(one, viewer) for one in releases_of(contribution_id, viewer=viewer)]


def list_releases(which: str, *, viewer: Viewer, page: int = 1) -> tuple[Page[Release], list[ReleaseFacts]]:
    """One page of releases: "given" by the viewer's member, "received" by it, or "waiting" for its decision."""
    found: QuerySet[Release]
    if which == "received":
        found = releases_to_me(viewer=viewer)
    elif which == "waiting":
        found = waiting_releases(viewer=viewer)
    else:
        found = Release.objects.filter(owner_id=viewer.member_id).order_by("-proposed_at")
    shown = Paginator(found, PAGE).get_page(page)
    return shown, [_release(one, viewer) for one in shown.object_list]


def release_facts_of(releases: Iterable[Release], *, viewer: Viewer) -> list[ReleaseFacts]:
    """Releases an action has just changed."""
    return [_release(one, viewer) for one in releases]


def _seen_rows(contribution_id: UUID) -> "QuerySet[EntityRow]":
    edges = both_ends_seen(Edge.objects.filter(contribution_id=contribution_id))
    links = edges.exclude(link_id=None).values("link_id")
    protections = edges.filter(link_id=None, schema=PROTECTION_SCHEMA, prop="subject").values("source_id")
    whole = ~Q(schema__in=folded_schemata()) | Q(entity_id__in=links) | Q(entity_id__in=protections)
    return EntityRow.objects.filter(whole, contribution_id=contribution_id)


def _compose(
    ids: Sequence[UUID], statements: Iterable[Statement], grades: dict[UUID, str], viewer: Viewer
) -> list[EntityFacts]:
    told: dict[UUID, list[Statement]] = {one: [] for one in ids}
    for statement in sorted(statements, key=lambda one: one.id):
        if statement.contribution_id in grades:
            told[statement.entity_id].append(statement)
    references = {found for rows in told.values() for one in rows if (found := reference_of(one)) is not None}
    cards = entity_cards(references | set(ids), viewer=viewer)
    return [_entity(cards[one], told[one], cards, grades) for one in ids if one in cards]


def _entity(
    card: EntityCard, statements: Iterable[Statement], cards: dict[UUID, EntityCard], grades: dict[UUID, str]
) -> EntityFacts:
    shown = []
    for one in statements:
        target = reference_of(one)
        if target is None or target in cards:
            shown.append(_statement(one, target, grades[one.contribution_id], protected=card.protected))
    owner = member_card(card.owner_id).code
    return EntityFacts(card.id, card.schema, card.kind, card.label, card.protected, owner, tuple(shown))


def _statement(one: Statement, target: UUID | None, report_grade: str, *, protected: bool) -> StatementFacts:
    read = read_value(one, card=None, protected=protected)
    withheld = target is None and read.withheld
    return StatementFacts(
        id=one.id,
        contribution_id=one.contribution_id,
        prop=one.prop,
        value=read.text if withheld else one.value,
        entity=target,
        lang=one.lang,
        original="" if withheld else one.original_value,
        grade=grade_of(one, report_grade),
        first_seen=one.first_seen,
        last_seen=one.last_seen,
        withheld=withheld,
    )


def _release(one: Release, viewer: Viewer) -> ReleaseFacts:
    mine = one.owner_id == viewer.member_id
    return ReleaseFacts(
        id=one.id,
        contribution_id=one.contribution_id,
        owner=member_card(one.owner_id).code,
        to=member_card(one.to_member_id).code,
        purpose=one.purpose,
        legal_basis=one.legal_basis,
        conditions=tuple(one.conditions),
        state=ReleaseState(one.state),
        proposed_at=one.proposed_at,
        decided_at=one.decided_at,
        ends_at=one.ends_at,
        note=one.note if mine else "",
        reason=one.reason if mine else "",
    )
