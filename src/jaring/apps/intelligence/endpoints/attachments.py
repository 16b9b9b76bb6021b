"""Files of reports."""

from typing import BinaryIO, cast
from uuid import UUID

from django.http import FileResponse
from ninja import File, Router, Status
from ninja.files import UploadedFile

from jaring.apps.intelligence.actions.attachments import add_attachment, open_attachment, remove_attachment
from jaring.apps.intelligence.endpoints.schemas import AttachmentOut
from jaring.apps.intelligence.queries.api_reads import attachments_of
from jaring.foundation.accounts.bearer import ApiRequest
from jaring.platform.rest import READ_PROBLEMS, Listing, reads, sends, writes

router = Router(tags=["Files"])


@router.get(
    "/contributions/{contribution_id}/attachments",
    response=reads(Listing[AttachmentOut]),
    operation_id="list_attachments",
    summary="Files of a report",
)
def list_attachments(request: ApiRequest, contribution_id: UUID) -> dict[str, object]:
    """Oldest first."""
    found = attachments_of(contribution_id, viewer=request.auth)
    return {"items": found, "count": len(found)}


@router.post(
    "/contributions/{contribution_id}/attachments",
    response=writes(AttachmentOut, 201),
    operation_id="add_attachment",
    summary="Add a file to a report",
)
def upload_attachment(request: ApiRequest, contribution_id: UUID, file: File[UploadedFile]) -> Status[object]:
    """As a multipart form with the field `file`."""
    made = add_attachment(contribution_id, file.name or "", cast(BinaryIO, file.file), acting=request.auth)
    return Status(201, made)


@router.get(
    "/attachments/{attachment_id}",
    response=READ_PROBLEMS,
    openapi_extra=sends("application/octet-stream"),
    operation_id="download_attachment",
    summary="One file",
)
def download_attachment(request: ApiRequest, attachment_id: UUID) -> FileResponse:
    """Its bytes, always as attachment."""
    found = open_attachment(attachment_id, acting=request.auth)
    response = FileResponse(found.content, as_attachment=True, filename=found.name)
    response["Content-Type"] = "application/octet-stream"
    return response


@router.delete(
    "/attachments/{attachment_id}",
    response=writes(None, 204),
    operation_id="remove_attachment",
    summary="Take a file out of a report",
)
def delete_attachment(request: ApiRequest, attachment_id: UUID) -> Status[None]:
    """Its bytes are deleted."""
    remove_attachment(attachment_id, acting=request.auth)
    return Status(204, None)
