"""Adding, correcting and taking out facts."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaring.apps.intelligence.actions import statements
from jaring.apps.intelligence.actions.reading import hold_statement
from jaring.apps.intelligence.actions.statements import EntityDraft
from jaring.apps.intelligence.forms import attempt, posted
from jaring.apps.intelligence.forms.facts import CorrectionForm, EntityForm
from jaring.apps.intelligence.queries.cards import EntityCard, schema_label
from jaring.apps.intelligence.queries.reports import report_to_add_to
from jaring.apps.intelligence.queries.statements import entities_in, own_entity, statement_in_hand
from jaring.engines.vocabulary import check_schema, edge_ends, is_edge
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in
from jaring.kernel.errors import NotFoundError


@require_http_methods(["GET", "POST"])
@signed_in
def add(request: HttpRequest, viewer: Viewer, report_id: UUID, schema: str) -> HttpResponse:
    """Record something new, or with `?entity=` more about something of ours."""
    report = report_to_add_to(report_id, viewer=viewer)
    if check_schema(schema) is not None:
        raise NotFoundError(_("There is no such type."))
    about = _about(request, viewer)
    if about is None and is_edge(schema):
        return redirect("intelligence:link", report_id)
    form = EntityForm(
        posted(request),
        schema=schema,
        entities=entities_in(report_id, viewer=viewer),
        left_out=edge_ends(schema) if is_edge(schema) else (),
        whole=about is None,
    )
    if request.method == "POST" and form.is_valid() and _record(form, report_id, about, viewer):
        label = schema_label(schema)
        messages.success(request, _("Recorded: %(type)s. It stands in the report's facts.") % {"type": label})
        if "another" in request.POST:
            return redirect(request.get_full_path())
        return redirect("intelligence:report", report_id)
    context = {"form": form, "report": report, "about": about, "type": schema_label(schema), "schema": schema}
    return render(request, "intelligence/fact_add.html", context, status=422 if form.errors else 200)


def _record(form: EntityForm, report_id: UUID, about: EntityCard | None, viewer: Viewer) -> bool:
    facts = form.facts()
    if about is None:
        draft = EntityDraft(form.schema, facts)
        return attempt(form, lambda: statements.add_entity(report_id, draft, acting=viewer)) is not None
    if not facts:
        form.add_error(None, _("Fill in at least one field."))
        return False
    state = partial(statements.add_facts, report_id, about.id, facts, acting=viewer, schema=form.schema)
    return attempt(form, state) is not None


def _about(request: HttpRequest, viewer: Viewer) -> EntityCard | None:
    given = request.GET.get("entity", "")
    return own_entity(given, viewer=viewer) if given else None


@require_http_methods(["GET", "POST"])
@signed_in
def correct(request: HttpRequest, viewer: Viewer, fact_id: UUID) -> HttpResponse:
    """Put another value in the place of one; the old one stays in the log."""
    held = hold_statement(fact_id, acting=viewer)
    form = CorrectionForm(posted(request), held=held, entities=entities_in(held.contribution_id, viewer=viewer))
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: statements.correct_fact(fact_id, form.fact(), acting=viewer),
            fields={held.prop: "value"},
        )
        if done is not None:
            messages.success(request, _("The fact is corrected. The old value stays in your member's log."))
            return redirect("intelligence:report", held.contribution_id)
    context = {"form": form, "held": held}
    return render(request, "intelligence/fact_correct.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def retire(request: HttpRequest, viewer: Viewer, fact_id: UUID) -> HttpResponse:
    """Take a fact, or a whole link, out of the report."""
    held = statement_in_hand(fact_id, viewer=viewer)
    if request.method == "POST":
        if held.folded:
            statements.retire_entity(held.contribution_id, held.entity_id, acting=viewer)
        else:
            statements.retire_fact(fact_id, acting=viewer)
        messages.success(request, _("The fact is taken out, here and for everybody it was released to."))
        return redirect("intelligence:report", held.contribution_id)
    return render(request, "intelligence/fact_retire.html", {"held": held})


@require_POST
@signed_in
def take_out(request: HttpRequest, viewer: Viewer, report_id: UUID, entity_id: UUID) -> HttpResponse:
    """Take an entity with its facts and links out of a report."""
    statements.retire_entity(report_id, entity_id, acting=viewer)
    messages.success(request, _("It is taken out of the report, with its facts and links."))
    return redirect("intelligence:report", report_id)
