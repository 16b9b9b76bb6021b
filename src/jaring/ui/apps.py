"""Django's handle on the ui storey."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Holds templates, static files and template tags; no models.

    Stands before `allauth` in INSTALLED_APPS, so that our sign-in pages are found first.
    """

    name = "jaring.ui"
    label = "ui"
