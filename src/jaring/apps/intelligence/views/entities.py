"""An entity, and where to add to it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from jaring.apps.intelligence.access import require_may_contribute
from jaring.apps.intelligence.actions.reading import open_entity, reveal_protected
from jaring.apps.intelligence.forms import attempt
from jaring.apps.intelligence.forms.releases import ReasonForm
from jaring.apps.intelligence.queries.entities import Entity
from jaring.apps.intelligence.queries.reports import own_open_reports
from jaring.apps.intelligence.queries.statements import seen_entity
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in


@require_GET
@signed_in
def entity(request: HttpRequest, viewer: Viewer, entity_id: UUID) -> HttpResponse:
    """Everything the viewer may read of it, by property. Opening it is logged."""
    by_age = request.GET.get("by") == "age"
    return _page(request, viewer, open_entity(entity_id, acting=viewer, by_age=by_age), ReasonForm(), by_age=by_age)


@require_http_methods(["GET", "POST"])
@signed_in
def reveal(request: HttpRequest, viewer: Viewer, entity_id: UUID) -> HttpResponse:
    """Who a protected person is, to people of the owner, once, with a reason."""
    if request.method != "POST":
        return redirect("intelligence:entity", entity_id)
    form = ReasonForm(request.POST, required=False)
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    shown = attempt(form, lambda: reveal_protected(entity_id, reason, acting=viewer))
    if shown is None:
        return _page(request, viewer, open_entity(entity_id, acting=viewer), form, status=422)
    return _page(request, viewer, shown, form)


@require_GET
@signed_in
def entity_add(request: HttpRequest, viewer: Viewer, entity_id: UUID) -> HttpResponse:
    """Choose the report of ours in which the new fact shall stand."""
    require_may_contribute(viewer)
    card = seen_entity(str(entity_id), viewer=viewer)
    context = {
        "card": card,
        "ours": card.owner_id == viewer.member_id,
        "reports": own_open_reports(viewer=viewer),
    }
    return render(request, "intelligence/entity_add.html", context)


def _page(
    request: HttpRequest,
    viewer: Viewer,
    found: Entity,
    form: ReasonForm,
    *,
    by_age: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        "entity": found,
        "card": found.card,
        "handling": found.handling,
        "by_age": by_age,
        "reason_form": form,
        "may_contribute": viewer.contributes,
        "may_reveal": found.card.protected and found.card.owner_id == viewer.member_id and viewer.contributes,
    }
    return render(request, "intelligence/entity.html", context, status=status)
