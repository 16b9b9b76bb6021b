"""The cast of all tests, on the real database.

Tests commit for real: the gate and the application role use two connections and must see each other's rows
(docs/adr/0007). People stay for the whole run; what they write is emptied after each test by the owner role.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connections
from django.test import Client

from jaring.foundation.accounts import viewer_sessions
from jaring.foundation.accounts.domain import Purpose, Role, effective_clearance
from jaring.foundation.accounts.members import load_reference_members, member_by_code
from jaring.foundation.accounts.models import Person
from jaring.foundation.accounts.signing_in import SESSION_KEY, build_viewer
from jaring.foundation.accounts.tokens import TokenTerms, make_token
from jaring.foundation.accounts.viewers import Viewer
from jaring.kernel.clock import now
from jaring.platform.session import viewer_session

PASSWORD = "a long exercise password"
EMPTIED = (
    "intelligence_contribution, intelligence_attachment, intelligence_statement, intelligence_entity,"
    " intelligence_edge, intelligence_search_document, intelligence_identifier_key, intelligence_import,"
    " intelligence_import_problem, intelligence_imported_id, intelligence_saved_mapping, sharing_release,"
    " accounts_personal_token, axes_accessattempt, django_session, procrastinate_jobs"
)


@dataclass
class Player:
    """One person of the cast."""

    key: str
    member: str
    roles: tuple[Role, ...]
    clearance: int
    person: Person = field(init=False)
    totp_secret: str = field(init=False)

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return f"{self.key}@{self.member.lower()}.example"

    def viewer(self, *, purpose: str = Purpose.SMUGGLING, scopes: frozenset[str] | None = None) -> Viewer:
        """A fresh viewer with an open database session."""
        token = viewer_sessions.new_token()
        clearance = effective_clearance(self.person.roles, self.person.clearance, second_factor=True)
        viewer_sessions.open_session(
            token,
            person_id=self.person.id,
            member_id=self.person.member_id,
            clearance=clearance,
            purpose=purpose,
            kind="job",
            ends_at=now() + timedelta(hours=1),
        )
        return build_viewer(self.person, token=token, clearance=clearance, purpose=purpose, scopes=scopes)

    @contextmanager
    def acting(self, **options: Any) -> Iterator[Viewer]:
        """Run the block in this person's database session."""
        viewer = self.viewer(**options)
        with viewer_session(viewer.token):
            yield viewer

    def client(self) -> Client:
        """A browser in which this person has signed in with both factors."""
        client = Client()
        client.force_login(self.person, backend="allauth.account.auth_backends.AuthenticationBackend")
        session = client.session
        token = self.viewer().token
        session[SESSION_KEY] = token
        session["second_factor_known"] = True
        session["account_authentication_methods_user"] = str(self.person.id)
        session["account_authentication_methods"] = [
            {"method": method, "at": now().timestamp()} for method in ("password", "mfa")
        ]
        session.save()
        return client

    def token(self, *scopes: str) -> str:
        """The secret of a new personal access token."""
        terms = TokenTerms(
            "test", frozenset(scopes or ("read", "contribute", "release", "export")), "crime_prevention", 5
        )
        _token, secret = make_token(terms, acting=self.viewer())
        return secret

    def api(self, *scopes: str) -> Client:
        """A client that carries a personal access token."""
        return Client(headers={"Authorization": f"Bearer {self.token(*scopes)}"})


@dataclass
class Cast:
    """Everybody, by first name. docs/developers/testing.md says who they are."""

    aditi: Player = field(default_factory=lambda: Player("aditi", "IDN", (Role.ANALYST,), 3))
    rahmat: Player = field(default_factory=lambda: Player("rahmat", "IDN", (Role.RELEASE_OFFICER,), 3))
    sari: Player = field(default_factory=lambda: Player("sari", "IDN", (Role.MEMBER_ADMINISTRATOR,), 0))
    yusuf: Player = field(default_factory=lambda: Player("yusuf", "IDN", (Role.AUDITOR,), 0))
    dewi: Player = field(default_factory=lambda: Player("dewi", "IDN", (Role.INVESTIGATOR,), 1))
    bao: Player = field(default_factory=lambda: Player("bao", "VNM", (Role.FOCAL_POINT, Role.ANALYST), 2))
    linh: Player = field(default_factory=lambda: Player("linh", "VNM", (Role.RELEASE_OFFICER,), 2))
    chanda: Player = field(default_factory=lambda: Player("chanda", "LAO", (Role.ANALYST,), 3))
    rosa: Player = field(default_factory=lambda: Player("rosa", "RSO", (Role.SECRETARIAT,), 0))
    noor: Player = field(default_factory=lambda: Player("noor", "UNHCR", (Role.GUEST,), 0))
    tomas: Player = field(default_factory=lambda: Player("tomas", "TLS", (Role.STATISTICIAN,), 2))

    def everybody(self) -> list[Player]:
        """All players."""
        return list(vars(self).values())


def prepare_cast() -> Cast:
    """Add the reference members and the cast to an empty database; called once for a test run."""
    load_reference_members()
    cast = Cast()
    for player in cast.everybody():
        _add(player)
    return cast


def _add(player: Player) -> None:
    card = member_by_code(player.member)
    assert card is not None, f"The reference list has no member {player.member}."
    person = Person(
        email=player.email,
        name=player.key.title(),
        member_id=card.id,
        roles=[str(role) for role in player.roles],
        clearance=player.clearance,
    )
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=player.email, verified=True, primary=True)
    player.person = person
    player.totp_secret = generate_totp_secret()
    TOTP.activate(person, player.totp_secret)


def empty_rooms() -> None:
    """Empty everything the cast wrote; people, members, labels and the log stay."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"truncate {EMPTIED} cascade")
