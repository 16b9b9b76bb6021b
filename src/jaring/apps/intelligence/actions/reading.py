"""Reading that is logged: opening a report or an entity, choosing one. Pages and the API read through here."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.intelligence import access
from jaring.apps.intelligence.actions.searching import log_search
from jaring.apps.intelligence.queries.cards import EntityCard
from jaring.apps.intelligence.queries.entities import Entity, read_entity
from jaring.apps.intelligence.queries.reports import Report, find_report, read_report
from jaring.apps.intelligence.queries.search import PAGE, SearchResult, find_entities, search
from jaring.apps.intelligence.queries.statements import StatementInHand, statement_in_hand
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.errors import BadInputError, NotAllowedError


def open_report(contribution_id: UUID, *, acting: Viewer, page: int = 1) -> Report:
    """The report's page; its owner sees in the log who opened it and for what purpose."""
    owner_id = find_report(contribution_id, viewer=acting).owner_id
    record_event("read_contribution", Touched("contribution", contribution_id, owner_id), acting=acting)
    return read_report(contribution_id, viewer=acting, page=page)


def open_entity(entity_id: UUID, *, acting: Viewer, by_age: bool = False) -> Entity:
    """The entity's page, logged for every owner whose facts stand on it."""
    found = read_entity(entity_id, viewer=acting, by_age=by_age)
    record_event("read_entity", Touched("entity", entity_id, found.card.owner_id), acting=acting)
    return replace(found, own_reads=found.own_reads + 1)


def reveal_protected(entity_id: UUID, reason: str, *, acting: Viewer) -> Entity:
    """Show the owner's own people what a page withholds of a protected person, for one use and with a reason.

    Raises:
        NotFoundError: absent or hidden. NotAllowedError: another member's. BadInputError: no reason.
    """
    found = read_entity(entity_id, viewer=acting)
    if found.card.owner_id != acting.member_id or not access.may_contribute(acting):
        raise NotAllowedError(
            _("Only people of the owning member who write reports may see who this is. Ask the owner.")
        )
    if not reason.strip():
        raise BadInputError(_("Say in a sentence why you need to know who this is. It is logged."), field="reason")
    touched = Touched("entity", entity_id, found.card.owner_id, reason.strip())
    record_event("reveal_protected", touched, acting=acting)
    return read_entity(entity_id, viewer=acting, revealed=True)


def choose_entities(text: str, *, acting: Viewer) -> list[EntityCard]:
    """Suggestions while linking; a search like any other."""
    found = find_entities(text, viewer=acting)
    if text.strip():
        log_search(text, acting=acting)
    return found


def hold_statement(statement_id: UUID, *, acting: Viewer) -> StatementInHand:
    """A statement for correcting. Who corrects what names a protected person must see it, and that is logged."""
    held = statement_in_hand(statement_id, viewer=acting, revealed=True)
    if held.subject.protected:
        touched = Touched("entity", held.entity_id, acting.member_id, "to correct a fact")
        record_event("reveal_protected", touched, acting=acting)
    return held


def run_search(
    text: str, *, acting: Viewer, kinds: Iterable[str] = (), page: int = 1, size: int = PAGE
) -> SearchResult:
    """A search that is logged, one page of it."""
    result = search(text, viewer=acting, kinds=kinds, page=page, size=size)
    if result.text and not result.too_short:
        log_search(result.text, acting=acting)
    return result
