"""Reports: the list, and one report with all that stands on its page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from jaring.apps.intelligence.access import may_edit, require_may_edit, require_may_widen, why_not_widened
from jaring.apps.intelligence.domain import ContributionState
from jaring.apps.intelligence.models import Attachment, Contribution, EntityRow
from jaring.apps.intelligence.queries.cards import EntityCard, MemberTag, by_kind, entity_cards, member_tag
from jaring.apps.intelligence.queries.facts import PROTECTION_SCHEMA, FactPage, report_facts
from jaring.apps.intelligence.queries.handling import (
    Handling,
    codes_of,
    grants_of,
    handling_of_report,
    legal_basis_words,
    marking_code,
    marking_words,
)
from jaring.apps.intelligence.queries.releases import Reading, ReleaseLine, readings_of, release_lines
from jaring.foundation.accounts.api import Viewer, names_of
from jaring.foundation.audit.api import own_reads_of
from jaring.foundation.sharing.api import may_authorise, may_propose, terms_of
from jaring.kernel.clock import now
from jaring.kernel.errors import NotFoundError

PAGE = 50
WHO_AND_WHAT = 40
_ORDERS = {
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
    "date": ("reported_at", "id"),
    "-date": ("-reported_at", "-id"),
    "changed": ("changed_at", "id"),
    "-changed": ("-changed_at", "-id"),
}


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports are listed. Empty fields do not filter. `whose`: "me", "member" or "others"."""

    whose: str = ""
    state: str = ""
    kind: str = ""
    member_id: int | None = None
    text: str = ""
    sort: str = "-date"


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report in a list. `readers`: who reads an own report now; `until`: the end of a received one."""

    id: UUID
    reference: str
    title: str
    kind: str
    state: str
    owner: MemberTag
    mine: bool
    marking: str
    marking_label: str
    grade: str
    codes: tuple[str, ...]
    reported_at: date
    changed_at: datetime
    entities: int
    readers: tuple[MemberTag, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AttachmentLine:
    """A file of a report, in short."""

    id: UUID
    name: str
    media_type: str
    size: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """Everything on the page of a report. What belongs to the owner alone is empty for others."""

    line: ReportLine
    handling: Handling
    narrative: str
    narrative_language: str
    legal_basis: str
    source_protection: str
    review_by: date
    author: str
    facts: FactPage
    entities: tuple[EntityCard, ...]
    entity_count: int
    attachments: tuple[AttachmentLine, ...]
    releases: tuple[ReleaseLine, ...]
    readings: tuple[Reading, ...]
    own_reads: int
    may_edit: bool
    may_add: bool
    why_not_add: str
    may_release: bool


def find_report(contribution_id: UUID, *, viewer: Viewer) -> Contribution:
    """The report, when the viewer sees it. Hidden and absent are the same."""
    found = Contribution.objects.filter(id=contribution_id).first()
    if found is None:
        raise NotFoundError(_("There is no such report that you may see."))
    return found


def own_report(contribution_id: UUID, *, viewer: Viewer, to_release: bool = False) -> Contribution:
    """A report of the viewer's member that they may change, or with `to_release` propose for release.

    Raises:
        NotFoundError: absent or hidden. NotAllowedError: another member's, or the role does not allow it.
    """
    found = find_report(contribution_id, viewer=viewer)
    if to_release and found.owner_id == viewer.member_id and may_propose(found.owner_id, viewer):
        return found
    return require_may_edit(found, viewer)


def report_to_add_to(contribution_id: UUID, *, viewer: Viewer) -> Contribution:
    """The same for putting more into it. Raises ConflictError besides: it is released to somebody."""
    found = own_report(contribution_id, viewer=viewer)
    require_may_widen(found, viewer)
    return found


def list_reports(
    wanted: ReportFilter, *, viewer: Viewer, page: int = 1
) -> "tuple[Page[Contribution], list[ReportLine]]":
    """One page of the reports the viewer may see, and its lines."""
    found = _filtered(wanted, viewer).order_by(*_ORDERS.get(wanted.sort, _ORDERS["-date"]))
    shown = Paginator(found, PAGE).get_page(page)
    return shown, report_lines(shown.object_list, viewer=viewer)


def report_lines(contributions: Iterable[Contribution], *, viewer: Viewer) -> list[ReportLine]:
    """Lines for these reports, in the same order, with four queries however many there are."""
    reports = list(contributions)
    ids = [one.id for one in reports]
    counts = dict(
        EntityRow.objects.filter(contribution_id__in=ids)
        .exclude(kind="link")
        .values_list("contribution_id")
        .annotate(n=Count("id"))
    )
    grants = grants_of(ids, viewer=viewer)
    terms = terms_of(one.label_id for one in reports if one.owner_id == viewer.member_id)
    at = now()
    lines = []
    for one in reports:
        grant = grants.get(one.id)
        readers = terms[one.label_id].readers if one.label_id in terms else ()
        lines.append(
            ReportLine(
                id=one.id,
                reference=one.reference,
                title=one.title,
                kind=one.kind,
                state=one.state,
                owner=member_tag(one.owner_id, viewer),
                mine=one.owner_id == viewer.member_id,
                marking=marking_code(one.marking),
                marking_label=marking_words(one.marking),
                grade=one.source_grade + one.information_grade,
                codes=codes_of(one, grant),
                reported_at=one.reported_at,
                changed_at=one.changed_at,
                entities=counts.get(one.id, 0),
                readers=tuple(member_tag(r.member_id, viewer) for r in readers if r.until > at),
                until=grant.until if grant else None,
            )
        )
    return lines


def read_report(contribution_id: UUID, *, viewer: Viewer, page: int = 1) -> Report:
    """The whole page of a report. Raises NotFoundError when it is absent or hidden."""
    one = find_report(contribution_id, viewer=viewer)
    mine = one.owner_id == viewer.member_id
    why_not_add = why_not_widened(one, viewer)
    ids = _things_of(one)
    cards = entity_cards(ids[:WHO_AND_WHAT], viewer=viewer)
    names = names_of([one.author_id], viewer=viewer) if mine else {}
    return Report(
        line=report_lines([one], viewer=viewer)[0],
        handling=handling_of_report(one, viewer=viewer),
        narrative=one.narrative,
        narrative_language=one.narrative_language,
        legal_basis=legal_basis_words(one.legal_basis) if one.legal_basis else "",
        source_protection=one.source_protection,
        review_by=one.review_by,
        author=names.get(one.author_id, ""),
        facts=report_facts(one, viewer=viewer, page=page),
        entities=tuple(cards[key] for key in ids[:WHO_AND_WHAT] if key in cards),
        entity_count=len(ids),
        attachments=_attachments(one.id),
        releases=release_lines(one, viewer=viewer),
        readings=readings_of(one, viewer=viewer),
        own_reads=own_reads_of(one.id, person_id=viewer.person_id),
        may_edit=may_edit(one, viewer),
        may_add=may_edit(one, viewer) and not why_not_add,
        why_not_add=why_not_add,
        may_release=mine and may_propose(one.owner_id, viewer) and one.state == ContributionState.FINAL,
    )


def own_open_reports(*, viewer: Viewer, most: int = PAGE) -> list[ReportLine]:
    """Own reports the viewer can add a fact to, most recently changed first."""
    found = Contribution.objects.filter(owner_id=viewer.member_id, kind="report").order_by("-changed_at")
    lines = report_lines(found[:most], viewer=viewer)
    return [line for line in lines if not line.readers or may_authorise(viewer)]


def _things_of(one: Contribution) -> list[UUID]:
    rows = EntityRow.objects.filter(contribution_id=one.id).exclude(kind="link").exclude(schema=PROTECTION_SCHEMA)
    return list(rows.order_by(by_kind(), "caption").values_list("entity_id", flat=True))


def _attachments(contribution_id: UUID) -> tuple[AttachmentLine, ...]:
    rows = Attachment.objects.filter(contribution_id=contribution_id).order_by("created_at")
    return tuple(AttachmentLine(row.id, row.name, row.media_type, row.size, row.created_at) for row in rows)


def _filtered(wanted: ReportFilter, viewer: Viewer) -> "QuerySet[Contribution]":
    found = Contribution.objects.all()
    if wanted.whose == "me":
        found = found.filter(owner_id=viewer.member_id, author_id=viewer.person_id)
    elif wanted.whose == "member":
        found = found.filter(owner_id=viewer.member_id)
    elif wanted.whose == "others":
        found = found.exclude(owner_id=viewer.member_id)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.member_id is not None:
        found = found.filter(owner_id=wanted.member_id)
    if wanted.text:
        found = found.filter(Q(title__icontains=wanted.text) | Q(reference__icontains=wanted.text))
    return found
