"""From a signed-in person to a viewer: the one place where a browser or a token becomes a database session."""

from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.domain import effective_clearance, needs_second_factor
from jaring.foundation.accounts.members import member_card
from jaring.foundation.accounts.models import Person
from jaring.foundation.accounts.viewers import Viewer, roles_of
from jaring.kernel.clock import now
from jaring.kernel.errors import NotAllowedError

SESSION_KEY = "viewer_session"


def viewer_of_request(request: HttpRequest) -> Viewer | None:
    """The viewer of a browser's request, with a living database session; None for anonymous.

    A database session that ended (idle, absolute end, changed roles) signs the browser out: the caller does that
    when a signed-in user comes back as None.
    """
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return None
    token = request.session.get(SESSION_KEY)
    if token is None:
        try:
            token = _open_for_browser(request, person)
        except NotAllowedError:
            return None
    facts = viewer_sessions.session_facts(token)
    if facts is None or facts[0] != person.id:
        return None
    return build_viewer(person, token=token, clearance=facts[1], purpose=facts[2])


def build_viewer(
    person: Person, *, token: str, clearance: int, purpose: str, scopes: frozenset[str] | None = None
) -> Viewer:
    """A viewer from a person and the facts of an open session."""
    card = member_card(person.member_id)
    return Viewer(
        person_id=person.id,
        member_id=person.member_id,
        member_code=card.code,
        member_name=card.name,
        name=person.name,
        roles=roles_of(person.roles),
        clearance=clearance,
        purpose=purpose,
        token=token,
        scopes=scopes,
    )


def has_second_factor(person: Person) -> bool:
    """Whether a TOTP app or a passkey is enrolled; recovery codes alone are none."""
    others = Authenticator.objects.filter(user_id=person.id).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(others.exists())


def must_enrol(person: Person) -> bool:
    """Whether this person has to add a second factor before anything else."""
    return needs_second_factor(person.roles, person.clearance) and not has_second_factor(person)


def end_browser_session(request: HttpRequest) -> None:
    """Close the database session of this browser; called at sign-out."""
    token = request.session.pop(SESSION_KEY, None)
    if token is not None:
        viewer_sessions.close_session(token)


def renew_browser_session(request: HttpRequest, *, elsewhere: bool = False) -> None:
    """What this sitting may see has changed: open it again, under a new key of the browser's session too.

    `elsewhere` ends the person's other sittings as well.
    """
    token = request.session.get(SESSION_KEY)
    facts = viewer_sessions.session_facts(token) if token is not None else None
    end_browser_session(request)
    if isinstance(request.user, Person):
        if elsewhere:
            viewer_sessions.close_sessions_of(request.user.id)
        request.session.cycle_key()
        _open_for_browser(request, request.user, purpose=facts[2] if facts else "")


def _open_for_browser(request: HttpRequest, person: Person, *, purpose: str = "") -> str:
    token = viewer_sessions.new_token()
    shown = any(record.get("method") == "mfa" for record in get_authentication_records(request, person))
    enrolled_now = request.session.get("second_factor_enrolled", False)
    viewer_sessions.open_session(
        token,
        person_id=person.id,
        member_id=person.member_id,
        clearance=effective_clearance(person.roles, person.clearance, second_factor=shown or enrolled_now),
        purpose=purpose,
        kind="browser",
        ends_at=now() + timedelta(seconds=settings.JARING_SESSION_SECONDS),
    )
    request.session[SESSION_KEY] = token
    return token
