"""What waits for a person: their drafts, files of theirs that stopped, reports whose review is near."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from jaring.apps.intelligence.domain import ContributionState, missing_for_final
from jaring.apps.intelligence.importing.states import ImportState
from jaring.apps.intelligence.models import Attachment, Contribution, Import, Statement
from jaring.foundation.accounts.api import Viewer

MOST = 50


@dataclass(frozen=True, slots=True)
class DeskDraft:
    """A draft of the person's own. `missing` holds the codes of domain.missing_for_final."""

    id: UUID
    reference: str
    title: str
    changed_at: datetime
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeskReview:
    """A report of the person's own whose review date is near or past."""

    id: UUID
    reference: str
    title: str
    review_by: date


@dataclass(frozen=True, slots=True)
class DeskImport:
    """A file the person brought in that does not go on by itself. `state` is mapping, checked or failed."""

    id: UUID
    file_name: str
    state: str
    errors: int
    changed_at: datetime


def drafts_of(*, viewer: Viewer) -> list[DeskDraft]:
    """The person's drafts and what each still lacks, last changed first, in one query."""
    inside = {"contribution_id": OuterRef("id")}
    found = (
        Contribution.objects.filter(
            owner_id=viewer.member_id, author_id=viewer.person_id, state=ContributionState.DRAFT
        )
        .annotate(
            has_facts=Exists(Statement.objects.filter(**inside, retired_at=None)),
            has_files=Exists(Attachment.objects.filter(**inside)),
        )
        .order_by("-changed_at")[:MOST]
    )
    return [
        DeskDraft(
            one.id,
            one.reference,
            one.title,
            one.changed_at,
            tuple(
                missing_for_final(
                    legal_basis=one.legal_basis,
                    title=one.title,
                    statements=int(one.has_facts or one.has_files),
                    narrative=one.narrative,
                )
            ),
        )
        for one in found
    ]


def count_drafts(*, viewer: Viewer) -> int:
    """How many drafts the person has."""
    return Contribution.objects.filter(
        owner_id=viewer.member_id, author_id=viewer.person_id, state=ContributionState.DRAFT
    ).count()


def reviews_of(*, viewer: Viewer, until: date) -> list[DeskReview]:
    """The person's finished reports that are to be reviewed by a day, first due first."""
    found = Contribution.objects.filter(
        owner_id=viewer.member_id,
        author_id=viewer.person_id,
        state=ContributionState.FINAL,
        review_by__lte=until,
    ).order_by("review_by")[:MOST]
    return [DeskReview(one.id, one.reference, one.title, one.review_by) for one in found]


def stopped_imports(*, viewer: Viewer) -> list[DeskImport]:
    """The person's files that wait for a word of theirs, longest waiting first."""
    found = Import.objects.filter(
        owner_id=viewer.member_id,
        author_id=viewer.person_id,
        state__in=[ImportState.MAPPING, ImportState.CHECKED, ImportState.FAILED],
    ).order_by("changed_at")[:MOST]
    return [DeskImport(one.id, one.file_name, one.state, one.errors, one.changed_at) for one in found]


def titles_of(contribution_ids: Iterable[UUID], *, viewer: Viewer) -> dict[UUID, str]:
    """Titles of those of the reports that the viewer sees."""
    wanted = set(contribution_ids)
    return dict(Contribution.objects.filter(id__in=wanted).values_list("id", "title")) if wanted else {}
