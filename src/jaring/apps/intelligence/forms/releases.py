"""Terms of a release, and reasons."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jaring.apps.intelligence.forms.reports import CONDITION_CHOICES, DayInput
from jaring.foundation.accounts.api import LEGAL_BASIS_LABELS, PURPOSE_LABELS, Viewer, members
from jaring.foundation.sharing.api import Condition, ReleaseTerms

USUAL_DAYS = 90  # our judgement: long enough for an investigation to answer, short enough to be thought about again


class ReleaseForm(forms.Form):
    """To whom, for what, until when, on which ground, under which conditions."""

    to_members = forms.TypedMultipleChoiceField(
        label=_("To"), coerce=int, widget=forms.CheckboxSelectMultiple(attrs={"class": "j-many"})
    )
    purpose = forms.ChoiceField(label=_("Purpose"), choices=[("", _("Choose one")), *PURPOSE_LABELS.items()])
    ends_on = forms.DateField(label=_("Until the end of"), widget=DayInput())
    legal_basis = forms.ChoiceField(
        label=_("Legal basis"), choices=[("", _("Choose one")), *LEGAL_BASIS_LABELS.items()]
    )
    conditions = forms.MultipleChoiceField(
        label=_("Conditions"), required=False, choices=CONDITION_CHOICES, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("Note to the recipients"),
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to_members"]
        if isinstance(field, forms.ChoiceField):
            others = [one for one in members() if one.id != viewer.member_id]
            field.choices = [(one.id, f"{one.code} {one.name}") for one in others]

    def terms(self) -> ReleaseTerms:
        """The terms; a release lasts to the end of its last day where the form was filled in."""
        given = self.cleaned_data
        ends_at = timezone.make_aware(datetime.combine(given["ends_on"] + timedelta(days=1), time.min))
        return ReleaseTerms(
            to_members=given["to_members"],
            purpose=given["purpose"],
            legal_basis=given["legal_basis"],
            ends_at=ends_at - timedelta(seconds=1),
            conditions=given["conditions"],
            note=given["note"].strip(),
        )


def initial_terms(legal_basis: str, purpose: str) -> dict[str, Any]:
    """What a release form begins with: conditions on, ninety days, nobody chosen."""
    return {
        "purpose": purpose,
        "legal_basis": legal_basis,
        "ends_on": timezone.localdate() + timedelta(days=USUAL_DAYS),
        "conditions": [Condition.H1, Condition.H2],
    }


class ReasonForm(forms.Form):
    """One sentence."""

    reason = forms.CharField(label=_("Reason"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = required
