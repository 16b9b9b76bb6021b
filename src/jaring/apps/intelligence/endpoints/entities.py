"""Entities, links and the facts about them."""

from collections.abc import Sequence
from uuid import UUID

from ninja import Router, Status

from jaring.apps.intelligence.actions.reading import open_entity
from jaring.apps.intelligence.actions.statements import (
    EntityDraft,
    Fact,
    add_entity,
    add_facts,
    correct_fact,
    retire_entity,
    retire_fact,
)
from jaring.apps.intelligence.endpoints.schemas import EntityIn, EntityOut, FactIn, FactsIn
from jaring.apps.intelligence.queries.api_reads import (
    EntityFacts,
    entities_of_report,
    entity_facts_of,
    owner_of_report,
)
from jaring.foundation.accounts.bearer import ApiRequest
from jaring.foundation.audit.api import Touched, record_event
from jaring.platform.rest import Listing, Made, PageNumber, listing, reads, writes

router = Router(tags=["Facts"])


@router.get(
    "/contributions/{contribution_id}/entities",
    response=reads(Listing[EntityOut]),
    by_alias=True,
    operation_id="list_entities",
    summary="Entities and links of a report",
)
def list_entities(request: ApiRequest, contribution_id: UUID, page: PageNumber = 1) -> dict[str, object]:
    """With the statements this report makes about them."""
    shown, found = entities_of_report(contribution_id, viewer=request.auth, page=page)
    owner_id = owner_of_report(contribution_id, viewer=request.auth)
    record_event("read_contribution", Touched("contribution", contribution_id, owner_id), acting=request.auth)
    return listing(shown, found)


@router.post(
    "/contributions/{contribution_id}/entities",
    response=writes(Made, 201),
    operation_id="add_entity",
    summary="Record an entity or a link",
)
def record_entity(request: ApiRequest, contribution_id: UUID, body: EntityIn) -> Status[Made]:
    """A link is an entity with two ends, such as an Ownership with `owner` and `asset`."""
    draft = EntityDraft(body.schema_, _facts(body.facts))
    return Status(201, Made(id=str(add_entity(contribution_id, draft, acting=request.auth))))


@router.delete(
    "/contributions/{contribution_id}/entities/{entity_id}",
    response=writes(None, 204),
    operation_id="retire_entity",
    summary="Take an entity out of a report",
)
def remove_entity(request: ApiRequest, contribution_id: UUID, entity_id: UUID) -> Status[None]:
    """With the links that hang on it. The log keeps what was stated."""
    retire_entity(contribution_id, entity_id, acting=request.auth)
    return Status(204, None)


@router.get(
    "/entities/{entity_id}",
    response=reads(EntityOut),
    by_alias=True,
    operation_id="read_entity",
    summary="Everything I may see of an entity",
)
def read_entity(request: ApiRequest, entity_id: UUID) -> EntityFacts:
    """Statements of every owner that shows them, each with its report and grade."""
    open_entity(entity_id, acting=request.auth)
    return entity_facts_of(entity_id, viewer=request.auth)


@router.post(
    "/entities/{entity_id}/facts",
    response=writes(list[Made], 201),
    operation_id="add_facts",
    summary="State more about an entity",
)
def state_facts(request: ApiRequest, entity_id: UUID, body: FactsIn) -> Status[list[Made]]:
    """About an entity of one's own member, in one of its reports."""
    made = add_facts(body.contribution_id, entity_id, _facts(body.facts), acting=request.auth)
    return Status(201, [Made(id=str(one.id)) for one in made])


@router.put(
    "/statements/{statement_id}",
    response=writes(Made),
    operation_id="correct_fact",
    summary="Put another statement in the place of one",
)
def put_statement(request: ApiRequest, statement_id: UUID, body: FactIn) -> Made:
    """The old one stays for its owner's log."""
    return Made(id=str(correct_fact(statement_id, _fact(body), acting=request.auth).id))


@router.delete(
    "/statements/{statement_id}",
    response=writes(None, 204),
    operation_id="retire_fact",
    summary="Take a fact out of a report",
)
def delete_statement(request: ApiRequest, statement_id: UUID) -> Status[None]:
    """It stays for its owner's log."""
    retire_fact(statement_id, acting=request.auth)
    return Status(204, None)


def _facts(given: Sequence[FactIn]) -> tuple[Fact, ...]:
    return tuple(_fact(one) for one in given)


def _fact(given: FactIn) -> Fact:
    return Fact(**given.model_dump())
