"""Django's handle on sharing."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The heart."""

    name = "jaring.foundation.sharing"
    label = "sharing"
