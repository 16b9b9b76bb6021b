"""Search over what the viewer may see: by words or part of a word, and by identifier however it was typed.

Everything is counted after the database has applied the viewer's bitmap: hits, facets and "more" say nothing of
what is hidden. A link is found through its two ends, not by itself, for it is seen only where both of them are.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from followthemoney import registry

from jaring.apps.intelligence.models import Contribution, EntityRow, IdentifierKey
from jaring.apps.intelligence.queries.cards import EntityCard, MemberTag, entity_cards, member_tag
from jaring.apps.intelligence.queries.handling import marking_code, marking_words
from jaring.engines.names.identifiers import keys_for_query
from jaring.engines.names.tokens import normalise, tokens
from jaring.engines.vocabulary import kind_of, quick_types
from jaring.foundation.accounts.api import Viewer
from jaring.ui.icons import ENTITY_ICONS

CAP = 2_000  # documents looked at for one search; beyond it counts say "more than"
PAGE = 50
SHORTEST = 2  # characters
SHORTEST_PART = 3  # trigrams serve parts of words from three characters on
LONGEST = 200
MOST_TOKENS = 12
REPORT_KIND = "report"
# Kinds that are found: everything but bare links.
KINDS = (REPORT_KIND, *(kind for kind in ENTITY_ICONS if kind != "link"))


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found. `reason` is "identifier" or "words"; `identifier` is the kind of number that fitted."""

    thing_kind: str
    id: UUID
    kind: str
    label: str
    roman: str
    described: str
    owner: MemberTag
    reason: str
    identifier: str = ""
    reference: str = ""
    marking: str = ""
    marking_label: str = ""
    reports: int = 1
    protected: bool = False


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`total` counts things the viewer may see; `more` says that it is a lower bound. `kinds` are the facets."""

    text: str
    hits: tuple[Hit, ...]
    total: int
    more: bool
    kinds: tuple[tuple[str, int], ...]
    page: int
    pages: int
    too_short: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    thing_kind: str
    id: UUID
    kind: str
    identifier: str = ""


def search(text: str, *, viewer: Viewer, kinds: Iterable[str] = (), page: int = 1, size: int = PAGE) -> SearchResult:
    """One page of what fits the text, identifiers first. Queries shorter than two characters find nothing."""
    asked = " ".join(text.replace("\x00", " ").split())[:LONGEST]
    if len(asked) < SHORTEST:
        return SearchResult(asked, (), 0, False, (), 1, 1, too_short=bool(asked))
    by_words, more = _by_words(asked)
    found = _merged([*_by_identifier(asked, viewer), *by_words])
    facets = Counter(one.kind for one in found)
    wanted = set(kinds)
    chosen = [one for one in found if not wanted or one.kind in wanted]
    pages = max(1, -(-len(chosen) // size))
    number = min(max(1, page), pages)
    hits = _hits(chosen[(number - 1) * size : number * size], viewer)
    order = {kind: place for place, kind in enumerate(KINDS)}
    ranked = sorted(facets.items(), key=lambda item: order.get(item[0], len(order)))
    return SearchResult(asked, hits, len(chosen), more, tuple(ranked), number, pages)


def find_entities(text: str, *, viewer: Viewer, schemata: Sequence[str] = (), most: int = 12) -> list[EntityCard]:
    """Entities for choosing one, best first."""
    kinds = {kind_of(name) for name in schemata}
    entity_kinds = [kind for kind in KINDS if kind != REPORT_KIND and (not kinds or kind in kinds)]
    result = search(text, viewer=viewer, kinds=entity_kinds, size=most)
    cards = entity_cards([hit.id for hit in result.hits], viewer=viewer)
    return [cards[hit.id] for hit in result.hits if hit.id in cards]


def kind_label(kind: str) -> str:
    """The plain word for an icon kind, for facets."""
    return next((one.label for one in quick_types() if one.kind == kind), kind.capitalize())


def _by_words(text: str) -> tuple[list[_Found], bool]:
    part = normalise(text)
    query = _tsquery(tokens(text))
    pattern = f"%{_escape_like(part)}%" if len(part) >= SHORTEST_PART else ""
    if not query and not pattern:
        return [], False
    with connection.cursor() as cursor:
        cursor.execute(
            "select thing_kind, thing_id, kind, hits from app.search_documents(%s, %s, %s, %s)",
            [query, pattern, list(KINDS), CAP],
        )
        rows = cursor.fetchall()
    more = bool(rows) and rows[0][3] > CAP
    return [_Found(thing_kind, thing_id, kind) for thing_kind, thing_id, kind, _hits_in_all in rows], more


def _by_identifier(text: str, viewer: Viewer) -> list[_Found]:
    keys = keys_for_query(text, country=registry.country.clean(viewer.member_code))
    if not keys:
        return []
    rank = {key: place for place, key in reversed(list(enumerate(keys)))}
    rows = IdentifierKey.objects.filter(value__in={value for _kind, value in keys}).values_list(
        "kind", "value", "entity_id"
    )
    fitting = [(rank[kind, value], kind, entity_id) for kind, value, entity_id in rows[:CAP] if (kind, value) in rank]
    return [_Found("entity", entity_id, "", kind) for _rank, kind, entity_id in sorted(fitting, key=lambda one: one[0])]


def _merged(found: Iterable[_Found]) -> list[_Found]:
    """Each thing once, where it stood first; the kind comes from its own row."""
    once: dict[tuple[str, UUID], _Found] = {}
    for one in found:
        known = once.get((one.thing_kind, one.id))
        if known is None:
            once[one.thing_kind, one.id] = one
        elif not known.kind:
            once[one.thing_kind, one.id] = _Found(one.thing_kind, one.id, one.kind, known.identifier)
    unknown = [one.id for one in once.values() if not one.kind]
    kinds = _kinds_of(unknown)
    complete = (
        one if one.kind else _Found(one.thing_kind, one.id, kinds.get(one.id, ""), one.identifier)
        for one in once.values()
    )
    return [one for one in complete if one.kind and one.kind != "link"]


def _kinds_of(ids: list[UUID]) -> dict[UUID, str]:
    return dict(EntityRow.objects.filter(entity_id__in=ids).values_list("entity_id", "kind")) if ids else {}


def _hits(found: Sequence[_Found], viewer: Viewer) -> tuple[Hit, ...]:
    cards = entity_cards([one.id for one in found if one.thing_kind == "entity"], viewer=viewer)
    report_ids = [one.id for one in found if one.thing_kind == "contribution"]
    reports = {one.id: one for one in Contribution.objects.filter(id__in=report_ids)} if report_ids else {}
    hits = []
    for one in found:
        if one.id in cards:
            hits.append(_entity_hit(one, cards[one.id]))
        elif one.id in reports:
            hits.append(_report_hit(one, reports[one.id], viewer))
    return tuple(hits)


def _entity_hit(one: _Found, card: EntityCard) -> Hit:
    return Hit(
        thing_kind="entity",
        id=card.id,
        kind=card.kind,
        label=card.label,
        roman=card.roman,
        described=card.described,
        owner=card.owner,
        reason="identifier" if one.identifier else "words",
        identifier=one.identifier,
        reports=card.reports,
        protected=card.protected,
    )


def _report_hit(one: _Found, report: Contribution, viewer: Viewer) -> Hit:
    return Hit(
        thing_kind="report",
        id=report.id,
        kind=REPORT_KIND,
        label=report.title,
        roman="",
        described="",
        owner=member_tag(report.owner_id, viewer),
        reason="words",
        reference=report.reference,
        marking=marking_code(report.marking),
        marking_label=marking_words(report.marking),
    )


def _tsquery(words: Sequence[str]) -> str:
    """Every word, the last one as the beginning of a word. Quoted, so that no word is read as an operator."""
    quoted = [_quote(word) for word in words[:MOST_TOKENS]]
    if not quoted:
        return ""
    return " & ".join([*quoted[:-1], f"{quoted[-1]}:*"])


def _quote(word: str) -> str:
    doubled = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{doubled}'"


def _escape_like(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
