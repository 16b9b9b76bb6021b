"""Gives every request its viewer and runs it in that viewer's database session."""

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _

from jaring.foundation.accounts import signing_in, viewer_sessions
from jaring.foundation.accounts.viewers import Viewer
from jaring.platform.routing import GATE
from jaring.platform.session import end_with_rollback, viewer_session

_OPEN_TO_ALL = ("/static/", "/healthz", "/csp-report", "/api/")
_SIGNING_IN = "/account/"
_TOUCHED = "viewer_touched"
_ENROLLED = "second_factor_known"


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
            return self._pass_on(request)
        viewer = signing_in.viewer_of_request(request)
        if viewer is None:
            return _sign_out(request)
        first = _first_steps(request)
        if first is not None:
            return first
        _keep_alive(request, viewer)
        request.viewer = viewer  # type: ignore[attr-defined]
        with viewer_session(viewer.token):
            return self._pass_on(request)

    def _pass_on(self, request: HttpRequest) -> HttpResponse:
        """allauth locks people and their second factors, but opens its transactions on "default": this is the one."""
        if request.method != "POST" or not request.path.startswith(_SIGNING_IN):
            return self.get_response(request)
        with transaction.atomic(using=GATE):
            response = self.get_response(request)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True, using=GATE)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """An exception becomes an answer inside `get_response`, so the session's block never sees it."""
        if getattr(request, "viewer", None) is not None:
            end_with_rollback()


def _sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("Your session ended. Sign in again to go on."))
    return _send_to(request, f"{resolve_url('account_login')}{_next_query(request)}")


def _send_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        # Not 204: htmx follows the header either way, and whoever else asks must not take it for a success.
        response = HttpResponse(status=401)
        response["HX-Redirect"] = address
        return response
    return redirect(address)


def _next_query(request: HttpRequest) -> str:
    here = request.get_full_path()
    away = request.method != "GET" or request.headers.get("HX-Request") or request.path.startswith(_SIGNING_IN)
    if away or not get_adapter(request).is_safe_url(here):
        return ""
    return "?" + urlencode({"next": here})


def _first_steps(request: HttpRequest) -> HttpResponse | None:
    """What a person has to do before anything else: replace a password that others know, add a second factor."""
    if request.path.startswith(_SIGNING_IN):
        return None
    person: Any = request.user
    if person.password_is_given:
        messages.info(request, _("Choose a password of your own first: your administrator knows this one."))
        return _send_to(request, resolve_url("account_change_password"))
    if request.session.get(_ENROLLED):
        return None
    if signing_in.must_enrol(person):
        messages.info(request, _("Add a second factor first: an authenticator app or a security key."))
        return _send_to(request, resolve_url("mfa_index"))
    request.session[_ENROLLED] = True
    return None


def _keep_alive(request: HttpRequest, viewer: Viewer) -> None:
    last = float(request.session.get(_TOUCHED, 0))
    if time.time() - last > viewer_sessions.TOUCH_SECONDS:
        viewer_sessions.touch_session(viewer.token)
        request.session[_TOUCHED] = time.time()
