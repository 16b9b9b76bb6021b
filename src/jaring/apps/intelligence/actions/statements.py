"""Writing facts: entities, links, corrections."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jaring.apps.intelligence import access
from jaring.apps.intelligence.actions.contributions import (
    lock_contribution,
    lock_for_addition,
    touch_contribution,
)
from jaring.apps.intelligence.derive import derive_entities
from jaring.apps.intelligence.derive.protection import VICTIM_SCHEMA
from jaring.apps.intelligence.domain import InformationGrade, SourceGrade
from jaring.apps.intelligence.models import Contribution, EntityRow, Statement
from jaring.engines.vocabulary import check_schema, check_value, edge_ends, is_edge, is_entity_prop
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import Touched, record_event, record_events
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError, ConflictError, NotFoundError
from jaring.kernel.ids import new_id

BATCH = 2_000  # rows stored by one statement
VALUE_LIMIT = 10_000  # characters of one fact; longer text belongs in the narrative or an attachment


@dataclass(frozen=True, slots=True)
class Fact:
    """One property and its value as a person gave it; grades empty where those of the report hold."""

    prop: str
    value: str
    lang: str = ""
    source_grade: str = ""
    information_grade: str = ""
    first_seen: str = ""
    last_seen: str = ""


@dataclass(frozen=True, slots=True)
class EntityDraft:
    """A new entity or link of a report."""

    schema: str
    facts: Sequence[Fact] = field(default_factory=tuple)


@transaction.atomic
def add_entity(contribution_id: UUID, draft: EntityDraft, *, acting: Viewer) -> UUID:
    """Record an entity, or a link between two, in a report; returns its id.

    Raises:
        BadInputError: with the property as `field`, saying how to mend the value.
    """
    entity_id = new_id()
    add_entities(contribution_id, {entity_id: draft}, acting=acting)
    return entity_id


@transaction.atomic
def add_entities(contribution_id: UUID, drafts: Mapping[UUID, EntityDraft], *, acting: Viewer) -> None:
    """Record many entities and links under ids of their own, all or none; they may point at one another.

    An id the member uses already, in another report, says more about the same entity.

    Raises:
        BadInputError: as above, of the first draft that is not sound.
    """
    contribution = lock_for_addition(contribution_id, acting=acting)
    statements = [one for key, draft in drafts.items() for one in _drafted(contribution, key, draft)]
    _require_targets(statements, made=drafts)
    Statement.objects.bulk_create(statements, batch_size=BATCH)
    derive_entities(contribution, set(drafts))
    touch_contribution(contribution)
    touched = [Touched("entity", key, contribution.owner_id) for key in drafts]
    record_events("add_entity", touched, acting=acting)


@transaction.atomic
def add_facts(
    contribution_id: UUID, entity_id: UUID, facts: Sequence[Fact], *, acting: Viewer, schema: str = ""
) -> list[Statement]:
    """State more about an entity of the acting member, in one of its reports."""
    contribution = lock_for_addition(contribution_id, acting=acting)
    row = EntityRow.objects.filter(entity_id=entity_id, owner_id=acting.member_id).order_by("id").first()
    if row is None:
        raise NotFoundError(_("There is no such entity of your member. Record a new one in your report."))
    statements = [_statement(contribution, entity_id, schema or row.schema, fact) for fact in facts]
    _require_targets(statements)
    Statement.objects.bulk_create(statements)
    _finish(contribution, {entity_id}, "add_facts", entity_id, acting)
    return statements


@transaction.atomic
def correct_fact(statement_id: UUID, fact: Fact, *, acting: Viewer) -> Statement:
    """Put a new statement in the place of one. The old one stays for its owner and the log."""
    old, contribution = _lock_statement(statement_id, acting)
    access.require_may_widen(contribution, acting)
    _require_may_unprotect(Statement.objects.filter(id=old.id), acting)
    corrected = _statement(contribution, old.entity_id, old.schema, fact)
    corrected.supersedes_id = old.id
    _require_targets([corrected])
    corrected.save(force_insert=True)
    _retire(old)
    _finish(contribution, {old.entity_id}, "correct_fact", old.id, acting)
    return corrected


@transaction.atomic
def retire_fact(statement_id: UUID, *, acting: Viewer) -> None:
    """Take a fact out of the report. It stays for the log."""
    old, contribution = _lock_statement(statement_id, acting)
    _require_may_unprotect(Statement.objects.filter(id=old.id), acting)
    _retire(old)
    _finish(contribution, {old.entity_id}, "retire_fact", old.id, acting)


@transaction.atomic
def retire_entity(contribution_id: UUID, entity_id: UUID, *, acting: Viewer) -> None:
    """Take an entity, with the links that hang on it, out of a report."""
    contribution = lock_contribution(contribution_id, acting=acting)
    living = Statement.objects.filter(contribution_id=contribution.id, retired_at=None)
    links = set(
        living.filter(value=str(entity_id)).exclude(entity_id=entity_id).values_list("entity_id", "schema", "prop")
    )
    gone = {entity_id} | {link for link, schema, _prop in links if is_edge(schema)}
    _require_may_unprotect(living.filter(Q(entity_id__in=gone) | Q(value=str(entity_id))), acting)
    changed = living.filter(entity_id__in=gone).update(retired_at=now())
    changed += living.filter(value=str(entity_id)).update(retired_at=now())
    if not changed:
        raise NotFoundError(_("There is no such entity in this report."))
    touched = gone | {link for link, _schema, _prop in links}
    _finish(contribution, touched, "retire_entity", entity_id, acting)


def _statement(contribution: Contribution, entity_id: UUID, schema: str, fact: Fact) -> Statement:
    value = fact.value.strip()
    if not value:
        raise BadInputError(_("This field is empty. Fill it or take the line out."), field=fact.prop)
    if len(value) > VALUE_LIMIT or "\x00" in value:
        raise BadInputError(
            _("This value is too long or holds a character that cannot be stored. Put long text in the narrative."),
            field=fact.prop,
        )
    checked = check_value(schema, fact.prop, value, typed=True)
    if checked.problem is not None:
        raise BadInputError(f"{checked.problem.message} {checked.problem.mend}", field=fact.prop)
    if fact.source_grade not in {"", *SourceGrade} or fact.information_grade not in {"", *InformationGrade}:
        raise BadInputError(_("Grade the source A, B, C or X and the information 1, 2, 3 or 4."), field=fact.prop)
    return Statement(
        owner_id=contribution.owner_id,
        label_id=contribution.label_id,
        contribution_id=contribution.id,
        entity_id=entity_id,
        schema=schema,
        prop=fact.prop,
        value=checked.value,
        lang=fact.lang,
        original_value=checked.original or "",
        source_grade=fact.source_grade,
        information_grade=fact.information_grade,
        first_seen=fact.first_seen,
        last_seen=fact.last_seen,
        created_at=now(),
    )


def _drafted(contribution: Contribution, entity_id: UUID, draft: EntityDraft) -> list[Statement]:
    problem = check_schema(draft.schema)
    if problem is not None:
        raise BadInputError(f"{problem.message} {problem.mend}", field="schema")
    if not draft.facts:
        raise BadInputError(_("State at least one fact, such as a name or a number."), field="schema")
    statements = [_statement(contribution, entity_id, draft.schema, fact) for fact in draft.facts]
    _require_ends(draft, statements)
    return statements


def _require_ends(draft: EntityDraft, statements: Iterable[Statement]) -> None:
    if not is_edge(draft.schema):
        return
    given = {one.prop for one in statements}
    for end in edge_ends(draft.schema):
        if end not in given:
            raise BadInputError(_("A link needs both ends. Choose what it connects."), field=end)


def _require_targets(statements: Iterable[Statement], *, made: Collection[UUID] = ()) -> None:
    """Every entity a fact points at must be one the writer sees: a link to an absent one is refused."""
    wanted: dict[UUID, str] = {}
    for one in statements:
        if is_entity_prop(one.schema, one.prop):
            try:
                wanted[UUID(one.value)] = one.prop
            except ValueError:
                raise BadInputError(_("Choose an entity from the list; this is none."), field=one.prop) from None
    seen = set(EntityRow.objects.filter(entity_id__in=wanted).values_list("entity_id", flat=True))
    for entity_id, prop in wanted.items():
        if entity_id not in seen and entity_id not in made:
            raise BadInputError(_("There is no such entity that you may see. Record it first."), field=prop)


def _lock_statement(statement_id: UUID, acting: Viewer) -> tuple[Statement, Contribution]:
    statement = Statement.objects.filter(id=statement_id).first()
    if statement is None:
        raise NotFoundError(_("There is no such fact that you may see."))
    contribution = lock_contribution(statement.contribution_id, acting=acting)
    statement.refresh_from_db()
    if statement.retired_at is not None:
        raise ConflictError(_("Somebody has already changed this fact. Load the page again."))
    return statement, contribution


def _require_may_unprotect(ending: "QuerySet[Statement]", acting: Viewer) -> None:
    """Taking a victim status out gives the person's name back, in every report of the member that states them."""
    statuses = list(ending.filter(schema=VICTIM_SCHEMA).values_list("entity_id", flat=True))
    if not statuses:
        return
    subjects = Statement.objects.filter(entity_id__in=statuses, prop="subject", retired_at=None)
    persons = [UUID(value) for value in subjects.values_list("value", flat=True)]
    rows = EntityRow.objects.filter(owner_id=acting.member_id, entity_id__in=persons, protected=True)
    for report in Contribution.objects.filter(id__in=rows.values_list("contribution_id", flat=True)):
        access.require_may_widen(report, acting)


def _retire(statement: Statement) -> None:
    statement.retired_at = now()
    statement.save(update_fields=["retired_at"])


def _finish(contribution: Contribution, entity_ids: set[UUID], verb: str, object_id: UUID, acting: Viewer) -> None:
    derive_entities(contribution, entity_ids)
    touch_contribution(contribution)
    record_event(verb, Touched("entity", object_id, contribution.owner_id), acting=acting)
