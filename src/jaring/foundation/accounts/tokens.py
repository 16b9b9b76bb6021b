"""Personal access tokens: a person's own key for the API and the command line."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.domain import Purpose, Scope, effective_clearance
from jaring.foundation.accounts.models import PersonalToken
from jaring.foundation.accounts.signing_in import build_viewer, has_second_factor, must_enrol
from jaring.foundation.accounts.viewers import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.clock import now
from jaring.kernel.errors import BadInputError, NotAllowedError, NotFoundError
from jaring.platform.routing import GATE

PREFIX = "jaring_"
SECRET_BYTES = 32
LONGEST_DAYS = 366
USED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenTerms:
    """What a token may do, for what, and for how long."""

    name: str
    scopes: frozenset[str]
    purpose: str
    days: int


@transaction.atomic(using=GATE)
def make_token(terms: TokenTerms, *, acting: Viewer) -> tuple[PersonalToken, str]:
    """A new token and its secret. The secret is returned once and kept nowhere."""
    _require_sound(terms)
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    token = PersonalToken.objects.create(
        person_id=acting.person_id,
        name=terms.name.strip(),
        secret_hash=_hash(secret),
        scopes=sorted(terms.scopes),
        purpose=terms.purpose,
        ends_at=now() + timedelta(days=terms.days),
    )
    touched = Touched("token", token.id, acting.member_id, ",".join(token.scopes))
    record_event("make_token", touched, acting=acting, using=GATE)
    return token, secret


@transaction.atomic(using=GATE)
def revoke_token(token_id: UUID, *, acting: Viewer) -> None:
    """End one of the acting person's own tokens at once."""
    token = PersonalToken.objects.filter(id=token_id, person_id=acting.person_id).first()
    if token is None:
        raise NotFoundError(_("There is no such token of yours."))
    viewer_sessions.close_session(_session_token(bytes(token.secret_hash)))
    token.delete()
    record_event("revoke_token", Touched("token", token_id, acting.member_id), acting=acting, using=GATE)


def tokens_of(viewer: Viewer) -> list[PersonalToken]:
    """The viewer's own tokens, those that end last first."""
    return list(PersonalToken.objects.filter(person_id=viewer.person_id).order_by("-ends_at"))


def viewer_of_secret(secret: str) -> Viewer | None:
    """The viewer a token stands for, with an open database session; None when it is unknown, over or revoked."""
    if not secret.startswith(PREFIX):
        return None
    token = PersonalToken.objects.select_related("person").filter(secret_hash=_hash(secret), ends_at__gt=now()).first()
    if token is None or not token.person.is_active or must_enrol(token.person):
        return None
    session_token = _session_token(_hash(secret))
    person = token.person
    clearance = effective_clearance(person.roles, person.clearance, second_factor=has_second_factor(person))
    if viewer_sessions.session_facts(session_token) is None:
        viewer_sessions.close_session(session_token)
        try:
            viewer_sessions.open_session(
                session_token,
                person_id=person.id,
                member_id=person.member_id,
                clearance=clearance,
                purpose=token.purpose,
                kind="token",
                ends_at=token.ends_at,
            )
        except NotAllowedError:
            return None
    if token.used_at is None or now() - token.used_at > USED_EVERY:
        PersonalToken.objects.filter(id=token.id).update(used_at=now())
    return build_viewer(
        person,
        token=session_token,
        clearance=clearance,
        purpose=token.purpose,
        scopes=frozenset(token.scopes),
    )


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def _session_token(secret_hash: bytes) -> str:
    # One way from the stored hash would let a reader of the token table open sessions; the gate role can anyway.
    return hashlib.sha256(b"jaring viewer session" + secret_hash).hexdigest()


def _require_sound(terms: TokenTerms) -> None:
    if not terms.name.strip():
        raise BadInputError(_("Give the token a name that tells you later what it is for."), field="name")
    known: Iterable[str] = set(Scope)
    if not terms.scopes or not terms.scopes <= set(known):
        raise BadInputError(_("Choose what the token may do."), field="scopes")
    if terms.purpose not in set(Purpose):
        raise BadInputError(_("Choose a purpose from the list."), field="purpose")
    if not 1 <= terms.days <= LONGEST_DAYS:
        raise BadInputError(_("A token lasts between 1 and 366 days."), field="days")
