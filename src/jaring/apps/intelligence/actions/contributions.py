"""Writing reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jaring.apps.intelligence import access
from jaring.apps.intelligence.derive import derive_report_document
from jaring.apps.intelligence.domain import (
    LONGEST_REVIEW_DAYS,
    NARRATIVE_LIMIT,
    REVIEW_AFTER_DAYS,
    TITLE_LIMIT,
    ContributionKind,
    ContributionState,
    InformationGrade,
    SourceGrade,
    SourceProtection,
    missing_for_final,
    new_reference,
)
from jaring.apps.intelligence.importing.ends import let_go_of_report
from jaring.apps.intelligence.models import Attachment, Contribution, Statement
from jaring.foundation.accounts.api import LegalBasis, Marking, Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.foundation.sharing.api import (
    Condition,
    Release,
    ReleaseState,
    apply_terms,
    dedicate_label,
    intern_label,
    lock_row,
    registered_tables,
)
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError, ConflictError, NotAllowedError
from jaring.kernel.ids import new_id
from jaring.kernel.texts import turns_text
from jaring.platform.files import remove_file


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """What a person states about a report as a whole."""

    title: str
    narrative: str = ""
    narrative_language: str = ""
    source_grade: str = "X"
    information_grade: str = "4"
    marking: int = Marking.RESTRICTED
    handling_codes: Sequence[str] = ()
    legal_basis: str = ""
    source_protection: str = SourceProtection.NONE
    reported_at: date | None = None
    review_by: date | None = None


@transaction.atomic
def create_contribution(
    draft: ContributionDraft, *, acting: Viewer, kind: ContributionKind = ContributionKind.REPORT
) -> Contribution:
    """Begin a report. It is a draft of the acting person's member, and nobody else sees it."""
    access.require_may_contribute(acting)
    _require_sound(draft, acting)
    at = now()
    contribution_id = new_id()
    bulk = kind == ContributionKind.IMPORT
    contribution = Contribution(
        id=contribution_id,
        owner_id=acting.member_id,
        label_id=dedicate_label(draft.marking, contribution_id) if bulk else intern_label(draft.marking),
        reference=new_reference(acting.member_code, at.year),
        author_id=acting.person_id,
        kind=kind,
        created_at=at,
        changed_at=at,
        reported_at=draft.reported_at or at.date(),
        review_by=draft.review_by or at.date() + timedelta(days=REVIEW_AFTER_DAYS),
    )
    _apply(contribution, draft)
    contribution.save(force_insert=True)
    derive_report_document(contribution)
    _log("create_contribution", contribution, acting)
    return contribution


@transaction.atomic
def change_contribution(contribution_id: UUID, draft: ContributionDraft, *, acting: Viewer) -> Contribution:
    """Change what is stated of the report as a whole. A new marking relabels everything in it."""
    contribution = lock_contribution(contribution_id, acting=acting)
    _require_sound(draft, acting)
    if _widens(contribution, draft):
        access.require_may_widen(contribution, acting)
    _apply(contribution, draft)
    contribution.reported_at = draft.reported_at or contribution.reported_at
    contribution.review_by = draft.review_by or contribution.review_by
    contribution.changed_at = now()
    if contribution.state == ContributionState.FINAL:
        _require_complete(contribution)
    contribution.save()
    apply_terms(contribution)
    derive_report_document(contribution)
    _log("change_contribution", contribution, acting)
    return contribution


@transaction.atomic
def finalise_contribution(contribution_id: UUID, *, acting: Viewer) -> Contribution:
    """Say that the report is complete, so that it can be released."""
    contribution = lock_contribution(contribution_id, acting=acting)
    _require_complete(contribution)
    contribution.state = ContributionState.FINAL
    contribution.changed_at = now()
    contribution.save()
    _log("finalise_contribution", contribution, acting)
    return contribution


@transaction.atomic
def delete_draft(contribution_id: UUID, *, acting: Viewer) -> None:
    """Throw a draft away with everything in it. A final report is withdrawn and restricted, never thrown away."""
    contribution = lock_contribution(contribution_id, acting=acting)
    if contribution.state != ContributionState.DRAFT:
        raise ConflictError(_("Only a draft can be thrown away. Withdraw the releases of a final report instead."))
    if Release.objects.filter(contribution_id=contribution.id, state=ReleaseState.ACTIVE).exists():
        raise ConflictError(_("This draft is released. Withdraw the release first."))
    let_go_of_report(contribution.id)
    _log("delete_contribution", contribution, acting)
    files = list(Attachment.objects.filter(contribution_id=contribution.id).values_list("stored_as", flat=True))
    for name in files:
        transaction.on_commit(partial(remove_file, name))
    for table in registered_tables():
        table.model._default_manager.filter(**{table.field: contribution.id}).delete()


def lock_contribution(contribution_id: UUID, *, acting: Viewer) -> Contribution:
    """The contribution for changing, locked until the end of the transaction.

    Raises:
        NotFoundError: absent or hidden. NotAllowedError: another member's, or no writing role.
    """
    locked = lock_row(Contribution.objects.filter(id=contribution_id, owner_id=acting.member_id))
    seen = locked or Contribution.objects.filter(id=contribution_id).first()
    return access.require_may_edit(seen, acting)


def lock_for_addition(contribution_id: UUID, *, acting: Viewer) -> Contribution:
    """The contribution for putting more into it: the one rule for facts, links and files alike.

    Raises:
        ConflictError: it is released, and the acting person does not decide what leaves. As above besides.
    """
    contribution = lock_contribution(contribution_id, acting=acting)
    access.require_may_widen(contribution, acting)
    return contribution


def touch_contribution(contribution: Contribution) -> None:
    """Remember when something in the report changed."""
    contribution.changed_at = now()
    contribution.save(update_fields=["changed_at"])


def _widens(contribution: Contribution, draft: ContributionDraft) -> bool:
    before = _plain(contribution.title), _plain(contribution.narrative)
    after = _plain(draft.title), _plain(draft.narrative)
    return draft.marking < contribution.marking or before != after


def _plain(text: str) -> str:
    """The text as it reads: browsers send other line ends than they were given."""
    return "\n".join(text.strip().splitlines())


def _apply(contribution: Contribution, draft: ContributionDraft) -> None:
    contribution.title = draft.title.strip()
    contribution.narrative = draft.narrative
    contribution.narrative_language = draft.narrative_language
    contribution.source_grade = draft.source_grade
    contribution.information_grade = draft.information_grade
    contribution.marking = draft.marking
    contribution.handling_codes = sorted(set(draft.handling_codes))
    contribution.legal_basis = draft.legal_basis
    contribution.source_protection = draft.source_protection


def _require_sound(draft: ContributionDraft, acting: Viewer) -> None:
    if not draft.title.strip():
        raise BadInputError(_("Give the report a title that colleagues will recognise."), field="title")
    if len(draft.title.strip()) > TITLE_LIMIT:
        raise BadInputError(_("The title is longer than 160 characters. Shorten it."), field="title")
    if len(draft.narrative) > NARRATIVE_LIMIT:
        raise BadInputError(
            _("The narrative is longer than 100,000 characters. Attach the document instead."),
            field="narrative",
        )
    if "\x00" in draft.title + draft.narrative:
        raise BadInputError(_("The text holds a character that cannot be stored. Paste it again as plain text."))
    if turns_text(draft.title):
        raise BadInputError(
            _("The title holds a character that turns the order of letters. Write it again by hand."), field="title"
        )
    if draft.source_grade not in set(SourceGrade):
        raise BadInputError(_("Grade the source A, B, C or X."), field="source_grade")
    if draft.information_grade not in set(InformationGrade):
        raise BadInputError(_("Grade the information 1, 2, 3 or 4."), field="information_grade")
    _require_sound_handling(draft, acting)


def _require_sound_handling(draft: ContributionDraft, acting: Viewer) -> None:
    if draft.marking not in set(Marking) - {Marking.NONE}:
        raise BadInputError(_("Choose a marking from the list."), field="marking")
    if draft.marking > acting.clearance:
        raise NotAllowedError(_("You cannot mark a report above your own clearance: you could not read it."))
    if draft.legal_basis and draft.legal_basis not in set(LegalBasis):
        raise BadInputError(_("Choose a legal basis from the list."), field="legal_basis")
    if draft.source_protection not in set(SourceProtection):
        raise BadInputError(_("Choose how the source is protected from the list."), field="source_protection")
    if not set(draft.handling_codes) <= set(Condition):
        raise BadInputError(_("Handling codes are H0, H1, H2 or H3."), field="handling_codes")
    if draft.review_by is not None and (draft.review_by - now().date()).days > LONGEST_REVIEW_DAYS:
        raise BadInputError(
            _("The review lies more than three years ahead. Choose an earlier date."), field="review_by"
        )


def _require_complete(contribution: Contribution) -> None:
    content = (
        Statement.objects.filter(contribution_id=contribution.id, retired_at=None)[:1].count()
        + Attachment.objects.filter(contribution_id=contribution.id)[:1].count()
    )
    missing = missing_for_final(
        legal_basis=contribution.legal_basis,
        title=contribution.title,
        statements=content,
        narrative=contribution.narrative,
    )
    if "legal_basis" in missing:
        raise BadInputError(_("Choose the legal basis on which your member holds this."), field="legal_basis")
    if "content" in missing:
        raise BadInputError(_("Write a narrative or add at least one fact first."), field="narrative")


def _log(verb: str, contribution: Contribution, acting: Viewer) -> None:
    record_event(verb, Touched("contribution", contribution.id, contribution.owner_id), acting=acting)
