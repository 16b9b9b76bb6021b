"""Lists of reports, and one report."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from jaring.apps.intelligence.actions.reading import open_report
from jaring.apps.intelligence.forms.attachments import AttachmentForm
from jaring.apps.intelligence.forms.reports import ReportFilterForm
from jaring.apps.intelligence.queries.reports import list_reports
from jaring.engines.vocabulary import quick_types
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in

DEFAULT_SORT = "-date"
PAGE_DIGITS = 7  # a longer page number is a typing error


@require_GET
@signed_in
def reports(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The reports the viewer may see, filtered, sorted, by fifty."""
    form = ReportFilterForm(request.GET)
    wanted = form.wanted(request.GET.get("sort", DEFAULT_SORT))
    page, lines = list_reports(wanted, viewer=viewer, page=page_number(request))
    context = {
        "form": form,
        "page": page,
        "lines": lines,
        "filtering": form.is_filtering(),
        "may_contribute": viewer.contributes,
        "reads_nominal": viewer.reads_nominal,
    }
    return render(request, "intelligence/reports.html", context)


@require_GET
@signed_in
def report(request: HttpRequest, viewer: Viewer, report_id: UUID) -> HttpResponse:
    """One report. Opening it is logged."""
    return report_page(request, viewer, report_id)


def report_page(
    request: HttpRequest, viewer: Viewer, report_id: UUID, *, attachment_form: AttachmentForm | None = None
) -> HttpResponse:
    """The report's page, with a form that came back when there is one."""
    found = open_report(report_id, acting=viewer, page=page_number(request))
    context = {
        "report": found,
        "line": found.line,
        "handling": found.handling,
        "page": found.facts.page,
        "types": quick_types(),
        "attachment_form": attachment_form or AttachmentForm(),
    }
    status = 422 if attachment_form is not None else 200
    return render(request, "intelligence/report.html", context, status=status)


def page_number(request: HttpRequest) -> int:
    """The page asked for; 1 when the address says nothing readable."""
    text = request.GET.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= PAGE_DIGITS else 1
