"""Releases: given, received, waiting for a decision."""

from typing import Annotated, Literal
from uuid import UUID

from ninja import Query, Router, Status

from jaring.apps.intelligence.actions.releases import (
    authorise_release,
    propose_release,
    refuse_release,
    withdraw_release,
)
from jaring.apps.intelligence.endpoints.schemas import ReasonIn, ReleaseIn, ReleaseOut
from jaring.apps.intelligence.queries.api_reads import (
    ReleaseFacts,
    list_releases,
    release_facts_of,
    releases_of_report,
)
from jaring.foundation.accounts.api import member_by_code
from jaring.foundation.accounts.bearer import ApiRequest
from jaring.foundation.sharing.api import ReleaseTerms
from jaring.kernel.errors import BadInputError
from jaring.platform.rest import Listing, PageNumber, listing, reads, writes

router = Router(tags=["Releases"])
Which = Annotated[Literal["given", "received", "waiting"], Query(description="Seen from one's own member.")]


@router.get(
    "/releases", response=reads(Listing[ReleaseOut]), operation_id="list_releases", summary="Releases of my member"
)
def get_releases(request: ApiRequest, which: Which = "given", page: PageNumber = 1) -> dict[str, object]:
    """Given by it, received by it and open, or waiting for its release officers."""
    shown, found = list_releases(which, viewer=request.auth, page=page)
    return listing(shown, found)


@router.get(
    "/contributions/{contribution_id}/releases",
    response=reads(Listing[ReleaseOut]),
    operation_id="list_contribution_releases",
    summary="Releases of a report",
)
def get_contribution_releases(request: ApiRequest, contribution_id: UUID) -> dict[str, object]:
    """All for the owner; a recipient sees its own and does not learn of others."""
    found = releases_of_report(contribution_id, viewer=request.auth)
    return {"items": found, "count": len(found)}


@router.post(
    "/contributions/{contribution_id}/releases",
    response=writes(list[ReleaseOut], 201),
    operation_id="propose_release",
    summary="Release a report to members",
)
def post_release(request: ApiRequest, contribution_id: UUID, body: ReleaseIn) -> Status[list[ReleaseFacts]]:
    """A release officer's own goes out at once; anybody else's waits for one."""
    terms = ReleaseTerms(
        to_members=[_member(code) for code in body.to],
        purpose=body.purpose,
        legal_basis=body.legal_basis,
        ends_at=body.ends_at,
        conditions=body.conditions,
        note=body.note,
    )
    made = propose_release(contribution_id, terms, acting=request.auth)
    return Status(201, release_facts_of(made, viewer=request.auth))


@router.post(
    "/releases/{release_id}/authorise",
    response=writes(ReleaseOut),
    operation_id="authorise_release",
    summary="Agree to a proposed release",
)
def agree(request: ApiRequest, release_id: UUID) -> ReleaseFacts:
    """From this answer on the recipient sees the report."""
    return release_facts_of([authorise_release(release_id, acting=request.auth)], viewer=request.auth)[0]


@router.post(
    "/releases/{release_id}/refuse",
    response=writes(ReleaseOut),
    operation_id="refuse_release",
    summary="Refuse a proposed release",
)
def refuse(request: ApiRequest, release_id: UUID, body: ReasonIn) -> ReleaseFacts:
    """With a reason, which the proposer reads."""
    refused = refuse_release(release_id, body.reason, acting=request.auth)
    return release_facts_of([refused], viewer=request.auth)[0]


@router.post(
    "/releases/{release_id}/withdraw",
    response=writes(ReleaseOut),
    operation_id="withdraw_release",
    summary="Take a release back",
)
def withdraw(request: ApiRequest, release_id: UUID, body: ReasonIn) -> ReleaseFacts:
    """Gone from the recipient's next request on. Copies made before can only be asked back."""
    ended = withdraw_release(release_id, body.reason, acting=request.auth)
    return release_facts_of([ended], viewer=request.auth)[0]


def _member(code: str) -> int:
    card = member_by_code(code)
    if card is None:
        raise BadInputError(f"There is no member {code}. See /members.", field="to")
    return card.id
