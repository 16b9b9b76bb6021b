"""Django's handle on the portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home, search, purpose."""

    name = "jaring.apps.portal"
    label = "portal"
