"""The cast in the database: made once, repaired when a start was killed in between.

Passwords, second factors and tokens are random at the first start and kept in demo.json. What is random is written
there before it is stored as a hash, so that no kill leaves a person nobody can sign in as.
"""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction

from jaring.cli.demo.card import DemoCard, PersonCard, write_card
from jaring.cli.demo.story import CastMember, Story
from jaring.foundation.accounts.api import (
    Marking,
    Purpose,
    Role,
    Scope,
    job_viewer,
    member_by_code,
    viewer_of_secret,
)
from jaring.foundation.accounts.models import Agency, Person
from jaring.foundation.accounts.tokens import TokenTerms, make_token, revoke_token, tokens_of
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.errors import JaringError
from jaring.platform.routing import GATE

TOKEN_NAME = "Demonstration"  # noqa: S105 - a name people read in the list of their tokens
TOKEN_DAYS = 366
PASSWORD_WORDS = 4
# Syllables that any keyboard can type: 44 of them, twelve in a password, are 65 bits.
_SYLLABLES = [consonant + vowel for consonant in "bdfgkmnprst" for vowel in "aiou"]


def refuse_real_home(story: Story, card: DemoCard | None) -> None:
    """A demonstration prints its passwords: it never moves into a home where real people work.

    Raises:
        JaringError: people who are not of the cast are in this database.
    """
    cast = {person.email for person in story.cast}
    known = set(Person.objects.values_list("email", flat=True))
    if card is None and known:
        raise JaringError(
            "People are already registered in this home. Set JARING_HOME to an empty folder for the demonstration."
        )
    if known and not known & cast:
        raise JaringError("This database belongs to another installation. Give the demonstration one of its own.")


def prepare_people(home: Path, story: Story, card: DemoCard) -> DemoCard:
    """Make everybody of the cast who is missing, with agency, second factor and token."""
    for member in story.cast:
        known = card.person(member.email) or _fresh_card(member)
        card = card.with_person(known)
        write_card(home, card)
        person = _person(member, known)
        if viewer_of_secret(known.token) is None:
            token = _new_token(person, member)
            card = card.with_person(_with_token(known, token))
            write_card(home, card)
    return card


def _fresh_card(member: CastMember) -> PersonCard:
    return PersonCard(
        name=member.key.capitalize(),
        full_name=member.name,
        member=member.member,
        email=member.email,
        password=_password(),
        totp_secret=generate_totp_secret(),
        token="",
        roles=list(member.roles),
    )


def _with_token(card: PersonCard, token: str) -> PersonCard:
    return replace(card, token=token)


def _password() -> str:
    return "-".join("".join(_three_syllables()) for _ in range(PASSWORD_WORDS))


def _three_syllables() -> Iterator[str]:
    for _ in range(3):
        yield secrets.choice(_SYLLABLES)


@transaction.atomic(using=GATE)
def _person(member: CastMember, card: PersonCard) -> Person:
    known = Person.objects.filter(email=member.email).first()
    if known is not None:
        return known
    home = member_by_code(member.member)
    if home is None:
        raise JaringError(f"The register has no active member {member.member}; the story needs it.")
    agency, _created = Agency.objects.get_or_create(member_id=home.id, name=member.agency)
    clearance = Marking.NONE if member.clearance == "none" else Marking[member.clearance.upper()]
    person = Person(
        email=member.email,
        name=member.name,
        member_id=home.id,
        agency=agency,
        roles=list(member.roles),
        clearance=int(clearance),
    )
    person.set_password(card.password)
    person.save()
    EmailAddress.objects.create(user=person, email=member.email, verified=True, primary=True)
    if not Authenticator.objects.filter(user_id=person.id).exists():
        TOTP.activate(person, card.totp_secret)
    touched = Touched("person", person.id, home.id, "cast of the demonstration")
    record_event("add_person", touched, acting=None, using=GATE)
    return person


def _new_token(person: Person, member: CastMember) -> str:
    """A token for everything the person's roles allow; the one of a start that was killed is revoked first."""
    scopes = {Scope.READ, Scope.CONTRIBUTE, Scope.RELEASE, Scope.EXPORT}
    if {Role.MEMBER_ADMINISTRATOR, Role.SECRETARIAT} & set(member.roles):
        scopes.add(Scope.ADMINISTER)
    terms = TokenTerms(TOKEN_NAME, frozenset(scopes), Purpose.EXERCISE, TOKEN_DAYS)
    with job_viewer(person.id, Purpose.EXERCISE) as viewer:
        for old in tokens_of(viewer):
            if old.name == TOKEN_NAME:
                revoke_token(old.id, acting=viewer)
        _token, secret = make_token(terms, acting=viewer)
    return secret
