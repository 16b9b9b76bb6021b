"""What people fill in on the pages of accounts."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jaring.foundation.accounts.actions import PersonDraft
from jaring.foundation.accounts.domain import ASSIGNABLE_BY_MEMBER, Marking, Role
from jaring.foundation.accounts.labels import MARKING_LABELS, PURPOSE_LABELS, ROLE_LABELS, SCOPE_LABELS
from jaring.foundation.accounts.log_queries import LogFilter
from jaring.foundation.accounts.members import member_card, members
from jaring.foundation.accounts.models import Colleague, Member
from jaring.foundation.accounts.tokens import LONGEST_DAYS, TokenTerms
from jaring.foundation.accounts.viewers import Viewer
from jaring.foundation.audit.api import VERB_LABELS

ANY = ("", _("Any"))
TOKEN_DAYS = 90


class PersonForm(forms.Form):
    """A colleague as their administrator states them. The address is given once: people sign in with it."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Address to sign in with"), max_length=254)
    agency = forms.CharField(label=_("Agency"), max_length=120, required=False)
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    clearance = forms.TypedChoiceField(
        label=_("Clearance"),
        coerce=int,
        choices=[(int(code), label) for code, label in MARKING_LABELS.items()],
        initial=int(Marking.NONE),
        help_text=_("The highest marking this person may see, in a role that reads reports at all."),
    )

    def __init__(self, *args: Any, viewer: Viewer, person: Colleague | None = None, **kwargs: Any) -> None:
        if person is not None:
            kwargs["initial"] = {
                "name": person.name,
                "agency": person.agency,
                "roles": person.roles,
                "clearance": person.clearance,
            }
        super().__init__(*args, **kwargs)
        given = set(ASSIGNABLE_BY_MEMBER)
        if member_card(viewer.member_id).kind == Member.Kind.SECRETARIAT:
            given.add(Role.SECRETARIAT)
        choices = [(str(role), label) for role, label in ROLE_LABELS.items() if role in given]
        self.fields["roles"].choices = choices  # type: ignore[attr-defined]  # the field is a MultipleChoiceField
        if person is not None:
            del self.fields["email"]

    def draft(self, email: str = "") -> PersonDraft:
        """What was stated."""
        given = self.cleaned_data
        return PersonDraft(
            name=given["name"],
            email=given.get("email", email),
            roles=frozenset(given["roles"]),
            clearance=given["clearance"],
            agency=given["agency"],
        )


class PeopleFilterForm(forms.Form):
    """Narrow the list of people."""

    q = forms.CharField(label=_("Name, address or agency"), required=False, max_length=120)
    role = forms.ChoiceField(
        label=_("Role"),
        required=False,
        choices=[ANY, *((str(role), label) for role, label in ROLE_LABELS.items())],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ANY,
            ("active", _("Active")),
            ("inactive", _("Deactivated")),
            ("no_factor", _("Without a second factor")),
        ],
    )


class MemberForm(forms.Form):
    """A member of the process."""

    code = forms.CharField(label=_("Code"), max_length=8, help_text=_("ISO 3166 alpha-3 for states, such as IDN."))
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=Member.Kind.choices)


class MemberFilterForm(forms.Form):
    """Narrow the list of members."""

    q = forms.CharField(label=_("Name or code"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *Member.Kind.choices])


class TokenForm(forms.Form):
    """A key of one's own for the API and the command line."""

    name = forms.CharField(label=_("Name"), max_length=80, help_text=_("What it is for: “Night import, office”."))
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(str(scope), label) for scope, label in SCOPE_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Never more than you may do yourself."),
    )
    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=[(str(purpose), label) for purpose, label in PURPOSE_LABELS.items()]
    )
    days = forms.IntegerField(label=_("Days it lasts"), min_value=1, max_value=LONGEST_DAYS, initial=TOKEN_DAYS)

    def terms(self) -> TokenTerms:
        """What was stated."""
        given = self.cleaned_data
        return TokenTerms(given["name"], frozenset(given["scopes"]), given["purpose"], given["days"])


class LogFilterForm(forms.Form):
    """Narrow the log."""

    verb = forms.ChoiceField(label=_("Act"), required=False)
    person = forms.TypedChoiceField(label=_("Colleague"), required=False, coerce=UUID, empty_value=None)
    member = forms.TypedChoiceField(label=_("Member"), required=False, coerce=int, empty_value=None)
    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    object = forms.CharField(label=_("Identifier of the record"), required=False, max_length=80)

    def __init__(self, *args: Any, people: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        verbs = sorted(VERB_LABELS.items(), key=lambda pair: str(pair[1]))
        choices: dict[str, list[tuple[Any, Any]]] = {
            "verb": [ANY, *verbs],
            "person": [ANY, *((str(person.id), person.name) for person in people)],
            "member": [ANY, *((card.id, card.name) for card in members())],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # these are choice fields

    def clean(self) -> dict[str, Any]:
        """The end of a time does not lie before its beginning."""
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if isinstance(since, date) and isinstance(until, date) and until < since:
            self.add_error("until", _("This day lies before the first. Turn them round."))
        return given

    def wanted(self, sort: str) -> LogFilter:
        """What was asked for; a field that could not be read narrows nothing."""
        given = self.cleaned_data
        return LogFilter(
            verb=given.get("verb", ""),
            person_id=given.get("person"),
            member_id=given.get("member"),
            since=given.get("since"),
            until=given.get("until"),
            object_id=given.get("object", ""),
            sort=sort,
        )
