"""One statement in hand, for correcting or taking out."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from jaring.apps.intelligence import access
from jaring.apps.intelligence.models import Contribution, EntityRow, Statement
from jaring.apps.intelligence.queries.cards import EntityCard, by_kind, entity_cards
from jaring.apps.intelligence.queries.facts import PROTECTION_SCHEMA
from jaring.apps.intelligence.queries.values import FactValue, property_label, read_value, reference_of
from jaring.engines.vocabulary import is_edge
from jaring.foundation.accounts.api import Viewer
from jaring.kernel.errors import NotAllowedError, NotFoundError

CHOOSABLE = 300  # entities of a report offered in a list; beyond it one searches


@dataclass(frozen=True, slots=True)
class StatementInHand:
    """A living statement of an own report. `folded`: it is part of a link, which is told and taken out as one."""

    id: UUID
    contribution_id: UUID
    reference: str
    entity_id: UUID
    subject: EntityCard
    schema: str
    prop: str
    label: str
    value: str
    shown: FactValue
    lang: str
    source_grade: str
    information_grade: str
    first_seen: str
    last_seen: str
    folded: bool
    is_end: bool
    parts: tuple[tuple[UUID, str, FactValue], ...] = ()


def statement_in_hand(statement_id: UUID, *, viewer: Viewer, revealed: bool = False) -> StatementInHand:
    """The statement, when the viewer may change it. `revealed` shows what is withheld of a protected person.

    Raises:
        NotFoundError: absent, hidden or already taken out. NotAllowedError: another member's.
    """
    one = Statement.objects.filter(id=statement_id, retired_at=None).first()
    report = Contribution.objects.filter(id=one.contribution_id).first() if one else None
    if one is None or report is None:
        raise NotFoundError(_("There is no such fact that you may see."))
    access.require_may_edit(report, viewer)
    target = reference_of(one)
    cards = entity_cards([one.entity_id, *([target] if target else [])], viewer=viewer)
    if one.entity_id not in cards:
        raise NotFoundError(_("There is no such fact that you may see."))
    folded = is_edge(one.schema) or one.schema == PROTECTION_SCHEMA
    hidden = cards[one.entity_id].protected and not revealed
    return StatementInHand(
        id=one.id,
        contribution_id=report.id,
        reference=report.reference,
        entity_id=one.entity_id,
        subject=cards[one.entity_id],
        schema=one.schema,
        prop=one.prop,
        label=property_label(one.schema, one.prop),
        value="" if hidden else one.value,
        shown=read_value(one, card=cards.get(target) if target else None, protected=hidden),
        lang=one.lang,
        source_grade=one.source_grade,
        information_grade=one.information_grade,
        first_seen=one.first_seen,
        last_seen=one.last_seen,
        folded=folded,
        is_end=folded and target is not None,
        parts=_parts(one, viewer) if folded else (),
    )


def seen_entity(given: str, *, viewer: Viewer) -> EntityCard:
    """The entity an address or a form names, when the viewer sees it; hidden, absent and unreadable are the same."""
    try:
        entity_id = UUID(given)
    except ValueError:
        raise NotFoundError(_("There is no such record that you may see.")) from None
    found = entity_cards([entity_id], viewer=viewer).get(entity_id)
    if found is None:
        raise NotFoundError(_("There is no such record that you may see."))
    return found


def own_entity(given: str, *, viewer: Viewer) -> EntityCard:
    """The same, of the viewer's own member. Another member's facts are not added to."""
    found = seen_entity(given, viewer=viewer)
    if found.owner_id != viewer.member_id:
        raise NotAllowedError(_("This belongs to another member. Record your own and link the two."))
    return found


def entities_in(contribution_id: UUID, *, viewer: Viewer, most: int = CHOOSABLE) -> list[EntityCard]:
    """Entities of a report to choose from, by kind and caption; links are not among them."""
    rows = EntityRow.objects.filter(contribution_id=contribution_id).exclude(kind="link")
    ids = list(rows.order_by(by_kind(), "caption").values_list("entity_id", flat=True)[:most])
    cards = entity_cards(ids, viewer=viewer)
    return [cards[one] for one in ids if one in cards]


def _parts(one: Statement, viewer: Viewer) -> tuple[tuple[UUID, str, FactValue], ...]:
    """The statements that make the link, each to be corrected by itself."""
    living = Statement.objects.filter(
        contribution_id=one.contribution_id, entity_id=one.entity_id, retired_at=None
    ).exclude(prop="id")
    parts = list(living.order_by("id"))
    references = {found for part in parts if (found := reference_of(part)) is not None}
    cards = entity_cards(references, viewer=viewer)
    told = []
    for part in parts:
        target = reference_of(part)
        if target is None or target in cards:
            value = read_value(part, card=cards[target] if target else None, protected=False)
            told.append((part.id, property_label(part.schema, part.prop), value))
    return tuple(told)
