"""What follows from signing in and out, and from second factors that come and go."""

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest

from jaring.foundation.accounts import signing_in, viewer_sessions
from jaring.foundation.accounts.credentials import password_was_replaced
from jaring.foundation.accounts.models import Person
from jaring.foundation.accounts.viewers import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.platform.routing import GATE


def connect() -> None:
    """Called once when the app starts."""
    user_logged_in.connect(_log_sign_in, dispatch_uid="jaring.sign_in")
    user_logged_out.connect(_close_session, dispatch_uid="jaring.sign_out")
    user_login_failed.connect(_log_failure, dispatch_uid="jaring.sign_in_failed")
    password_changed.connect(_password_changed, dispatch_uid="jaring.password_changed")
    authentication_failed.connect(_log_wrong_code, dispatch_uid="jaring.second_factor_failed")
    authenticator_added.connect(_factor_added, dispatch_uid="jaring.factor_added")
    authenticator_removed.connect(_factor_removed, dispatch_uid="jaring.factor_removed")


def _as_actor(person: Person) -> Viewer:
    return signing_in.build_viewer(person, token="", clearance=0, purpose="")


def _log_sign_in(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    record_event("sign_in", Touched("person", user.id, user.member_id), acting=_as_actor(user), using=GATE)


def _close_session(sender: Any, request: HttpRequest, user: Person | None, **_: Any) -> None:
    if user is None:
        return
    signing_in.end_browser_session(request)
    record_event("sign_out", Touched("person", user.id, user.member_id), acting=_as_actor(user), using=GATE)


def _log_failure(sender: Any, credentials: dict[str, Any], **_: Any) -> None:
    # The address that was tried is not stored: it may be a password typed in the wrong field.
    record_event("sign_in_failed", Touched("person"), acting=None, using=GATE)


def _password_changed(sender: Any, request: HttpRequest, user: Person, **_: Any) -> None:
    password_was_replaced(user.id)
    signing_in.renew_browser_session(request, elsewhere=True)
    touched = Touched("person", user.id, user.member_id)
    record_event("change_password", touched, acting=_as_actor(user), using=GATE)


def _log_wrong_code(sender: Any, user: Person, authenticator: Authenticator, **_: Any) -> None:
    touched = Touched("person", user.id, user.member_id, authenticator.type)
    record_event("second_factor_failed", touched, acting=_as_actor(user), using=GATE)


def _factor_added(sender: Any, request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    touched = Touched("person", user.id, user.member_id, authenticator.type)
    record_event("add_second_factor", touched, acting=_as_actor(user), using=GATE)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        # Enrolling proved possession in this very sitting.
        request.session["second_factor_enrolled"] = True
        signing_in.renew_browser_session(request)


def _factor_removed(sender: Any, request: HttpRequest, user: Person, authenticator: Authenticator, **_: Any) -> None:
    touched = Touched("person", user.id, user.member_id, authenticator.type)
    record_event("remove_second_factor", touched, acting=_as_actor(user), using=GATE)
    if not signing_in.has_second_factor(user):
        request.session.pop("second_factor_enrolled", None)
        viewer_sessions.close_sessions_of(user.id)
