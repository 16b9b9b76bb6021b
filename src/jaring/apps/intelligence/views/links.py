"""Linking two: choose both, choose a sentence."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jaring.apps.intelligence.actions import statements
from jaring.apps.intelligence.actions.reading import choose_entities
from jaring.apps.intelligence.forms import attempt, posted
from jaring.apps.intelligence.forms.links import LinkForm
from jaring.apps.intelligence.queries.cards import EntityCard
from jaring.apps.intelligence.queries.reports import report_to_add_to
from jaring.apps.intelligence.queries.statements import entities_in, seen_entity
from jaring.engines.vocabulary import QuickLink, quick_links
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in

ENDS = ("source", "target")
OFFERED = 40


@require_http_methods(["GET", "POST"])
@signed_in
def link(request: HttpRequest, viewer: Viewer, report_id: UUID) -> HttpResponse:
    """Two steps: the two ends, then the sentence between them."""
    report = report_to_add_to(report_id, viewer=viewer)
    source, target = (_chosen(request, end, viewer) for end in ENDS)
    if source is None or target is None or "again" in request.GET:
        return _choose_ends(request, viewer, report_id, {"report": report, "source": source, "target": target})
    links = quick_links(source.schema, target.schema) if source.id != target.id else ()
    context = {"report": report, "source": source, "target": target, "links": links}
    if not links:
        return render(request, "intelligence/link_sentence.html", context, status=422)
    form = _form(request, source, target, links, entities_in(report_id, viewer=viewer))
    if request.method == "POST" and form.is_valid() and _record(form, report_id, viewer):
        told = {"source": source.label, "sentence": form.link.sentence, "target": target.label}
        messages.success(request, _("Recorded: %(source)s %(sentence)s %(target)s.") % told)
        return redirect("intelligence:report", report_id)
    context["form"] = form
    return render(request, "intelligence/link_sentence.html", context, status=422 if form.errors else 200)


def _record(form: LinkForm, report_id: UUID, viewer: Viewer) -> bool:
    return attempt(form, lambda: statements.add_entity(report_id, form.draft(), acting=viewer)) is not None


@require_GET
@signed_in
def find(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Suggestions while typing: computed from what the viewer may see and from nothing else."""
    end = request.GET.get("end", "")
    text = request.GET.get(f"{end}_text", "")
    found = choose_entities(text, acting=viewer) if end in ENDS else []
    context = {"end": end, "cards": found, "text": text.strip()}
    return render(request, "intelligence/parts/entity_options.html", context)


def _choose_ends(request: HttpRequest, viewer: Viewer, report_id: UUID, context: dict[str, object]) -> HttpResponse:
    here = entities_in(report_id, viewer=viewer, most=OFFERED)
    sides = []
    for end, title in zip(ENDS, (_("Who or what"), _("With whom or what")), strict=True):
        text = request.GET.get(f"{end}_text", "").strip()
        cards = choose_entities(text, acting=viewer) if text else here
        chosen = context[end]
        if isinstance(chosen, EntityCard) and chosen not in cards:
            cards = [chosen, *cards]
        sides.append({"end": end, "title": title, "text": text, "cards": cards, "chosen": chosen})
    missing = any(end in request.GET for end in ENDS) and "again" not in request.GET
    return render(request, "intelligence/link.html", {**context, "sides": sides, "missing": missing})


def _chosen(request: HttpRequest, end: str, viewer: Viewer) -> EntityCard | None:
    given = request.POST.get(end) or request.GET.get(end) or ""
    return seen_entity(given, viewer=viewer) if given else None


def _form(
    request: HttpRequest,
    source: EntityCard,
    target: EntityCard,
    links: tuple[QuickLink, ...],
    here: list[EntityCard],
) -> LinkForm:
    given = request.POST.get("sentence") or request.GET.get("sentence") or "0"
    chosen = int(given) if given.isascii() and given.isdigit() and int(given) < len(links) else 0
    return LinkForm(posted(request), source=source, target=target, links=links, chosen=chosen, entities=here)
