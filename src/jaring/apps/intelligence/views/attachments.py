"""Files of reports, in and out."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jaring.apps.intelligence.actions import attachments
from jaring.apps.intelligence.forms import attempt
from jaring.apps.intelligence.forms.attachments import AttachmentForm
from jaring.apps.intelligence.views.reports import report_page
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in


@require_POST
@signed_in
def attach(request: HttpRequest, viewer: Viewer, report_id: UUID) -> HttpResponse:
    """Take a file into a report of ours; what cannot be taken is said at the field."""
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = attempt(form, lambda: attachments.add_attachment(report_id, file.name, file, acting=viewer))
        if kept is not None:
            messages.success(request, _("Attached: %(name)s.") % {"name": kept.name})
            return redirect("intelligence:report", report_id)
    return report_page(request, viewer, report_id, attachment_form=form)


@require_GET
@signed_in
def attachment(request: HttpRequest, viewer: Viewer, attachment_id: UUID) -> FileResponse:
    """The file, always as attachment and never as a page. Taking it is logged."""
    return attachment_response(attachments.open_attachment(attachment_id, acting=viewer))


def attachment_response(opened: attachments.OpenedFile) -> FileResponse:
    """An answer no browser shows in our name: attachment, no sniffing, no scripts, no frames."""
    response = FileResponse(opened.content, content_type=opened.media_type)
    response["Content-Length"] = str(opened.size)
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=opened.name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@require_POST
@signed_in
def attachment_remove(request: HttpRequest, viewer: Viewer, attachment_id: UUID) -> HttpResponse:
    """Take a file out of a report of ours."""
    report_id = attachments.remove_attachment(attachment_id, acting=viewer)
    messages.success(request, _("The file is removed, here and for everybody it was released to."))
    return redirect("intelligence:report", report_id)
