"""Django's handle on the platform storey."""

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    """Owns the schema `app`: viewer sessions and the functions the policies ask."""

    name = "jaring.platform"
    label = "platform"
    default_auto_field = "django.db.models.BigAutoField"
