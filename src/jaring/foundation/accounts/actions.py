"""Writes about members and people. All run as the gate role, in one transaction with their line in the log."""

from dataclasses import dataclass
from uuid import UUID

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jaring.foundation.accounts import access, viewer_sessions
from jaring.foundation.accounts.domain import Purpose, Role
from jaring.foundation.accounts.members import forget_members, member_card
from jaring.foundation.accounts.models import Agency, Member, Person
from jaring.foundation.accounts.viewers import Viewer
from jaring.foundation.audit.api import Touched, record_event
from jaring.kernel.errors import BadInputError, NotFoundError
from jaring.kernel.texts import turns_text
from jaring.platform.routing import GATE


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What an administrator states about a person."""

    name: str
    email: str
    roles: frozenset[str]
    clearance: int
    agency: str = ""


@transaction.atomic(using=GATE)
def add_person(draft: PersonDraft, password: str, *, acting: Viewer, given: bool = False) -> Person:
    """Add a person to the acting administrator's own member. They add a second factor at their first sign-in.

    `given`: the administrator knows the password, so the person has to replace it before anything else.
    """
    access.require_manages_people(acting)
    _require_sound(draft, acting)
    _require_good_password(password)
    email = draft.email.strip().lower()
    if Person.objects.filter(email__iexact=email).exists():
        # The address may stand with another member: the sentence must not say whose.
        raise BadInputError(_("This address cannot be used here. Choose another."), field="email")
    person = Person(
        email=email,
        name=draft.name.strip(),
        member_id=acting.member_id,
        agency=_agency(draft.agency, acting.member_id),
        roles=sorted(draft.roles),
        clearance=draft.clearance,
        password_is_given=given,
    )
    person.set_password(password)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    _log("add_person", person, acting)
    return person


@transaction.atomic(using=GATE)
def change_person(person_id: UUID, draft: PersonDraft, *, active: bool, acting: Viewer) -> Person:
    """Change name, roles, clearance or agency. Sessions and tokens that carry the old rights end at once."""
    access.require_manages_people(acting)
    _require_sound(draft, acting)
    person = own_person(person_id, acting)
    _require_administrator_left(person, draft, active=active)
    person.name = draft.name.strip()
    person.roles = sorted(draft.roles)
    person.clearance = draft.clearance
    person.agency = _agency(draft.agency, acting.member_id)
    person.is_active = active
    person.save()
    viewer_sessions.close_sessions_of(person.id)
    _log("change_person" if active else "deactivate_person", person, acting)
    return person


@transaction.atomic(using=GATE)
def set_purpose(purpose: str, *, acting: Viewer) -> None:
    """State why protected records are opened in this sitting; every read is logged with it."""
    if purpose not in set(Purpose):
        raise BadInputError(_("Choose a purpose from the list."), field="purpose")
    viewer_sessions.set_purpose_of(acting.token, purpose)
    touched = Touched("person", acting.person_id, acting.member_id, purpose)
    record_event("set_purpose", touched, acting=acting, using=GATE)


@transaction.atomic(using=GATE)
def save_member(member_id: int | None, code: str, name: str, kind: str, active: bool, *, acting: Viewer) -> Member:
    """Add (member_id None) or change a member. Ids are given once and never again.

    A member that is no longer active reads nothing from this moment: every session of its people ends.
    """
    access.require_manages_members(acting)
    code, name = code.strip().upper(), name.strip()
    if not code or not name:
        raise BadInputError(_("A member needs a code and a name."), field="code" if not code else "name")
    same_code = Member.objects.filter(code__iexact=code).first()
    if same_code is not None and same_code.id != member_id:
        raise BadInputError(_("Another member has this code. Choose another."), field="code")
    if kind not in Member.Kind.values:
        raise BadInputError(_("Choose a kind from the list."), field="kind")
    if not active and member_id == acting.member_id:
        raise BadInputError(_("Your own member stays active: nobody could make it active again."), field="active")
    if member_id is None:
        last = Member.objects.order_by("-id").first()
        member = Member(id=last.id + 1 if last else 1)
    else:
        found = Member.objects.select_for_update().filter(id=member_id).first()
        if found is None:
            raise NotFoundError(_("There is no such member."))
        member = found
    member.code, member.name, member.kind, member.active = code, name, kind, active
    member.save()
    if not active:
        viewer_sessions.close_sessions_of_member(member.id)
    record_event("save_member", Touched("member", str(member.id), None, code), acting=acting, using=GATE)
    transaction.on_commit(forget_members, using=GATE)
    return member


def own_person(person_id: UUID, acting: Viewer) -> Person:
    """A person of the acting person's member, locked; others' people are absent."""
    person = Person.objects.select_for_update(of=("self",)).filter(id=person_id, member_id=acting.member_id).first()
    if person is None:
        raise NotFoundError(_("There is no such person in your member."))
    return person


def _require_sound(draft: PersonDraft, acting: Viewer) -> None:
    if not draft.name.strip():
        raise BadInputError(_("Write the person's name as colleagues know it."), field="name")
    if turns_text(draft.name):
        raise BadInputError(
            _("The name holds a character that turns the order of letters. Write it again by hand."), field="name"
        )
    of_secretariat = member_card(acting.member_id).kind == "secretariat"
    access.require_sound_roles(draft.roles, draft.clearance, of_secretariat=of_secretariat)


def _require_administrator_left(person: Person, draft: PersonDraft, *, active: bool) -> None:
    """A member without an administrator could never be given one again: the secretariat cannot help."""
    if active and Role.MEMBER_ADMINISTRATOR in draft.roles:
        return
    # Locked in the order of their ids, so that two administrators who drop each other do not both succeed.
    administrators = (
        Person.objects.select_for_update(of=("self",))
        .filter(member_id=person.member_id, is_active=True, roles__contains=[Role.MEMBER_ADMINISTRATOR])
        .order_by("id")
        .values_list("id", flat=True)
    )
    if set(administrators) == {person.id}:
        raise BadInputError(
            _("Your member would have no administrator left. Give the role to somebody else first."),
            field="roles",
        )


def _require_good_password(password: str) -> None:
    try:
        validate_password(password)
    except ValidationError as weak:
        raise BadInputError(" ".join(weak.messages), field="password") from weak


def _agency(name: str, member_id: int) -> Agency | None:
    if not name.strip():
        return None
    agency, _created = Agency.objects.get_or_create(member_id=member_id, name=name.strip())
    return agency


def _log(verb: str, person: Person, acting: Viewer) -> None:
    note = f"{','.join(person.roles)} clearance {person.clearance}"
    record_event(verb, Touched("person", person.id, person.member_id, note), acting=acting, using=GATE)
