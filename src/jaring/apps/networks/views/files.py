"""Networks that leave as files: each with its handling in it, each in the log."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jaring.apps.networks import answers
from jaring.apps.networks.access import require_may_export
from jaring.apps.networks.actions import log_network
from jaring.apps.networks.forms import NetworkForm, read_form
from jaring.apps.networks.queries.composing import compose, place
from jaring.apps.networks.queries.growing import Taken, take
from jaring.apps.networks.queries.handling import handling_text
from jaring.apps.networks.workbook import write_workbook
from jaring.engines.graph import to_gexf
from jaring.foundation.accounts.api import Viewer
from jaring.foundation.accounts.http import signed_in
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def gexf(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The picture on the screen (POST, ids read again as this viewer) or the one of an address (GET) for Gephi."""
    require_may_export(viewer)
    if request.method == "POST":
        taken = take(answers.read_shown(answers.read_body(request.body).get("shown")), viewer=viewer)
    else:
        taken = _addressed(request, viewer)
    log_network("export", taken.owner_ids, viewer=viewer, how="GEXF")
    return _file(to_gexf(taken.picture, taken.handling_text), "application/gexf+xml", "network.gexf")


@require_safe
@signed_in
def xlsx(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """The picture of an address as a table."""
    require_may_export(viewer)
    taken = _addressed(request, viewer)
    about = [
        (_("Handling"), taken.handling_text),
        (_("Taken"), f"{now():%Y-%m-%d %H:%M} UTC"),
        (_("Entities"), str(len(taken.picture.nodes))),
        (_("Links"), str(len(taken.picture.links))),
    ]
    log_network("export", taken.owner_ids, viewer=viewer, how="XLSX")
    return _file(write_workbook(taken.picture, about), _XLSX, "network.xlsx")


def _addressed(request: HttpRequest, viewer: Viewer) -> Taken:
    start, narrowing, limit = read_form(NetworkForm(request.GET))
    composed = compose(start, narrowing, limit, viewer=viewer)
    if composed is None:
        raise BadInputError(_("This is too much for one file. Choose where to start."))
    text = handling_text(composed.handling, viewer=viewer)
    return Taken(place(composed.drawn), text, composed.owner_ids)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
