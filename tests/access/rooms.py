"""Who asks, and what they ask about: browsers, programs and dossiers that are made again when they are used up."""

from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.messages import constants, get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from jaring.apps.intelligence.models import Import
from jaring.foundation.accounts.models import Person
from jaring.foundation.sharing.api import Release, registered_tables
from tests.access.dossier import Dossier
from tests.cast import PASSWORD, Cast, Player

# Column of the table → who asks, and what their member was given of Aditi's report.
VIEWERS: dict[str, tuple[str, str]] = {
    "anon": ("", "released"),
    "noor": ("noor", "released"),
    "chanda": ("chanda", "released"),
    "bao-": ("bao", "unreleased"),
    "bao+": ("bao", "released"),
    "bao~": ("bao", "expired"),
    "aditi": ("aditi", "own"),
    "aditi+": ("aditi", "released"),
    "rahmat": ("rahmat", "released"),
    "sari": ("sari", "released"),
    "rosa": ("rosa", "released"),
    "yusuf": ("yusuf", "released"),
    "dewi": ("dewi", "released"),
}
# Towards these, everything of Aditi's is absent: other members, and a colleague cleared below the marking.
OUTSIDE = ("noor", "chanda", "bao-", "bao~", "rosa", "dewi")
EVERY_SCOPE = ("read", "contribute", "release", "export", "administer")


@dataclass
class Rooms:
    """The database of one test module."""

    cast: Cast
    dossiers: dict[str, Dossier] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)
    programs: dict[tuple[str, tuple[str, ...]], Client] = field(default_factory=dict)

    def player(self, viewer: str) -> Player | None:
        """The person behind a column; None for somebody who is not signed in."""
        name, _state = VIEWERS[viewer]
        found: Player | None = getattr(self.cast, name) if name else None
        return found

    def dossier(self, viewer: str) -> Dossier:
        """What this viewer asks about."""
        state = VIEWERS[viewer][1]
        return self.dossiers.setdefault(state, Dossier(self.cast, state))

    def browser(self, viewer: str) -> Client:
        """A signed-in browser, kept until something ends its session."""
        player = self.player(viewer)
        if player is None:
            return Client()
        if player.key not in self.browsers:
            self.browsers[player.key] = player.client()
        return self.browsers[player.key]

    def program(self, viewer: str, *scopes: str) -> Client:
        """A client with a token of these scopes, or of all."""
        player = self.player(viewer)
        if player is None:
            return Client()
        key = (player.key, scopes or EVERY_SCOPE)
        if key not in self.programs:
            self.programs[key] = player.api(*key[1])
        return self.programs[key]

    def used_up(self, viewer: str) -> None:
        """Somebody was allowed to write: what they wrote to is not used again."""
        self.dossiers.pop(VIEWERS[viewer][1], None)

    def renew(self, viewer: str) -> None:
        """Somebody may have changed their account or ended their sitting: they begin anew."""
        player = self.player(viewer)
        if player is not None:
            self.browsers.pop(player.key, None)
            for key in [key for key in self.programs if key[0] == player.key]:
                del self.programs[key]
            restore(player)

    def fingerprint(self) -> object:
        """A number that changes when anything of Aditi's member changes."""
        tables = [table.model._meta.db_table for table in registered_tables()]
        tables += [model._meta.db_table for model in (Release, Import)]
        parts = [f"select sum(hashtextextended(t::text, 0)) as n from {name} t" for name in dict.fromkeys(tables)]
        with self.cast.aditi.acting(), connection.cursor() as cursor:
            cursor.execute(" union all ".join(parts))
            return cursor.fetchall()


def restore(player: Player) -> None:
    """This person of the cast as at the beginning: active, with their roles, password and second factor."""
    person = Person.objects.get(id=player.person.id)
    person.roles, person.clearance = [str(role) for role in player.roles], player.clearance
    person.is_active, person.password_is_given = True, False
    person.set_password(PASSWORD)
    person.save()
    player.person = person
    factors = Authenticator.objects.filter(user=person)
    factors.exclude(type=Authenticator.Type.TOTP).delete()
    if not factors.filter(type=Authenticator.Type.TOTP).exists():
        TOTP.activate(person, player.totp_secret)


def cell(response: Any) -> str:
    """An answer as the table writes it.

    in: sent to sign in · again: asked to show a factor again · 302!: sent on with a message that it was refused.
    """
    if response.status_code not in {301, 302, 303}:
        return str(response.status_code)
    target = response["Location"]
    if target.startswith(reverse("account_login")):
        return "in"
    if "reauthenticate" in target:
        return "again"
    told = get_messages(response.wsgi_request) if hasattr(response, "wsgi_request") else []
    return "302!" if any(one.level >= constants.ERROR for one in told) else "302"


def body_of(response: Any) -> bytes:
    """The whole body, also of a stream."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)
    content: bytes = response.content
    return content
