"""Networks over the API: the same answers as the pages."""

from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema
from pydantic import Field

from jaring.apps.networks import answers
from jaring.apps.networks.access import require_may_export, require_may_read
from jaring.apps.networks.actions import log_network
from jaring.apps.networks.domain import MOST_STEPS, PICTURE_LIMIT, Start
from jaring.apps.networks.forms import NetworkForm, read_form
from jaring.apps.networks.queries.composing import Composed, compose, place
from jaring.apps.networks.queries.growing import expand, find_path
from jaring.apps.networks.queries.handling import handling_text
from jaring.engines.graph import to_gexf
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.bearer import ApiRequest
from jaring.kernel.errors import BadInputError
from jaring.platform.rest import READ_PROBLEMS, Code, reads, sends

router = Router(tags=["Networks"])


class NetworkQuestion(Schema):
    """Where to start, and how to narrow. Without a start: everything the viewer sees, if it is not too much."""

    entity: UUID | None = None
    contribution: UUID | None = None
    steps: int | None = Field(None, ge=1, le=MOST_STEPS)
    limit: int | None = Field(None, ge=1, le=PICTURE_LIMIT)
    kind: list[Code] = Field([], max_length=20)
    owner: list[Code] = Field([], max_length=80)
    grade: Code = ""
    about: Code = ""
    starts: Code = ""
    ends: Code = ""


class NodeOut(Schema):
    """An entity. `total` counts all its links that the viewer may see, in the picture or not."""

    id: UUID
    kind: str
    caption: str
    lang: str
    roman: str
    schema_: str = Field(alias="schema")
    owners: list[str]
    starts: str | None
    ends: str | None
    x: float
    y: float
    total: int


class LinkOut(Schema):
    """A link between two entities of the picture, or to one that was in it before."""

    id: UUID
    source: UUID
    target: UUID
    label: str
    schema_: str = Field(alias="schema")
    owner: str
    starts: str | None
    ends: str | None
    grade: str
    weak: bool


class CutOut(Schema):
    """How much is shown of how much the viewer may see."""

    nodes_shown: int
    nodes_total: int
    links_shown: int
    links_total: int


class HandlingOut(Schema):
    """The terms of the picture as one sentence, and its highest marking."""

    marking: str
    text: str


class AdditionsOut(Schema):
    """What is added to a picture."""

    nodes: list[NodeOut]
    links: list[LinkOut]
    cut: CutOut


class PictureOut(AdditionsOut):
    """A picture without the `protected` persons; `complete` is false where more hangs together than was read."""

    handling: HandlingOut
    centre: UUID | None
    protected: int
    complete: bool


class PathOut(Schema):
    """`found` is false where no chain of up to eight links that the viewer may see was found."""

    found: bool
    nodes: list[NodeOut] = []
    links: list[LinkOut] = []


class ShownIn(Schema):
    """An entity that stands in the picture already, and where."""

    id: UUID
    x: float = Field(0.0, ge=-answers.FARTHEST, le=answers.FARTHEST, allow_inf_nan=False)
    y: float = Field(0.0, ge=-answers.FARTHEST, le=answers.FARTHEST, allow_inf_nan=False)


class ExpandIn(Schema):
    """The entity to expand and what is shown; what the viewer may not see of it is ignored."""

    node: UUID
    shown: list[ShownIn] = Field([], max_length=answers.MOST_SHOWN)


class PathIn(Schema):
    """Two entities and what is shown."""

    a: UUID
    b: UUID
    shown: list[ShownIn] = Field([], max_length=answers.MOST_SHOWN)


@router.get("/network", response=reads(PictureOut), operation_id="read_network", summary="A picture of the network")
def read_network(request: ApiRequest, question: Annotated[NetworkQuestion, Query()]) -> dict[str, Any]:
    """What the viewer may see around an entity, of a contribution, or of everything, laid out and counted."""
    composed, _start = _composed(question, request.auth)
    log_network("read_network", composed.owner_ids, viewer=request.auth, start=composed.start, how="picture")
    return answers.composed_json(composed, place(composed.drawn), viewer=request.auth)


@router.post(
    "/network/expand", response=reads(AdditionsOut), operation_id="expand_network", summary="Neighbours of an entity"
)
def expand_network(request: ApiRequest, wanted: ExpandIn) -> dict[str, Any]:
    """Up to sixty entities linked with this one and not shown yet, with every link to what is shown."""
    require_may_read(request.auth)
    grown = expand(wanted.node, _shown(wanted.shown), viewer=request.auth)
    log_network("read_network", grown.owner_ids, viewer=request.auth, start=Start(entity=wanted.node), how="expanded")
    return answers.grown_json(grown)


@router.post("/network/path", response=reads(PathOut), operation_id="find_path", summary="How two entities are linked")
def find_network_path(request: ApiRequest, wanted: PathIn) -> dict[str, Any]:
    """The shortest chain of links the viewer may see, of equally short ones the best graded."""
    require_may_read(request.auth)
    grown = find_path(wanted.a, wanted.b, _shown(wanted.shown), viewer=request.auth)
    log_network("read_network", grown.owner_ids if grown else {}, viewer=request.auth, how="path")
    return {"found": True, **answers.picture_json(grown.picture)} if grown else {"found": False}


@router.get(
    "/network.gexf",
    response=READ_PROBLEMS,
    openapi_extra=sends("application/gexf+xml"),
    operation_id="export_network",
    summary="A network for Gephi",
)
def export_network(request: ApiRequest, question: Annotated[NetworkQuestion, Query()]) -> HttpResponse:
    """The picture of the same question as a GEXF file that carries its handling."""
    require_may_export(request.auth)
    composed, _start = _composed(question, request.auth)
    log_network("export", composed.owner_ids, viewer=request.auth, how="GEXF")
    text = handling_text(composed.handling, viewer=request.auth)
    response = HttpResponse(to_gexf(place(composed.drawn), text), content_type="application/gexf+xml")
    response["Content-Disposition"] = 'attachment; filename="network.gexf"'
    return response


def _composed(question: NetworkQuestion, viewer: Viewer) -> tuple[Composed, Start]:
    """The form checks the same words for pages and programs."""
    given = QueryDict(mutable=True)
    for name, value in question.dict(exclude_none=True).items():
        given.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    start, narrowing, limit = read_form(NetworkForm(given))
    composed = compose(start, narrowing, limit, viewer=viewer)
    if composed is None:
        raise BadInputError(_("Everything you may see is too much for one picture. Name an entity."), field="entity")
    return composed, start


def _shown(rows: list[ShownIn]) -> dict[str, tuple[float, float]]:
    return {str(row.id): (row.x, row.y) for row in rows}
