"""Hits and facets as the search page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from jaring.apps.intelligence.api import Hit, SearchResult, kind_label
from jaring.apps.portal.queries.words import same_words
from jaring.ui.icons import entity_icon


@dataclass(frozen=True, slots=True)
class HitLine:
    """A hit with its address and, for a number that fits exactly, which."""

    hit: Hit
    url: str
    same: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A kind, how many the viewer may see of it, and where a press leads: narrows, or takes the narrowing away."""

    kind: str
    icon: str
    label: str
    count: int
    url: str
    chosen: bool


def lines_of(hits: Iterable[Hit]) -> list[HitLine]:
    """Hits with addresses, in the same order."""
    return [HitLine(hit, _address(hit), same_words(hit.identifier) if hit.identifier else "") for hit in hits]


def facets_of(result: SearchResult, chosen: list[str], text: str) -> list[Facet]:
    """The kinds among what was found."""
    facets = []
    for kind, count in result.kinds:
        on = kind in chosen
        kinds = [one for one in chosen if one != kind] if on else [*chosen, kind]
        query = urlencode([("q", text), *(("kind", one) for one in kinds)])
        facets.append(Facet(kind, _icon(kind), kind_label(kind), count, f"{reverse('portal:search')}?{query}", on))
    return facets


def _icon(kind: str) -> str:
    return "file-text" if kind == "report" else entity_icon(kind)


def _address(hit: Hit) -> str:
    name = "intelligence:entity" if hit.thing_kind == "entity" else "intelligence:report"
    return reverse(name, args=[hit.id])
