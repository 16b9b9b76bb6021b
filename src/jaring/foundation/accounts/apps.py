"""Django's handle on accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People and members."""

    name = "jaring.foundation.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Listen for second factors that come and go."""
        from jaring.foundation.accounts import signals

        signals.connect()
