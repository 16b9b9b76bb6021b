"""Turns typed errors into answers, the same way for every page."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jaring.kernel.errors import BadInputError, ConflictError, JaringError, NotAllowedError, NotFoundError

_PAGES: list[tuple[type[JaringError], int, str]] = [
    (NotFoundError, 404, "404.html"),
    (NotAllowedError, 403, "403.html"),
    (BadInputError, 400, "400.html"),
    (ConflictError, 409, "400.html"),
]


class ErrorAnswerMiddleware:
    """Stands inside the viewer's session, so that an error page is rendered as that viewer.

    Typed errors come from actions, which have already rolled back to where they began.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; errors arrive in `process_exception`."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a typed error, or None for one nobody foresaw."""
        if not isinstance(exception, JaringError):
            return None
        status, template = next(
            ((status, page) for kind, status, page in _PAGES if isinstance(exception, kind)),
            (400, "400.html"),
        )
        # Hidden and absent read the same: a 404 never carries the sentence of what was looked for.
        context = {} if status == HTTPStatus.NOT_FOUND else {"sentence": exception.message}
        return render(request, template, context, status=status)
