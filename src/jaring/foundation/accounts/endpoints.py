"""Operations about people: who I am, members, my member's people and log, my tokens."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from jaring.foundation.accounts import access
from jaring.foundation.accounts.bearer import ApiRequest, Bearer
from jaring.foundation.accounts.domain import Marking
from jaring.foundation.accounts.labels import MARKING_CODES
from jaring.foundation.accounts.log_queries import LogFilter, LogLine, find_events, lines_of
from jaring.foundation.accounts.members import MemberCard
from jaring.foundation.accounts.members import members as all_members
from jaring.foundation.accounts.queries import colleague, colleagues
from jaring.foundation.accounts.tokens import revoke_token, tokens_of
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.errors import NotAllowedError
from jaring.platform.rest import Code, Day, Listing, PageNumber, listing, reads, writes

router = Router(tags=["People"])
PAGE = 50


class Me(Schema):
    """The person a token stands for, and what it may be used for."""

    id: UUID
    name: str
    member: str
    member_name: str
    roles: list[str]
    clearance: str
    purpose: str
    scopes: list[str]


class MemberOut(Schema):
    """A member of the process."""

    code: str
    name: str
    kind: str


class PersonOut(Schema):
    """A person of one's own member."""

    id: UUID
    name: str
    email: str
    agency: str
    roles: list[str]
    clearance: str
    is_active: bool
    second_factor: bool
    last_login: datetime | None

    @staticmethod
    def resolve_clearance(person: object) -> str:
        """The marking's code."""
        return MARKING_CODES[Marking(person.clearance)]  # type: ignore[attr-defined]  # Ninja hands in any row


class TokenOut(Schema):
    """One of one's own tokens; its secret was shown once and is not kept."""

    id: UUID
    name: str
    scopes: list[str]
    purpose: str
    created_at: datetime
    ends_at: datetime
    used_at: datetime | None


class LogOut(Schema):
    """One act that concerns the viewer's member. Of other members' acts neither person nor note is told."""

    at: datetime
    act: str
    member: str
    person: str
    object_kind: str
    object_id: str
    owner: str
    purpose: str
    note: str


class LogQuery(Schema):
    """What part of the log."""

    act: Code = ""
    object_id: Code = ""
    since: Day | None = None
    until: Day | None = None


@router.get("/whoami", response=reads(Me), auth=Bearer(), operation_id="whoami", summary="Who the token stands for")
def whoami(request: ApiRequest) -> Me:
    """Needs no scope, so that any token can be tried."""
    viewer = request.auth
    return Me(
        id=viewer.person_id,
        name=viewer.name,
        member=viewer.member_code,
        member_name=viewer.member_name,
        roles=sorted(viewer.roles),
        clearance=MARKING_CODES[Marking(viewer.clearance)],
        purpose=viewer.purpose,
        scopes=sorted(viewer.scopes or ()),
    )


@router.get("/members", response=reads(Listing[MemberOut]), operation_id="list_members", summary="All active members")
def list_members(request: ApiRequest) -> dict[str, object]:
    """The register is the same for everybody."""
    cards: list[MemberCard] = all_members()
    return {"items": cards, "count": len(cards)}


@router.get("/people", response=reads(Listing[PersonOut]), operation_id="list_people", summary="My member's people")
def list_people(request: ApiRequest, page: PageNumber = 1) -> dict[str, object]:
    """For the administrator of a member; others learn of colleagues by their work."""
    _require_people(request.auth)
    shown = Paginator(colleagues(viewer=request.auth), PAGE).get_page(page)
    return listing(shown, list(shown.object_list))


@router.get(
    "/people/{person_id}",
    response=reads(PersonOut),
    operation_id="read_person",
    summary="One of my member's people",
)
def read_person(request: ApiRequest, person_id: UUID) -> object:
    """Another member's person is absent."""
    _require_people(request.auth)
    return colleague(person_id, viewer=request.auth)


@router.get("/tokens", response=reads(Listing[TokenOut]), operation_id="list_tokens", summary="My access tokens")
def list_tokens(request: ApiRequest) -> dict[str, object]:
    """Tokens are made on the page only: one token shall not breed stronger ones."""
    tokens = tokens_of(request.auth)
    return {"items": tokens, "count": len(tokens)}


@router.delete(
    "/tokens/{token_id}",
    response=writes(None, 204),
    operation_id="revoke_token",
    summary="End one of my tokens",
)
def delete_token(request: ApiRequest, token_id: UUID) -> Status[None]:
    """It opens nothing from this moment, even if it is the one used for this."""
    revoke_token(token_id, acting=request.auth)
    return Status(204, None)


@router.get("/log", response=reads(Listing[LogOut]), operation_id="read_log", summary="What concerns my member")
def read_log(request: ApiRequest, wanted: Annotated[LogQuery, Query()], page: PageNumber = 1) -> dict[str, object]:
    """For auditors, administrators and release officers."""
    chosen = LogFilter(verb=wanted.act, object_id=wanted.object_id, since=wanted.since, until=wanted.until)
    shown = Paginator(find_events(chosen, viewer=request.auth), PAGE).get_page(page)
    return listing(shown, [_log_line(line) for line in lines_of(shown.object_list, viewer=request.auth)])


def _log_line(line: LogLine) -> LogOut:
    return LogOut(
        at=line.at,
        act=line.verb,
        member=line.member.code if line.member else "",
        person=line.person,
        object_kind=line.object_kind,
        object_id=line.object_id,
        owner=line.owner.code if line.owner else "",
        purpose=line.purpose,
        note=line.note,
    )


def _require_people(viewer: Viewer) -> None:
    if not access.manages_people(viewer):
        raise NotAllowedError(_("Only your member's administrator sees the list of its people."))
