"""Beginning, changing, finishing and throwing away reports."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jaring.apps.intelligence.access import require_may_contribute, why_not_widened
from jaring.apps.intelligence.actions import contributions
from jaring.apps.intelligence.forms import attempt, posted
from jaring.apps.intelligence.forms.reports import ReportForm, initial_of, initial_of_new
from jaring.apps.intelligence.queries.reports import own_report
from jaring.apps.intelligence.queries.sight import sight_of_new, sight_of_report
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in
from jaring.kernel.errors import BadInputError


@require_http_methods(["GET", "POST"])
@signed_in
def report_new(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Begin a report; the page says before saving who will see it."""
    require_may_contribute(viewer)
    initial = initial_of_new(viewer, timezone.localdate())
    marking = _marking(request, initial["marking"])
    form = ReportForm(posted(request), viewer=viewer, initial={**initial, "marking": marking})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: contributions.create_contribution(form.draft(), acting=viewer))
        if made is not None:
            messages.success(request, _("The draft is kept. Add what the report is about."))
            return redirect("intelligence:report", made.id)
    context = {"form": form, "sight": sight_of_new(marking, viewer=viewer)}
    return render(request, "intelligence/report_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@signed_in
def report_edit(request: HttpRequest, viewer: Viewer, report_id: UUID) -> HttpResponse:
    """Change what is stated of a report as a whole."""
    report = own_report(report_id, viewer=viewer)
    marking = _marking(request, report.marking)
    form = ReportForm(posted(request), viewer=viewer, initial={**initial_of(report), "marking": marking})
    if request.method == "POST" and form.is_valid():
        change = partial(contributions.change_contribution, report_id, form.draft(), acting=viewer)
        if attempt(form, change) is not None:
            messages.success(request, _("The report is changed."))
            return redirect("intelligence:report", report_id)
    context = {
        "form": form,
        "report": report,
        "sight": sight_of_report(report, marking, viewer=viewer),
        "why_not_widened": why_not_widened(report, viewer),
    }
    return render(request, "intelligence/report_form.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def report_finish(request: HttpRequest, viewer: Viewer, report_id: UUID) -> HttpResponse:
    """Say that a report is complete; what it lacks is asked for on its form."""
    try:
        contributions.finalise_contribution(report_id, acting=viewer)
    except BadInputError as missing:
        messages.error(request, missing.message)
        return redirect("intelligence:report_edit", report_id)
    messages.success(request, _("The report is finished. It can be released now; nobody else sees it until then."))
    return redirect("intelligence:report", report_id)


@require_http_methods(["GET", "POST"])
@signed_in
def report_discard(request: HttpRequest, viewer: Viewer, report_id: UUID) -> HttpResponse:
    """Throw a draft away, after one more page that says what goes with it."""
    report = own_report(report_id, viewer=viewer)
    if request.method == "POST":
        contributions.delete_draft(report_id, acting=viewer)
        messages.success(request, _("The draft is gone, with everything in it."))
        return redirect("intelligence:reports")
    return render(request, "intelligence/report_discard.html", {"report": report})


def _marking(request: HttpRequest, otherwise: int) -> int:
    """The marking being tried out on the form, before anything is saved."""
    given = request.POST.get("marking") or request.GET.get("marking") or ""
    return int(given) if given in {"1", "2", "3"} else otherwise
