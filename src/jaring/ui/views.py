"""The component sheet: every component in every state, with invented words and no data."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jaring.ui.icons import ENTITY_ICONS

SWATCHES = [
    *("paper", "sheet", "ink", "ink2", "ink3", "line2", "accent", "official", "restricted", "confidential"),
    *("good", "warn", "bad", "lead", "halo"),
]


class ExampleForm(forms.Form):
    """One field of each kind, for the sheet only."""

    name = forms.CharField(label=_("Name"), help_text=_("In its own script, as the document shows it."))
    purpose = forms.ChoiceField(label=_("Purpose"), choices=[("ps", _("People smuggling investigation"))])
    conditions = forms.MultipleChoiceField(
        label=_("Conditions"),
        choices=[("H1", _("H1 not in court without asking")), ("H2", _("H2 not passed on"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Narrative"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    protected = forms.BooleanField(label=_("This person is handled as a victim"), required=False)


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Public: shows what screens are made of."""
    now = timezone.now()
    context = {
        "handling": _example_handling(),
        "handling_short": SimpleNamespace(
            marking="official",
            marking_label=_("Official"),
            owners=[("NZL", "New Zealand", False)],
            audience=_("all members"),
            until="",
        ),
        "form": ExampleForm({"name": "", "purpose": "ps", "conditions": ["H1"]}),
        "pages": Paginator(range(412), 40).get_page(3),
        "late": now - timedelta(hours=4),
        "soon": now + timedelta(hours=7),
        "later": now + timedelta(days=9),
        "seen": now - timedelta(days=30),
        "steps": [
            (_("Choose"), "done"),
            (_("Match columns"), "done"),
            (_("Check"), "now"),
            (_("Keep"), "next"),
        ],
        "kinds": list(ENTITY_ICONS),
        "narrative": _("Two vans left a house in **Bang Rin**. A man *called Captain Lek* met them."),
        "swatches": SWATCHES,
    }
    return render(request, "ui/components.html", context)


def _example_handling() -> SimpleNamespace:
    return SimpleNamespace(
        marking="restricted",
        marking_label=_("Restricted"),
        owners=[("THA", "Thailand", False)],
        owners_note=_("Anti-Trafficking Division"),
        audience=[("IDN", "Indonesia", True), ("VNM", "Viet Nam", False)],
        audience_note=_("readers cleared for Restricted"),
        purpose=_("People smuggling investigation"),
        purpose_note=_("Plan IP-04, Ranong to Belawan"),
        until="2026-11-30",
        until_note=_("in 9 days"),
        may=[(True, _("read, match")), (False, _("pass on (H2)")), (False, _("use in court (H1)"))],
        link="#marks",
        link_label=_("Ask Thailand for more"),
    )
