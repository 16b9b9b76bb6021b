"""Which database role a model is reached through.

Three connections to one database (docs/adr/0003): `default` is the application role, bound by every policy;
`gate` holds what is needed to let a person in, and the job queue; `owner` only migrates.
"""

from django.db.models import Model

GATE = "gate"
OWNER = "owner"
GATE_APPS = frozenset(
    {"accounts", "account", "mfa", "sessions", "axes", "auth", "contenttypes", "django_cache", "procrastinate"}
)


class RoleRouter:
    """Sends sign-in, people and jobs to the gate role, everything else to the application role."""

    def db_for_read(self, model: type[Model], **hints: object) -> str | None:
        """The connection that reads `model`; None leaves Django's default."""
        return _connection_of(model)

    def db_for_write(self, model: type[Model], **hints: object) -> str | None:
        """The connection that writes `model`; None leaves Django's default."""
        return _connection_of(model)

    def allow_relation(self, left: Model, right: Model, **hints: object) -> bool | None:
        """Relations stay inside one role, so that no lookup slips from one to the other."""
        # __class__, not type(): the user of a request is a lazy object that stands for a person.
        return _connection_of(left.__class__) == _connection_of(right.__class__)

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """Only the owner role changes the schema."""
        return db == OWNER


def _connection_of(model: type[Model]) -> str | None:
    chosen = getattr(model, "database_role", None)
    if chosen is not None:
        return str(chosen)
    return GATE if model._meta.app_label in GATE_APPS else None
