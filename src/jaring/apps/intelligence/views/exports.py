"""Taking facts out."""

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jaring.apps.intelligence.access import require_may_export
from jaring.apps.intelligence.actions.exports import begin_export
from jaring.apps.intelligence.queries.exports import export_ftm, export_summary, export_xlsx
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "POST"])
@signed_in
def export(request: HttpRequest, viewer: Viewer) -> HttpResponseBase:
    """What an export would hold, and the export itself. POST, because the owners' logs are written."""
    require_may_export(viewer)
    contribution_id = _contribution(request)
    if request.method == "GET":
        summary = export_summary(viewer=viewer, contribution_id=contribution_id)
        return render(request, "intelligence/export.html", {"summary": summary, "contribution_id": contribution_id})
    format_ = request.POST.get("format", "")
    if format_ not in {"ftm", "xlsx"}:
        raise BadInputError(_("Choose FollowTheMoney or XLSX."), field="format")
    begin_export(format_, contribution_id, acting=viewer)
    name = f"jaring-{viewer.member_code}-{now():%Y%m%d-%H%M}"
    if format_ == "xlsx":
        book = export_xlsx(viewer=viewer, contribution_id=contribution_id)
        return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx", content_type=_XLSX)
    lines = export_ftm(viewer=viewer, contribution_id=contribution_id)
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    response["Content-Disposition"] = f'attachment; filename="{name}.ftm.json"'
    return response


def _contribution(request: HttpRequest) -> UUID | None:
    given = request.GET.get("contribution") or request.POST.get("contribution")
    if not given:
        return None
    try:
        return UUID(given)
    except ValueError:
        raise BadInputError(_("This is not the id of a report."), field="contribution") from None
