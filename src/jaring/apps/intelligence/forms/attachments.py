"""A file to attach."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AttachmentForm(forms.Form):
    """One file; what may be attached is decided by the action that stores it."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,
        max_length=4_000,
        help_text=_("Documents, pictures and recordings, 50 MB at most. Programs and web pages are refused."),
    )
