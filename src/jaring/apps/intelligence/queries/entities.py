"""An entity composed, for one viewer, of every visible statement about it: each with owner, report, grade and age."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from jaring.apps.intelligence.models import Contribution, Edge, Statement
from jaring.apps.intelligence.queries.cards import EntityCard, MemberTag, entity_cards, member_tag
from jaring.apps.intelligence.queries.facts import PROTECTION_SCHEMA, both_ends_seen, grade_of
from jaring.apps.intelligence.queries.handling import (
    Handling,
    codes_of,
    grants_of,
    handling_of_entity,
    marking_code,
    marking_words,
)
from jaring.apps.intelligence.queries.values import FactValue, property_label, read_value, reference_of
from jaring.engines.vocabulary import edge_ends, editable_props, is_edge, quick_links
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.audit.api import own_reads_of
from jaring.kernel.errors import NotFoundError
from jaring.ui.dates import date_span, fact_date

STATEMENTS_SHOWN = 600
LINKS_SHOWN = 40
# A person is born once, a ship has one IMO number: two values of these cannot both be true.
SINGLE_VALUED = frozenset(
    {
        "birthDate",
        "deathDate",
        "gender",
        "birthCountry",
        "imoNumber",
        "mmsi",
        "incorporationDate",
        "iban",
        "imei",
    }
)
# Links that happen and do not last: a payment "since" October would say something else.
_MOMENTS = frozenset({"Payment", "Fee", "Contact"})
_STRENGTH = {grade: rank for rank, grade in enumerate(f"{s}{i}" for s in "ABCX" for i in "1234")}


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One statement as the entity page shows it."""

    statement_id: UUID
    value: FactValue
    owner: MemberTag
    contribution_id: UUID
    reference: str
    grade: str
    seen: str | date
    marking: str
    marking_label: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PropertyGroup:
    """All values of one property. `differing` counts values that cannot all be true; 0 where they agree."""

    prop: str
    label: str
    values: tuple[StatedValue, ...]
    differing: int = 0


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """The other end of a link, and the sentence that leads there. `inward`: the sentence starts at the other end."""

    card: EntityCard
    words: str
    inward: bool
    owner: MemberTag
    grade: str
    when: str


@dataclass(frozen=True, slots=True)
class Entity:
    """The page of an entity. `fact_count` and `link_count` are all the viewer may see, shown or cut."""

    card: EntityCard
    handling: Handling
    groups: tuple[PropertyGroup, ...]
    fact_count: int
    owners: tuple[MemberTag, ...]
    linked: tuple[LinkedEntity, ...]
    link_count: int
    own_reads: int
    revealed: bool
    ends: tuple[EntityCard, ...] = ()


def read_entity(entity_id: UUID, *, viewer: Viewer, by_age: bool = False, revealed: bool = False) -> Entity:
    """The entity as the viewer may read it. `revealed` shows what is withheld of a protected person.

    Raises:
        NotFoundError: absent, hidden, or a link one end of which is hidden.
    """
    card = entity_cards([entity_id], viewer=viewer).get(entity_id)
    if card is None:
        raise NotFoundError(_("There is no such record that you may see."))
    statements = list(
        Statement.objects.filter(entity_id=entity_id, retired_at=None)
        .exclude(prop="id")
        .order_by("id")[:STATEMENTS_SHOWN]
    )
    references = {found for one in statements if (found := reference_of(one)) is not None}
    cards = entity_cards(references, viewer=viewer)
    ends = _require_ends(card, statements, cards)
    told = [one for one in statements if (target := reference_of(one)) is None or target in cards]
    reports = {one.id: one for one in Contribution.objects.filter(id__in={one.contribution_id for one in told})}
    told = [one for one in told if one.contribution_id in reports]
    counts: dict[UUID, int] = {}
    for one in told:
        counts[one.contribution_id] = counts.get(one.contribution_id, 0) + 1
    values = _stated_values(told, reports, cards, protected=card.protected and not revealed, viewer=viewer)
    linked, link_count = linked_entities(card, viewer=viewer)
    return Entity(
        card=card,
        handling=handling_of_entity(counts, reports.values(), viewer=viewer),
        groups=_grouped(card.schema, told, values, by_age=by_age),
        fact_count=len(told),
        owners=tuple(member_tag(one, viewer) for one in sorted({r.owner_id for r in reports.values()})),
        linked=linked,
        link_count=link_count,
        own_reads=own_reads_of(entity_id, person_id=viewer.person_id),
        revealed=revealed,
        ends=ends,
    )


def linked_entities(
    card: EntityCard, *, viewer: Viewer, most: int = LINKS_SHOWN
) -> tuple[tuple[LinkedEntity, ...], int]:
    """Entities at the other end of visible links with both ends visible, strongest first; and how many links in all."""
    touching = Edge.objects.filter(Q(source_id=card.id) | Q(target_id=card.id)).exclude(schema=PROTECTION_SCHEMA)
    seen = both_ends_seen(touching)
    total = seen.count()
    edges = list(seen.order_by("source_grade", "information_grade", "id")[:most])
    others = {edge.target_id if edge.source_id == card.id else edge.source_id for edge in edges}
    cards = entity_cards(others, viewer=viewer)
    shown = [_linked(edge, card, cards, viewer) for edge in edges]
    return tuple(one for one in shown if one is not None), total


def _linked(edge: Edge, card: EntityCard, cards: dict[UUID, EntityCard], viewer: Viewer) -> LinkedEntity | None:
    outward = edge.source_id == card.id
    other = cards.get(edge.target_id if outward else edge.source_id)
    if other is None:
        return None
    sentence = _sentence(edge, card, other, swapped=not outward)
    momentary = edge.schema in _MOMENTS and not edge.ends
    return LinkedEntity(
        card=other,
        words=sentence or edge.caption[:1].lower() + edge.caption[1:],
        inward=not outward and not sentence,
        owner=member_tag(edge.owner_id, viewer),
        grade=edge.source_grade + edge.information_grade,
        when=fact_date(edge.starts) if momentary and edge.starts else date_span(edge.starts, edge.ends),
    )


def _sentence(edge: Edge, card: EntityCard, other: EntityCard, *, swapped: bool) -> str:
    """Read from this page's entity; empty where the vocabulary has no sentence for that side."""
    if edge.link_id is None:
        return ""
    for link in quick_links(card.schema, other.schema):
        preset = dict(link.preset)
        role = next((preset[name] for name in ("crimeRole", "role", "medium", "mode") if name in preset), "")
        if link.schema == edge.schema and link.swapped == swapped and _same_role(role, edge.caption):
            return link.sentence
    return ""


def _same_role(role: str, caption: str) -> bool:
    return not role or role.replace("_", " ").casefold() == caption.casefold()


def _require_ends(
    card: EntityCard, statements: Iterable[Statement], cards: dict[UUID, EntityCard]
) -> tuple[EntityCard, ...]:
    """The ends of a link; a link is seen only where both its ends are."""
    if is_edge(card.schema):
        wanted: tuple[str, ...] = edge_ends(card.schema)
    elif card.schema == PROTECTION_SCHEMA:
        wanted = ("subject",)
    else:
        return ()
    found: list[EntityCard] = []
    for prop in wanted:
        ends = [cards[ref] for one in statements if one.prop == prop and (ref := reference_of(one)) in cards]
        if not ends:
            raise NotFoundError(_("There is no such record that you may see."))
        found += ends
    return tuple(found)


def _stated_values(
    statements: Iterable[Statement],
    reports: dict[UUID, Contribution],
    cards: dict[UUID, EntityCard],
    *,
    protected: bool,
    viewer: Viewer,
) -> dict[UUID, StatedValue]:
    grants = grants_of(reports, viewer=viewer)
    found = {}
    for one in statements:
        report = reports[one.contribution_id]
        target = reference_of(one)
        found[one.id] = StatedValue(
            statement_id=one.id,
            value=read_value(one, card=cards[target] if target is not None else None, protected=protected),
            owner=member_tag(one.owner_id, viewer),
            contribution_id=report.id,
            reference=report.reference,
            grade=grade_of(one, report.source_grade + report.information_grade),
            seen=one.last_seen or one.first_seen or report.reported_at,
            marking=marking_code(report.marking),
            marking_label=marking_words(report.marking),
            codes=codes_of(report, grants.get(report.id)),
        )
    return found


def _grouped(
    schema: str, statements: Iterable[Statement], values: dict[UUID, StatedValue], *, by_age: bool
) -> tuple[PropertyGroup, ...]:
    by_prop: dict[str, list[Statement]] = {}
    for one in statements:
        by_prop.setdefault(one.prop, []).append(one)
    order = {prop.name: place for place, prop in enumerate(editable_props(schema))}
    groups = []
    for prop in sorted(by_prop, key=lambda name: (order.get(name, len(order)), name)):
        here = by_prop[prop]
        shown = sorted((values[one.id] for one in here), key=_by_age if by_age else _by_strength)
        label = property_label(here[0].schema, prop)
        groups.append(
            PropertyGroup(
                prop,
                label[:1].upper() + label[1:],
                tuple(shown),
                _differing(prop, [one.value for one in here]),
            )
        )
    return tuple(groups)


def _by_strength(value: StatedValue) -> tuple[int, str]:
    return _STRENGTH.get(value.grade, len(_STRENGTH)), _reversed_day(value)


def _by_age(value: StatedValue) -> tuple[str, int]:
    return _reversed_day(value), _STRENGTH.get(value.grade, len(_STRENGTH))


def _reversed_day(value: StatedValue) -> str:
    """Sorts the newest first beside keys that sort upwards."""
    return "".join(chr(ord("9") - int(char)) if char.isdigit() else char for char in f"{value.seen}"[:10])


def _differing(prop: str, values: Iterable[str]) -> int:
    """How many values of a single-valued property exclude one another: 1979 and 1979-03-14 agree, 1981 does not."""
    if prop not in SINGLE_VALUED:
        return 0
    distinct = sorted(set(values))
    sharp = [one for one in distinct if not any(other != one and other.startswith(one) for other in distinct)]
    return len(sharp) if len(sharp) > 1 else 0
