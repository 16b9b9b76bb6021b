"""Gives every request its viewer and runs it in that viewer's database session."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from jaring.foundation.accounts import signing_in, viewer_sessions
from jaring.foundation.accounts.viewers import Viewer
from jaring.platform.session import end_with_rollback, viewer_session

_OPEN_TO_ALL = ("/static/", "/healthz", "/api/")
_OPEN_WHILE_ENROLLING = ("/account/", "/static/", "/healthz")
_TOUCHED = "viewer_touched"


class ViewerMiddleware:
    """Sets `request.viewer` and wraps the view in the viewer's session.

    API requests bring their own token and open their session in the API's authentication instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as this viewer."""
        request.viewer = None  # type: ignore[attr-defined]  # the attribute is ours
        if request.path.startswith(_OPEN_TO_ALL) or not request.user.is_authenticated:
            return self.get_response(request)
        viewer = signing_in.viewer_of_request(request)
        if viewer is None:
            return _sign_out(request)
        if _enrolment_missing(request):
            messages.info(request, _("Add a second factor first: an authenticator app or a security key."))
            return redirect("mfa_index")
        _keep_alive(request, viewer)
        request.viewer = viewer  # type: ignore[attr-defined]
        with viewer_session(viewer.token):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """An exception becomes an answer inside `get_response`, so the session's block never sees it."""
        if getattr(request, "viewer", None) is not None:
            end_with_rollback()


def _sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("Your session ended. Sign in again to go on."))
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = resolve_url("account_login")
        return response
    return redirect(f"{resolve_url('account_login')}?{_next_query(request)}")


def _next_query(request: HttpRequest) -> str:
    safe = request.method == "GET" and get_adapter(request).is_safe_url(request.get_full_path())
    return urlencode({"next": request.get_full_path()}) if safe else ""


def _enrolment_missing(request: HttpRequest) -> bool:
    if request.path.startswith(_OPEN_WHILE_ENROLLING) or request.session.get("second_factor_known"):
        return False
    person: Any = request.user
    if signing_in.must_enrol(person):
        return True
    request.session["second_factor_known"] = True
    return False


def _keep_alive(request: HttpRequest, viewer: Viewer) -> None:
    last = float(request.session.get(_TOUCHED, 0))
    if time.time() - last > viewer_sessions.TOUCH_SECONDS:
        viewer_sessions.touch_session(viewer.token)
        request.session[_TOUCHED] = time.time()
