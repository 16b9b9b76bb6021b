"""What people fill in on the portal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaring.foundation.accounts.api import PURPOSE_LABELS, members


class PurposeForm(forms.Form):
    """Why protected records are opened in this sitting."""

    purpose = forms.ChoiceField(
        label=_("What do you work on now?"),
        choices=[(str(purpose), label) for purpose, label in PURPOSE_LABELS.items()],
        widget=forms.RadioSelect,
    )
    next = forms.CharField(widget=forms.HiddenInput, required=False)


class SearchForm(forms.Form):
    """The words and the kinds of a search, as the address carries them."""

    q = forms.CharField(label=_("What do you look for?"), strip=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["autofocus"] = True


class ReleaseFilterForm(forms.Form):
    """Which releases are listed."""

    show = forms.ChoiceField(
        label=_("Show"),
        required=False,
        choices=[
            ("waiting", _("Waiting")),
            ("given", _("Given to others")),
            ("received", _("Received")),
        ],
    )
    member = forms.TypedChoiceField(label=_("Member"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Any")), *((card.id, card.name) for card in members())]
        self.fields["member"].choices = choices  # type: ignore[attr-defined]  # the field is a choice field
