"""The API: one NinjaAPI, its routers, and every error as `{"message", "field"}`.

There is no documentation page: the usual ones load their scripts from elsewhere, which the content security policy
rightly refuses. /api/v1/openapi.json describes every operation for any tool.
"""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import DataError, IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from jaring import __version__
from jaring.apps.intelligence.endpoints import router as intelligence
from jaring.apps.networks.endpoints import router as networks
from jaring.config.api_session import problem
from jaring.foundation.accounts.api import Scope
from jaring.foundation.accounts.bearer import Bearer
from jaring.foundation.accounts.endpoints import router as accounts
from jaring.kernel.errors import ConflictError, JaringError, NotAllowedError, NotFoundError
from jaring.platform.rest import StorableParser
from jaring.platform.session import end_with_rollback

log = logging.getLogger(__name__)

api = NinjaAPI(
    title="Jaring",
    version=__version__,
    description="Everything a person may do on the pages, for programs: with a personal access token, under the same "
    "rules, seeing the same facts and no more.",
    docs_url=None,
    auth=Bearer(Scope.READ),
    parser=StorableParser(),
    urls_namespace="api",
)
api.add_router("", accounts)
api.add_router("", intelligence)
# A picture is grown by POST, for what it shows does not fit an address; that is reading all the same.
api.add_router("", networks, auth=Bearer(Scope.READ, ("GET", "POST")))

_STATUS: tuple[tuple[type[JaringError], int], ...] = (
    (NotFoundError, 404),
    (NotAllowedError, 403),
    (ConflictError, 409),
)
# Where a value came from, and the name our operations give their body: no part of a field's name.
_SOURCES = frozenset({"body", "query", "path", "form", "file", "header"})


def _answer_typed(request: HttpRequest, error: JaringError) -> HttpResponse:
    status = next((status for kind, status in _STATUS if isinstance(error, kind)), 422)
    return problem(status, error.message, error.field)


def _answer_invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """The first thing that is wrong; what was given is not repeated, for it may be a secret."""
    first = error.errors[0] if error.errors else {"loc": (), "msg": "Invalid"}
    place = [str(part) for part in first["loc"]]
    while place and place[0] in _SOURCES:
        place.pop(0)
    field = ".".join(place) or None
    message = str(first["msg"])
    return problem(422, f"{field}: {message}" if field else message, field)


def _answer_http(request: HttpRequest, error: HttpError) -> HttpResponse:
    cause = error.__cause__
    if isinstance(cause, HttpError):  # Ninja wraps what its parser raises
        return problem(cause.status_code, cause.message)
    return problem(422 if error.status_code == 400 else error.status_code, error.message)  # noqa: PLR2004


def _answer_anonymous(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem(401, _("Give a personal access token that is valid: Authorization: Bearer jaring_…"))


def _answer_too_large(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return problem(413, _("What you sent is too large. Send files as a form, not inside JSON."))


def _answer_unreadable(request: HttpRequest, error: Exception) -> HttpResponse:
    return problem(422, _("This request cannot be read. Check its type and encoding."))


def _answer_unstorable(request: HttpRequest, error: DataError) -> HttpResponse:
    log.warning("A value passed every check and was refused by the database: %s", type(error).__name__)
    end_with_rollback()
    return problem(422, _("A value is too long or too large to be stored."))


def _answer_clash(request: HttpRequest, error: IntegrityError) -> HttpResponse:
    log.warning("Two requests clashed: %s", type(error).__name__)
    end_with_rollback()
    return problem(409, _("Somebody changed the same thing at the same moment. Try again."))


def _answer_unforeseen(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("The API failed at %s", request.path_info, exc_info=error)
    end_with_rollback()
    return problem(500, _("Something failed on the server. Nothing was changed; the operator finds it in the log."))


def _answer_missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem(404, _("There is nothing at this address."))


# Any: each handler takes the kind of error it is registered for, which a table cannot say.
_HANDLERS: tuple[tuple[type[Exception], Callable[[HttpRequest, Any], HttpResponse]], ...] = (
    (JaringError, _answer_typed),
    (ValidationError, _answer_invalid),
    (HttpError, _answer_http),
    (AuthenticationError, _answer_anonymous),
    (RequestDataTooBig, _answer_too_large),
    (SuspiciousOperation, _answer_unreadable),
    (BadRequest, _answer_unreadable),
    (MultiPartParserError, _answer_unreadable),
    (UnicodeError, _answer_unreadable),
    (DataError, _answer_unstorable),
    (IntegrityError, _answer_clash),
    (Http404, _answer_missing),
    (Exception, _answer_unforeseen),
)
for _kind, _answer in _HANDLERS:
    api.add_exception_handler(_kind, _answer)
