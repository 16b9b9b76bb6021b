"""Search."""

from typing import Annotated

from ninja import Query, Router, Schema
from pydantic import Field

from jaring.apps.intelligence.actions.reading import run_search
from jaring.apps.intelligence.endpoints.schemas import HitOut, KindCount, SearchOut
from jaring.apps.intelligence.queries.search import Hit
from jaring.foundation.accounts.bearer import ApiRequest
from jaring.platform.rest import Code, Line, PageNumber, reads

router = Router(tags=["Search"])


class SearchQuery(Schema):
    """Words, parts of words, or an identifier however it is written; kinds narrow the answer."""

    q: Line
    kind: Annotated[list[Code], Field(max_length=20)] = []


@router.get("/search", response=reads(SearchOut), operation_id="search", summary="Search everything I may see")
def search(request: ApiRequest, wanted: Annotated[SearchQuery, Query()], page: PageNumber = 1) -> SearchOut:
    """Identifiers first. Counts hold only what may be seen."""
    found = run_search(wanted.q, acting=request.auth, kinds=wanted.kind, page=page)
    return SearchOut(
        items=[_hit(one) for one in found.hits],
        count=found.total,
        next=found.page + 1 if found.page < found.pages else None,
        more=found.more,
        kinds=[KindCount(kind=kind, count=count) for kind, count in found.kinds],
    )


def _hit(hit: Hit) -> HitOut:
    return HitOut(
        thing=hit.thing_kind,
        id=hit.id,
        kind=hit.kind,
        caption=hit.label,
        roman=hit.roman,
        owner=hit.owner[0],
        reason=hit.reason,
        identifier=hit.identifier,
        reference=hit.reference,
        protected=hit.protected,
    )
