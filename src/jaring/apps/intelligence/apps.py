"""Django's handle on the intelligence room."""

from django.apps import AppConfig


class IntelligenceConfig(AppConfig):
    """Registers the tables a release of a contribution reaches."""

    name = "jaring.apps.intelligence"
    label = "intelligence"

    def ready(self) -> None:
        """Every protected table of this room whose rows follow the label of their contribution."""
        from jaring.apps.intelligence import models
        from jaring.foundation.sharing.api import register_contribution_table

        register_contribution_table(models.Contribution, "id")
        for table in (
            models.Attachment,
            models.Statement,
            models.EntityRow,
            models.Edge,
            models.SearchDocument,
            models.IdentifierKey,
            models.ImportedId,
        ):
            register_contribution_table(table)
