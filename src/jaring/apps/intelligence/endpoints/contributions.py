"""Reports."""

from dataclasses import replace
from typing import Annotated, Literal
from uuid import UUID

from ninja import Query, Router, Schema, Status

from jaring.apps.intelligence.actions.contributions import (
    ContributionDraft,
    change_contribution,
    create_contribution,
    delete_draft,
    finalise_contribution,
)
from jaring.apps.intelligence.endpoints.schemas import (
    ContributionChange,
    ContributionIn,
    ContributionLine,
    ContributionOut,
)
from jaring.apps.intelligence.queries.api_reads import ReportFacts, owner_of_report, report_facts_of
from jaring.apps.intelligence.queries.reports import ReportFilter, ReportLine, list_reports
from jaring.foundation.accounts.api import Marking, member_by_code
from jaring.foundation.accounts.bearer import ApiRequest
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.errors import BadInputError
from jaring.platform.rest import Code, Line, Listing, PageNumber, listing, reads, writes

router = Router(tags=["Reports"])


class ReportQuery(Schema):
    """Which reports. What is left out narrows nothing."""

    whose: Literal["", "me", "member", "others"] = ""
    state: Literal["", "draft", "final"] = ""
    kind: Literal["", "report", "import"] = ""
    owner: Code = ""
    q: Line = ""
    sort: Literal["title", "-title", "date", "-date", "changed", "-changed"] = "-date"


@router.get(
    "/contributions",
    response=reads(Listing[ContributionLine]),
    operation_id="list_contributions",
    summary="Reports I may see",
)
def list_contributions(
    request: ApiRequest, wanted: Annotated[ReportQuery, Query()], page: PageNumber = 1
) -> dict[str, object]:
    """Newest first. Only what may be seen is counted."""
    card = member_by_code(wanted.owner) if wanted.owner else None
    if wanted.owner and card is None:
        raise BadInputError("There is no member with this code. See /members.", field="owner")
    chosen = ReportFilter(
        whose=wanted.whose,
        state=wanted.state,
        kind=wanted.kind,
        member_id=card.id if card else None,
        text=wanted.q,
        sort=wanted.sort,
    )
    shown, lines = list_reports(chosen, viewer=request.auth, page=page)
    return listing(shown, [_line(one) for one in lines])


@router.post(
    "/contributions",
    response=writes(ContributionOut, 201),
    operation_id="create_contribution",
    summary="Begin a report",
)
def begin_contribution(request: ApiRequest, body: ContributionIn) -> Status[ReportFacts]:
    """A draft of one's own member, which nobody else sees."""
    given = body.model_dump(exclude={"marking"})
    draft = ContributionDraft(**given, marking=Marking[body.marking.upper()])
    made = create_contribution(draft, acting=request.auth)
    return Status(201, report_facts_of(made.id, viewer=request.auth))


@router.get(
    "/contributions/{contribution_id}",
    response=reads(ContributionOut),
    operation_id="read_contribution",
    summary="One report",
)
def read_contribution(request: ApiRequest, contribution_id: UUID) -> ReportFacts:
    """The owner sees in the log who opened it and for what purpose."""
    found = report_facts_of(contribution_id, viewer=request.auth)
    owner_id = owner_of_report(contribution_id, viewer=request.auth)
    record_event("read_contribution", Touched("contribution", contribution_id, owner_id), acting=request.auth)
    return found


@router.patch(
    "/contributions/{contribution_id}",
    response=writes(ContributionOut),
    operation_id="change_contribution",
    summary="Change a report",
)
def patch_contribution(request: ApiRequest, contribution_id: UUID, body: ContributionChange) -> ReportFacts:
    """A new marking relabels everything in it."""
    before = report_facts_of(contribution_id, viewer=request.auth)
    change_contribution(contribution_id, _changed(before, body), acting=request.auth)
    return report_facts_of(contribution_id, viewer=request.auth)


@router.delete(
    "/contributions/{contribution_id}",
    response=writes(None, 204),
    operation_id="delete_draft",
    summary="Throw a draft away",
)
def delete_contribution(request: ApiRequest, contribution_id: UUID) -> Status[None]:
    """A final report is withdrawn and restricted, never thrown away."""
    delete_draft(contribution_id, acting=request.auth)
    return Status(204, None)


@router.post(
    "/contributions/{contribution_id}/finalise",
    response=writes(ContributionOut),
    operation_id="finalise_contribution",
    summary="Say that a report is complete",
)
def finish_contribution(request: ApiRequest, contribution_id: UUID) -> ReportFacts:
    """From then on it can be released."""
    finalise_contribution(contribution_id, acting=request.auth)
    return report_facts_of(contribution_id, viewer=request.auth)


def _changed(before: ReportFacts, body: ContributionChange) -> ContributionDraft:
    marking = body.marking or before.marking
    kept = ContributionDraft(
        title=before.title,
        narrative=before.narrative,
        narrative_language=before.narrative_language,
        source_grade=before.source_grade,
        information_grade=before.information_grade,
        marking=Marking[marking.upper()],
        handling_codes=before.handling_codes,
        legal_basis=before.legal_basis,
        source_protection=before.source_protection,
        reported_at=before.reported_at,
        review_by=before.review_by,
    )
    return replace(kept, **body.model_dump(exclude_none=True, exclude={"marking"}))


def _line(line: ReportLine) -> ContributionLine:
    return ContributionLine(
        id=line.id,
        reference=line.reference,
        title=line.title,
        kind=line.kind,
        state=line.state,
        owner=line.owner[0],
        mine=line.mine,
        marking=line.marking,
        grade=line.grade,
        handling_codes=list(line.codes),
        reported_at=line.reported_at,
        changed_at=line.changed_at,
        entities=line.entities,
        readers=[code for code, _name, _mine in line.readers],
        until=line.until,
    )
