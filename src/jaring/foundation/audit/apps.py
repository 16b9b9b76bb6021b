"""Django's handle on the log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The lowest room of the foundation: it knows no other."""

    name = "jaring.foundation.audit"
    label = "audit"
