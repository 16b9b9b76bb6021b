"""Django's handle on the networks room."""

from django.apps import AppConfig


class NetworksConfig(AppConfig):
    """The regional map's first picture."""

    name = "jaring.apps.networks"
    label = "networks"
