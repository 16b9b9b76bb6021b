"""The picture: its page, its data, what grows from it, the panel beside it."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from jaring.apps.intelligence import api as intelligence
from jaring.apps.networks import answers
from jaring.apps.networks.actions import log_network
from jaring.apps.networks.domain import Narrowing, Start
from jaring.apps.networks.forms import NetworkForm, query_of, read_form
from jaring.apps.networks.queries.composing import compose, place
from jaring.apps.networks.queries.growing import expand, find_path
from jaring.apps.networks.queries.selection import select
from jaring.apps.networks.views.page import page_context
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in
from jaring.foundation.audit.api import Touched, record_events

STARTS_OFFERED = 24


@require_safe
@signed_in
def network(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The workspace; where everything is too much, or when asked for by words, a list of places to start."""
    form = NetworkForm(request.GET)
    start, narrowing, limit = read_form(form)
    words = request.GET.get("q", "")
    composed = None if words else compose(start, narrowing, limit, viewer=viewer)
    if composed is None:
        return _choose(request, words, viewer)
    if not composed.whole.nodes:
        return render(request, "networks/empty.html", {"protected": composed.protected, "start": start})
    log_network("read_network", composed.owner_ids, viewer=viewer, start=start, how="list")
    form.offer_only({n.kind for n in composed.whole.nodes}, {o for n in composed.whole.nodes for o in n.owners})
    context = page_context(composed, narrowing, limit, viewer=viewer)
    return render(request, "networks/network.html", {**context, "form": form})


@require_safe
@signed_in
def data(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The first picture as the script draws it."""
    start, narrowing, limit = read_form(NetworkForm(request.GET))
    composed = compose(start, narrowing, limit, viewer=viewer)
    if composed is None:
        return JsonResponse({"nodes": [], "links": [], "texts": answers.script_texts()})
    log_network("read_network", composed.owner_ids, viewer=viewer, start=start, how="picture")
    content = answers.composed_json(composed, place(composed.drawn), viewer=viewer)
    return _json({**content, "texts": answers.script_texts()})


@require_POST
@signed_in
def expand_entity(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Add what is linked with one entity."""
    body = answers.read_body(request.body)
    node = answers.read_id(body.get("node"), "node")
    grown = expand(node, answers.read_shown(body.get("shown")), viewer=viewer)
    log_network("read_network", grown.owner_ids, viewer=viewer, start=Start(entity=node), how="expanded")
    return _json(answers.grown_json(grown))


@require_POST
@signed_in
def path_between(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The shortest visible chain between two entities."""
    body = answers.read_body(request.body)
    a, b = answers.read_id(body.get("a"), "a"), answers.read_id(body.get("b"), "b")
    grown = find_path(a, b, answers.read_shown(body.get("shown")), viewer=viewer)
    if grown is None:
        log_network("read_network", {}, viewer=viewer, how="path")
        return _json({"found": False, "nodes": [], "links": []})
    log_network("read_network", grown.owner_ids, viewer=viewer, how="path")
    return _json({"found": True, **answers.grown_json(grown)})


@require_safe
@signed_in
def panel(request: HttpRequest, viewer: Viewer, entity_id: UUID) -> HttpResponse:
    """What is known of the selected entity, as a piece of the page."""
    selection = select(entity_id, viewer=viewer)
    touched = [Touched("entity", entity_id, owner) for owner in selection.owner_ids]
    record_events("read_entity", touched, acting=viewer)
    return render(request, "networks/parts/panel.html", {"selection": selection})


def _choose(request: HttpRequest, words: str, viewer: Viewer) -> HttpResponse:
    if words:
        found = [hit for hit in intelligence.run_search(words, acting=viewer).hits if hit.thing_kind == "entity"]
        cards = intelligence.entity_cards([hit.id for hit in found if not hit.protected], viewer=viewer)
        choices = [cards[hit.id] for hit in found if hit.id in cards]
        if len(choices) == 1:
            return redirect(f"{reverse('networks:network')}?{urlencode(query_of(Start(choices[0].id), Narrowing()))}")
    else:
        starts = intelligence.starting_points(STARTS_OFFERED, viewer=viewer)
        cards = intelligence.entity_cards([UUID(one.id) for one in starts], viewer=viewer)
        choices = [cards[UUID(one.id)] for one in starts if UUID(one.id) in cards]
    context = {"choices": choices, "words": words, "most": intelligence.WHOLE_LIMIT}
    return render(request, "networks/choose.html", context)


def _json(content: dict[str, Any]) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
