"""What a member's administrator does for somebody who cannot get in. Each act ends every open session of the person."""

import secrets
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.translation import gettext as _

from jaring.foundation.accounts import access, viewer_sessions
from jaring.foundation.accounts.actions import own_person
from jaring.foundation.accounts.lockout import forget_failures
from jaring.foundation.accounts.models import Person, PersonalToken
from jaring.foundation.accounts.viewers import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.errors import NotAllowedError
from jaring.platform.routing import GATE

# Letters and digits that are not mistaken for one another when read over the telephone.
_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
_GROUPS, _GROUP_LETTERS = 5, 4  # 20 letters of 30: 98 bits


def new_password() -> str:
    """A password to hand over once, in groups that can be read aloud."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP_LETTERS)) for _ in range(_GROUPS))


@transaction.atomic(using=GATE)
def give_password(person_id: UUID, *, acting: Viewer) -> str:
    """A new password for a colleague, returned once. It opens nothing but the page on which it is replaced."""
    access.require_manages_people(acting)
    person = own_person(person_id, acting)
    password = new_password()
    person.set_password(password)
    person.password_is_given = True
    person.save(update_fields=["password", "password_is_given"])
    viewer_sessions.close_sessions_of(person.id)
    forget_failures(person.email)
    _log("give_password", person, acting)
    return password


@transaction.atomic(using=GATE)
def reset_second_factor(person_id: UUID, *, acting: Viewer) -> None:
    """Take every second factor of a colleague away, for somebody who lost all of theirs. Their tokens end too.

    Raises:
        NotAllowedError: nobody takes their own away here; a second administrator does it for them.
    """
    access.require_manages_people(acting)
    person = own_person(person_id, acting)
    if person.id == acting.person_id:
        raise NotAllowedError(_("Your own second factor is not reset here. Ask another administrator of your member."))
    Authenticator.objects.filter(user_id=person.id).delete()
    PersonalToken.objects.filter(person_id=person.id).delete()
    viewer_sessions.close_sessions_of(person.id)
    _log("reset_second_factor", person, acting)


@transaction.atomic(using=GATE)
def password_was_replaced(person_id: UUID) -> None:
    """The person chose a password of their own: the given one is forgotten."""
    Person.objects.filter(id=person_id).update(password_is_given=False)


@transaction.atomic(using=GATE)
def sign_out_everywhere(*, acting: Viewer) -> None:
    """End every sitting of the acting person, this one too."""
    viewer_sessions.close_sessions_of(acting.person_id)
    touched = Touched("person", acting.person_id, acting.member_id)
    record_event("sign_out_everywhere", touched, acting=acting, using=GATE)


def _log(verb: str, person: Person, acting: Viewer) -> None:
    record_event(verb, Touched("person", person.id, person.member_id), acting=acting, using=GATE)
