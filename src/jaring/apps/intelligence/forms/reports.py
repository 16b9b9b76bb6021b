"""The report as a whole, and the filters of the list."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jaring.apps.intelligence.actions.contributions import ContributionDraft
from jaring.apps.intelligence.domain import TITLE_LIMIT, SourceProtection
from jaring.apps.intelligence.models import Contribution
from jaring.apps.intelligence.queries.reports import ReportFilter
from jaring.foundation.accounts.api import LEGAL_BASIS_LABELS, MARKING_LABELS, Marking, Viewer, members
from jaring.foundation.sharing.api import Condition
from jaring.ui.grades import INFORMATION, SOURCES

CONDITION_CHOICES = (
    (Condition.H0, _("H0: only to prevent crime")),
    (Condition.H1, _("H1: not in court without asking us")),
    (Condition.H2, _("H2: not passed on without asking us")),
    (Condition.H3, _("H3: as the narrative says")),
)
_LANGUAGES = (
    ("", _("As the page")), ("en", _("English")), ("ar", _("Arabic")), ("bn", _("Bengali")), ("my", _("Burmese")),
    ("zh", _("Chinese")), ("prs", _("Dari")), ("id", _("Indonesian")), ("km", _("Khmer")), ("lo", _("Lao")),
    ("ms", _("Malay")), ("ps", _("Pashto")), ("fa", _("Persian")), ("si", _("Sinhala")), ("ta", _("Tamil")),
    ("th", _("Thai")), ("ur", _("Urdu")), ("vi", _("Vietnamese")),
)  # fmt: skip


def grade_choices(words: dict[str, Any]) -> list[tuple[str, str]]:
    """Grades with their words, such as "B: source mostly reliable"."""
    return [(code, f"{code}: {label}") for code, label in words.items()]


class DayInput(forms.DateInput):
    """The browser's own day picker; it wants ISO dates whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ReportForm(forms.Form):
    """What is stated of a report as a whole."""

    title = forms.CharField(label=_("Title"), max_length=TITLE_LIMIT)
    narrative = forms.CharField(
        label=_("Narrative"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Markdown: **bold**, # heading, - list, > quote. Who told you, and how, does not belong here."),
    )
    narrative_language = forms.ChoiceField(label=_("Language of the narrative"), required=False, choices=_LANGUAGES)
    marking = forms.TypedChoiceField(label=_("Marking"), coerce=int)
    source_grade = forms.ChoiceField(label=_("The source"))
    information_grade = forms.ChoiceField(label=_("The information"))
    legal_basis = forms.ChoiceField(
        label=_("Legal basis"), required=False, help_text=_("A draft may lack it; a finished report may not.")
    )
    source_protection = forms.ChoiceField(
        label=_("Protection of the source"),
        choices=(
            (SourceProtection.NONE, _("No special care")),
            (SourceProtection.PROTECTED, _("Protected: take care what you act on")),
            (SourceProtection.CALL_FIRST, _("Call us before you act on it")),
        ),
    )
    handling_codes = forms.MultipleChoiceField(
        label=_("Handling codes"),
        required=False,
        choices=CONDITION_CHOICES,
        widget=forms.CheckboxSelectMultiple,
    )
    reported_at = forms.DateField(label=_("Reported on"), required=False, widget=DayInput())
    review_by = forms.DateField(
        label=_("Review by"),
        required=False,
        widget=DayInput(),
        help_text=_("Half a year from now when left empty. Without a review the report is restricted."),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(int(m), str(label)) for m, label in MARKING_LABELS.items() if 0 < m <= viewer.clearance]
        self._choose("marking", choices)
        self._choose("source_grade", grade_choices(dict(SOURCES)))
        self._choose("information_grade", grade_choices(dict(INFORMATION)))
        self._choose("legal_basis", [("", _("Not chosen yet")), *LEGAL_BASIS_LABELS.items()])
        # A new marking shows at once who would read the report.
        self.fields["marking"].widget.attrs.update(
            {
                "hx-get": "",
                "hx-trigger": "change",
                "hx-target": "#sight",
                "hx-select": "#sight",
                "hx-swap": "outerHTML",
            }
        )

    def draft(self) -> ContributionDraft:
        """What the person stated."""
        return ContributionDraft(**self.cleaned_data)

    def _choose(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def initial_of(report: Contribution) -> dict[str, Any]:
    """The form's values for a report that exists."""
    names = [name for name in ReportForm.base_fields if name != "handling_codes"]
    return {**{name: getattr(report, name) for name in names}, "handling_codes": list(report.handling_codes)}


def initial_of_new(viewer: Viewer, today: date) -> dict[str, Any]:
    """The form's values for a new report: nothing is assumed of source and information."""
    return {
        "marking": min(viewer.clearance, int(Marking.RESTRICTED)),
        "source_grade": "X",
        "information_grade": "4",
        "source_protection": SourceProtection.NONE,
        "reported_at": today,
    }


class ReportFilterForm(forms.Form):
    """Filters of the list of reports; unknown values filter nothing."""

    text = forms.CharField(label=_("Title or reference"), required=False, max_length=120)
    whose = forms.ChoiceField(
        label=_("Whose"),
        required=False,
        choices=(
            ("", _("All I may see")),
            ("me", _("Written by me")),
            ("member", _("Of my member")),
            ("others", _("Released to us")),
        ),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=(("", _("Any")), ("draft", _("Draft")), ("final", _("Finished"))),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        choices=(("", _("Any")), ("report", _("Written report")), ("import", _("Brought in as a file"))),
    )
    member = forms.TypedChoiceField(label=_("Owner"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["member"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", _("Any member")),
                *((one.id, f"{one.code} {one.name}") for one in members()),
            ]

    def wanted(self, sort: str) -> ReportFilter:
        """What to list: whatever of the filters could be read."""
        self.is_valid()
        given = self.cleaned_data
        return ReportFilter(
            whose=given.get("whose", ""),
            state=given.get("state", ""),
            kind=given.get("kind", ""),
            member_id=given.get("member"),
            text=given.get("text", "").strip(),
            sort=sort,
        )

    def is_filtering(self) -> bool:
        """Whether anything is filtered out at all."""
        return any(self.cleaned_data.values())
