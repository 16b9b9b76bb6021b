"""Every request below /api/ runs as the viewer of its bearer token, in that viewer's database session.

Ninja authenticates inside its view, too late to wrap the operation in a session; so the token is read here, and
Ninja's own authentication only asks whether a viewer was found.
"""

import json
from collections.abc import Callable

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from jaring.foundation.accounts.api import Viewer, viewer_of_secret
from jaring.platform.session import viewer_session

PREFIX = "/api/"
# A form's other fields and the lines between its parts.
FORM_ROOM = 1024 * 1024
JSON_TYPE = "application/json; charset=utf-8"


class ApiSessionMiddleware:
    """Sets `request.viewer` from the Authorization header and opens the viewer's session around the operation."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer; what Django itself refused (no such address, wrong method) takes the shape of our problems."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if _length(request) > settings.JARING_UPLOAD_LIMIT + FORM_ROOM:
            return problem(413, _("What you sent is too large. Split it, or ask the operator to raise the limit."))
        try:
            viewer = _viewer(request)
        except OperationalError:
            return problem(503, _("The database does not answer. Try again in a minute."))
        request.viewer = viewer  # type: ignore[attr-defined]  # the attribute is ours
        if viewer is None:
            return _in_shape(self.get_response(request))
        with viewer_session(viewer.token):
            return _in_shape(self.get_response(request))


def problem(status: int, message: str, field: str | None = None) -> HttpResponse:
    """An answer that says what went wrong."""
    content = json.dumps({"message": message, "field": field}, ensure_ascii=False)
    response = HttpResponse(content, status=status, content_type=JSON_TYPE)
    if status == 401:  # noqa: PLR2004 - HTTP's own number
        response["WWW-Authenticate"] = 'Bearer realm="Jaring"'
    return response


def _viewer(request: HttpRequest) -> Viewer | None:
    kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
    return viewer_of_secret(secret.strip()) if kind.lower() == "bearer" else None


def _length(request: HttpRequest) -> int:
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isdecimal() else 0


def _in_shape(response: HttpResponseBase) -> HttpResponseBase:
    if response.status_code < 400 or response.headers.get("Content-Type", "").startswith("application/json"):  # noqa: PLR2004
        return response
    sentences = {
        400: _("This request cannot be read."),
        404: _("There is nothing at this address."),
        405: _("This address does not answer to this method."),
    }
    shaped = problem(response.status_code, sentences.get(response.status_code, _("This did not work.")))
    if "Allow" in response.headers:
        shaped["Allow"] = response.headers["Allow"]
    return shaped
