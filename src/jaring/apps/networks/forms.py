"""What may be asked of a picture: where it starts and how it is narrowed."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from jaring.apps.networks.domain import ABOUT, MOST_STEPS, PICTURE_LIMIT, USUAL_STEPS, Narrowing, Start
from jaring.apps.networks.labels import ABOUT_LABELS, GRADE_LABELS, KIND_LABELS
from jaring.foundation.accounts.api import members
from jaring.kernel.errors import BadInputError, NotFoundError

_MONTH = r"^\d{4}(-(0[1-9]|1[0-2]))?$"
_HIDDEN = ("entity", "contribution", "steps", "limit")


class NetworkForm(forms.Form):
    """Sent by GET, so that a picture can be linked to."""

    entity = forms.UUIDField(required=False, widget=forms.HiddenInput)
    contribution = forms.UUIDField(required=False, widget=forms.HiddenInput)
    steps = forms.IntegerField(required=False, min_value=1, max_value=MOST_STEPS, widget=forms.HiddenInput)
    limit = forms.IntegerField(required=False, min_value=1, max_value=PICTURE_LIMIT, widget=forms.HiddenInput)
    kind = forms.MultipleChoiceField(
        label=_("Types"), required=False, choices=list(KIND_LABELS.items()), widget=forms.CheckboxSelectMultiple
    )
    owner = forms.MultipleChoiceField(label=_("Owners"), required=False, widget=forms.CheckboxSelectMultiple)
    grade = forms.ChoiceField(label=_("Grade"), required=False, choices=[("", _("Any grade")), *GRADE_LABELS.items()])
    about = forms.ChoiceField(
        label=_("Subject"),
        required=False,
        choices=[("", _("Everything")), *((one, ABOUT_LABELS[one]) for one in ABOUT)],
    )
    starts = forms.RegexField(_MONTH, label=_("From month"), required=False)
    ends = forms.RegexField(_MONTH, label=_("To month"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("owner").choices = [(card.code, card.name) for card in members()]
        for name in ("starts", "ends"):
            self.fields[name].widget.attrs.update(placeholder="2026-05", size=8, inputmode="numeric")
            self.fields[name].error_messages["invalid"] = _("Write a month such as 2026-05, or a year.")

    def offer_only(self, kinds: set[str], owners: set[str]) -> None:
        """Offer what is there to choose from, and nothing that would betray more."""
        self._choices("kind").choices = [pair for pair in KIND_LABELS.items() if pair[0] in kinds]
        self._choices("owner").choices = [(card.code, card.name) for card in members() if card.code in owners]

    def _choices(self, name: str) -> forms.MultipleChoiceField:
        return cast(forms.MultipleChoiceField, self.fields[name])


def read_form(form: NetworkForm) -> tuple[Start, Narrowing, int]:
    """Start, narrowing, and how many entities the picture may hold.

    Raises:
        NotFoundError: an entity or report that cannot exist is as absent as one that does not.
        BadInputError: a filter that cannot be read.
    """
    if not form.is_valid():
        if {"entity", "contribution"} & form.errors.keys():
            raise NotFoundError(str(_("There is no such entity that you may see.")))
        field, errors = next(iter(form.errors.items()))
        raise BadInputError(str(errors[0]), field=field)
    given = form.cleaned_data
    start = Start(given["entity"], None if given["entity"] else given["contribution"], given["steps"] or USUAL_STEPS)
    narrowing = Narrowing(
        kinds=frozenset(given["kind"]),
        owners=frozenset(given["owner"]),
        grade=given["grade"],
        starts=given["starts"],
        ends=given["ends"],
        about=given["about"],
    )
    return start, narrowing, given["limit"] or start.limit


def query_of(start: Start, narrowing: Narrowing, limit: int | None = None) -> list[tuple[str, str]]:
    """The same as parameters of an address; what is as usual is left out."""
    pairs: list[tuple[str, str]] = []
    if start.entity:
        pairs.append(("entity", str(start.entity)))
    if start.report:
        pairs.append(("contribution", str(start.report)))
    if start.entity and start.steps != USUAL_STEPS:
        pairs.append(("steps", str(start.steps)))
    if limit is not None and limit != start.limit:
        pairs.append(("limit", str(limit)))
    pairs += [("kind", kind) for kind in sorted(narrowing.kinds)]
    pairs += [("owner", owner) for owner in sorted(narrowing.owners)]
    singles = ("grade", "about", "starts", "ends")
    return pairs + [(name, getattr(narrowing, name)) for name in singles if getattr(narrowing, name)]
