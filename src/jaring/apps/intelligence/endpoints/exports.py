"""Taking facts out."""

from typing import Annotated, Literal
from uuid import UUID

from django.http import FileResponse, StreamingHttpResponse
from ninja import Query, Router, Schema

from jaring.apps.intelligence.actions.exports import begin_export
from jaring.apps.intelligence.queries.exports import export_ftm, export_xlsx
from jaring.foundation.accounts.bearer import ApiRequest, Bearer
from jaring.kernel.clock import now
from jaring.platform.rest import READ_PROBLEMS, sends

router = Router(tags=["Exports"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ExportQuery(Schema):
    """In which format, and of which report; of everything when none is named."""

    format: Literal["ftm", "xlsx"] = "ftm"
    contribution: UUID | None = None


# The token's scope is "export", which begin_export asks for; "read" alone does not do.
@router.get(
    "/export",
    response=READ_PROBLEMS,
    openapi_extra=sends("application/x-ndjson", XLSX),
    auth=Bearer(),
    operation_id="export",
    summary="Take out what I may see",
)
def export(request: ApiRequest, wanted: Annotated[ExportQuery, Query()]) -> StreamingHttpResponse:
    """FollowTheMoney JSON lines or a workbook. Protected persons are left out; every owner finds it in the log."""
    viewer, contribution_id = request.auth, wanted.contribution
    begin_export(wanted.format, contribution_id, acting=viewer)
    name = f"jaring-{viewer.member_code}-{now():%Y%m%d-%H%M}"
    if wanted.format == "xlsx":
        book = export_xlsx(viewer=viewer, contribution_id=contribution_id)
        return FileResponse(book, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    lines = export_ftm(viewer=viewer, contribution_id=contribution_id)
    response = StreamingHttpResponse(lines, content_type="application/x-ndjson")
    response["Content-Disposition"] = f'attachment; filename="{name}.ftm.json"'
    return response
