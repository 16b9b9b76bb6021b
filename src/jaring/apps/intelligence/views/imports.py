"""Bringing in a file: choose, match columns, check, keep."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jaring.apps.intelligence.access import require_may_contribute
from jaring.apps.intelligence.actions.imports import (
    BeginImport,
    begin_import,
    choose_mapping,
    discard_import,
    keep_import,
)
from jaring.apps.intelligence.forms.imports import MappingForm, UploadForm
from jaring.apps.intelligence.queries.imports import (
    ImportStatus,
    ProblemPages,
    import_status,
    list_imports,
    mapping_to_correct,
    report_rows,
)
from jaring.engines.readers.tables import Mapping, templates
from jaring.engines.writers import write_template
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in
from jaring.kernel.errors import BadInputError, NotFoundError

PROBLEMS_A_PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STEP_OF = {"checking": 2, "mapping": 1, "checked": 2, "keeping": 3, "kept": 3, "failed": 2, "discarded": 2}


@require_http_methods(["GET", "POST"])
@signed_in
def imports(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """The files of the viewer's member, and the form for the next one."""
    require_may_contribute(viewer)
    form = UploadForm(request.POST or None, request.FILES or None, viewer=viewer)
    if request.method == "POST" and form.is_valid():
        try:
            begun = _begin(form, viewer)
        except BadInputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            return redirect("intelligence:import", import_id=begun)
    context = {
        "form": form,
        "imports": list_imports(viewer=viewer),
        "templates": templates(),
        "steps": _steps(0),
    }
    return render(request, "intelligence/imports.html", context, status=422 if form.errors else 200)


@require_GET
@signed_in
def import_page(request: HttpRequest, viewer: Viewer, import_id: UUID) -> HttpResponseBase:
    """Where one import stands, with its report."""
    status = import_status(import_id, viewer=viewer)
    if request.headers.get("HX-Request") and status.working:
        return render(request, "intelligence/parts/import_progress.html", {"status": status})
    if request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    context = {"status": status, "steps": _steps(_STEP_OF[status.state]), "title": _title(status)}
    if status.state == "mapping" or "columns" in request.GET:
        context["form"] = _mapping_form(status, viewer)
        return render(request, "intelligence/import_columns.html", context)
    report = ProblemPages(import_id, viewer)
    page = Paginator(report, PROBLEMS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "intelligence/import.html", {**context, "page": page})


@require_POST
@signed_in
def import_columns(request: HttpRequest, viewer: Viewer, import_id: UUID) -> HttpResponseBase:
    """The person's answer to what the columns mean."""
    status = import_status(import_id, viewer=viewer)
    form = _mapping_form(status, viewer, request)
    if form.is_valid():
        try:
            choose_mapping(import_id, form.mapping().to_json(), form.cleaned_data["save_as"], acting=viewer)
        except BadInputError as error:
            form.add_error(None, error.message)
        else:
            return redirect("intelligence:import", import_id=import_id)
    context = {"status": status, "steps": _steps(1), "title": _title(status), "form": form}
    return render(request, "intelligence/import_columns.html", context, status=422)


@require_POST
@signed_in
def import_keep(request: HttpRequest, viewer: Viewer, import_id: UUID) -> HttpResponseBase:
    """Keep the good records."""
    keep_import(import_id, acting=viewer)
    return redirect("intelligence:import", import_id=import_id)


@require_POST
@signed_in
def import_discard(request: HttpRequest, viewer: Viewer, import_id: UUID) -> HttpResponseBase:
    """Throw a file away before it is kept."""
    discard_import(import_id, acting=viewer)
    messages.success(request, _("The file and its report are gone. Nothing of it was kept."))
    return redirect("intelligence:imports")


@require_GET
@signed_in
def import_report(request: HttpRequest, viewer: Viewer, import_id: UUID) -> HttpResponseBase:
    """The whole report as CSV, to be mended beside the file."""
    import_status(import_id, viewer=viewer)
    response = StreamingHttpResponse(_report_lines(import_id, viewer), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="report-{import_id}.csv"'
    return response


@require_GET
@signed_in
def import_template(request: HttpRequest, viewer: Viewer, name: str) -> HttpResponseBase:
    """A blank sheet that is read without asking."""
    template = next((one for one in templates() if one.name == name), None)
    if template is None:
        raise NotFoundError(_("There is no such sheet."))
    target = BytesIO()
    write_template(template, target)
    target.seek(0)
    return FileResponse(target, as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)


def _begin(form: UploadForm, viewer: Viewer) -> UUID:
    given = form.cleaned_data
    terms = BeginImport(
        file_name=given["file"].name,
        format=given["format"] or "auto",
        title=given["title"],
        marking=given["marking"],
        legal_basis=given["legal_basis"],
    )
    parts = {name: given[name] for name in ("file", "alt", "add") if given.get(name)}
    return begin_import(terms, parts, acting=viewer).id


def _mapping_form(status: ImportStatus, viewer: Viewer, request: HttpRequest | None = None) -> MappingForm:
    if status.format != "table":
        raise NotFoundError(_("This file has no columns to match."))
    guess, rows = mapping_to_correct(status.id, viewer=viewer)
    return MappingForm(request.POST if request else None, guess=Mapping.from_json(guess), rows=rows)


def _steps(now: int) -> list[tuple[str, str]]:
    names = [_("Choose"), _("Match columns"), _("Check"), _("Keep")]
    return [(name, "done" if n < now else "now" if n == now else "next") for n, name in enumerate(names)]


def _title(status: ImportStatus) -> str:
    titles = {
        "checking": _("Reading the file"),
        "mapping": _("What do the columns mean?"),
        "checked": _("Checked, nothing kept yet"),
        "keeping": _("Keeping the good records"),
        "kept": _("Kept"),
        "failed": _("This file could not be read"),
        "discarded": _("Thrown away"),
    }
    if status.state == "checked" and not status.errors and not status.warnings:
        return _("Everything can be kept")
    return titles[status.state]


def _report_lines(import_id: UUID, viewer: Viewer) -> Iterator[str]:
    """Quoted so that no cell of the report runs as a formula in a spreadsheet."""
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    for row in report_rows(import_id, viewer=viewer):
        line = StringIO()
        csv.writer(line).writerow([f"'{cell}" if cell[:1] in "=+-@\t" and cell else cell for cell in row])
        yield line.getvalue()
