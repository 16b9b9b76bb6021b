"""Which tables hold rows of a contribution. A room registers its own when it starts; a release relabels them all."""

from dataclasses import dataclass
from uuid import UUID

from jaring.foundation.sharing.models import ProtectedModel


@dataclass(frozen=True, slots=True)
class ContributionTable:
    """A protected model and the field that names the contribution its rows were derived from."""

    model: type[ProtectedModel]
    field: str


_tables: list[ContributionTable] = []


def register_contribution_table(model: type[ProtectedModel], field: str = "contribution_id") -> None:
    """Make releases of a contribution reach the rows of `model`. Called from AppConfig.ready."""
    table = ContributionTable(model, field)
    if table not in _tables:
        _tables.append(table)


def registered_tables() -> tuple[ContributionTable, ...]:
    """Every table a release reaches; the lint test compares them with the protected tables of the database."""
    return tuple(_tables)


def relabel(contribution_id: UUID, *, old: int, new: int) -> int:
    """Give every row of the contribution that carries label `old` the label `new`; returns how many rows.

    Rows of the contribution with another label are handled more strictly and stay so.
    """
    if old == new:
        return 0
    return sum(
        table.model._default_manager.filter(**{table.field: contribution_id}, label_id=old).update(label_id=new)
        for table in _tables
    )
