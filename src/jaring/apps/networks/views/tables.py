"""Every picture has its table: all entities and links, without a cut, by pages."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jaring.apps.intelligence import api as intelligence
from jaring.apps.networks.actions import log_network
from jaring.apps.networks.domain import Narrowing
from jaring.apps.networks.forms import NetworkForm, query_of, read_form
from jaring.apps.networks.queries.composing import Composed, compose
from jaring.apps.networks.views.page import narrowed_words, notes_of, page_context
from jaring.engines.graph import Link, Node, degrees
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in
from jaring.kernel.errors import BadInputError

ROWS = 50
NO_LIMIT = 1_000_000  # a table is not cut


@require_safe
@signed_in
def table(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Entities, or with `show=links` the links, of what a picture would be made from."""
    form = NetworkForm(request.GET)
    start, narrowing, limit = read_form(form)
    composed = compose(start, narrowing, limit, viewer=viewer)
    if composed is None:
        return redirect("networks:network")
    links = request.GET.get("show") == "links"
    number = request.GET.get("page", "1")
    rows = _links(composed, request.GET.get("sort", "")) if links else _nodes(composed, request.GET.get("sort", ""))
    page = Paginator(rows, ROWS).get_page(number)
    log_network("read_network", composed.owner_ids, viewer=viewer, start=start, how="table")
    form.offer_only({n.kind for n in composed.whole.nodes}, {o for n in composed.whole.nodes for o in n.owners})
    context = {
        **page_context(composed, narrowing, limit, viewer=viewer),
        "form": form,
        "page": page,
        "lines": _named(list(page.object_list), viewer),
        "show_links": links,
        "notes": notes_of(replace(composed, drawn=composed.wanted)),
        "chips": [(word, _without(composed)) for word in narrowed_words(narrowing)],
        "here": urlencode(query_of(start, narrowing)),
    }
    return render(request, "networks/table.html", context)


def _without(composed: Composed) -> str:
    return f"{reverse('networks:table')}?{urlencode(query_of(composed.start, Narrowing()))}"


def _nodes(composed: Composed, sort: str) -> list[tuple[Node, int]]:
    counts = degrees(composed.wanted.nodes, composed.wanted.links)
    pairs = [(node, counts[node.id]) for node in composed.wanted.nodes]
    keys: dict[str, Any] = {
        "links": lambda pair: (pair[1], pair[0].caption),
        "name": lambda pair: (pair[0].caption.casefold(), pair[0].id),
        "type": lambda pair: (pair[0].kind, pair[0].caption),
        "owner": lambda pair: (pair[0].owners, pair[0].caption),
    }
    key, down = _order(sort, keys, "-links")
    return sorted(sorted(pairs, key=lambda pair: pair[0].id), key=key, reverse=down)


def _links(composed: Composed, sort: str) -> list[Link]:
    names = {node.id: node.caption for node in composed.wanted.nodes}
    keys: dict[str, Any] = {
        "from": lambda link: names[link.source].casefold(),
        "to": lambda link: names[link.target].casefold(),
        "link": lambda link: link.label,
        "grade": lambda link: link.grade or "Z",
        "owner": lambda link: link.owner,
        "date": lambda link: link.starts or link.ends or "",
    }
    key, down = _order(sort, keys, "grade")
    return sorted(sorted(composed.wanted.links, key=lambda link: link.id), key=key, reverse=down)


def _order(sort: str, keys: dict[str, Any], usual: str) -> tuple[Any, bool]:
    asked = sort or usual
    name = asked.removeprefix("-")
    if name not in keys:
        raise BadInputError(_("The list cannot be sorted by this column."), field="sort")
    return keys[name], asked.startswith("-")


def _named(rows: list[Any], viewer: Viewer) -> list[dict[str, Any]]:
    """Rows with the names their entities' own pages give them."""
    pairs = [row for row in rows if isinstance(row, tuple)]
    links = [row for row in rows if isinstance(row, Link)]
    ids = {UUID(node.id) for node, _count in pairs}
    ids |= {UUID(end) for link in links for end in (link.source, link.target)}
    cards = intelligence.entity_cards(ids, viewer=viewer)
    lines = [{"node": node, "count": count, "card": cards[UUID(node.id)]} for node, count in pairs]
    ends = [{"link": link, "source": cards[UUID(link.source)], "target": cards[UUID(link.target)]} for link in links]
    return lines or ends
