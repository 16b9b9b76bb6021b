"""Dress Django's form controls in the classes of the theme, and tie each to its help and its errors."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

OPTION_LISTS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def control_kind(field: BoundField) -> str:
    """`check` (one tick box), `options` (a list of them), `select` or `control`."""
    widget = field.field.widget
    if isinstance(widget, OPTION_LISTS):
        return "options"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    return "select" if isinstance(widget, forms.Select) else "control"


def render_control(field: BoundField) -> SafeString:
    """The control itself; `aria-describedby` and `aria-invalid` are Django's own (5.2)."""
    own = {"check": "form-check-input", "options": "form-check-input", "select": "form-select"}
    theme_class = own.get(control_kind(field), "form-control")
    given = field.field.widget.attrs.get("class", "")
    attrs: dict[str, Any] = {"class": f"{theme_class} {given}".strip()}
    if str(field.field.widget.attrs.get("placeholder", "")) == str(field.label):
        attrs["placeholder"] = False  # it would only repeat the label above it
    return field.as_widget(attrs=attrs)
