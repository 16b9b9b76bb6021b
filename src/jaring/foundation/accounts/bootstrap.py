"""The first people of an installation, added on the server's command line because nobody can sign up.

Whoever holds the machine can do this and no more: the person must still replace the password and enrol a second
factor, reads nothing nominal in either role, and the addition stands in the log without an actor, which tells where it
came from.
"""

import secrets

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from jaring.foundation.accounts.domain import Marking, Role
from jaring.foundation.accounts.members import MemberCard, member_by_code, members
from jaring.foundation.accounts.models import Person
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.errors import BadInputError
from jaring.platform.routing import GATE

PASSWORD_BYTES = 15  # 120 bits, 20 characters
NAME_LIMIT = 120  # accounts_person.name


def add_secretariat_person(email: str, name: str) -> str:
    """Add a person of the secretariat; returns the first password.

    Raises:
        BadInputError: no secretariat among the members, or the address or name cannot be used.
    """
    card = next((one for one in members() if one.kind == "secretariat"), None)
    if card is None:
        raise BadInputError(_("No member of the register is a secretariat."), field="member")
    return _add(card, email, name, Role.SECRETARIAT)


def add_administrator_person(member_code: str, email: str, name: str) -> str:
    """Add an administrator of a member; returns the first password. Raises BadInputError as above."""
    card = member_by_code(member_code)
    if card is None:
        raise BadInputError(_("There is no active member with this code."), field="member")
    return _add(card, email, name, Role.MEMBER_ADMINISTRATOR)


@transaction.atomic(using=GATE)
def _add(card: MemberCard, email: str, name: str, role: Role) -> str:
    address, name = email.strip().lower(), name.strip()
    _require_sound(address, name)
    password = secrets.token_urlsafe(PASSWORD_BYTES)
    validate_password(password)
    person = Person(
        email=address,
        name=name,
        member_id=card.id,
        roles=[str(role)],
        clearance=int(Marking.NONE),
        password_is_given=True,
    )
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=address, verified=True, primary=True)
    touched = Touched("person", person.id, card.id, f"{role} from the server's command line")
    record_event("add_person", touched, acting=None, using=GATE)
    return password


def _require_sound(address: str, name: str) -> None:
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise BadInputError(_("This is not an e-mail address."), field="email") from wrong
    if Person.objects.filter(email__iexact=address).exists():
        raise BadInputError(_("A person with this address exists already."), field="email")
    if not name or len(name) > NAME_LIMIT or "\x00" in name:
        raise BadInputError(_("Write the person's name as colleagues know it."), field="name")
